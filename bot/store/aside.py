"""What takes long is worked out aside, in a thread and once: a tenth of a second for others who wait for the writer's turn
is much, so that a transaction which they wait for is given up, and tried again when it is worked out."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from bot.errors import NotReady

Work = Callable[[], tuple[Any, int]]
"""What works something out that never changes, and says how large it is, in topics and prerequisites."""

MOST_KEPT = 500_000
"""The size of all that is kept: some 30 MB."""


class Aside:
    """What was worked out, by what it is remembered by; what was used least lately goes first."""

    def __init__(self, *, most_kept: int = MOST_KEPT) -> None:
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._most_kept, self._size = most_kept, 0
        self._turn = asyncio.Lock()

    def get(self, key: Hashable) -> Any:
        """What was worked out under this key; None where it is not known, or no longer."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def keep(self, key: Hashable, found: Any, size: int) -> None:
        """Remember what was worked out elsewhere."""
        if key not in self._kept:
            self._kept[key] = found, size
            self._size += size
        while self._size > self._most_kept and len(self._kept) > 1:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= gone

    async def ready(self, works: Mapping[Hashable, Work], *, hasty: bool) -> Mapping[Hashable, Any]:
        """What all these come to. Raises NotReady where that is not known and the transaction is hasty."""
        if hasty and any(self.get(key) is None for key in works):
            raise NotReady(works)
        return await self.work_out(works)

    async def work_out(self, works: Mapping[Hashable, Work]) -> dict[Hashable, Any]:
        """What all these come to. Raises what one of them raises."""
        found: dict[Hashable, Any] = {}
        for key, work in works.items():
            async with self._turn:  # one at a time, for each thread slows down everything else
                known = self.get(key)
                if known is None:
                    known, size = await asyncio.to_thread(work)
                    self.keep(key, known, size)
                found[key] = known
        return found
