"""Topics and the roadmap they form: validated, acyclic, ordered, immutable."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from roadmap.errors import Fault, RoadmapFaults

LONGEST_WEEKS = 260
"""The longest duration a topic may have, in weeks (five years)."""

EASIEST, HARDEST = 1, 5


class Status(StrEnum):
    """Where a learner stands with a topic; the table's three columns and the skipped."""

    NOT_STARTED = "not started"
    GOING_ON = "going on"
    COMPLETED = "completed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, order=True)
class Weeks:
    """A recommended duration: from ``short`` to ``long`` weeks, both inclusive.

    Raises ValueError unless 1 <= short <= long <= LONGEST_WEEKS.
    """

    short: int
    long: int

    def __post_init__(self) -> None:
        if not 1 <= self.short <= self.long <= LONGEST_WEEKS:
            raise ValueError((self.short, self.long))


@dataclass(frozen=True, slots=True)
class Resource:
    """Something free to learn from; ``url`` is empty where the document names none."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Certification:
    """A free certification, with the note the document puts in brackets ("exam paid", "Audit")."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The smallest thing one finishes.

    ``number`` is what the document calls it, from 1; ``slug`` is its stable id. ``prerequisites`` are slugs of
    topics of the same roadmap; ``skills`` are prerequisites from outside it, assumed and never counted as unmet.
    ``difficulty`` is 1 to 5, or None where the document says nothing, and so is ``weeks``. ``instead`` says what
    to show where there is no certification ("add GitHub projects"). ``cells`` is the document's own wording,
    (column, text) by column, kept for writing it back unchanged; it takes no part in equality.
    """

    slug: str
    number: int
    title: str
    why: str = ""
    difficulty: int | None = None
    prerequisites: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    weeks: Weeks | None = None
    resources: tuple[Resource, ...] = ()
    certifications: tuple[Certification, ...] = ()
    instead: str = ""
    aliases: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Roadmap:
    """An ordered, acyclic set of topics.

    ``headings`` is the document's own (column, text) of its heading row; it takes no part in equality.
    Raises RoadmapFaults naming every fault: no topics, a duplicate slug or number, an unknown or circular
    prerequisite.
    """

    slug: str
    title: str
    topics: tuple[Topic, ...]
    headings: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if faults := tuple(_faults(self.topics)):
            raise RoadmapFaults(faults)

    @cached_property
    def by_slug(self) -> dict[str, Topic]:
        """The topics by their slug, in the roadmap's order."""
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def order(self) -> tuple[Topic, ...]:
        """The topics with prerequisites first, ties as in the roadmap (Kahn's algorithm, smallest index first)."""
        placed: dict[str, Topic] = {}
        while len(placed) < len(self.topics):
            ready = next(t for t in self.topics if t.slug not in placed and placed.keys() >= set(t.prerequisites))
            placed[ready.slug] = ready
        return tuple(placed.values())

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """Every assumed skill once, in the order of first mention."""
        return tuple(dict.fromkeys(skill for topic in self.topics for skill in topic.skills))

    def dependents(self, slug: str) -> tuple[Topic, ...]:
        """The topics that name this one as a prerequisite, in the roadmap's order."""
        return tuple(topic for topic in self.topics if slug in topic.prerequisites)


def _faults(topics: tuple[Topic, ...]) -> Iterable[Fault]:
    if not topics:
        yield Fault(0, "no topics", "")
    for index, topic in enumerate(topics):
        if any(topic.slug == earlier.slug for earlier in topics[:index]):
            yield Fault(0, "duplicate topic", topic.title)
        elif any(topic.number == earlier.number for earlier in topics[:index]):
            yield Fault(0, "duplicate number", str(topic.number))
    known = {topic.slug for topic in topics}
    for topic in topics:
        for slug in topic.prerequisites:
            if slug not in known:
                yield Fault(0, "unknown prerequisite", slug)
    for topic in circular(topics):
        yield Fault(0, "circular prerequisite", topic.title)


def circular(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """The topics that can never be begun because they wait, directly or not, for one another."""
    known = {topic.slug for topic in topics}
    stuck = {topic.slug: set(topic.prerequisites) & known for topic in topics}
    while free := [slug for slug, waits in stuck.items() if not waits & stuck.keys()]:
        for slug in free:
            del stuck[slug]
    return tuple(topic for topic in topics if topic.slug in stuck)
