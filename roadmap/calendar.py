"""Counting days where paused days, and weekdays not chosen, do not count. All days are inclusive unless a docstring
says otherwise."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from roadmap.facts import EVERY_DAY
from roadmap.progress import Pause

DAY = timedelta(days=1)

LATEST = date(9000, 1, 1)
"""What lies beyond is as good as never, and the calendar of Python ends in 9999."""

_LATEST = LATEST.toordinal()


@dataclass(frozen=True, slots=True)
class PausedDays:
    """Paused days from ``first`` (inclusive) to ``back`` (exclusive)."""

    first: date
    back: date


class StudyCalendar:
    """The days that count for a learner: those of no pause, on the ``weekdays`` chosen (see Progress.weekdays).

    A pause still open is taken to end with ``today``, so that while it lasts every day of it moves what lies ahead by
    a day. Nothing is counted beyond LATEST.
    """

    def __init__(self, pauses: Iterable[Pause], today: date, weekdays: int | None = None) -> None:
        self._week = tuple(bool((weekdays or EVERY_DAY) >> weekday & 1) for weekday in range(7))
        self.days_a_week = sum(self._week)
        spans = _merged(pauses, today + DAY)
        self._is_plain = not spans and self.days_a_week == 7
        """Whether every day counts, as for most learners."""
        self._firsts, self._backs = [span.first for span in spans], [span.back for span in spans]
        self._lost = list(accumulate((self._among(span.first, span.back) for span in spans), initial=0))
        """How many chosen days all pauses before the first, the second … take."""
        self._counted = [self._before(first) for first in self._firsts]
        """How many days count before each pause."""
        self._last_back = self._backs[-1] if spans else date.min
        self._known: dict[tuple[date, int], date] = {}

    def next_open(self, day: date) -> date:
        """The first day that counts, not before ``day``."""
        if self._is_plain:
            return day
        day = self._chosen(day)
        while self._firsts and (back := self._back(day)) is not None:
            day = self._chosen(back)
        return day

    def after(self, first: date, days: int) -> date:
        """The day that follows ``days`` counting days from ``first`` on; itself a counting day, or LATEST."""
        if self._is_plain:
            reached = first.toordinal() + days
            return date.fromordinal(reached) if reached < _LATEST else LATEST
        if first >= self._last_back:
            return self._later(self._chosen(first), days)
        if (first, days) not in self._known:
            self._known[first, days] = self._after(first, days)
        return self._known[first, days]

    def _after(self, first: date, days: int) -> date:
        """The same where pauses may lie between."""
        day = self.next_open(first)
        reached = self._before(day) + days
        passed = bisect_right(self._counted, reached)  # the pauses that begin before that many days have counted
        if passed and self._firsts[passed - 1] > day:
            return self._later(self._backs[passed - 1], reached - self._counted[passed - 1])
        return self._later(day, days)

    def end(self, first: date, days: int) -> date:
        """The last of ``days`` (at least 1) counting days from ``first`` on."""
        return self.after(first, days - 1)

    def between(self, earlier: date, later: date) -> int:
        """How many counting days follow ``earlier`` up to and including ``later``; negative if it is the later one."""
        if self._is_plain:
            return (later - earlier).days
        if later < earlier:
            return -self.between(later, earlier)
        if not self._firsts:
            return self._among(earlier + DAY, later + DAY)
        return self._before(later + DAY) - self._before(earlier + DAY)

    def _back(self, day: date) -> date | None:
        """The day back from the pause that a day lies in; None where it lies in none."""
        begun = bisect_right(self._firsts, day)
        return self._backs[begun - 1] if begun and day < self._backs[begun - 1] else None

    def _before(self, day: date) -> int:
        """How many days count before ``day``, from the first of all."""
        begun = bisect_right(self._firsts, day)
        counted = self._among(date.min, day) - self._lost[begun]
        return counted + self._among(day, self._backs[begun - 1]) if begun else counted

    def _chosen(self, day: date) -> date:
        """The first day on a chosen weekday, not before ``day``."""
        while not self._week[day.weekday()]:
            day += DAY
        return day

    def _later(self, day: date, days: int) -> date:
        """The chosen weekday that follows ``days`` chosen ones from ``day`` on; no pause lies between them."""
        weeks, rest = divmod(days, self.days_a_week)
        if weeks >= (LATEST - day).days // 7:
            return LATEST
        if self.days_a_week == 7:
            return day + days * DAY
        day = self._chosen(day + 7 * weeks * DAY)
        for _ in range(rest):
            day = self._chosen(day + DAY)
        return day

    def _among(self, first: date, back: date) -> int:
        """How many days from ``first`` to ``back`` (exclusive) are on chosen weekdays."""
        days = max(0, (back - first).days)
        if not days or self.days_a_week == 7:
            return days
        weeks, rest = divmod(days, 7)
        return weeks * self.days_a_week + sum(self._week[(first.weekday() + day) % 7] for day in range(rest))


def _merged(pauses: Iterable[Pause], open_end: date) -> tuple[PausedDays, ...]:
    spans: list[PausedDays] = []
    for pause in sorted(pauses, key=lambda pause: pause.first):
        back = pause.back or max(open_end, pause.first)
        if spans and pause.first <= spans[-1].back:
            spans[-1] = PausedDays(spans[-1].first, max(spans[-1].back, back))
        elif pause.first < back:
            spans.append(PausedDays(pause.first, back))
    return tuple(spans)
