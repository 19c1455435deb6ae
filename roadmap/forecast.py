"""The forecast: when a learner will have finished, by their own pace; a day as likely as not, a day nearly certain, and
what they rest on.

The topics left are taken one after another, from today on, each with the geometric middle of its range as the median
of its length; its noise covers the width of the range as well (4–6 weeks is ± 0.2 in logarithms, NOISE is 0.3). Where no
length of what is left is known, it goes by throughput.

Of a topic with at least one tick what is left is its share of the middle, and the days spent on it say nothing more of that:
they are in the pace already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from roadmap.calendar import DAY
from roadmap.lognormal import LEAST_LEFT, Length, Outlook, outlook
from roadmap.model import Status, Topic
from roadmap.pace import NOISE, Pace, days_spent, own_pace
from roadmap.plan import Plan
from roadmap.stretch import is_unmeasured
from roadmap.throughput import Throughput, throughput

LIKELY, SAFE = 0.5, 0.9
MOST_DAYS = 1_000_000


@dataclass(frozen=True, slots=True)
class Forecast:
    """When all will be done: by ``likely`` with 50 %, by ``safe`` with 90 % (both inclusive, never before today).

    ``pace`` and ``left``, the unfinished topics with a range, are the reason; ``unknown`` are those without one, which
    are not in it, and ``beyond`` those going on for longer than their range. ``first`` is the day from which the days of
    ``outlook`` are counted. Where it goes by ``throughput``, that is the reason, and ``left`` is all that is unfinished.
    """

    likely: date
    safe: date
    pace: Pace
    left: tuple[Topic, ...]
    unknown: tuple[Topic, ...]
    beyond: tuple[Topic, ...]
    first: date
    outlook: Outlook
    throughput: Throughput | None = None


class Basis(StrEnum):
    """What a forecast rests on: the learner's pace, the topics they complete in a week, the lengths that their own topics had, or,
    while nothing of that is known, the recommended durations alone."""

    PACE = "pace"
    THROUGHPUT = "throughput"
    LENGTHS = "lengths"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Band:
    """The days between which all will be done, by 50 % and by 90 %, both inclusive, and what they rest on."""

    first: date
    last: date
    basis: Basis


def forecast(plan: Plan) -> Forecast | None:
    """The forecast of a plan, seen on its day; None where nothing is left, or nothing of which a length is known and there
    is no throughput yet."""
    left = tuple(topic for topic in plan.unfinished if topic.slug in plan.ranges)
    if not left:
        return _by_throughput(plan)
    spent = days_spent(plan)
    pace = own_pace(plan, spent)
    lengths = tuple(Length(_median(plan, topic, pace), _spent(plan, topic, spent)) for topic in left)
    ahead = outlook(lengths, mean=pace.mean, spread=pace.spread, noise=NOISE)
    first = _first(plan)
    likely, safe = (_end(plan, first, ahead.quantile(share)) for share in (LIKELY, SAFE))
    unknown = tuple(topic for topic in plan.unfinished if topic.slug not in plan.ranges)
    beyond = tuple(topic for topic in left if _spent(plan, topic, spent) > plan.ranges[topic.slug].long)
    return Forecast(likely, safe, pace, left, unknown, beyond, first, ahead)


def _by_throughput(plan: Plan) -> Forecast | None:
    seen = throughput(plan) if plan.unfinished else None
    if seen is None or not seen.topics:
        return None
    ahead, first = seen.outlook(len(plan.unfinished)), _first(plan)
    likely, safe = (_end(plan, first, ahead.quantile(share)) for share in (LIKELY, SAFE))
    return Forecast(likely, safe, own_pace(plan, {}), plan.unfinished, (), (), first, ahead, seen)


def band(plan: Plan) -> Band | None:
    """The forecast as it is drawn; None as for ``forecast``."""
    found = forecast(plan)
    return Band(found.likely, found.safe, basis_of(found)) if found else None


def basis_of(found: Forecast) -> Basis:
    """What a forecast rests on."""
    if found.throughput:
        return Basis.THROUGHPUT
    if all(map(is_unmeasured, found.left)):
        return Basis.LENGTHS
    return Basis.PACE if found.pace.topics or found.pace.parts else Basis.PLAN


def chance(plan: Plan, found: Forecast, by: date) -> float:
    """The probability, by this plan's forecast, that everything in it is done by this day, inclusive."""
    return found.outlook.chance(plan.calendar.between(found.first - DAY, by))


def pace_needed(plan: Plan, found: Forecast, by: date) -> float | None:
    """How many times the recommended duration the topics left may take, if all is to be done by this day, inclusive:
    (days from now on + days spent on them) / Σ middles. None where no counting day is left."""
    days = plan.calendar.between(found.first - DAY, by)
    if days < 1:
        return None
    spent = days_spent(plan)
    middles = sum(_left(plan, topic) * plan.ranges[topic.slug].middle for topic in found.left)
    return (days + sum(_spent(plan, topic, spent) for topic in found.left)) / max(middles, LEAST_LEFT)


def a_week_needed(plan: Plan, found: Forecast, by: date) -> float | None:
    """How many topics a week would have all done by this day, inclusive; None where no counting day is left."""
    days = plan.calendar.between(found.first - DAY, by)
    return len(found.left) * plan.calendar.days_a_week / days if days > 0 else None


def _median(plan: Plan, topic: Topic, pace: Pace) -> float:
    """The median of what is left of a topic at pace 1. A range of the learner's own has their pace in it already."""
    middle = max(_left(plan, topic) * plan.ranges[topic.slug].middle, LEAST_LEFT)
    return middle / pace.times if is_unmeasured(topic) else middle


def _left(plan: Plan, topic: Topic) -> float:
    """How much of a topic is left by its steps: all of it where none is ticked."""
    return float(1 - plan.inside(topic).share) if topic.slug in plan.progress.ticks.days else 1.0


def days_left(plan: Plan, topics: Iterable[Topic]) -> tuple[int, int]:
    """The counting days, short and long, that what is left of these topics by their steps is planned at."""
    parts = [(1 - plan.inside(topic).share, plan.ranges[topic.slug]) for topic in topics if topic.slug in plan.ranges]
    return ceil(sum(left * days.short for left, days in parts)), ceil(sum(left * days.long for left, days in parts))


def _spent(plan: Plan, topic: Topic, spent: Mapping[str, float]) -> float:
    """The days spent on a topic, as far as they say how long the rest takes: not where steps say so."""
    return 0.0 if topic.slug in plan.progress.ticks.days and plan.inside(topic).ticked else spent.get(topic.slug, 0.0)


def _first(plan: Plan) -> date:
    """The first day that what is left may take: today, or tomorrow if today something was completed and nothing else
    is going on; the first day of the plan before all that, if nothing is going on yet."""
    if plan.with_status(Status.GOING_ON):
        return plan.today
    completed_today = any(one.completed == plan.today and not one.known for one in plan.progress.topics.values())
    return max(plan.today + DAY if completed_today else plan.today, plan.progress.first_day)


def _end(plan: Plan, first: date, days: float) -> date:
    return plan.calendar.end(first, max(1, round(min(days, MOST_DAYS))))
