"""Re-planning what is unfinished from today: four ways, each as the facts it would take and the plan they would make.

All of them set the first day to today. A fresh start counts a long silence before it as a pause. Stretching lets the end move, and an end that was named by as much as keeps each
topic's share of the days; more hours are as many as hold the old end; dropping skips what is optional.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil

from roadmap.calendar import DAY
from roadmap.facts import WEEKS_STAY, Fact, Kind
from roadmap.last_limit import Ending
from roadmap.model import Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import NamedEnd
from roadmap.replay import apply
from roadmap.silence import forgiven
from roadmap.stretch import states_effort

STEP_MINUTES = 30
MOST_MINUTES = 100 * 60
"""Weekly hours are looked for in half hours, up to a hundred a week."""


class Way(StrEnum):
    """How a plan is made to fit again."""

    FRESH = "fresh"
    STRETCH = "stretch"
    HOURS = "hours"
    DROP = "drop"


@dataclass(frozen=True)
class Replanning:
    """One way for a plan, and the facts it takes."""

    way: Way
    facts: tuple[Fact, ...]
    before: Plan

    @cached_property
    def plan(self) -> Plan:
        """The plan after these facts."""
        is_bare = self.way is Way.STRETCH and self.before.progress.end is None
        return self.before.from_today if is_bare else after(self.before, *self.facts)


def replanning(plan: Plan, way: Way) -> Replanning | None:
    """What this way comes to; None where it leads nowhere: nothing is left or has a window, no hours would hold the end,
    or it holds without more, nothing is optional."""
    facts = _facts(plan, way)
    return Replanning(way, facts, plan) if facts else None


def _facts(plan: Plan, way: Way) -> tuple[Fact, ...]:
    if plan.finished:
        return ()
    from_today = plan.counting_from(plan.today)
    match way:
        case Way.FRESH:
            pause = forgiven(plan.progress, plan.today)
            return (*((pause,) if pause else ()), *(_facts(plan, Way.STRETCH) or (from_today,)))
        case Way.STRETCH if plan.progress.end:
            return (end_named(plan.today, _end_stretched(plan, plan.progress.end), shares=plan.shares),)
        case Way.STRETCH:
            return (from_today,) if plan.is_dated else ()
        case Way.HOURS:
            minutes = _minutes_holding(plan, plan.from_today)
            return (from_today, hours_set(minutes, plan.today)) if minutes else ()
        case Way.DROP:
            skips = tuple(Fact(kind=Kind.SKIPPED, day=plan.today, topic=topic.slug) for topic in droppable(plan))
            return (from_today, *skips) if skips else ()


def _minutes_holding(old: Plan, stretched: Plan) -> int | None:
    """The minutes a week that bring a stretched plan back to the old end; None where none do, or none have to."""
    if old.progress.end or old.last_day is None or stretched.last_day is None or stretched.last_day <= old.last_day:
        return None
    return minutes_needed(stretched, old.last_day)


def _end_stretched(plan: Plan, end: NamedEnd) -> date:
    """The end that leaves what is left of each topic the share of the days that it had, counted from today."""
    first_day = plan.progress.first_day
    days = max(1, plan.calendar.between(first_day - DAY, end.day))
    had = sum(1 - plan.before.get(slug, 0) for slug in plan.windows)
    left = sum(1 - plan.inside(topic).share for topic in plan.unfinished)
    return plan.calendar.end(plan.today, max(1, ceil(Fraction(days * left) / had) if had else days))


def end_named(first_day: date, end: date | None, *, shares: str = "") -> Fact:
    """The fact of wanting to be done by a day, inclusive, counted from ``first_day`` on (None: by none any more). ``shares`` are
    those of the plan that it is named for: how much of each topic is done by then."""
    return Fact(kind=Kind.END_NAMED, day=first_day, back=end and end + DAY, shares=shares)


def end_at(plan: Plan, a_week: int) -> date:
    """The last day where so many topics a week are completed from today on."""
    days = -(-len(plan.unfinished) * plan.calendar.days_a_week // a_week)
    return plan.calendar.end(counted_from(plan), max(1, days))


def counted_from(plan: Plan) -> date:
    """The first day of the days up to an end that is named today."""
    return max(plan.today, plan.progress.first_day)


def after(plan: Plan, *facts: Fact) -> Plan:
    """The plan as it would be after some more facts; nothing is stored."""
    return make_plan(plan.roadmap, apply(plan.progress, *facts), plan.today)


def hours_set(minutes: int | None, day: date) -> Fact:
    """The fact of studying so many minutes a week (None: not said)."""
    return Fact(kind=Kind.HOURS_SET, day=day, minutes=minutes)


def days_set(weekdays: int, weeks_stay: bool, day: date) -> Fact:
    """The fact of studying on these weekdays, as bits, Monday 1, and of whether the weeks of durations stay as they are written."""
    return Fact(kind=Kind.DAYS_SET, day=day, weekdays=weekdays | WEEKS_STAY if weeks_stay else weekdays)


def moves_the_end(old: Plan, new: Plan) -> bool:
    """Whether another plan of the same topics ends on another day than this one; where the weeks stay as written, in another week,
    for then they end with the last day of it that one studies on. Topics that get their first days move nothing."""
    if old.last_day is None or new.last_day is None or old.windows.keys() != new.windows.keys():
        return False
    return abs(old.last_day - new.last_day) >= (7 * DAY if new.progress.weeks_stay else DAY)


def droppable(plan: Plan) -> tuple[Topic, ...]:
    """The optional topics that are unfinished."""
    return tuple(topic for topic in plan.unfinished if topic.optional)


def heeds_hours(plan: Plan) -> bool:
    """Whether anything unfinished states its effort, so that weekly hours move its windows."""
    return any(map(states_effort, plan.unfinished))


def minutes_needed(plan: Plan, by: date) -> int | None:
    """The fewest minutes a week, in steps of STEP_MINUTES, with which the last limit of the plan is not after this
    day; always more than the learner's own. None where no hours do. More hours never end later, hence bisection."""
    low, high = (plan.progress.weekly_minutes or 0) // STEP_MINUTES, MOST_MINUTES // STEP_MINUTES
    if low >= high or not heeds_hours(plan):
        return None
    ending = Ending(plan)
    if ending.last_limit(high * STEP_MINUTES) > by:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if ending.last_limit(middle * STEP_MINUTES) <= by else (middle, high)
    return high * STEP_MINUTES
