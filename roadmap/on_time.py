"""Within a topic there is no verdict: it is on time, or a few steps more this week would do.

It is on time while what is done of what was left of it is at least the share of its long range that has passed, and on its first
day in any case.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roadmap.calendar import DAY
from roadmap.inside import NOTHING, Inside, needed
from roadmap.model import Step, Topic
from roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class OnTime:
    """The steps of a topic, and those ``needed`` by the end of the running week to be on time then, the next ones first; none
    where it is on time today."""

    inside: Inside
    needed: tuple[Step, ...]

    @property
    def is_on_time(self) -> bool:
        return not self.needed


def on_time(plan: Plan, topic: Topic) -> OnTime | None:
    """How a topic stands by its steps; None where it has none, no window, or is finished."""
    seen, window = plan.inside(topic), plan.windows.get(topic.slug)
    if window is None or not seen.steps or plan.progress.of(topic.slug).finished:
        return None
    is_fresh = plan.today <= window.late_start
    if is_fresh or seen.is_done or plan.gained(topic) >= _passed(plan, topic, plan.today):
        return OnTime(seen, ())
    sunday = plan.today + (6 - plan.today.weekday()) * DAY
    wanted = needed(_passed(plan, topic, sunday), plan.before.get(topic.slug, NOTHING))
    return OnTime(seen, seen.next_until(wanted))


def _passed(plan: Plan, topic: Topic, day: date) -> Fraction:
    """How much of its long range has passed by the end of a day, from 0 to 1."""
    window = plan.windows[topic.slug]
    days = plan.calendar.between(window.late_start - DAY, window.limit)
    passed = plan.calendar.between(window.late_start - DAY, day)
    return Fraction(min(max(passed, 0), days), days) if days > 0 else Fraction(day >= window.limit)
