"""What is known of a learner beside the statuses of topics, where a roadmap is written."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Completion:
    """When a topic was completed, and the link given for it; None and empty where that is not known."""

    day: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """``steps_done`` are the steps with a tick of their own, as (topic, step) by their slugs; ``completions`` are by the
    topic's slug."""

    steps_done: AbstractSet[tuple[str, str]] = frozenset()
    completions: Mapping[str, Completion] = field(default_factory=dict)


NOTHING_TOLD = Told()
