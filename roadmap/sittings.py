"""What was studied of topics: their check-ins counted, and the steps that these name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmap.model import Topic
from roadmap.names import folded
from roadmap.progress import Kind, ProgressEvent, standing


@dataclass(frozen=True, slots=True)
class Sittings:
    """How many check-ins a topic has, the minutes that were told with them, and the first and the last day."""

    count: int
    minutes: int
    first: date
    last: date


def sittings(events: Iterable[ProgressEvent], slug: str) -> Sittings | None:
    """The check-ins about a topic; None where there are none."""
    facts = [
        event.fact for event in standing(events) if event.fact.kind is Kind.CHECKED_IN and event.fact.topic == slug
    ]
    if not facts:
        return None
    days = [fact.day for fact in facts]
    return Sittings(len(facts), sum(fact.minutes or 0 for fact in facts), min(days), max(days))


def steps_told(events: Iterable[ProgressEvent], topics: Iterable[Topic]) -> dict[str, frozenset[str]]:
    """Of each topic, by its slug, the slugs of the steps that check-ins about it have for their note. Where several steps
    are called alike, each check-in is about the first that none was about."""
    notes: dict[str, Counter[str]] = {}
    for event in standing(events):
        if event.fact.kind is Kind.CHECKED_IN and event.fact.note:
            notes.setdefault(event.fact.topic, Counter())[_key(event.fact.note)] += 1
    return {topic.slug: _named(topic, notes[topic.slug]) for topic in topics if topic.slug in notes}


def _named(topic: Topic, notes: Counter[str]) -> frozenset[str]:
    left, found = Counter(notes), set()
    for step in topic.steps:
        if left[key := _key(step.title)]:
            left[key] -= 1
            found.add(step.slug)
    return frozenset(found)


def _key(said: str) -> str:
    return folded(said) or said
