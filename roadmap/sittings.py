"""What was studied of a topic: its check-ins, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmap.facts import Kind, ProgressEvent, standing


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
