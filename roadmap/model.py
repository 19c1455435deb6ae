"""Topics and the roadmap they form: validated, acyclic, ordered, immutable."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from heapq import heappop, heappush
from typing import Self

from roadmap.certifications import Certifications
from roadmap.errors import RoadmapFaults
from roadmap.names import Names, folded
from roadmap.soundness import faults_of
from roadmap.stages import Stages, referring

LONGEST_WEEKS = 260
"""The longest duration a topic may have, in weeks (five years)."""

LONGEST_DAYS = 7 * LONGEST_WEEKS

MOST_HOURS = 10_000.0
"""The most hours a topic may take, or a week of it ask for."""

EASIEST, HARDEST = 1, 5


class Status(StrEnum):
    """Where a learner stands with a topic; the table's three columns and the skipped."""

    NOT_STARTED = "not started"
    GOING_ON = "going on"
    COMPLETED = "completed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A recommended duration: from ``short`` to ``long`` days, both inclusive, of a week that has seven.

    Raises ValueError unless 1 <= short <= long <= LONGEST_DAYS.
    """

    short: int
    long: int

    def __post_init__(self) -> None:
        if not 1 <= self.short <= self.long <= LONGEST_DAYS:
            raise ValueError((self.short, self.long))

    @classmethod
    def in_weeks(cls, short: int, long: int) -> Self:
        """Raises ValueError as for days."""
        return cls(7 * short, 7 * long)

    @property
    def weeks(self) -> tuple[int, int] | None:
        """Both ends in weeks; None unless both are whole ones."""
        return None if self.short % 7 or self.long % 7 else (self.short // 7, self.long // 7)

    @property
    def nearest_weeks(self) -> tuple[int, int]:
        """Both ends in the nearest whole weeks, at least one."""
        return max(1, round(self.short / 7)), max(1, round(self.long / 7))


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A range of hours of study: from ``short`` to ``long``, both inclusive.

    Raises ValueError unless 0 < short <= long <= MOST_HOURS.
    """

    short: float
    long: float

    def __post_init__(self) -> None:
        if not 0 < self.short <= self.long <= MOST_HOURS:
            raise ValueError((self.short, self.long))


@dataclass(frozen=True, slots=True)
class Written:
    """A part as somebody wrote it down, of a resource or for a topic, before it is a step that has a slug; ``link`` may open
    nowhere."""

    title: str
    minutes: int | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something free to learn from; ``url`` is empty where the document names none. ``steps`` are the parts that it has, which
    are steps of its topic once a learner chooses to go through it; without any nobody said how many they are."""

    name: str
    url: str = ""
    steps: tuple[Written, ...] = ()

    @property
    def link(self) -> str:
        """The address where it can be opened from anywhere; empty for one within the document's own folder."""
        return self.url if self.url.startswith(("http://", "https://")) else ""


