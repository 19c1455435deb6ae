"""Incidents: the bugs that somebody was told the number of, for ninety days. Nothing of whoever it was is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.acts import KEPT
from bot.store.operator_tables import incidents


@dataclass(frozen=True, slots=True)
class Incident:
    """One of them; ``number`` is what the log has it under."""

    id: int
    number: str
    at: datetime
    platform: str


class Incidents:
    """All that are kept."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, number: str, platform: str, now: datetime) -> Incident:
        """One more."""
        made = insert(incidents).values(number=number, at=now, platform=platform).returning(*incidents.c)
        return Incident(*(await self._connection.execute(made)).one())

    async def from_to(self, first: int, until: datetime) -> Sequence[Incident]:
        """Those from this one on, by its id, up to a moment, inclusive; the earliest first."""
        found = select(*incidents.c).where(incidents.c.id >= first, incidents.c.at <= until).order_by(incidents.c.id)
        return [Incident(*row) for row in (await self._connection.execute(found)).all()]

    async def count(self, since: datetime) -> int:
        """How many there were since then."""
        lately = select(func.count()).select_from(incidents).where(incidents.c.at >= since)
        return (await self._connection.execute(lately)).scalar_one()

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether there is one that is too old."""
        return select(incidents.c.id).where(incidents.c.at <= now - KEPT).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget those that are too old."""
        await self._connection.execute(delete(incidents).where(incidents.c.at <= now - KEPT))
