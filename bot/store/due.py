"""When learners are due next, for their weekly nudge or to study: statements that run all the time, built once."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.store.columns import Id
from bot.store.tables import learners
from bot.store.together import a_row


def _due(moment: Any) -> Any:
    """The learners for whom such a moment has come, the oldest first."""
    return (
        select(*learners.c)
        .where(moment.is_not(None), moment <= bindparam("now"))
        .order_by(moment)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, key_share=True)
    )


DUE, DUE_TO_STUDY = _due(learners.c.next_nudge_at), _due(learners.c.next_study_at)


@cache
def setting_next(dialect: str, column: str) -> Any:
    """When the next weekly nudge of each is due, or study time."""
    row = a_row(dialect, {"learner": Id, "due_at": learners.c[column].type})
    return update(learners).where(learners.c.id == row["learner"]).values({column: row["due_at"]})
