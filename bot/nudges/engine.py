"""The nudges as one machine: enter what is due, send it, and say when there is something to do again."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.chat.platform import Platform
from bot.clock import Clock
from bot.nudges.delivery import Delivery
from bot.nudges.tick import tick
from bot.store import Database


class Nudging:
    """Tick and delivery for the platforms of this process."""

    def __init__(self, database: Database, platforms: Mapping[str, Platform], clock: Clock, default_zone: str) -> None:
        self._database = database
        self._platforms = platforms
        self._clock = clock
        self._default_zone = default_zone
        self._delivery = Delivery(database, platforms, clock, default_zone)

    async def work(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Enter and send all that is due now and return how many were sent; stops between two when told to."""
        await tick(self._database, self._clock(), self._default_zone)
        return await self._delivery.deliver(stopping)

    async def next_due(self) -> datetime | None:
        """The earliest moment at which there is something to do."""
        async with self._database.store() as store:
            moments = (await store.learners.earliest(), await store.ledger.earliest(tuple(self._platforms)))
        return min((moment for moment in moments if moment), default=None)
