"""A promise: one line a learner gives their partners for a week, and what became of it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from roadmap.streak import WEEK, monday

LONGEST = 200
"""Characters of a promise."""

SUNDAY = timedelta(days=6)


class PromiseOutcome(StrEnum):
    """What became of a promise, by its maker's own word."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Promise:
    """``text`` is held to until the end of ``week``, the Monday of an ISO week, or of the ``day`` in it that was named.

    Raises ValueError unless the text has 1 to LONGEST characters, the week is a Monday and the day is in it.
    """

    text: str
    week: date
    outcome: PromiseOutcome = PromiseOutcome.OPEN
    day: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.text) <= LONGEST or self.week.weekday():
            raise ValueError((len(self.text), self.week))
        if self.day and monday(self.day) != self.week:
            raise ValueError((self.week, self.day))

    @property
    def last_day(self) -> date:
        """The day by which it is to be kept, inclusive: the Sunday where none was named."""
        return self.day or self.week + SUNDAY

    def asked_about(self, today: date) -> bool:
        """Whether it is time to ask what became of it: from its last day on, while it is open."""
        return self.outcome is PromiseOutcome.OPEN and today >= self.last_day

    def settled(self, outcome: PromiseOutcome) -> "Promise":
        """With what became of it; its maker may say otherwise later. Raises ValueError for OPEN."""
        if outcome is PromiseOutcome.OPEN:
            raise ValueError(outcome)
        return replace(self, outcome=outcome)


def promised(text: str, said_on: date, by: date | None = None) -> Promise:
    """The promise of a line said on a day: until ``by``, or else for the running week; one said on a Sunday
    is for the week that begins. White space is made single. Raises ValueError as Promise does."""
    week = monday(by) if by else monday(said_on)
    if by is None and said_on.weekday() == SUNDAY.days:
        week += WEEK
    return Promise(" ".join(text.split()), week, day=by if by and by.weekday() != SUNDAY.days else None)
