"""Days as pixels: the axis above a chart's rows, and which months it names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.charts.lettering import width
from bot.charts.svg import SMALL
from bot.texts import drawn as words

SHORTEST = timedelta(days=40)
"""So that a first of the month is always in it."""

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months between two that are named."""

A_MONTH = 30.4
"""Days."""

GAP = 14
"""Pixels between two names."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the beginning of ``first`` at ``left`` to the end of ``last`` at ``right``."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or ends; days beyond the axis lie on its nearer edge."""
        days = (day - self.first).days + end
        share = days / ((self.last - self.first).days + 1)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def ticks(self) -> list[tuple[float, str]]:
        """The months to name and where they begin: as many as stand apart and within the axis."""
        months = (self.last - self.first).days / A_MONTH
        for step in STEPS:
            if months * (GAP + SMALL) > step * (self.right - self.left):
                continue  # no name is as narrow as that
            ticks = [(self.at(month), words.tick(month)) for month in self._months(step)]
            ticks = [(x, name) for x, name in ticks if x + width(name, SMALL) <= self.right]
            if _apart(ticks):
                return ticks
        return []

    def _months(self, step: int) -> Iterator[date]:
        """The firsts of every ``step``-th month, counted from January of the year 0."""
        begun, ended = _month(self.first), _month(self.last)
        for number in range(begun + -begun % step, ended + 1, step):
            month = date(number // 12, number % 12 + 1, 1)
            if self.first <= month:
                yield month


def _month(day: date) -> int:
    """The number of its month, counted from January of the year 0."""
    return day.year * 12 + day.month - 1


def axis(days: Iterable[date], *, left: float, right: float) -> Axis:
    """The axis that shows all these days."""
    days = tuple(days)
    first = min(days)
    return Axis(first, max(*days, first + SHORTEST), left, right)


def _apart(ticks: list[tuple[float, str]]) -> bool:
    ends = [x + width(name, SMALL) + GAP for x, name in ticks]
    return all(end <= x for end, (x, _) in zip(ends, ticks[1:], strict=False))
