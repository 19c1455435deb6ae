"""Re-planning what is unfinished from today: three ways, each as the facts it would take and the plan they would make.

All three set the first day to today. Stretching lets the end move; more hours are as many as hold the old end;
dropping skips what is optional.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from roadmap.ending import Ending
from roadmap.model import Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Fact, Kind, apply
from roadmap.stretch import states_effort

STEP_MINUTES = 30
MOST_MINUTES = 100 * 60
"""Weekly hours are looked for in half hours, up to a hundred a week."""


class Way(StrEnum):
    """How a plan is made to fit again."""

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
        return self.before.from_today if self.way is Way.STRETCH else after(self.before, *self.facts)


def replanning(plan: Plan, way: Way) -> Replanning | None:
    """What this way comes to; None where it leads nowhere: nothing is left, no hours would hold the end, or it holds
    without more, nothing is optional."""
    facts = _facts(plan, way)
    return Replanning(way, facts, plan) if facts else None


def _facts(plan: Plan, way: Way) -> tuple[Fact, ...]:
    from_today = Fact(kind=Kind.REPLANNED, day=plan.today)
    if plan.finished:
        return ()
    match way:
        case Way.STRETCH:
            return (from_today,)
        case Way.HOURS:
            minutes = _minutes_holding(plan, plan.from_today)
            return (from_today, hours_set(minutes, plan.today)) if minutes else ()
        case Way.DROP:
            skips = tuple(Fact(kind=Kind.SKIPPED, day=plan.today, topic=topic.slug) for topic in droppable(plan))
            return (from_today, *skips) if skips else ()


def _minutes_holding(old: Plan, stretched: Plan) -> int | None:
    """The minutes a week that bring a stretched plan back to the old end; None where none do, or none have to."""
    if old.last_day is None or stretched.last_day is None or stretched.last_day <= old.last_day:
        return None
    return minutes_needed(stretched, old.last_day)


def after(plan: Plan, *facts: Fact) -> Plan:
    """The plan as it would be after some more facts; nothing is stored."""
    return make_plan(plan.roadmap, apply(plan.progress, *facts), plan.today)


def hours_set(minutes: int | None, day: date) -> Fact:
    """The fact of studying so many minutes a week (None: not said)."""
    return Fact(kind=Kind.HOURS_SET, day=day, minutes=minutes)


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
