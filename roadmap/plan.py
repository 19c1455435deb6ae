"""The plan: what the recommended durations say, or the end that the learner named. It depends on the first day, the
order, the ranges, the pauses and the days and hours a learner studies, never on what was begun; the arithmetic is that of
docs/architecture.md and the README's "How the plan is computed". Without durations and without an end there are no windows,
and nobody is behind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from roadmap.calendar import DAY, StudyCalendar
from roadmap.chains import Window, windows_of
from roadmap.model import Roadmap, Status, Topic
from roadmap.overview import here, is_long
from roadmap.progress import Fact, Kind, Progress, apply
from roadmap.stretch import Range, is_unmeasured, stretched


class Standing(StrEnum):
    """How progress compares with the plan."""

    NOT_YET = "not yet"
    AHEAD = "ahead"
    ON_TRACK = "on track"
    BEHIND = "behind"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing, by how many ``days``, and the arithmetic behind it.

    ``earned`` is the day up to which the completed topics reach at the short pace, ``bound`` the last day on which
    nobody is behind (None where no unfinished topic has a range). ``completed`` are the topics that count.
    ``waiting`` is the first unfinished topic with a range.
    """

    standing: Standing
    days: int
    earned: date
    bound: date | None
    completed: tuple[Topic, ...]
    waiting: Topic | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to begin next and why: prerequisites not met yet, topics that wait for it, days until its limit."""

    topic: Topic
    unmet: tuple[Topic, ...]
    unblocks: tuple[Topic, ...]
    slack: int | None


@dataclass(frozen=True)
class Plan:
    """The windows of a roadmap for one learner's progress, seen on ``today``.

    ``ranges`` are the days that topics are to take, for those of which anything is known, whatever end was named.
    ``windows`` has a topic only if it has one: topics without a range, skipped ones and those completed on or before the
    first day have none. Where an end was named they stand in the order of their shares, what is completed first.
    What is worked out of it is worked out once.
    """

    roadmap: Roadmap
    progress: Progress
    today: date
    calendar: StudyCalendar
    ranges: Mapping[str, Range]
    windows: Mapping[str, Window]

    @cached_property
    def last_day(self) -> date | None:
        """The latest limit of what is unfinished."""
        windows = (self.windows.get(topic.slug) for topic in self.unfinished)
        return max((window.limit for window in windows if window), default=None)

    @property
    def is_dated(self) -> bool:
        """Whether anything says by when topics are to be done: a duration, or the end that the learner named."""
        return bool(self.ranges) or self.progress.end is not None

    @property
    def finished(self) -> bool:
        """Whether every topic is completed or skipped."""
        return not self.unfinished

    @cached_property
    def unfinished(self) -> tuple[Topic, ...]:
        """The topics that are neither completed nor skipped, in the plan's order."""
        return tuple(topic for topic in self.roadmap.order if not self.progress.of(topic.slug).finished)

    @cached_property
    def from_today(self) -> "Plan":
        """The plan as it would be if it counted from today."""
        replanned = Fact(kind=Kind.REPLANNED, day=self.today)
        return make_plan(self.roadmap, apply(self.progress, replanned), self.today)

    def with_status(self, status: Status) -> tuple[Topic, ...]:
        """The topics with this status, in the plan's order."""
        return self._by_status.get(status, ())

    @cached_property
    def _by_status(self) -> Mapping[Status, tuple[Topic, ...]]:
        found: dict[Status, list[Topic]] = {}
        for topic in self.roadmap.order:
            found.setdefault(self.progress.of(topic.slug).status, []).append(topic)
        return {status: tuple(topics) for status, topics in found.items()}

    def days_over(self, topic: Topic) -> int:
        """By how many counting days a topic is overdue: today − limit, 0 up to the limit and once finished."""
        window = self.windows.get(topic.slug)
        if window is None or window.limit >= self.today or self.progress.of(topic.slug).finished:
            return 0
        return max(0, self.calendar.between(window.limit, self.today))

    @cached_property
    def overdue(self) -> tuple[Topic, ...]:
        """The unfinished topics past their limit, in the plan's order."""
        return tuple(topic for topic in self.unfinished if self.days_over(topic))

    def day_of(self, topic: Topic) -> int | None:
        """Which counting day of a topic going on it is, from 1; None before its first day and if it is not going on."""
        state = self.progress.of(topic.slug)
        if state.status is not Status.GOING_ON or state.counted_from is None or state.counted_from > self.today:
            return None
        return max(1, self.calendar.between(state.counted_from - DAY, self.today))

    def week_of(self, topic: Topic) -> int | None:
        """Which week of a topic going on today lies in, from 1; None as for ``day_of``."""
        day = self.day_of(topic)
        return (day - 1) // 7 + 1 if day else None

    @property
    def scheduled(self) -> tuple[Topic, ...]:
        """The topics not begun that the plan has a place for today: started at the short pace, within the limit."""
        return tuple(
            topic
            for topic in self.with_status(Status.NOT_STARTED)
            if (window := self.windows.get(topic.slug)) and window.start <= self.today <= window.limit
        )

    def unmet(self, topic: Topic) -> tuple[Topic, ...]:
        """The prerequisites from the roadmap that are neither completed nor skipped."""
        needed = (self.roadmap.by_slug[slug] for slug in topic.prerequisites)
        return tuple(topic for topic in needed if not self.progress.of(topic.slug).finished)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The topics of ``following``, each with its reasons."""
        return tuple(map(self._suggestion, self.following))

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """The best topic to begin; None where none is left."""
        return self._suggestion(self.following[0]) if self.following else None

    @cached_property
    def following(self) -> tuple[Topic, ...]:
        """The topics not begun, the best to begin first: prerequisites met, most topics unblocked, least slack, order; of a
        long roadmap in the order from the stage on where the learner is."""
        finished = (*self.with_status(Status.COMPLETED), *self.with_status(Status.SKIPPED))
        rid = Counter(slug for topic in finished for slug in set(topic.prerequisites))

        def preference(topic: Topic) -> tuple[bool, int, float]:
            slack, unblocked = self._slack(topic), len(self.roadmap.dependents(topic.slug)) - rid[topic.slug]
            return self._is_blocked(topic), -unblocked, float("inf") if slack is None else slack

        return tuple(sorted(self._from_here(self.with_status(Status.NOT_STARTED)), key=preference))

    def _from_here(self, topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
        current = here(self.roadmap, self.progress) if is_long(self.roadmap) else None
        if current is None:
            return topics
        stages = self.roadmap.stages
        behind = [topic for topic in topics if stages.of(topic).number >= current.number]
        return (*behind, *(topic for topic in topics if stages.of(topic).number < current.number))

    def _is_blocked(self, topic: Topic) -> bool:
        return not all(self.progress.of(slug).finished for slug in topic.prerequisites)

    def _slack(self, topic: Topic) -> int | None:
        window = self.windows.get(topic.slug)
        return self.calendar.between(self.today, window.limit) if window else None

    def _suggestion(self, topic: Topic) -> Suggestion:
        waiting = tuple(t for t in self.roadmap.dependents(topic.slug) if not self.progress.of(t.slug).finished)
        return Suggestion(topic, self.unmet(topic), waiting, self._slack(topic))

    @cached_property
    def verdict(self) -> Verdict:
        """How progress compares with the plan today; see the module's source for the formula."""
        first_day = self.progress.first_day
        counted = tuple(t for t in self.with_status(Status.COMPLETED) if self._completed_since(first_day, t))
        if self.progress.end:
            return self._verdict_by_end(counted)
        waiting = next((topic for topic in self.unfinished if self.stated((topic,))), None)
        earned = self.calendar.after(first_day, sum(days.short for days in self.stated(counted)))
        bound = None
        if waiting:
            bound = self.calendar.end(first_day, sum(days.long for days in self.stated((*counted, waiting))))
        standing, days = self._standing(earned if counted else first_day, bound)
        return Verdict(standing, days, earned, bound, counted, waiting)

    def _verdict_by_end(self, counted: tuple[Topic, ...]) -> Verdict:
        """The share of the first unfinished topic is what so many completed topics reach up to, and its last day the last
        on which nobody is behind."""
        waiting, first_day = next(iter(self.unfinished), None), self.progress.first_day
        share = self.windows[waiting.slug] if waiting else None
        earned, bound = (share.start, share.limit) if share else (first_day, None)
        standing, days = self._standing(earned if counted else first_day, bound)
        return Verdict(standing, days, earned, bound, counted, waiting)

    def ranges_of(self, topics: Iterable[Topic]) -> tuple[Range, ...]:
        """The ranges of those of these topics that have one."""
        return tuple(self.ranges[topic.slug] for topic in topics if topic.slug in self.ranges)

    def stated(self, topics: Iterable[Topic]) -> tuple[Range, ...]:
        """The same of those alone of which the roadmap says how long they take: own lengths hold nobody to anything."""
        return self.ranges_of(topic for topic in topics if not is_unmeasured(topic))

    def _standing(self, earned: date, bound: date | None) -> tuple[Standing, int]:
        if self.finished:
            return Standing.FINISHED, 0
        if self.today < self.progress.first_day:
            return Standing.NOT_YET, (self.progress.first_day - self.today).days
        if (ahead := self.calendar.between(self.today, earned)) > 0:
            return Standing.AHEAD, ahead
        if bound and (behind := self.calendar.between(bound, self.today)) > 0:
            return Standing.BEHIND, behind
        return Standing.ON_TRACK, 0

    def _completed_since(self, first_day: date, topic: Topic) -> bool:
        completed = self.progress.of(topic.slug).completed
        return completed is not None and completed > first_day


def make_plan(roadmap: Roadmap, progress: Progress, today: date) -> Plan:
    """The plan of a roadmap for this progress, seen on ``today``."""
    calendar = StudyCalendar(progress.pauses, today, progress.weekdays)
    ranges = stretched(roadmap, progress, calendar)
    windows = windows_of(roadmap, progress, calendar, ranges, today)
    return Plan(roadmap, progress, today, calendar, ranges, windows)


def weeks_over(days: int) -> int:
    """Days over the limit in weeks, rounded up."""
    return -(-days // 7)
