"""A second look: what was completed is asked about again, at most one topic a week, and never while it is open.

The first look comes 7 days after the completion; each that was known puts the next one off, to 30 and then to 90 days, and after
the third there is none. To have known it before it was to be asked about puts nothing off. What was half known, or gone, is asked
about again in a week, what was gone from the beginning; what was opened again begins anew. Whoever studies what builds on a
topic has looked at it: the days count from there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.facts import LOOKED, STUDY, Fact, Kind, ProgressEvent, standing
from roadmap.model import Roadmap, Status, Topic
from roadmap.progress import Progress, TopicProgress

INTERVALS = (7, 30, 90)
"""Days from the completion to the first look, and from each that was known to the next."""

LAST = len(INTERVALS) - 1

AGAIN = 7
"""Days from a look that was not known to the next."""

NEVER = 100 * 365

DAY = timedelta(days=1)
"""What a learner may be ahead of themselves, who has moved to another zone since they were asked."""


class Since(StrEnum):
    """What the days to a look count from."""

    COMPLETED = "completed"
    KNOWN = "known"
    HALF_KNOWN = "half known"
    GONE = "gone"
    BUILT_ON = "built on"


@dataclass(frozen=True, slots=True)
class Look:
    """A topic is to be asked about on ``day`` or later: ``days`` after ``since``, which is of the kind ``why``. ``by`` is the
    topic that builds on it and was studied then, where that is why."""

    topic: Topic
    day: date
    days: int
    why: Since
    since: date
    by: Topic | None = None


def looks(roadmap: Roadmap, progress: Progress, events: Iterable[ProgressEvent]) -> tuple[Look, ...]:
    """The next look at each completed topic that has one, the one that is due first in front; whether they are wanted or not.
    What was known before the plan began has none."""
    facts = [event.fact for event in standing(events)]
    answers: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in LOOKED:
            answers.setdefault(fact.topic, []).append(fact)
        elif fact.kind is Kind.REOPENED:  # what is completed again begins anew
            answers.pop(fact.topic, None)
    used = _last_used(roadmap, facts)
    found = (_next(topic, progress.of(topic.slug), answers.get(topic.slug, ())) for topic in roadmap.topics)
    return tuple(sorted((_put_off(look, used) for look in found if look), key=lambda look: look.day))


def due(looks: Sequence[Look], events: Iterable[ProgressEvent], today: date) -> Look | None:
    """The one that is asked on a day; of several each in its week. None in a week in which one was answered."""
    if any(event.fact.kind in LOOKED and week_of(event.fact.day) == week_of(today) for event in standing(events)):
        return None
    waiting = [look for look in looks if look.day <= today]
    return waiting[week_of(today)[1] % len(waiting)] if waiting else None


def _next(topic: Topic, state: TopicProgress, answers: Sequence[Fact]) -> Look | None:
    """The next look by the answers since the completion; None after the last, and for what is open or was known."""
    completed = state.completed
    if completed is None or state.status is not Status.COMPLETED or state.known:
        return None
    stage, since, why = 0, completed, Since.COMPLETED
    for fact in _once_a_week(fact for fact in answers if fact.day >= completed):
        if fact.kind is Kind.RECALLED and fact.day + DAY < since + timedelta(days=_days(stage, why)):
            continue
        stage = {Kind.RECALLED: stage + 1, Kind.HALF_RECALLED: min(stage, LAST)}.get(fact.kind, 0)
        since, why = fact.day, _WHY[fact.kind]
    if stage > LAST:
        return None
    days = _days(stage, why)
    return Look(topic, since + timedelta(days=days), days, why, since)


def _days(stage: int, why: Since) -> int:
    """From the completion, or the last answer, to the next look; of what is known for good there is none."""
    if stage > LAST:
        return NEVER
    return INTERVALS[stage] if why in {Since.COMPLETED, Since.KNOWN} else AGAIN


def _once_a_week(answers: Iterable[Fact]) -> Iterable[Fact]:
    """Of the answers of one week the last: whoever says another thing has thought again."""
    return {week_of(fact.day): fact for fact in answers}.values()


def week_of(day: date) -> tuple[int, int]:
    """The ISO week of a day, with its year."""
    return day.isocalendar()[:2]


def _put_off(look: Look, used: Mapping[str, tuple[date, Topic]]) -> Look:
    """The same, counted from the last day on which something that builds on the topic was studied."""
    since, by = used.get(look.topic.slug, (look.since, None))
    if since <= look.since:
        return look
    return Look(look.topic, since + timedelta(days=look.days), look.days, Since.BUILT_ON, since, by)


def _last_used(roadmap: Roadmap, facts: Iterable[Fact]) -> dict[str, tuple[date, Topic]]:
    """By a topic's slug the last day on which something that builds on it was studied, and what."""
    studied: dict[str, date] = {}
    for fact in facts:
        if fact.topic and fact.kind in STUDY and not fact.known:
            studied[fact.topic] = max(fact.day, studied.get(fact.topic, fact.day))
    used: dict[str, tuple[date, Topic]] = {}
    for topic in roadmap.topics:
        for slug in topic.prerequisites if topic.slug in studied else ():
            if slug not in used or used[slug][0] < studied[topic.slug]:
                used[slug] = studied[topic.slug], topic
    return used


_WHY = {Kind.RECALLED: Since.KNOWN, Kind.HALF_RECALLED: Since.HALF_KNOWN, Kind.FORGOTTEN: Since.GONE}
