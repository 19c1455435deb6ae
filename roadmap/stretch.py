"""How many counting days a topic is to take a learner: its recommended duration, stretched by their weekly hours.

Let h be the learner's weekly hours, d the days of their week that count (seven, unless they chose some), and w the days that a
week of a duration has: seven, but d where the learner said that the weeks stay as they are written.

* h unknown: duration · w / 7; without one, but with total and weekly hours, w · total / weekly (the short total at the most
  hours a week, the long one at the fewest).
* h known: d · total / h for a topic that states its total hours; else, for one that states a duration and weekly
  hours, d · duration / 7 · e / h, where e is the stated weekly effort nearest to h. Within the stated effort the duration stays as it
  is; half the hours take twice as long, twice the hours half. Here the chosen days stretch nothing further, since
  the hours say already how much of a week is study.
* No duration and no total hours, where other topics of the roadmap have either: the learner's own typical length, once
  they finished LEAST_OWN topics; of one going on, the one that was known when it was begun, so that nobody is late by what
  they did later. Where no topic has either there is nothing to fill, and nothing has a length.

* Where fewer than one topic in SPARSE states any length, none is used: what is known of so few says nothing of when they come
  about, and nobody is to be late with the last topic of hundreds a week after giving it a length.

Ends are rounded up, and lie between one day and LONGEST_DAYS.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import ceil, sqrt

from roadmap.calendar import DAY, StudyCalendar
from roadmap.model import LONGEST_DAYS, Duration, Hours, Roadmap, Status, Topic
from roadmap.progress import Progress
from roadmap.value import value

LEAST_OWN = 3
"""Topics begun and completed before their lengths say anything of others."""
SPARSE = 10
JUST_OVER = 1e-9
"""What arithmetic with floats may add to a whole number of days."""

Stated = tuple[Duration | None, Hours | None, Hours | None]
"""What a document states of how long a topic takes: its duration, its hours in all and in a week."""

MOST_RANGES = 4096
"""Ranges that are kept once they were worked out."""


@value
class Range:
    """A range of counting days: from ``short`` to ``long``, both inclusive and at least 1."""

    short: int
    long: int

    @property
    def middle(self) -> float:
        """The geometric middle: as many times the short end as the long end is the middle."""
        return sqrt(self.short * self.long)


def stretched(roadmap: Roadmap, progress: Progress, calendar: StudyCalendar) -> dict[str, Range]:
    """The ranges of the topics that have one, by slug; none where too few state any. A completed topic keeps the hours of its time."""
    if is_sparse(roadmap):
        return {}
    own = typical_length(progress) if has_gaps(roadmap) else None
    ranges: dict[str, Range] = {}
    known: dict[tuple[int, int | None], Range | None] = {}
    for topic in roadmap.topics:
        state = progress.of(topic.slug)
        minutes = state.weekly_minutes if state.status is Status.COMPLETED else progress.weekly_minutes
        length = roadmap.lengths[topic.slug], minutes
        if length not in known:
            known[length] = range_of(topic, minutes, calendar.days_a_week, weeks_stay=progress.weeks_stay)
        if days := known[length]:
            ranges[topic.slug] = days
        elif own and is_unmeasured(topic):
            then = typical_length(progress, state.counted_from) if state.status is Status.GOING_ON else None
            ranges[topic.slug] = Range(then or own, then or own)
    return ranges


def has_gaps(roadmap: Roadmap) -> bool:
    """Whether some topics state how long they take, and others do not."""
    return 0 < roadmap.measured < len(roadmap.topics)


def is_sparse(roadmap: Roadmap) -> bool:
    """Whether fewer than one topic in SPARSE states how long it takes."""
    return SPARSE * roadmap.measured < len(roadmap.topics)


def range_of(topic: Topic, minutes: int | None, days_a_week: int, *, weeks_stay: bool = False) -> Range | None:
    """The range of a topic for who studies so many minutes a week (None: not said), on so many days, whether or not the weeks
    of its duration stay as they are written; None of one that states no length, or none that is known without them."""
    week = days_a_week if weeks_stay else 7
    return _range((topic.duration, topic.total_hours, topic.weekly_hours), minutes, days_a_week, week)


@lru_cache(maxsize=MOST_RANGES)
def _range(stated: Stated, minutes: int | None, days_a_week: int, week: int) -> Range | None:
    """The same by what the topic states: many learners study as many others do, so what it comes to is kept for a while."""
    ends = _ends(stated, minutes and minutes / 60, days_a_week, week)
    return Range(*map(_whole, ends)) if ends else None


def is_unmeasured(topic: Topic) -> bool:
    """Whether the document says nothing of how long a topic takes."""
    return not topic.is_measured


def states_effort(topic: Topic) -> bool:
    """Whether weekly hours have a say in how long a topic takes."""
    return topic.total_hours is not None or (topic.duration is not None and topic.weekly_hours is not None)


def typical_length(progress: Progress, known_on: date | None = None) -> int | None:
    """The median length, in counting days, of the topics begun and completed (of an even number the longer of the
    middle two), as it was known on a day (None: by now); None while they are fewer than LEAST_OWN."""
    lengths = sorted(_lengths(progress, known_on))
    return lengths[len(lengths) // 2] if len(lengths) >= LEAST_OWN else None


def _lengths(progress: Progress, known_on: date | None) -> Iterator[int]:
    """From the day begun to the day completed, both inclusive, as they stood when the topic was completed."""
    for state in progress.topics.values():
        if state.status is not Status.COMPLETED or state.known or not state.begun or not state.completed:
            continue
        if known_on is None or state.completed <= known_on:
            calendar = StudyCalendar(progress.pauses, state.completed, progress.weekdays)
            yield min(max(1, calendar.between(state.begun - DAY, state.completed)), LONGEST_DAYS)


def _ends(stated: Stated, hours: float | None, days_a_week: int, week: int) -> tuple[float, float] | None:
    """Both ends of a topic's range in counting days, as fractions; None where it has none."""
    duration, total, effort = stated
    if hours and total:
        return days_a_week * total.short / hours, days_a_week * total.long / hours
    if hours and duration and effort:
        share = days_a_week * (_nearest(effort, hours) / hours)
        return duration.short / 7 * share, duration.long / 7 * share
    if duration:
        return duration.short * week / 7, duration.long * week / 7
    if total and effort:
        return week * total.short / effort.long, week * total.long / effort.short
    return None


def _nearest(effort: Hours, hours: float) -> float:
    return min(max(hours, effort.short), effort.long)


def _whole(days: float) -> int:
    return min(max(1, ceil(days - JUST_OVER)), LONGEST_DAYS)
