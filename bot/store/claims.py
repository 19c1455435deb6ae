"""Which rows of the ledger leave next, and in which order: what somebody has just caused before what the calendar has
entered, and the oldest first."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, select, union_all, update

from bot.store.kinds import NudgeKind
from bot.store.ledger_rows import COLUMNS
from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeState

SENDING = NudgeState.SENDING.value


def written(*values: NudgeKind | NudgeState) -> list[ColumnElement[str]]:
    """Values written out, not bound: a partial index is used only where the planner sees its condition, and a list that
    is bound makes SQLAlchemy write the statement anew each time."""
    return [literal_column(f"'{value.value}'") for value in values]


OPEN = nudges.c.state.in_(written(NudgeState.DUE, NudgeState.SENDING))
WAITING = and_(OPEN, nudges.c.platform.in_(bindparam("platforms", expanding=True)))
_PROMPT: ColumnElement[bool] = literal_column("nudges.prompt")
_CALENDARS: ColumnElement[bool] = literal_column("NOT nudges.prompt")


def _oldest(which: ColumnElement[bool], rank: int) -> Select[Any]:
    """The rows of one sort that are due longest; each sort has its index, so that neither is looked for among the other."""
    due = (
        select(nudges.c.id, nudges.c.due_at, literal_column(f"{rank}").label("rank"))
        .where(WAITING, nudges.c.due_at <= bindparam("now"), which)
        .order_by(nudges.c.due_at)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .subquery()
    )
    return select(due)


# Statements that run all the time are built once.
_DUE = union_all(_oldest(_PROMPT, 0), _oldest(_CALENDARS, 1)).subquery()
CLAIM = (
    update(nudges)
    .where(nudges.c.id.in_(select(_DUE.c.id).order_by(_DUE.c.rank, _DUE.c.due_at).limit(bindparam("most"))))
    .values(
        maybe_repeated=nudges.c.maybe_repeated | (nudges.c.state == SENDING),
        state=SENDING,
        due_at=bindparam("until"),
        lease=bindparam("holder"),
        attempts=nudges.c.attempts + 1,
    )
    .returning(*COLUMNS)
)


def turn(nudge: Nudge) -> tuple[bool, datetime, int]:
    """By what rows that are due leave one after another."""
    return not nudge.kind.traits.prompt, nudge.first_due_at, nudge.id
