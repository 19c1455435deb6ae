"""The days up to an end that the learner named, shared among the topics they had left when they named it.

Of T counting days from the first day (inclusive) up to the end (inclusive), each topic takes as much as was left of it, the whole
of it unless some of its steps were done by then: with the weights w and their sum W, the share i, from 0, begins
after ⌈(w₀ + … + wᵢ₋₁) · T / W⌉ of them and ends with the ⌈(w₀ + … + wᵢ) · T / W⌉-th. So every share has at least one day, or, with
more topics than days, several are on one day; the last ends on the day named, whatever happens.

A pause told after the end was named takes days of what lies behind its first day alone: what was due before stays due, and what
was not is shared among the days then left. So the law is that of pauses everywhere: whoever is away falls behind nowhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from roadmap.calendar import DAY, StudyCalendar
from roadmap.progress import NamedEnd, Progress

Part = Fraction | int
"""How much of a topic, or of all of them."""


@dataclass(frozen=True, slots=True)
class Share:
    """The days of one topic, both inclusive; the end of the last is the day named, even where that counts for nothing."""

    start: date
    limit: date


@dataclass(frozen=True, slots=True)
class _Piece:
    """Days from ``first`` on by one calendar; so much is ``due`` before them, and what is left is shared among ``days``."""

    first: date
    calendar: StudyCalendar
    due: Fraction
    days: int

    def due_after(self, days: int, total: Part) -> Fraction:
        """How much of the ``total`` is due once so many of its days have passed."""
        return self.due + (total - self.due) * Fraction(days, self.days) if self.days else self.due

    def days_to(self, reached: Part, total: Part) -> tuple[int, int]:
        """After how many of its days so much is due, rounded down and up. Of whole topics it takes no fractions."""
        top, bottom = self.due.numerator, self.due.denominator
        left, whole = (reached * bottom - top) * self.days, total * bottom - top
        return (int(left // whole), -int(-left // whole)) if whole else (self.days, self.days)


@dataclass(frozen=True)
class Sharing:
    """The days up to an end, and the ``weights`` of the topics by their slugs, in the order of their shares."""

    progress: Progress
    named: NamedEnd
    today: date
    weights: Mapping[str, Part]

    @cached_property
    def total(self) -> Part:
        return sum(self.weights.values())

    @cached_property
    def shares(self) -> dict[str, Share]:
        """The share of each topic."""
        limits = [self.limit(reached) for reached in accumulate(self.weights.values())]
        limits[-1:] = [self.named.day] if limits else []
        before = [self.progress.first_day - DAY, *limits]
        return {
            slug: Share(min(self._calendar.next_open(last + DAY), limit), limit)
            for slug, last, limit in zip(self.weights, before, limits, strict=False)
        }

    def limit(self, reached: Part) -> date:
        """The last day by which so much is due."""
        piece = next((one for one in reversed(self._pieces) if one.due < reached), self._pieces[0])
        if reached >= self.total or not piece.days:
            return self.named.day
        _, days = piece.days_to(reached, self.total)
        return piece.calendar.end(piece.first, max(1, days))

    def behind(self, reached: Part) -> date:
        """The day behind those that so much stands for, in whole days; not after the end."""
        piece = next((one for one in reversed(self._pieces) if one.due <= reached), self._pieces[0])
        days, _ = piece.days_to(min(reached, self.total), self.total)
        return min(piece.calendar.after(piece.first, days), self.named.day)

    @cached_property
    def _calendar(self) -> StudyCalendar:
        return StudyCalendar(self.progress.pauses, self.today, self.progress.weekdays)

    @cached_property
    def _pieces(self) -> tuple[_Piece, ...]:
        return tuple(self._from_pause_to_pause())

    def _from_pause_to_pause(self) -> Iterator[_Piece]:
        """The days up to the end, anew from each pause that was not known when it was named."""
        progress, named = self.progress, self.named
        pauses = [
            pause for pause in progress.pauses if pause.first in named.pauses or pause.first <= progress.first_day
        ]
        later = sorted((p for p in progress.pauses if p not in pauses and p.first <= named.day), key=lambda p: p.first)
        first, due = progress.first_day, Fraction(0)
        for pause in (*later, None):
            calendar = StudyCalendar(pauses, self.today, progress.weekdays)
            piece = _Piece(first, calendar, due, max(0, calendar.between(first - DAY, named.day)))
            yield piece
            if pause:
                due = piece.due_after(calendar.between(first - DAY, pause.first - DAY), self.total)
                first, pauses = pause.first, [*pauses, pause]
