"""What was made for pages and is as good as made anew for as long as a mark is the same: within bounds, and for an hour at most, so that
nothing stays of who comes no more (bot.web.tidying)."""

from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

KEPT = timedelta(hours=1)
"""From when it was made; then it is made anew even where nothing has changed."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[V]):
    """Something that shows what the mark ``shown`` stands for, made ``at`` a moment."""

    shown: str
    made: V
    size: int
    at: datetime


class Shelf(Generic[K, V]):
    """Of each key what was made last, of ``most`` in size all together; what was asked for least lately goes first. ``clearings`` says how
    often it was cleared."""

    def __init__(self, most: int) -> None:
        self._kept: OrderedDict[K, Kept[V]] = OrderedDict()
        self._most, self._size = most, 0
        self.clearings = 0

    @property
    def keys(self) -> Collection[K]:
        """Of which something is kept."""
        return [*self._kept]

    def get(self, key: K, shown: str, now: datetime) -> V | None:
        """What shows what this mark stands for; None where it is to be made."""
        found = self._kept.get(key)
        if found is None or found.shown != shown or now - found.at >= KEPT:
            return None
        self._kept.move_to_end(key)
        return found.made

    def lay(self, key: K, shown: str, made: V, now: datetime, size: int = 1, *, since: int) -> None:
        """Keep what was made, in place of what was kept for the key. ``since`` is how often it had been cleared before anything was read of
        what that is made of: what was so before the last clearing is kept no more."""
        if since != self.clearings:
            return
        self._drop(key)
        self._kept[key] = Kept(shown, made, size, now)
        self._size += size
        while self._size > self._most:
            self._drop(next(iter(self._kept)))

    def tidy(self, now: datetime) -> None:
        """Keep nothing any more that is too old."""
        for key in [key for key, one in self._kept.items() if now - one.at >= KEPT]:
            self._drop(key)

    def keep_as_it_is(self, shown: Mapping[K, str | None]) -> None:
        """Of these keys keep only what shows what this mark of each stands for; None where there is nothing to be shown any more."""
        for key, mark in shown.items():
            if (found := self._kept.get(key)) and found.shown != mark:
                self._drop(key)

    def clear(self) -> None:
        """Keep nothing any more."""
        self.clearings += 1
        self._kept.clear()
        self._size = 0

    def _drop(self, key: K) -> None:
        if gone := self._kept.pop(key, None):
            self._size -= gone.size
