"""The certifications that a roadmap names: each once under its topic, and found by their names as topics are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from roadmap.names import folded

if TYPE_CHECKING:
    from roadmap.model import Certification, Roadmap, Topic

LONGEST_NAME = 200
"""Characters of a certification's name by which it is known; longer ones go by their beginning."""

MOST = 600
"""Certifications of a roadmap that can be found and told of, the first of them; so many are looked through at once."""

Key = tuple[str, str]
"""A certification: the slug of its topic, empty for one of the learner's own, and its name, folded."""


def key_of(topic: str, name: str) -> Key:
    return topic, folded(name) or name


@dataclass(frozen=True, slots=True)
class Named:
    """A certification of a topic; ``number`` counts them, from 1."""

    number: int
    topic: str
    name: str
    note: str = ""

    @property
    def key(self) -> Key:
        return key_of(self.topic, self.name)


class Certifications:
    """All that these topics name."""

    def __init__(self, topics: "Iterable[Topic]") -> None:
        self.all = tuple(
            Named(number, topic.slug, one.name[:LONGEST_NAME], one.note)
            for number, (topic, one) in enumerate(islice(_each_once(topics), MOST), 1)
        )
        self.by_key = {one.key: one for one in self.all}

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Names, folded, that certifications of several topics have."""
        counted = Counter(folded(one.name) for one in self.all)
        return frozenset(name for name, count in counted.items() if count > 1)

    @cached_property
    def as_topics(self) -> "Roadmap":
        """The same as the topics of a roadmap, by whose numbers they are numbered, so that they are found as topics are; each
        stands under a stage that is called as its topic's slug."""
        from roadmap.model import Roadmap, Topic  # noqa: PLC0415 - which knows its certifications

        topics = (
            Topic(
                slug=f"c{one.number}",
                number=one.number,
                title=one.name,
                stage=one.topic,
                aliases=(f"{one.name} {one.note}",) if one.note else (),
            )
            for one in self.all
        )
        return Roadmap("certifications", "", tuple(topics)).ready()

    def of_topic(self, slug: str) -> tuple[Named, ...]:
        return tuple(one for one in self.all if one.topic == slug)


def _each_once(topics: "Iterable[Topic]") -> "Iterable[tuple[Topic, Certification]]":
    for topic in topics:
        seen: set[Key] = set()
        for one in topic.certifications:
            key = key_of(topic.slug, one.name[:LONGEST_NAME])
            if key not in seen:
                seen.add(key)
                yield topic, one
