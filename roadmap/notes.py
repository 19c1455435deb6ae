"""All that a learner noted, topic by topic: what was studied of each, what will be remembered of it, and its notes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap.facts import Fact, Kind, ProgressEvent, standing
from roadmap.model import Roadmap, Topic
from roadmap.sittings import Sittings, counted


@dataclass(frozen=True, slots=True)
class NotedTopic:
    """A topic with its ``notes``, the oldest first, and the one ``sentence`` (empty: none). Without a ``topic`` it is what was
    noted of none, or of one that is not there any more; its sentences are among the notes then."""

    topic: Topic | None
    studied: Sittings | None
    sentence: str
    notes: tuple[Fact, ...]


def noted(roadmap: Roadmap, events: Iterable[ProgressEvent]) -> tuple[NotedTopic, ...]:
    """The topics with something noted of them, in the order of the roadmap; what is of none that is there comes last."""
    by_topic: defaultdict[str, list[Fact]] = defaultdict(list)
    for event in standing(events):
        by_topic[event.fact.topic if event.fact.topic in roadmap.by_slug else ""].append(event.fact)
    found = [_of(topic, by_topic[topic.slug]) for topic in roadmap.topics if topic.slug in by_topic]
    return tuple(one for one in (*found, _of(None, by_topic[""])) if one.notes or one.sentence)


def _of(topic: Topic | None, facts: Sequence[Fact]) -> NotedTopic:
    sentences = [fact.note for fact in facts if topic and fact.kind is Kind.REMEMBERED]
    noted = [fact for fact in facts if fact.note and not (topic and fact.kind is Kind.REMEMBERED)]
    studied = counted(fact for fact in facts if fact.kind is Kind.CHECKED_IN)
    return NotedTopic(
        topic, studied, sentences[-1] if sentences else "", tuple(sorted(noted, key=lambda fact: fact.day))
    )
