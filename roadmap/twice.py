"""What is said twice: by two accounts of one learner of the same topic and day, or of the same minutes."""

from collections.abc import Iterable
from datetime import date

from roadmap.facts import LOOKED, Fact, Kind, ProgressEvent, standing

NOTED = LOOKED | {Kind.CHECKED_IN, Kind.REMEMBERED, Kind.FOCUSED, Kind.INTENDED}
"""The kinds of which each stands for itself."""


def told_twice(events: Iterable[ProgressEvent]) -> int:
    """How many facts about a topic repeat what another strand says of the same day; in the replay they count once."""
    tellers: dict[tuple[Kind, str, date], set[int]] = {}
    for event in standing(events):
        if event.fact.topic and event.fact.kind not in NOTED:
            tellers.setdefault((event.fact.kind, event.fact.place, event.fact.day), set()).add(event.strand)
    return sum(len(strands) - 1 for strands in tellers.values())


def told_before(events: Iterable[ProgressEvent], fact: Fact) -> ProgressEvent | None:
    """The last check-in that this one may repeat: as many minutes on the same day, and of no other topic or step; None
    where there is none, or no minutes are told."""
    return next((event for event in reversed(standing(events)) if _may_be(event.fact, fact)), None)


def _may_be(one: Fact, other: Fact) -> bool:
    """Whether two check-ins may tell of one sitting; where one names no topic, or no step, it may be that of the other."""
    if not one.kind is other.kind is Kind.CHECKED_IN or not other.minutes:
        return False
    are_about_one = not (one.topic and other.topic) or one.topic == other.topic
    are_of_one_step = not (one.step and other.step) or one.step == other.step
    return (one.day, one.minutes) == (other.day, other.minutes) and are_about_one and are_of_one_step
