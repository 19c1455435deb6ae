"""What was studied: the check-ins, all of them or those of a topic, counted, and what learners noted along with their facts.

Its law: the minutes of any days are the sum of the check-ins on them that stand, each counted once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmap.facts import Fact, Kind, ProgressEvent, standing


@dataclass(frozen=True, slots=True)
class Sittings:
    """How many check-ins there are, the minutes that were told with them, and the first and the last day."""

    count: int
    minutes: int
    first: date
    last: date


def entries(events: Iterable[ProgressEvent], slug: str = "") -> tuple[Fact, ...]:
    """The check-ins, the newest day first and of a day the last said; of one topic where it is named."""
    return _newest(
        event.fact
        for event in standing(events)
        if event.fact.kind is Kind.CHECKED_IN and slug in {"", event.fact.topic}
    )


def notes(events: Iterable[ProgressEvent], slug: str = "") -> tuple[Fact, ...]:
    """The facts with a note, in the same order; of one topic where it is named. What is remembered is none of them."""
    return _newest(
        event.fact
        for event in standing(events)
        if event.fact.note and event.fact.kind is not Kind.REMEMBERED and slug in {"", event.fact.topic}
    )


def _newest(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    newest = list(facts)[::-1]
    return tuple(sorted(newest, key=lambda fact: fact.day, reverse=True))  # which leaves those of one day as they are


def sittings(events: Iterable[ProgressEvent], slug: str) -> Sittings | None:
    """The check-ins about a topic; None where there are none."""
    return counted(entries(events, slug))


def counted(check_ins: Iterable[Fact]) -> Sittings | None:
    """These check-ins, counted; None where there are none."""
    facts = tuple(check_ins)
    if not facts:
        return None
    days = [fact.day for fact in facts]
    return Sittings(len(facts), sum(fact.minutes or 0 for fact in facts), min(days), max(days))
