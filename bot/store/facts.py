"""Progress events: appended, never changed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import progress_events
from roadmap.progress import Fact, Kind, ProgressEvent

_FACT = (
    "kind",
    "day",
    "topic",
    "skill",
    "back",
    "minutes",
    "note",
    "link",
    "undoes",
)
_TABLE = progress_events.c
_ORDER = (_TABLE.said_at, _TABLE.account_id, _TABLE.id)
_OF_ALL = (
    select(_TABLE.enrolment_id, _TABLE.position, _TABLE.saying, *(_TABLE[name] for name in _FACT))
    .where(_TABLE.enrolment_id.in_(bindparam("ids", expanding=True)))
    .order_by(*_ORDER)
)
_APPEND = insert(progress_events)


class Facts:
    """What learners said about their progress."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, enrolment_id: int) -> tuple[ProgressEvent, ...]:
        """The events of an enrolment in the order of their replay: said at, account, id."""
        return (await self.of_all([enrolment_id]))[enrolment_id]

    async def of_all(self, enrolment_ids: Collection[int]) -> dict[int, tuple[ProgressEvent, ...]]:
        """The events of several enrolments, by enrolment, each in the order of its replay."""
        rows = (await self._connection.execute(_OF_ALL, {"ids": list(enrolment_ids)})).all()
        events: dict[int, list[ProgressEvent]] = {enrolment_id: [] for enrolment_id in enrolment_ids}
        for enrolment_id, position, saying, *fact in rows:
            events[enrolment_id].append(ProgressEvent(position, saying, _fact(fact)))
        return {enrolment_id: tuple(found) for enrolment_id, found in events.items()}

    async def stored(self, enrolment_id: int) -> list[dict[str, Any]]:
        """Everything kept about an enrolment's facts, by column, in the order of their replay."""
        mine = select(*_TABLE).where(_TABLE.enrolment_id == enrolment_id)
        rows = await self._connection.execute(mine.order_by(*_ORDER))
        return [dict(row) for row in rows.mappings()]

    async def append(
        self, enrolment_id: int, facts: Sequence[Fact], *, after: int, account_id: int, said_at: datetime
    ) -> tuple[ProgressEvent, ...]:
        """Append facts that were said together behind the position ``after``, the last there is. Two commands at once
        meet in the unique position, and one is retried."""
        first = after + 1
        events = tuple(ProgressEvent(first + index, first, fact) for index, fact in enumerate(facts))
        common = {"enrolment_id": enrolment_id, "account_id": account_id, "said_at": said_at, "saying": first}
        await self._connection.execute(_APPEND, [{**common, **row} for row in _rows(events)])
        return events


def _rows(events: Iterable[ProgressEvent]) -> Iterable[dict[str, object]]:
    for event in events:
        yield {"position": event.position, **asdict(event.fact), "kind": event.fact.kind.value}


def _fact(columns: Sequence[Any]) -> Fact:
    return Fact(**{**dict(zip(_FACT, columns, strict=True)), "kind": Kind(columns[0])})
