"""Marks: which topics, and which steps within them, a learner says they knew before their plan began, while they choose.

Each has a place: topics in the roadmap's order, behind them the steps. The marks are the bits of a number, so that they stand
in a line as a short word, however many there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from roadmap import step_sayings
from roadmap.facts import Fact, Kind
from roadmap.inside import inside
from roadmap.model import Roadmap, Status, Step, Topic
from roadmap.progress import Progress
from roadmap.sayings import know

MOST_PLACES = 3_600
"""Topics and steps that can be marked; a line holds the marks of so many."""

FIRST_DAYS = timedelta(days=7)
"""How long after the first day, which is one of them, it may be said what was known before."""


def is_early(progress: Progress, today: date) -> bool:
    """Whether it may still be said what was known before the plan began."""
    return today < progress.enrolled + FIRST_DAYS


@dataclass(frozen=True)
class Marks:
    """What is marked so far, of what may be: topics that were not begun, and what of their steps is not ticked."""

    roadmap: Roadmap
    progress: Progress
    bits: int = field(default=0)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that may be marked."""
        idle = {Status.NOT_STARTED, Status.SKIPPED}
        return tuple(topic for topic in self.roadmap.topics if self.progress.of(topic.slug).status in idle)

    @cached_property
    def _place_of(self) -> Mapping[tuple[str, str], int]:
        topics = [(topic.slug, "") for topic in self.roadmap.topics]
        steps = [
            (topic.slug, step.slug) for topic in self.roadmap.topics for step in inside(topic, self.progress).steps
        ]
        return {one: place for place, one in enumerate([*topics, *steps][:MOST_PLACES])}

    def place(self, topic: Topic, step: Step | None = None) -> int | None:
        """Where a topic, or a step of it, is among all of them; None where it cannot be marked."""
        return self._place_of.get((topic.slug, step.slug if step else ""))

    def steps(self, topic: Topic) -> tuple[Step, ...]:
        """The steps of a topic that may be marked."""
        return tuple(step for step in inside(topic, self.progress).left if self.place(topic, step) is not None)

    def has(self, topic: Topic, step: Step | None = None) -> bool:
        place = self.place(topic, step)
        return place is not None and bool(self.bits >> place & 1)

    def marked_steps(self, topic: Topic) -> tuple[Step, ...]:
        """Those of its steps that are marked; none where it is itself."""
        return () if self.has(topic) else tuple(step for step in self.steps(topic) if self.has(topic, step))

    @property
    def word(self) -> str:
        """The marks, as they stand in a line."""
        return f"{self.bits:x}"

    def with_word(self, word: str) -> Self:
        """The same with the marks of a line. Raises ValueError for what is none."""
        return replace(self, bits=int(word, 16) & ((1 << MOST_PLACES) - 1))

    def turned(self, topic: Topic, step: Step | None = None) -> Self:
        """With this mark set, or taken away where it is."""
        place = self.place(topic, step)
        return self if place is None else replace(self, bits=self.bits ^ (1 << place))

    def marking(self, topics: Iterable[Topic], *, on: bool = True) -> Self:
        """With the marks of all these topics set, or none of them."""
        return self.at((place for topic in topics if (place := self.place(topic)) is not None), on=on)

    def at(self, places: Iterable[int], *, on: bool = True) -> Self:
        """With the marks at these places set, or none of them."""
        bits = 0
        for place in places:
            bits |= 1 << place
        return replace(self, bits=self.bits | bits if on else self.bits & ~bits)

    @property
    def marked(self) -> tuple[Topic, ...]:
        """The topics that are marked, in the roadmap's order."""
        return tuple(topic for topic in self.topics if self.has(topic))

    @property
    def in_part(self) -> Mapping[Topic, tuple[Step, ...]]:
        """The topics of which only steps are marked, with those."""
        return {topic: steps for topic in self.topics if (steps := self.marked_steps(topic))}

    def facts(self, day: date) -> tuple[Fact, ...]:
        """What is marked, as facts of a day; none where nothing is."""
        of_topics = (fact for topic in self.marked for fact in know(self.progress, topic.slug, day))
        of_steps = (
            fact
            for topic, steps in self.in_part.items()
            for fact in step_sayings.known(self.progress, topic, {step.slug for step in steps}, day)
        )
        return (*of_topics, *of_steps)


def know_skills(progress: Progress, skills: Iterable[str], day: date) -> tuple[Fact, ...]:
    """The facts of knowing skills; none of those that are known."""
    news = (skill for skill in skills if skill not in progress.known_skills)
    return tuple(Fact(kind=Kind.SKILL_KNOWN, day=day, skill=skill) for skill in news)
