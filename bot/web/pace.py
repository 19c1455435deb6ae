"""How often one address may be read."""

from collections import OrderedDict
from datetime import datetime, timedelta

MOST, SPAN = 60, timedelta(hours=1)
"""Calendars come a few times a day; whoever tries things out may come once a minute."""

MOST_REMEMBERED = 10_000
"""Addresses remembered; the longest unread are forgotten first, so that memory stays bounded."""


class Pace:
    """When each address may be read again, by the generic cell rate algorithm (ITU-T I.371)."""

    def __init__(self) -> None:
        self._free: OrderedDict[int, datetime] = OrderedDict()

    def wait(self, address: int, now: datetime) -> timedelta:
        """Count one more reading; how long it would have to wait, nothing where it need not."""
        each = SPAN / MOST
        free = max(self._free.pop(address, now), now)
        over = free + each - now - SPAN
        self._free[address] = free if over > timedelta() else free + each
        while len(self._free) > MOST_REMEMBERED:
            self._free.popitem(last=False)
        return max(over, timedelta())
