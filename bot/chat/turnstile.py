"""The turnstile: so few lines are carried out at a time that none has to wait long for those before it, and of the accounts
that wait the one goes first that cost the others least lately. Whoever floods waits for everybody, and nothing is dropped.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from time import monotonic

HALF_LIFE = 60.0
"""Seconds after which what an account has cost counts half."""

FORGOTTEN = 20
"""Half-lives after which it counts nothing."""

LINE = 0.005
"""Seconds that a line costs by coming, whenever it is carried out: whoever sends many has cost much before the first of
them is."""


class Turnstile:
    """So many ``places``. A cost is the seconds for which a place was held: so long the others waited."""

    def __init__(self, places: int, *, seconds: Callable[[], float] = monotonic) -> None:
        self._free, self._seconds = places, seconds
        self._orders: dict[Hashable, asyncio.Lock] = {}
        self._lines: Counter[Hashable] = Counter()
        self._waiting: dict[Hashable, list[asyncio.Future[None]]] = {}
        self._costs: dict[Hashable, float] = {}
        self._since = seconds()

    @asynccontextmanager
    async def in_order(self, account: Hashable) -> AsyncIterator[None]:
        """An account's lines one after another, in the order of their coming."""
        order = self._orders.setdefault(account, asyncio.Lock())
        self._lines[account] += 1
        self._charge(account, LINE)
        try:
            async with order:
                yield
        finally:
            self._lines[account] -= 1
            if not self._lines[account]:
                del self._lines[account], self._orders[account]

    @asynccontextmanager
    async def place(self, account: Hashable) -> AsyncIterator[None]:
        """A place for as long as the block runs."""
        if self._free and not self._waiting:
            self._free -= 1
        else:
            await self._come(account)
        began = self._seconds()
        try:
            yield
        finally:
            self._charge(account, self._seconds() - began)
            self._leave()

    async def _come(self, account: Hashable) -> None:
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(account, []).append(came)
        try:
            await came
        except asyncio.CancelledError:
            if came.done() and not came.cancelled():
                self._leave()  # the place came in the same moment
            raise

    def _leave(self) -> None:
        self._free += 1
        while self._free and self._waiting:
            account = min(self._waiting, key=self._cost)
            came = self._waiting[account].pop(0)
            if not self._waiting[account]:
                del self._waiting[account]
            if not came.done():
                self._free -= 1
                came.set_result(None)

    def _cost(self, account: Hashable) -> float:
        """What an account has cost lately, in seconds of the time since which is counted."""
        return self._costs.get(account, 0.0)

    def _charge(self, account: Hashable, seconds: float) -> None:
        worth = self._worth()
        if worth > 2.0**FORGOTTEN:
            self._costs = {one: cost / worth for one, cost in self._costs.items() if cost > 1.0}
            self._since, worth = self._seconds(), 1.0
        self._costs[account] = self._cost(account) + seconds * worth

    def _worth(self) -> float:
        """How many seconds of then a second of now counts: all that was is worth less with time, in the same order."""
        return float(2.0 ** ((self._seconds() - self._since) / HALF_LIFE))
