"""A roadmap without some of its stages; its law: every other topic stays as it is, but for what it
would wait for."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace

from roadmap.model import Roadmap, Topic


def without(roadmap: Roadmap, places: Collection[int]) -> Roadmap:
    """The roadmap without the stages at these places, from 0, which it names as left out; numbers and slugs stay, and who
    waited for a topic of them does no longer. All of them leave no roadmap: raises RoadmapFaults."""
    if not places:
        return roadmap
    stages = [stage for place, stage in enumerate(roadmap.stages.all) if place in places]
    gone = {topic.slug for stage in stages for topic in stage.topics}
    kept = (_waiting_for_none(topic, gone) for topic in roadmap.topics if topic.slug not in gone)
    return Roadmap(roadmap.slug, roadmap.title, tuple(kept), tuple(stage.title for stage in stages))


def _waiting_for_none(topic: Topic, gone: AbstractSet[str]) -> Topic:
    if gone.isdisjoint(topic.prerequisites) and gone.isdisjoint(topic.recommended):
        return topic
    return replace(
        topic,
        prerequisites=tuple(slug for slug in topic.prerequisites if slug not in gone),
        recommended=tuple(slug for slug in topic.recommended if slug not in gone),
    )
