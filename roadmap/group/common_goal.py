"""A common goal: so many sessions, or topics, that a group means to do together, from one day to another. It is a sum, and of
nobody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from roadmap.facts import Kind, ProgressEvent, standing
from roadmap.progress import Progress

MOST = 99_999
"""What a group may set out to do."""


class Counts(StrEnum):
    """What is counted: check-ins, each of them one; or topics that were completed, and not known before."""

    SESSIONS = "sessions"
    TOPICS = "topics"


COUNTED = {Counts.SESSIONS: Kind.CHECKED_IN, Counts.TOPICS: Kind.COMPLETED}
"""The kind of fact that may add to it."""


@dataclass(frozen=True, slots=True)
class CommonGoal:
    """From the first day to the last one, both inclusive; without a last day until it is reached. Raises ValueError for an amount that
    is not from 1 to MOST, and for days that are no span."""

    counts: Counts
    amount: int
    first_day: date
    last_day: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST or (self.last_day and self.last_day < self.first_day):
            raise ValueError((self.amount, self.first_day, self.last_day))

    def covers(self, day: date) -> bool:
        """Whether what is done on a day counts."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def since(self, day: date) -> "CommonGoal | None":
        """The same from a day on, as it counts for somebody who came then; None where it is over by then."""
        if self.last_day and self.last_day < day:
            return None
        return replace(self, first_day=max(self.first_day, day))

    def sessions(self, events: Iterable[ProgressEvent]) -> int:
        """What one learner's facts add, where sessions are counted."""
        facts = (event.fact for event in standing(events))
        return sum(fact.kind is Kind.CHECKED_IN and self.covers(fact.day) for fact in facts)

    def topics(self, progress: Progress) -> int:
        """What one learner's progress adds, where topics are counted."""
        states = progress.topics.values()
        return sum(bool(one.completed and not one.known and self.covers(one.completed)) for one in states)
