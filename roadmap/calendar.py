"""Counting days where paused days do not count. All days are inclusive unless a docstring says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.progress import Pause

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Paused days from ``first`` (inclusive) to ``back`` (exclusive)."""

    first: date
    back: date


class StudyCalendar:
    """The days that count for a learner. A pause still open is taken to end with ``today``, so that while it lasts
    every day of it moves what lies ahead by a day."""

    def __init__(self, pauses: Iterable[Pause], today: date) -> None:
        self._spans = _merged(pauses, today + DAY)

    def next_open(self, day: date) -> date:
        """The first day that counts, not before ``day``."""
        for span in self._spans:
            if span.first <= day < span.back:
                day = span.back
        return day

    def after(self, first: date, days: int) -> date:
        """The day that follows ``days`` counting days from ``first`` on; itself a counting day."""
        day = self.next_open(first)
        for span in self._spans:
            if span.first <= day:
                continue
            before = (span.first - day).days
            if days < before:
                break
            days -= before
            day = span.back
        return day + days * DAY

    def end(self, first: date, days: int) -> date:
        """The last of ``days`` (at least 1) counting days from ``first`` on."""
        return self.after(first, days - 1)

    def between(self, earlier: date, later: date) -> int:
        """How many counting days follow ``earlier`` up to and including ``later``; negative if it is the later one."""
        if later < earlier:
            return -self.between(later, earlier)
        paused = sum(
            max(0, (min(span.back, later + DAY) - max(span.first, earlier + DAY)).days) for span in self._spans
        )
        return (later - earlier).days - paused


def _merged(pauses: Iterable[Pause], open_end: date) -> tuple[Span, ...]:
    spans: list[Span] = []
    for pause in sorted(pauses, key=lambda pause: pause.first):
        back = pause.back or max(open_end, pause.first)
        if spans and pause.first <= spans[-1].back:
            spans[-1] = Span(spans[-1].first, max(spans[-1].back, back))
        elif pause.first < back:
            spans.append(Span(pause.first, back))
    return tuple(spans)
