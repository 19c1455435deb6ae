"""Counting days where paused days, and weekdays not chosen, do not count. All days are inclusive unless a docstring
says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.progress import EVERY_DAY, Pause

DAY = timedelta(days=1)

LATEST = date(9000, 1, 1)
"""What lies beyond is as good as never, and the calendar of Python ends in 9999."""


@dataclass(frozen=True, slots=True)
class Span:
    """Paused days from ``first`` (inclusive) to ``back`` (exclusive)."""

    first: date
    back: date


class StudyCalendar:
    """The days that count for a learner: those of no pause, on the ``weekdays`` chosen (see Progress.weekdays).

    A pause still open is taken to end with ``today``, so that while it lasts every day of it moves what lies ahead by
    a day. Nothing is counted beyond LATEST.
    """

    def __init__(self, pauses: Iterable[Pause], today: date, weekdays: int | None = None) -> None:
        self._spans = _merged(pauses, today + DAY)
        self._week = tuple(bool((weekdays or EVERY_DAY) >> weekday & 1) for weekday in range(7))
        self.days_a_week = sum(self._week)

    def next_open(self, day: date) -> date:
        """The first day that counts, not before ``day``."""
        for span in self._spans:
            day = self._chosen(day)
            if span.first <= day < span.back:
                day = span.back
        return self._chosen(day)

    def after(self, first: date, days: int) -> date:
        """The day that follows ``days`` counting days from ``first`` on; itself a counting day, or LATEST."""
        day = self.next_open(first)
        for span in self._spans:
            if span.first <= day:
                continue
            before = self._among(day, span.first)
            if days < before:
                break
            days -= before
            day = span.back
        return self._later(day, days)

    def end(self, first: date, days: int) -> date:
        """The last of ``days`` (at least 1) counting days from ``first`` on."""
        return self.after(first, days - 1)

    def between(self, earlier: date, later: date) -> int:
        """How many counting days follow ``earlier`` up to and including ``later``; negative if it is the later one."""
        if later < earlier:
            return -self.between(later, earlier)
        first, back = earlier + DAY, later + DAY
        paused = sum(self._among(max(span.first, first), min(span.back, back)) for span in self._spans)
        return self._among(first, back) - paused

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
        if self.days_a_week == 7:
            return days
        weeks, rest = divmod(days, 7)
        return weeks * self.days_a_week + sum(self._week[(first.weekday() + day) % 7] for day in range(rest))


def _merged(pauses: Iterable[Pause], open_end: date) -> tuple[Span, ...]:
    spans: list[Span] = []
    for pause in sorted(pauses, key=lambda pause: pause.first):
        back = pause.back or max(open_end, pause.first)
        if spans and pause.first <= spans[-1].back:
            spans[-1] = Span(spans[-1].first, max(spans[-1].back, back))
        elif pause.first < back:
            spans.append(Span(pause.first, back))
    return tuple(spans)
