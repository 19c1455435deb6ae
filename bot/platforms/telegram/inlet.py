"""The way into the inbox: what comes is committed before anybody is told so, and what comes together, together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot import metrics
from bot.errors import BotError, DatabaseGone
from bot.store import Database
from bot.store.inbox import Arrival


@dataclass(slots=True)
class Batch:
    """What is to be committed in one transaction."""

    arrivals: list[Arrival] = field(default_factory=list)
    kept: bool = False
    failed: bool = False


class Inlet:
    """Keeps updates of one bot and wakes the workers. While one batch is being committed the next one gathers, so that
    the busier it is, the more share a commit."""

    def __init__(self, database: Database, bot_id: str) -> None:
        self.arrived = asyncio.Event()
        self._database, self._bot_id = database, bot_id
        self._turn = asyncio.Lock()
        self._open = Batch()

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        """Return once they are committed, now or before. Raises DatabaseGone, Conflict: then perhaps none is."""
        batch = self._open
        batch.arrivals += arrivals
        async with self._turn:
            if batch is self._open:
                self._open = Batch()
            if batch.failed:
                raise DatabaseGone
            if not batch.kept:
                await self._commit(batch)

    async def _commit(self, batch: Batch) -> None:
        """Commit for all who wait; where this one is cancelled, the next of them does it."""
        try:
            async with self._database.store() as store:
                new = await store.inbox.keep(self._bot_id, batch.arrivals, await store.now())
        except BotError:
            batch.failed = True
            raise
        batch.kept = True
        metrics.updates["kept"] += new
        metrics.updates["repeated"] += len(batch.arrivals) - new
        self.arrived.set()
