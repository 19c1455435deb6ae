"""Progress events: appended, never changed."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import unhurried
from bot.store.ready import Ready
from bot.store.tables import progress_events
from bot.store.together import among
from bot.store.trips import lengthy
from roadmap.facts import Fact, Kind, ProgressEvent, ToldCount, told_count

_TABLE = progress_events.c
_ORDER = (_TABLE.said_at, _TABLE.enrolment_id, _TABLE.id)
_FOUND = select(_TABLE.enrolment_id, _TABLE.position, _TABLE.saying, *(_TABLE[name] for name in Fact._fields)).order_by(
    *_ORDER
)
# On SQLite a list is written into the statement each time; most learners have one strand.
_OF_ONE = Ready(_FOUND.where(_TABLE.enrolment_id == bindparam("id")))
_SAID_AT = Ready(
    select(_TABLE.said_at).where(_TABLE.enrolment_id == bindparam("strand"), _TABLE.position == bindparam("position"))
)
_APPEND = Ready(insert(progress_events), *(column.name for column in _TABLE if column.name != "id"))

KINDS = {kind.value: kind for kind in Kind}
AT_ONCE = 250
"""Rows that become facts, or facts that become rows, without a pause."""


class Facts:
    """What learners said about their progress."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, strands: tuple[int, ...]) -> tuple[ProgressEvent, ...]:
        """The events of these strands in the order of their replay: said at, strand, id."""
        return (await self.of_all([strands]))[strands]

    async def of_all(self, enrolments: Collection[tuple[int, ...]]) -> dict[tuple[int, ...], tuple[ProgressEvent, ...]]:
        """The events of several enrolments, by their strands, each in the order of its replay."""
        whose = {strand: strands for strands in enrolments for strand in strands}
        if len(whose) == 1:
            found = await _OF_ONE.rows(self._connection, {"id": next(iter(whose))})
        else:
            asked = await self._connection.execute(_of_all(self._connection.dialect.name), {"ids": list(whose)})
            found = iter(asked)  # which makes rows of what was read one by one
        events: dict[tuple[int, ...], list[ProgressEvent]] = {strands: [] for strands in enrolments}
        while rows := list(islice(found, AT_ONCE)):
            for row in rows:
                strand, position, saying, kind = row[:4]
                fact = Fact._make((KINDS[kind], *row[4:]))
                events[whose[strand]].append(ProgressEvent(position, saying, fact, strand))
            if len(rows) == AT_ONCE:  # to make rows of what was read takes as long as to make facts of them
                await asyncio.sleep(0)
        return {strands: tuple(found) for strands, found in events.items()}

    async def stored(self, strands: Collection[int]) -> list[dict[str, Any]]:
        """Everything kept about an enrolment's facts, by column, in the order of their replay."""
        mine = select(*_TABLE).where(_TABLE.enrolment_id.in_(strands))
        rows = (await self._connection.execute(mine.order_by(*_ORDER))).mappings().all()
        found: list[dict[str, Any]] = []
        async for first in unhurried(range(0, len(rows), AT_ONCE)):
            found += map(dict, rows[first : first + AT_ONCE])
        return found

    async def said_at(self, strand: int, position: int) -> datetime | None:
        """When the fact at this place was said; None where there is none."""
        found = await _SAID_AT.rows(self._connection, {"strand": strand, "position": position})
        return next((at for (at,) in found), None)

    async def told(self, strands: Collection[int]) -> ToldCount:
        """How much was told in these strands."""
        mine = select(
            _TABLE.enrolment_id, _TABLE.position, _TABLE.saying, _TABLE.kind == Kind.UNDONE.value, _TABLE.undoes
        ).where(_TABLE.enrolment_id.in_(strands))
        return told_count((await self._connection.execute(mine)).all())

    async def append(
        self, strand: int, facts: Sequence[Fact], *, after: int, said_at: datetime
    ) -> tuple[ProgressEvent, ...]:
        """Append facts that were said together behind the position ``after``, the last of this strand. Two commands at
        once meet in the unique position, and one is retried."""
        first = after + 1
        events = tuple(ProgressEvent(first + index, first, fact, strand) for index, fact in enumerate(facts))
        common = {"enrolment_id": strand, "said_at": said_at, "saying": first}
        async for start in unhurried(range(0, len(events), AT_ONCE)):
            rows = [{**common, **_row(event)} for event in events[start : start + AT_ONCE]]
            await _APPEND.run(self._connection, rows)
        return events


def _row(event: ProgressEvent) -> dict[str, object]:
    return {**event.fact._asdict(), "position": event.position, "kind": event.fact.kind.value}


@cache
def _of_all(dialect: str) -> Any:
    return lengthy(_FOUND.where(among(dialect, _TABLE.enrolment_id, "ids")))