@dataclass(frozen=True, slots=True)
class Certification:
    """A free certification, with the note the document puts in brackets ("exam paid", "Audit")."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a topic that its document names, or its learner; ``slug`` is its stable id under the topic's. ``minutes`` is how
    long it takes, None where nothing is said of that, ``link`` where it is found (empty: not said), ``resource`` the name of
    the resource whose part it is (empty: of none)."""

    slug: str
    title: str
    minutes: int | None = None
    link: str = ""
    resource: str = ""

    def __hash__(self) -> int:
        """By the slug alone: lists of many steps are looked up for each line that may name one."""
        return hash(self.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The smallest thing one finishes.

    ``number`` is what the document calls it, from 1; ``slug`` is its stable id. ``prerequisites`` are slugs of
    topics of the same roadmap; ``skills`` are prerequisites from outside it, assumed and never counted as unmet.
    ``recommended`` are slugs of topics that help and are never counted as unmet (corequisites among them).
    ``difficulty`` is 1 to 5, or None where the document says nothing, and so is ``duration``. ``weekly_hours`` is the
    effort it asks for in a week, ``total_hours`` the whole; where only that is known, the duration follows from the learner's
    own weekly hours. ``stage`` is the part of the roadmap it stands under; ``optional`` topics may be left out.
    ``instead`` says what
    to show where there is no certification ("add GitHub projects").
    """

    slug: str
    number: int
    title: str
    why: str = ""
    difficulty: int | None = None
    prerequisites: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    duration: Duration | None = None
    weekly_hours: Hours | None = None
    total_hours: Hours | None = None
    stage: str = ""
    optional: bool = False
    recommended: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    certifications: tuple[Certification, ...] = ()
    instead: str = ""
    aliases: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def __hash__(self) -> int:
        """By the slug alone, not by all that stands in it down to the steps."""
        return hash(self.slug)

    @property
    def is_measured(self) -> bool:
        """Whether the document says how long it takes."""
        return self.duration is not None or self.total_hours is not None


@dataclass(frozen=True)
class Roadmap:
    """An ordered, acyclic set of topics.

    ``left_out`` are the titles of its stages that were not taken, empty for what stood under none; it takes no part in
    equality.

    Raises RoadmapFaults naming every fault: no topics, a duplicate slug or number, an unknown or circular
    prerequisite.
    """

    slug: str
    title: str
    topics: tuple[Topic, ...]
    left_out: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if faults := tuple(faults_of(self.topics)):
            raise RoadmapFaults(faults)

    @cached_property
    def by_slug(self) -> dict[str, Topic]:
        """The topics by their slug, in the roadmap's order."""
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def names(self) -> Names:
        """What its topics are called."""
        return Names(self.topics)

    @cached_property
    def stages(self) -> Stages:
        """The parts that its topics stand under."""
        return Stages(self.topics)

    @cached_property
    def certifications(self) -> Certifications:
        """The certifications that its topics name."""
        return Certifications(self.topics)

    def refer(self, topics: Sequence[Topic]) -> str:
        """What names all these topics of it in a line, and no others."""
        return referring(topics, self.topics, self.stages)

    @cached_property
    def order(self) -> tuple[Topic, ...]:
        """The topics with prerequisites first, ties as in the roadmap (Kahn's algorithm, smallest index first)."""
        index = {topic.slug: place for place, topic in enumerate(self.topics)}
        waits = {topic.slug: len(set(topic.prerequisites)) for topic in self.topics}
        ready = [index[slug] for slug, count in waits.items() if count == 0]
        placed: list[Topic] = []
        while ready:
            placed.append(self.topics[heappop(ready)])
            for topic in self.dependents(placed[-1].slug):
                waits[topic.slug] -= 1
                if waits[topic.slug] == 0:
                    heappush(ready, index[topic.slug])
        return tuple(placed)

    @cached_property
    def lengths(self) -> dict[str, int]:
        """Of each topic a number that it shares with those that state the same of how long they take."""
        numbers: dict[tuple[object, ...], int] = {}
        stated = ((topic.slug, (topic.duration, topic.total_hours, topic.weekly_hours)) for topic in self.topics)
        return {slug: numbers.setdefault(length, len(numbers)) for slug, length in stated}

    @cached_property
    def measured(self) -> int:
        """How many topics state how long they take."""
        return sum(topic.is_measured for topic in self.topics)

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """Every assumed skill once, in the order of first mention."""
        return tuple(dict.fromkeys(skill for topic in self.topics for skill in topic.skills))

    @cached_property
    def skills_by_name(self) -> dict[str, str]:
        """The skills by their folded names; of several with one name the first."""
        return {folded(skill): skill for skill in reversed(self.skills)}

    def ready(self) -> "Roadmap":
        """The same, with all worked out that is worked out of it once: who reads a long one elsewhere does that there."""
        self.names.ready()
        self.stages.ready()
        for worked_out in ("by_slug", "order", "lengths", "measured", "skills_by_name", "_dependents"):
            getattr(self, worked_out)
        return self

    def under(self, slug: str) -> "Roadmap":
        """The same topics under another slug of the whole; they are not judged anew."""
        other = object.__new__(Roadmap)
        other.__dict__.update(self.__dict__, slug=slug)
        return other

    def dependents(self, slug: str) -> tuple[Topic, ...]:
        """The topics that name this one as a prerequisite, in the roadmap's order."""
        return self._dependents.get(slug, ())

    @cached_property
    def _dependents(self) -> dict[str, tuple[Topic, ...]]:
        waiting: dict[str, list[Topic]] = {}
        for topic in self.topics:
            for slug in dict.fromkeys(topic.prerequisites):
                waiting.setdefault(slug, []).append(topic)
        return {slug: tuple(topics) for slug, topics in waiting.items()}
