"""Progress events: appended, never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

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
        table = progress_events.c
        columns = [table.position, table.saying, *(table[name] for name in _FACT)]
        mine = select(*columns).where(table.enrolment_id == enrolment_id)
        rows = (await self._connection.execute(mine.order_by(table.said_at, table.account_id, table.id))).all()
        return tuple(
            ProgressEvent(position, saying, Fact(**{**dict(zip(_FACT, fact, strict=True)), "kind": Kind(fact[0])}))
            for position, saying, *fact in rows
        )

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
