"""The stages of a roadmap, and a roadmap without some of them; its law: every other topic stays as it is, but for what it
would wait for."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from roadmap.model import Roadmap, Topic


@dataclass(frozen=True, slots=True)
class Stage:
    """The topics that stand under one name, in the roadmap's order; the name is empty where they stand under none."""

    name: str
    topics: tuple[Topic, ...]

    @property
    def has_length(self) -> bool:
        """Whether the document says of any of them how long it takes."""
        return any(topic.duration or topic.total_hours for topic in self.topics)


def stages_of(roadmap: Roadmap) -> tuple[Stage, ...]:
    """All stages, in the order of their first topics; a roadmap without any is one without a name."""
    found: dict[str, list[Topic]] = {}
    for topic in roadmap.topics:
        found.setdefault(topic.stage, []).append(topic)
    return tuple(Stage(name, tuple(topics)) for name, topics in found.items())


def without(roadmap: Roadmap, places: Collection[int]) -> Roadmap:
    """The roadmap without the stages at these places, from 0; numbers and slugs stay, and who waited for a topic of them
    does no longer. All of them leave no roadmap: raises RoadmapFaults."""
    if not places:
        return roadmap
    gone = {topic.slug for place, stage in enumerate(stages_of(roadmap)) if place in places for topic in stage.topics}
    kept = (_waiting_for_none(topic, gone) for topic in roadmap.topics if topic.slug not in gone)
    return Roadmap(roadmap.slug, roadmap.title, tuple(kept), roadmap.headings)


def _waiting_for_none(topic: Topic, gone: AbstractSet[str]) -> Topic:
    if gone.isdisjoint(topic.prerequisites) and gone.isdisjoint(topic.recommended):
        return topic
    return replace(
        topic,
        prerequisites=tuple(slug for slug in topic.prerequisites if slug not in gone),
        recommended=tuple(slug for slug in topic.recommended if slug not in gone),
    )
