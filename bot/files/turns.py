"""Places that are few, shared fairly: whoever asks for little is served before those who ask for much, however many
these are and however often each of them asks.

Weighted fair queueing: each account has a share of the places as large as any other's, and what is asked for falls due
when its account's share would have done it. Source: Demers, Keshav & Shenker, "Analysis and Simulation of a Fair
Queueing Algorithm", 1989.
"""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from operator import attrgetter


class NoRoom(Exception):
    """Too many wait, and this was what would have fallen due last."""


@dataclass(eq=False, slots=True)
class Waiter:
    """What somebody waits for: how much it weighs, when it is due, and the news that its turn has come."""

    account: Hashable
    weight: float
    due: float
    came: asyncio.Future[None]


class Turns:
    """So many ``places``, of which an account has one at a time, and at most so many that wait (``most``)."""

    def __init__(self, places: int, most: int) -> None:
        self._free, self._most = places, most
        self._served: dict[Hashable, float] = {}
        self._waiting: list[Waiter] = []
        self._now = 0.0
        self._last: dict[Hashable, float] = {}

    @asynccontextmanager
    async def turn(self, account: Hashable, weight: float) -> AsyncIterator[None]:
        """A place for as long as the block runs. Raises NoRoom."""
        await self._enter(account, weight)
        try:
            yield
        finally:
            self._leave(account)

    async def _enter(self, account: Hashable, weight: float) -> None:
        due = self._last[account] = max(self._now, self._last.get(account, 0.0)) + weight
        asked = Waiter(account, weight, due, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        self._admit()
        self._keep_room()
        try:
            await asked.came
        except asyncio.CancelledError:
            if asked in self._waiting:
                self._waiting.remove(asked)
            elif not asked.came.cancelled():
                self._leave(account)  # the turn came in the same moment
            raise

    def _leave(self, account: Hashable) -> None:
        """Have a place back; what was done there counts as done for each account in equal parts."""
        sharing = {one.account for one in self._waiting} | self._served.keys()
        self._now += self._served.pop(account) / len(sharing)
        self._free += 1
        self._admit()
        if not self._served:
            self._now = 0.0
            self._last.clear()

    def _admit(self) -> None:
        """Give the free places to what is due first."""
        while self._free and (ready := [one for one in self._waiting if one.account not in self._served]):
            first = min(ready, key=attrgetter("due"))
            self._waiting.remove(first)
            if not first.came.cancelled():
                self._free -= 1
                self._served[first.account] = first.weight
                first.came.set_result(None)

    def _keep_room(self) -> None:
        if len(self._waiting) > self._most:
            last = max(self._waiting, key=attrgetter("due"))
            self._waiting.remove(last)
            if not last.came.cancelled():
                last.came.set_exception(NoRoom())
