"""Progress: where a learner stands, as values; ``roadmap.replay`` makes it of their facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from roadmap.model import Status
from roadmap.ticks import Ticks
from roadmap.value import value

FINISHED = frozenset({Status.COMPLETED, Status.SKIPPED})
"""Where nothing is left to do."""


@value
class TopicProgress:
    """Where a learner stands with one topic. ``counted_from`` is the day its window counts from: the day it was
    begun, or that of a later replanning. ``link`` is the evidence given with the completion, ``weekly_minutes`` are
    the learner's at that time. ``is_before`` is whether a completion is no part of the plan: it was known, or told, before the
    day was set that the plan counts from; what is told afterwards is part of it, on that day as well. ``known`` is whether it was
    known already, and not studied under this plan."""

    status: Status = Status.NOT_STARTED
    begun: date | None = None
    counted_from: date | None = None
    completed: date | None = None
    link: str = ""
    weekly_minutes: int | None = None
    is_before: bool = False
    known: bool = False

    @property
    def finished(self) -> bool:
        """Completed or skipped: nothing is left to do."""
        return self.status in FINISHED


UNTOUCHED = TopicProgress()
"""Where everybody stands with a topic of which nothing was said."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from ``first`` (inclusive) to ``back`` (exclusive; None while it is open)."""

    first: date
    back: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.back is None or day < self.back)


@dataclass(frozen=True, slots=True)
class NamedEnd:
    """The last day (inclusive) by which the learner wants to be done, and the first days of the pauses known then."""

    day: date
    pauses: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Goal:
    """How many days of a week a learner set out to study on, from the week after the day on which they said so (None: no number
    any more). ``by_times`` is whether it only follows from their study times."""

    since: date
    days: int | None
    by_times: bool = False


@value
class Progress:
    """What a learner's facts add up to. ``first_day`` is the first day of the plan, ``weekly_minutes`` how long the
    learner studies in a week (None: not said), ``weekdays`` on which days, as bits, Monday 1 (None: every day),
    ``weeks_stay`` whether a week of a duration is then one of those days alone, ``end`` the end they named (None: none).
    ``enrolled`` is the first day of the first plan, whatever was planned since; ``ticks`` what they told of steps; ``looks``
    whether they want second looks at what they completed (None: not said); ``goals`` the study days a week that they set out
    to have, in the order told."""

    first_day: date
    topics: Mapping[str, TopicProgress] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    study_days: frozenset[date] = frozenset()
    known_skills: frozenset[str] = frozenset()
    weekly_minutes: int | None = None
    weekdays: int | None = None
    end: NamedEnd | None = None
    enrolled: date = date.min
    ticks: Ticks = field(default_factory=Ticks)
    weeks_stay: bool = False
    looks: bool | None = None
    goals: tuple[Goal, ...] = ()

    def __post_init__(self) -> None:
        if self.enrolled == date.min:
            object.__setattr__(self, "enrolled", self.first_day)

    def of(self, slug: str) -> TopicProgress:
        """Where the learner stands with a topic; untouched topics are not started."""
        return self.topics.get(slug, UNTOUCHED)

    def pause_on(self, day: date) -> Pause | None:
        """The pause that covers this day, if any."""
        return next((pause for pause in self.pauses if pause.covers(day)), None)
