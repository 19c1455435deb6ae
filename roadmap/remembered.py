"""What learners will remember of the topics they completed: one sentence each, asked for once and read by the second look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.facts import Fact, Kind, ProgressEvent, standing

BETWEEN = frozenset({Kind.REMEMBERED, Kind.LOOKS_ON, Kind.LOOKS_OFF, Kind.INTENDED})
"""What may be said between a completion and its sentence."""

MOST_ASKED = 3
"""Topics of one saying that are asked about, and sayings in a row that are looked at; who completes more at once is catching up."""


def remembered(events: Iterable[ProgressEvent]) -> Mapping[str, Fact]:
    """By a topic's slug the fact whose ``note`` is what the learner will remember of it: the last that stands."""
    return _remembered(standing(events))


def _remembered(events: Iterable[ProgressEvent]) -> Mapping[str, Fact]:
    sentence = Kind.REMEMBERED
    return {event.fact.topic: event.fact for event in events if event.fact.kind is sentence}


def remember(slug: str, day: date, sentence: str) -> Fact:
    """The fact of remembering this of a topic; its day is no study day."""
    return Fact(kind=Kind.REMEMBERED, day=day, topic=slug, note=sentence)


@dataclass(frozen=True, slots=True)
class Completing:
    """What was completed in one saying and waits for its sentences; where the saying ends, by its strand and position."""

    topics: tuple[str, ...]
    strand: int
    position: int


def asked(events: Iterable[ProgressEvent]) -> tuple[str, ...]:
    """The topics that were completed by what was said last, sentences and the wish for second looks apart, and wait for
    theirs: each once, where it is completed for the first time; none of many, and of none that was known before."""
    last = next(in_a_row(events), None)
    return last.topics if last else ()


def in_a_row(events: Iterable[ProgressEvent]) -> Iterator[Completing]:
    """The completions that were said last, one after another with nothing else between, and that all wait; the last first."""
    events = standing(events)
    found = 0
    last: tuple[int, int] | None = None
    for event in reversed(events):
        saying = (event.strand, event.saying)
        if event.fact.kind in BETWEEN or saying == last:
            continue
        topics, last = _waiting(events, saying), saying
        if not topics or found == MOST_ASKED:
            return
        yield Completing(topics, event.strand, event.position)
        found += 1


def _waiting(events: Sequence[ProgressEvent], saying: tuple[int, int]) -> tuple[str, ...]:
    """The topics that this saying completes and that wait."""
    first: dict[str, tuple[int, int]] = {}
    news: dict[str, None] = {}
    completed = Kind.COMPLETED  # to look it up takes longer than all else that is asked of most events
    for event in events:
        if event.fact.kind is not completed:
            continue
        told = (event.strand, event.saying)
        first.setdefault(event.fact.topic, told)
        if told == saying and not event.fact.known:
            news[event.fact.topic] = None
    known = remembered(events) if news else {}
    waiting = tuple(slug for slug in news if first[slug] == saying and slug not in known)
    return waiting if len(news) <= MOST_ASKED else ()
