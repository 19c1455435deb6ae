"""The days up to an end that the learner named, shared among the topics they had left when they named it.

Of T counting days from the first day (inclusive) up to the end (inclusive), n topics take the same share in turn: the
share i, from 0, begins after ⌈i · T / n⌉ of them and ends with the ⌈(i + 1) · T / n⌉-th. So every share has at least one
day, or, with more topics than days, several are on one day; the last ends on the day named, whatever happens.

A pause told after the end was named takes days of what lies behind its first day alone: what was due before stays due, and what
was not is shared among the days then left. So the law is that of pauses everywhere: whoever is away falls behind nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roadmap.calendar import DAY, StudyCalendar
from roadmap.progress import NamedEnd, Progress


@dataclass(frozen=True, slots=True)
class Share:
    """The days of one topic, both inclusive; the end of the last is the day named, even where that counts for nothing."""

    start: date
    limit: date


@dataclass(frozen=True, slots=True)
class _Piece:
    """Days from ``first`` on by one calendar; ``due`` shares lie before them, and those left are shared among ``days``."""

    first: date
    calendar: StudyCalendar
    due: Fraction
    days: int

    def due_after(self, days: int, count: int) -> Fraction:
        """How many of ``count`` shares are due once so many of its days have passed."""
        return self.due + (count - self.due) * Fraction(days, self.days) if self.days else self.due


def shares(progress: Progress, named: NamedEnd, today: date, count: int) -> tuple[Share, ...]:
    """The shares of so many topics, in their order."""
    pieces = tuple(_pieces(progress, named, today, count))
    limits = [_limit(pieces, place, count, named.day) for place in range(count)]
    before = [progress.first_day - DAY, *limits]
    calendar = StudyCalendar(progress.pauses, today, progress.weekdays)
    return tuple(
        Share(min(calendar.next_open(last + DAY), limit), limit) for last, limit in zip(before, limits, strict=False)
    )


def _pieces(progress: Progress, named: NamedEnd, today: date, count: int) -> Iterator[_Piece]:
    """The days up to the end, anew from each pause that was not known when it was named."""
    pauses = [pause for pause in progress.pauses if pause.first in named.pauses or pause.first <= progress.first_day]
    later = sorted((p for p in progress.pauses if p not in pauses and p.first <= named.day), key=lambda p: p.first)
    first, due = progress.first_day, Fraction(0)
    for pause in (*later, None):
        calendar = StudyCalendar(pauses, today, progress.weekdays)
        piece = _Piece(first, calendar, due, max(0, calendar.between(first - DAY, named.day)))
        yield piece
        if pause:
            due = piece.due_after(calendar.between(first - DAY, pause.first - DAY), count)
            first, pauses = pause.first, [*pauses, pause]


def _limit(pieces: tuple[_Piece, ...], place: int, count: int, end: date) -> date:
    """The day by which so many shares, and one, are due."""
    piece = next((one for one in reversed(pieces) if one.due < place + 1), pieces[0])
    if place + 1 == count or not piece.days:
        return end
    top, bottom = piece.due.numerator, piece.due.denominator
    days = -(-((place + 1) * bottom - top) * piece.days // (count * bottom - top))
    return piece.calendar.end(piece.first, max(1, days))
