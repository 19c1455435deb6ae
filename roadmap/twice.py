"""What two accounts of one learner say of the same topic and day."""

from collections.abc import Iterable
from datetime import date

from roadmap.facts import LOOKED, Kind, ProgressEvent, standing

NOTED = LOOKED | {Kind.CHECKED_IN, Kind.REMEMBERED}
"""The kinds of which each stands for itself."""


def told_twice(events: Iterable[ProgressEvent]) -> int:
    """How many facts about a topic repeat what another strand says of the same day; in the replay they count once."""
    tellers: dict[tuple[Kind, str, date], set[int]] = {}
    for event in standing(events):
        if event.fact.topic and event.fact.kind not in NOTED:
            tellers.setdefault((event.fact.kind, event.fact.place, event.fact.day), set()).add(event.strand)
    return sum(len(strands) - 1 for strands in tellers.values())
