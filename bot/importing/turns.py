"""Places that are few, shared fairly: whoever waits waits for others' turns, never for all that one of them asked for."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class Turns:
    """So many ``places``. An account has one at a time, and those who wait get one in a circle, however much each asks
    for; what one account asks for goes in its own order."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._served: set[Hashable] = set()
        self._waiting: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, account: Hashable) -> AsyncIterator[None]:
        """A place for as long as the block runs."""
        await self._enter(account)
        try:
            yield
        finally:
            self._leave(account)

    async def _enter(self, account: Hashable) -> None:
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(account, deque()).append(came)
        self._admit()
        try:
            await came
        except asyncio.CancelledError:
            if not came.cancelled():
                self._leave(account)  # the turn came in the same moment
            raise

    def _leave(self, account: Hashable) -> None:
        self._free += 1
        self._served.discard(account)
        if account in self._waiting:
            self._waiting.move_to_end(account)
        self._admit()

    def _admit(self) -> None:
        """Give the free places to those whose turn in the circle it is."""
        for account in tuple(self._waiting):
            if self._free and account not in self._served and (came := self._next(account)):
                self._free -= 1
                self._served.add(account)
                came.set_result(None)

    def _next(self, account: Hashable) -> asyncio.Future[None] | None:
        """What this account asked for first and has not given up."""
        asked = self._waiting.pop(account)
        while asked:
            came = asked.popleft()
            if not came.cancelled():
                if asked:
                    self._waiting[account] = asked
                return came
        return None
