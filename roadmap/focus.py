"""Focus: a while of study by the clock, told when it begins; it counts for nothing until a check-in confirms it.

Its law: a focus changes no progress, no week, no log and no forecast, whatever stands beside it."""

from collections.abc import Iterable
from datetime import date

from roadmap.facts import Fact, Kind, ProgressEvent, standing
from roadmap.sayings import undone

USUAL = 25
"""Minutes, where somebody has had no focus yet."""

MOST = 240
"""Minutes of the longest; after so many one without an end is asked about."""

BREAK = 5
"""Minutes."""

MOST_OFFERED = 5
"""Lengths that are offered of a focus of which not all was study."""


def focus(day: date, minutes: int | None, topic: str = "", step: str = "") -> Fact:
    """The fact of a focus that begins on a day; without minutes it goes on until it is stopped."""
    return Fact(kind=Kind.FOCUSED, day=day, topic=topic, step=step, minutes=minutes)


def length(fact: Fact) -> int:
    """Its minutes at most."""
    return fact.minutes or MOST


def confirming(event: ProgressEvent, minutes: int) -> Fact:
    """The check-in by which so many minutes of a focus were study, on the day when it began; it belongs into its strand."""
    fact = event.fact
    return Fact(
        kind=Kind.CHECKED_IN,
        day=fact.day,
        topic=fact.topic,
        step=fact.step,
        minutes=minutes,
        undoes=event.position,
    )


def stopped(event: ProgressEvent, minutes: int, today: date) -> tuple[Fact, ...]:
    """The facts by which a focus lasted so many minutes only, the new one last; none at all where it lasted none."""
    gone = undone(event, today)
    return (gone, event.fact._replace(minutes=minutes)) if minutes else (gone,)


def found(events: Iterable[ProgressEvent], strand: int, position: int) -> ProgressEvent | None:
    """The focus at a place, or what it was when it was stopped; also where it was taken back."""
    mine = {one.position: one for one in events if one.strand == strand}
    event = mine.get(position)
    if event is None or event.fact.kind is not Kind.FOCUSED:
        return None
    backs = (one for one in mine.values() if one.fact.kind is Kind.UNDONE and one.fact.undoes == position)
    behind = (mine.get(back.position + 1) for back in backs)
    return next((one for one in behind if one and one.fact.kind is Kind.FOCUSED and not is_planned(one)), event)


def confirmed(events: Iterable[ProgressEvent], event: ProgressEvent) -> ProgressEvent | None:
    """The check-in that stands for a focus."""
    return next((one for one in standing(events) if _is_of(one, event)), None)


def _is_of(one: ProgressEvent, event: ProgressEvent) -> bool:
    return one.fact.kind is Kind.CHECKED_IN and (one.strand, one.fact.undoes) == (event.strand, event.position)


def unconfirmed(events: Iterable[ProgressEvent]) -> tuple[ProgressEvent, ...]:
    """The focuses that stand and that nobody has said anything of, the oldest first."""
    told = standing(events)
    answered = {(one.strand, one.fact.undoes) for one in told if one.fact.kind is Kind.CHECKED_IN}
    return tuple(one for one in told if one.fact.kind is Kind.FOCUSED and (one.strand, one.position) not in answered)


def is_planned(event: ProgressEvent) -> bool:
    """Whether a focus is as it was begun, and not as it was stopped: what was stopped is told behind what takes it back."""
    return event.fact.kind is Kind.FOCUSED and event.position == event.saying


def last(events: Iterable[ProgressEvent]) -> Fact | None:
    """The last focus with a length as it was begun, whatever became of it."""
    return next((one.fact for one in reversed(tuple(events)) if is_planned(one) and one.fact.minutes), None)


def shorter(minutes: int) -> tuple[int, ...]:
    """The lengths that are offered where it was less than so many, the longest first."""
    if minutes <= MOST_OFFERED + 1:
        return tuple(range(minutes - 1, 0, -1))
    apart = 5 if minutes <= 30 else 15 if minutes <= 90 else 30 if minutes <= 180 else 45
    fewer = range((minutes - 1) // apart * apart, 0, -apart)
    return tuple(fewer[:MOST_OFFERED])
