"""The plan: what the recommended durations say, or the end that the learner named. It depends on the first day, the
order, the ranges, the pauses and the days and hours a learner studies, never on what was begun; the arithmetic is that of
docs/architecture.md and docs/plan.md. Without durations and without an end there are no windows,
and nobody is behind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from roadmap.calendar import DAY, StudyCalendar
from roadmap.chains import Window, chain_to, windows_of, windows_to
from roadmap.facts import Fact, Kind
from roadmap.inside import NOTHING, Inside, gained, inside, kept_shares, left_of, shares_before
from roadmap.model import Roadmap, Status, Topic
from roadmap.overview import here, is_long
from roadmap.progress import Progress
from roadmap.reach import Done, Reach, by_end, by_ranges
from roadmap.replay import apply
from roadmap.stretch import Range, is_unmeasured, stretched
from roadmap.value import value


class Standing(StrEnum):
    """How progress compares with the plan."""

    NOT_YET = "not yet"
    AHEAD = "ahead"
    ON_TRACK = "on track"
    BEHIND = "behind"
    FINISHED = "finished"


@value
class Verdict:
    """The standing, by how many ``days``, and the arithmetic behind it: the ``reach`` of what was done.

    ``completed`` are the topics that count, ``parts`` those of which some steps do, ``waiting`` the first that is unfinished.
    """

    standing: Standing
    days: int
    reach: Reach
    completed: tuple[Topic, ...]
    waiting: Topic | None
    parts: tuple[Topic, ...]

    @property
    def earned(self) -> date:
        """The day up to which what was done reaches at the short pace."""
        return self.reach.earned

    @property
    def signed(self) -> int:
        """The days ahead, less than nothing where behind."""
        return {Standing.BEHIND: -1, Standing.AHEAD: 1}.get(self.standing, 0) * self.days

    @property
    def bound(self) -> date | None:
        """The last day on which nobody is behind; None where no unfinished topic has a range."""
        return self.reach.bound


@value
class Suggestion:
    """What to begin next and why: prerequisites not met yet, topics that wait for it, days until its limit."""

    topic: Topic
    unmet: tuple[Topic, ...]
    unblocks: tuple[Topic, ...]
    slack: int | None


@dataclass(frozen=True)
class Plan:
    """The windows of a roadmap for one learner's progress, seen on ``today``.

    ``ranges`` are the days that topics are to take, for those of which anything is known, whatever end was named; ``planned``
    what was left of them when the day was set that the plan counts from, and ``before`` how much was done by then, for
    those topics of which anything was.
    ``windows`` has a topic only if it has one: topics without a range, skipped ones and those completed before that day was
    set have none. Where an end was named they stand in the order of their shares, what is completed first.
    What is worked out of it is worked out once.
    """

    roadmap: Roadmap
    progress: Progress
    today: date
    calendar: StudyCalendar
    ranges: Mapping[str, Range]
    planned: Mapping[str, Range]
    before: Mapping[str, Fraction]
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
        return tuple(topic for topic in self.roadmap.order if topic.slug not in self._settled)

    @cached_property
    def _settled(self) -> frozenset[str]:
        """What is completed or skipped, by slug."""
        return frozenset(slug for slug, state in self.progress.topics.items() if state.finished)

    @cached_property
    def from_today(self) -> "Plan":
        """The plan as it would be if it counted from today."""
        return make_plan(self.roadmap, apply(self.progress, self.counting_from(self.today)), self.today)

    def counting_from(self, day: date) -> Fact:
        """The fact by which the plan counts from another day; how much of each topic is done by now is kept with it."""
        return Fact(kind=Kind.REPLANNED, day=day, shares=self.shares)

    @property
    def shares(self) -> str:
        """How much of each topic is done by now, to be kept with a fact that sets the day the plan counts from."""
        return kept_shares(self.roadmap, self.progress)

    def inside(self, topic: Topic) -> Inside:
        """The steps of a topic and which are ticked."""
        if topic.slug not in self._insides:
            self._insides[topic.slug] = inside(topic, self.progress)
        return self._insides[topic.slug]

    @cached_property
    def _insides(self) -> dict[str, Inside]:
        """Those of the topics that were looked into, by slug."""
        return {}

    def gained(self, topic: Topic) -> Fraction:
        """How much of what was left of a topic when the day was set is done since, by its steps; from 0 to 1."""
        if topic.slug not in self.progress.ticks.days:
            return NOTHING
        return gained(self.inside(topic).share, self.before.get(topic.slug, NOTHING))

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
        if window is None or window.limit >= self.today or topic.slug in self._settled:
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
        day, week = self.day_of(topic), self.calendar.days_a_week if self.progress.weeks_stay else 7
        return (day - 1) // week + 1 if day else None

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
        return tuple(self.roadmap.by_slug[slug] for slug in topic.prerequisites if slug not in self._settled)

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
        return not self._settled.issuperset(topic.prerequisites)

    def _slack(self, topic: Topic) -> int | None:
        window = self.windows.get(topic.slug)
        return self.calendar.between(self.today, window.limit) if window else None

    def _suggestion(self, topic: Topic) -> Suggestion:
        waiting = tuple(one for one in self.roadmap.dependents(topic.slug) if one.slug not in self._settled)
        return Suggestion(topic, self.unmet(topic), waiting, self._slack(topic))

    @cached_property
    def parts(self) -> dict[str, Fraction]:
        """How much was done, by their steps, of what was left of topics that are not completed, where that is anything."""
        known = (self.roadmap.by_slug.get(slug) for slug in self.progress.ticks.days)
        left = (one for one in known if one and self.progress.of(one.slug).status is not Status.COMPLETED)
        return {topic.slug: share for topic in left if (share := self.gained(topic))}

    @cached_property
    def verdict(self) -> Verdict:
        """How progress compares with the plan today; see ``roadmap.reach`` for the formula."""
        first_day, by_slug = self.progress.first_day, self.roadmap.by_slug
        counted = tuple(t for t in self.with_status(Status.COMPLETED) if not self.progress.of(t.slug).is_before)
        waiting = next(iter(self._holding(self.unfinished)), None)
        parts = {slug: share for slug, share in self.parts.items() if self._holding((by_slug[slug],))}
        done = Done([topic.slug for topic in self._holding(counted)], parts, waiting.slug if waiting else None)
        reach = self._reach(done)
        is_reached = done.whole or reach.earned > self.calendar.next_open(first_day)
        standing, days = self._standing(reach.earned if is_reached else first_day, reach.bound)
        return Verdict(standing, days, reach, counted, waiting, tuple(by_slug[slug] for slug in parts))

    def _reach(self, done: Done) -> Reach:
        first_day = self.progress.first_day
        if self.progress.end is None:
            return by_ranges(done, self.planned, self.calendar, first_day)
        sharing = chain_to(self.progress.end, self.roadmap, self.progress, self.before, self.today)
        return by_end(done, sharing, self.before, first_day)

    def _holding(self, topics: Iterable[Topic]) -> list[Topic]:
        """Those that hold anybody to anything: all where an end was named, else those that have a range of which the roadmap
        says how long they take, for own lengths do not."""
        if self.progress.end:
            return list(topics)
        return [topic for topic in topics if topic.slug in self.planned and not is_unmeasured(topic)]

    def ranges_of(self, topics: Iterable[Topic]) -> tuple[Range, ...]:
        """The ranges of those of these topics that have one."""
        return tuple(self.ranges[topic.slug] for topic in topics if topic.slug in self.ranges)

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


def make_plan(roadmap: Roadmap, progress: Progress, today: date) -> Plan:
    """The plan of a roadmap for this progress, seen on ``today``."""
    calendar = StudyCalendar(progress.pauses, today, progress.weekdays)
    ranges, before = stretched(roadmap, progress, calendar), shares_before(progress)
    planned = {slug: left_of(days, before.get(slug, NOTHING)) for slug, days in ranges.items()} if before else ranges
    if progress.end:
        windows = windows_to(chain_to(progress.end, roadmap, progress, before, today))
    else:
        windows = windows_of(roadmap, progress, calendar, planned, today)
    return Plan(roadmap, progress, today, calendar, ranges, planned, before, windows)


def weeks_over(days: int) -> int:
    """Days over the limit in weeks, rounded up."""
    return -(-days // 7)
