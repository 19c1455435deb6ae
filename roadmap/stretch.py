"""How many counting days a topic is to take a learner: its recommended duration, stretched by their weekly hours.

Let h be the learner's weekly hours and d the days of their week that count (seven, unless they chose some).

* h unknown: the duration in days; without one, but with total and weekly hours, 7 · total / weekly (the short total at the most
  hours a week, the long one at the fewest).
* h known: d · total / h for a topic that states its total hours; else, for one that states a duration and weekly
  hours, d · duration / 7 · e / h, where e is the stated weekly effort nearest to h. Within the stated effort the duration stays as it
  is; half the hours take twice as long, twice the hours half. Here the chosen days stretch nothing further, since
  the hours say already how much of a week is study.
* No duration and no total hours: the learner's own typical length, once there is one.

Ends are rounded up, and lie between one day and LONGEST_DAYS.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt

from roadmap.calendar import DAY, StudyCalendar
from roadmap.model import LONGEST_DAYS, Hours, Roadmap, Status, Topic
from roadmap.progress import Progress

JUST_OVER = 1e-9
"""What arithmetic with floats may add to a whole number of days."""


@dataclass(frozen=True, slots=True)
class Days:
    """A range of counting days: from ``short`` to ``long``, both inclusive and at least 1."""

    short: int
    long: int

    @property
    def middle(self) -> float:
        """The geometric middle: as many times the short end as the long end is the middle."""
        return sqrt(self.short * self.long)


def stretched(roadmap: Roadmap, progress: Progress, calendar: StudyCalendar) -> dict[str, Days]:
    """The ranges of the topics that have one, by slug. A completed topic keeps the hours of its time."""
    typical = typical_length(progress) if any(map(is_unmeasured, roadmap.topics)) else None
    ranges: dict[str, Days] = {}
    known: dict[tuple[int, int | None], Days | None] = {}
    for topic in roadmap.topics:
        state = progress.of(topic.slug)
        minutes = state.weekly_minutes if state.status is Status.COMPLETED else progress.weekly_minutes
        length = roadmap.lengths[topic.slug], minutes
        if length not in known:
            known[length] = range_of(topic, minutes, calendar.days_a_week)
        if days := known[length]:
            ranges[topic.slug] = days
        elif typical and is_unmeasured(topic):
            ranges[topic.slug] = Days(typical, typical)
    return ranges


def range_of(topic: Topic, minutes: int | None, days_a_week: int) -> Days | None:
    """The range of a topic for who studies so many minutes a week (None: not said); None of one that states no length,
    or none that is known without them."""
    ends = _ends(topic, minutes and minutes / 60, days_a_week)
    return Days(*map(_whole, ends)) if ends else None


def is_unmeasured(topic: Topic) -> bool:
    """Whether the document says nothing of how long a topic takes."""
    return topic.duration is None and topic.total_hours is None


def states_effort(topic: Topic) -> bool:
    """Whether weekly hours have a say in how long a topic takes."""
    return topic.total_hours is not None or (topic.duration is not None and topic.weekly_hours is not None)


def typical_length(progress: Progress) -> int | None:
    """The median length, in counting days, of the topics begun and completed (of an even number the longer of the
    middle two); None while there is none."""
    lengths = sorted(_lengths(progress))
    return lengths[len(lengths) // 2] if lengths else None


def _lengths(progress: Progress) -> Iterator[int]:
    """From the day begun to the day completed, both inclusive, as they stood when the topic was completed."""
    for state in progress.topics.values():
        if state.status is Status.COMPLETED and state.begun and state.completed:
            calendar = StudyCalendar(progress.pauses, state.completed, progress.weekdays)
            yield min(max(1, calendar.between(state.begun - DAY, state.completed)), LONGEST_DAYS)


def _ends(topic: Topic, hours: float | None, days_a_week: int) -> tuple[float, float] | None:
    """Both ends of a topic's range in counting days, as fractions; None where it has none."""
    duration, total, effort = topic.duration, topic.total_hours, topic.weekly_hours
    if hours and total:
        return days_a_week * total.short / hours, days_a_week * total.long / hours
    if hours and duration and effort:
        share = days_a_week * (_nearest(effort, hours) / hours)
        return duration.short / 7 * share, duration.long / 7 * share
    if duration:
        return duration.short, duration.long
    if total and effort:
        return 7 * total.short / effort.long, 7 * total.long / effort.short
    return None


def _nearest(effort: Hours, hours: float) -> float:
    return min(max(hours, effort.short), effort.long)


def _whole(days: float) -> int:
    return min(max(1, ceil(days - JUST_OVER)), LONGEST_DAYS)
