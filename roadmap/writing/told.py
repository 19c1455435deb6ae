"""What is known of a learner beside the statuses of topics, where a roadmap is written."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from roadmap.proofs import NOTHING_PROVEN, Proven


@dataclass(frozen=True, slots=True)
class Told:
    """``steps_done`` are the steps with a tick of their own, as (topic, step) by their slugs; ``proven`` is what there is to show
    for it."""

    steps_done: AbstractSet[tuple[str, str]] = frozenset()
    proven: Proven = NOTHING_PROVEN


NOTHING_TOLD = Told()
