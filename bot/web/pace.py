"""How often the same may come."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta

MOST_REMEMBERED = 10_000
"""Of those that came; the ones that stayed away longest are forgotten first, so that memory stays bounded."""


class Pace:
    """When each may come again, who comes ``most`` times in a ``span`` at most, by the generic cell rate algorithm (ITU-T I.371)."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._each, self._span = span / most, span
        self._free: OrderedDict[Hashable, datetime] = OrderedDict()

    def wait(self, who: Hashable, now: datetime, count: int = 1) -> timedelta:
        """Count one more visit, or so many at once; how long it would have to wait, nothing where it need not. More than ``most``
        wait for ever."""
        free = max(self._free.pop(who, now), now)
        over = free + self._each * count - now - self._span
        self._free[who] = free if over > timedelta() else free + self._each * count
        while len(self._free) > MOST_REMEMBERED:
            self._free.popitem(last=False)
        return max(over, timedelta())
