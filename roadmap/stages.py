"""The stages of a roadmap: the parts that its topics stand under in its document, in their order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from roadmap.names import folded, reference

if TYPE_CHECKING:
    from roadmap.model import Topic

LONGEST_RUN = 25
"""Topics of a run that stand under no stage; of more, several runs are made."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Some topics of a roadmap, in its order. ``number`` counts the stages from 1, and is 0 where it is none of
    them but picked out. ``title`` is the document's, empty where it has none for topics one behind the other."""

    number: int
    title: str
    topics: "tuple[Topic, ...]"

    @property
    def has_length(self) -> bool:
        """Whether the document says of any of them how long it takes."""
        return any(topic.duration or topic.total_hours for topic in self.topics)

    @property
    def by_number(self) -> str:
        """What is typed for it; with another version of the roadmap it may be another one."""
        return f"stage {self.number}"

    @property
    def reference(self) -> str:
        """What names this stage and no other, as long as its first topic stands under it; topics that were picked out
        of the roadmap, which have no number, go by the first and the last."""
        if self.number:
            return f"stage {reference(self.topics[0])}"
        return f"{reference(self.topics[0])} to {reference(self.topics[-1])}"


class Stages:
    """All stages of these topics. What stands under one title at several places is one stage."""

    def __init__(self, topics: "Sequence[Topic]") -> None:
        self._topics = topics
        titled: dict[str, list[Topic]] = {}
        for topic in topics:
            if topic.stage:
                titled.setdefault(topic.stage, []).append(topic)
        parts: dict[str, tuple[str, tuple[Topic, ...]]] = {}
        for title, run in groupby(topics, key=lambda topic: topic.stage):
            for part in [tuple(titled[title])] if title else _parted(tuple(run)):
                parts.setdefault(title or part[0].slug, (title, part))
        self.all = tuple(Stage(number, *part) for number, part in enumerate(parts.values(), 1))
        """In the order of their first topics; together they hold each topic once."""

    @cached_property
    def are_named(self) -> bool:
        """Whether the document parts its topics into stages."""
        return any(stage.title for stage in self.all)

    @cached_property
    def _of(self) -> Mapping[str, Stage]:
        return {topic.slug: stage for stage in self.all for topic in stage.topics}

    def of(self, topic: "Topic") -> Stage:
        """The stage that a topic stands under."""
        return self._of[topic.slug]

    def numbered(self, number: int) -> Stage | None:
        return self.all[number - 1] if 0 < number <= len(self.all) else None

    @cached_property
    def _keys(self) -> tuple[tuple[str, Stage], ...]:
        return tuple((folded(stage.title), stage) for stage in self.all if stage.title)

    @cached_property
    def _exact(self) -> Mapping[str, tuple[Stage, ...]]:
        found: dict[str, tuple[Stage, ...]] = {}
        for key, stage in self._keys:
            found[key] = (*found.get(key, ()), stage)
        return found

    @cached_property
    def longest(self) -> int:
        """Characters of the longest folded title."""
        return max((len(key) for key, _ in self._keys), default=0)

    def exactly(self, key: str) -> tuple[Stage, ...]:
        """The stages of this title, which is folded."""
        return self._exact.get(key, ())

    def called(self, key: str) -> tuple[Stage, ...]:
        """The stages of this title, which is folded; or else those that begin with its words, or have them."""
        if not key:
            return ()
        begins = (stage for name, stage in self._keys if f"{name} ".startswith(f"{key} "))
        has = (stage for name, stage in self._keys if f" {key} " in f" {name} ")
        return self.exactly(key) or tuple(begins) or tuple(has)

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(folded(topic.title) for topic in self._topics)

    def is_repeated(self, topic: "Topic") -> bool:
        """Whether another topic has the same title."""
        return self._titles[folded(topic.title)] > 1

    @cached_property
    def _places(self) -> Counter[tuple[str, str]]:
        return Counter((folded(topic.title), topic.stage) for topic in self._topics)

    def is_twin(self, topic: "Topic") -> bool:
        """Whether another topic of the same stage, or of none like this one, has the same title."""
        return self._places[folded(topic.title), topic.stage] > 1

    def ready(self) -> None:
        """Work out all that is looked up."""
        for index in ("are_named", "_of", "_exact", "_titles", "_places"):
            getattr(self, index)


def _parted(run: "tuple[Topic, ...]") -> "Iterator[tuple[Topic, ...]]":
    for at in range(0, len(run), LONGEST_RUN):
        yield run[at : at + LONGEST_RUN]


def referring(topics: "Sequence[Topic]", of: "Sequence[Topic]", stages: Stages) -> str:
    """What names all these topics and no others, as short as it goes: those from one to another and each that is left by
    itself, or whole stages first. ``of`` are all topics of the roadmap, in its order."""
    wanted = {topic.slug for topic in topics}
    by_runs = " ".join(map(_from_to, _runs(of, wanted)))
    whole = [
        stage
        for stage in stages.all
        if stage.title and len(stage.topics) > 1 and all(topic.slug in wanted for topic in stage.topics)
    ]
    left = wanted.difference(topic.slug for stage in whole for topic in stage.topics)
    by_stages = " ".join([*(stage.reference for stage in whole), *map(_from_to, _runs(of, left))])
    return min(by_runs, by_stages, key=len)


def _from_to(run: "tuple[Topic, ...]") -> str:
    return " ".join(map(reference, run)) if len(run) < 3 else f"{reference(run[0])} to {reference(run[-1])}"


def _runs(topics: "Iterable[Topic]", wanted: set[str]) -> "Iterator[tuple[Topic, ...]]":
    for is_wanted, run in groupby(topics, key=lambda topic: topic.slug in wanted):
        if is_wanted:
            yield tuple(run)
