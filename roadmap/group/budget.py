"""How many unasked messages a learner gets in a week, over all chats and kinds. What exceeds it joins the next nudge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

DEFAULT = 3
LEAST, MOST = 1, 21
"""What a learner may set: with less than one not even the nudge would come, which ``/nudges off`` says better."""

MOST_CARRIED = 10
"""Notes that one nudge takes along."""

Note = TypeVar("Note")


@dataclass(frozen=True, slots=True)
class Allotment(Generic[Note]):
    """Notes parted by the budget, each part in the order they came: what is sent ``now`` and what is ``carried``
    over to the next nudge."""

    now: tuple[Note, ...]
    carried: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Carried(Generic[Note]):
    """What a nudge takes along, the oldest first, and how many ``more`` it only counts."""

    notes: tuple[Note, ...]
    more: int


def fits(sent_this_week: int, budget: int = DEFAULT, *, reserved: int = 0) -> bool:
    """Whether one more unasked message fits. ``sent_this_week`` counts digests' mentions, partner notes, questions to
    a helper and nudges; ``reserved`` are nudges still to come this week, which keep their place."""
    return sent_this_week + reserved < budget


def allot(waiting: Sequence[Note], sent_this_week: int, budget: int = DEFAULT, *, reserved: int = 0) -> Allotment[Note]:
    """Several notes at once: first come, first sent, as long as the budget lasts."""
    room = max(0, budget - reserved - sent_this_week)
    return Allotment(tuple(waiting[:room]), tuple(waiting[room:]))


def taken_along(carried: Sequence[Note]) -> Carried[Note]:
    """What the next nudge says of the notes carried over: the newest MOST_CARRIED, and how many came before."""
    more = max(0, len(carried) - MOST_CARRIED)
    return Carried(tuple(carried[more:]), more)
