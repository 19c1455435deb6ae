"""What waits for the nudges, seen in one statement: it is asked every second of those who have nothing to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, null, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.claims import OPEN
from bot.store.group_tables import groups
from bot.store.link_tables import deletions
from bot.store.rates import moment_of
from bot.store.tables import learners, nudges, rates

_EARLIEST = {
    "to_nudge": learners.c.next_nudge_at,
    "to_study": learners.c.next_study_at,
    "groups": groups.c.next_look_at,
    "deletions": deletions.c.due_at,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """When the next learner, group and deletion are due, where that was looked at, and the next row of each platform that has one;
    until when nothing of a platform may leave, where anything is held of it; ``clock`` is what PostgreSQL's own clock showed."""

    clock: datetime | None
    due_at: Mapping[str, datetime]
    free_from: Mapping[str, datetime]
    learners_at: datetime | None = None
    groups_at: datetime | None = None
    deletions_at: datetime | None = None


async def seen(connection: AsyncConnection, platforms: Sequence[str], *, rows_alone: bool) -> Seen:
    """What waits for these platforms; of ``rows_alone`` nothing else is looked at."""
    statement = _looking(connection.dialect.name, len(platforms), rows_alone=rows_alone)
    asked = {f"platform_{place}": name for place, name in enumerate(platforms)}
    found = (await connection.execute(statement, asked)).one()._asdict()
    due_at = {name: due for place, name in enumerate(platforms) if (due := found[f"due_{place}"])}
    held = {name: end for place, name in enumerate(platforms) if (end := found[f"held_{place}"]) is not None}
    learners_at = [moment for name in ("to_nudge", "to_study") if (moment := found.get(name))]
    return Seen(
        found["clock"],
        due_at,
        {name: moment_of(end) for name, end in held.items()},
        min(learners_at, default=None),
        found.get("groups"),
        found.get("deletions"),
    )


async def holds_any(connection: AsyncConnection, conditions: Sequence[ColumnElement[bool]]) -> bool:
    """Whether one of these is so."""
    return bool((await connection.execute(select(or_(*conditions)))).scalar_one())


@cache
def _looking(dialect: str, platforms: int, *, rows_alone: bool) -> Any:
    """All of it as one row."""
    clock: Any = func.clock_timestamp() if dialect == "postgresql" else null()
    others = {} if rows_alone else {name: select(func.min(moment)) for name, moment in _EARLIEST.items()}
    for place in range(platforms):
        name: ColumnElement[str] = bindparam(f"platform_{place}")
        others[f"due_{place}"] = select(func.min(nudges.c.due_at)).where(OPEN, nudges.c.platform == name)
        others[f"held_{place}"] = select(rates.c.next_microsecond).where(rates.c.name == name)
    return select(clock.label("clock"), *(each.scalar_subquery().label(name) for name, each in others.items()))
