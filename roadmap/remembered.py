"""What learners will remember of the topics they completed: one sentence each, asked for once and read by the second look."""

from collections.abc import Iterable, Mapping
from datetime import date

from roadmap.facts import Fact, Kind, ProgressEvent, standing

BETWEEN = frozenset({Kind.REMEMBERED, Kind.LOOKS_ON, Kind.LOOKS_OFF, Kind.INTENDED})
"""What may be said between a completion and its sentence."""

MOST_ASKED = 3
"""Topics of one saying that are asked about; who completes more at once is catching up."""


def remembered(events: Iterable[ProgressEvent]) -> Mapping[str, Fact]:
    """By a topic's slug the fact whose ``note`` is what the learner will remember of it: the last that stands."""
    return {event.fact.topic: event.fact for event in standing(events) if event.fact.kind is Kind.REMEMBERED}


def remember(slug: str, day: date, sentence: str) -> Fact:
    """The fact of remembering this of a topic; its day is no study day."""
    return Fact(kind=Kind.REMEMBERED, day=day, topic=slug, note=sentence)


def asked(events: Iterable[ProgressEvent]) -> tuple[str, ...]:
    """The topics that were completed by what was said last, sentences and the wish for second looks apart, and wait for
    theirs: each once, where it is completed for the first time; none of many, and of none that was known before."""
    events = standing(events)
    told = next((event for event in reversed(events) if event.fact.kind not in BETWEEN), None)
    if told is None:
        return ()
    saying = [event for event in events if (event.strand, event.saying) == (told.strand, told.saying)]
    news = {event.fact.topic for event in saying if event.fact.kind is Kind.COMPLETED and not event.fact.known}
    if len(news) > MOST_ASKED:
        return ()
    places = {(event.strand, event.position) for event in saying}
    before = {
        event.fact.topic
        for event in events
        if event.fact.kind is Kind.COMPLETED and (event.strand, event.position) not in places
    }
    known = remembered(events)
    return tuple(
        dict.fromkeys(
            event.fact.topic
            for event in saying
            if event.fact.topic in news and event.fact.topic not in before and event.fact.topic not in known
        )
    )
