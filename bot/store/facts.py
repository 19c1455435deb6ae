"""Progress events: appended, never changed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
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


class Facts:
    """What learners said about their progress."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, enrolment_id: int) -> tuple[ProgressEvent, ...]:
        """The events of an enrolment in the order of their replay: said at, account, id."""
        return (await self.of_all([enrolment_id]))[enrolment_id]

    async def of_all(self, enrolment_ids: Collection[int]) -> dict[int, tuple[ProgressEvent, ...]]:
        """The events of several enrolments, by enrolment, each in the order of its replay."""
        table = progress_events.c
        columns = [table.enrolment_id, table.position, table.saying, *(table[name] for name in _FACT)]
        theirs = select(*columns).where(table.enrolment_id.in_(enrolment_ids))
        rows = (await self._connection.execute(theirs.order_by(table.said_at, table.account_id, table.id))).all()
        events: dict[int, list[ProgressEvent]] = {enrolment_id: [] for enrolment_id in enrolment_ids}
        for enrolment_id, position, saying, *fact in rows:
            events[enrolment_id].append(ProgressEvent(position, saying, _fact(fact)))
        return {enrolment_id: tuple(found) for enrolment_id, found in events.items()}

    async def stored(self, enrolment_id: int) -> list[dict[str, Any]]:
        """Everything kept about an enrolment's facts, by column, in the order of their replay."""
        table = progress_events.c
        mine = select(*table).where(table.enrolment_id == enrolment_id)
        rows = await self._connection.execute(mine.order_by(table.said_at, table.account_id, table.id))
        return [dict(row) for row in rows.mappings()]

    async def append(
        self, enrolment_id: int, facts: Sequence[Fact], *, account_id: int, said_at: datetime
    ) -> tuple[ProgressEvent, ...]:
        """Append facts that were said together. Two commands at once meet in the unique position, and one is retried."""
        table = progress_events.c
        last = select(func.coalesce(func.max(table.position), 0)).where(table.enrolment_id == enrolment_id)
        first = (await self._connection.execute(last)).scalar_one() + 1
        events = tuple(ProgressEvent(first + index, first, fact) for index, fact in enumerate(facts))
        common = {"enrolment_id": enrolment_id, "account_id": account_id, "said_at": said_at, "saying": first}
        await self._connection.execute(insert(progress_events), [{**common, **row} for row in _rows(events)])
        return events


def _rows(events: Iterable[ProgressEvent]) -> Iterable[dict[str, object]]:
    for event in events:
        yield {"position": event.position, **asdict(event.fact), "kind": event.fact.kind.value}


def _fact(columns: Sequence[Any]) -> Fact:
    return Fact(**{**dict(zip(_FACT, columns, strict=True)), "kind": Kind(columns[0])})
