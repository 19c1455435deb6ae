"""What is said of whether a topic is on time by its steps: never a verdict, always what would do."""

from datetime import date
from math import ceil

from markupsafe import Markup

from bot.texts.phrases import number, short_day
from bot.texts.sentence import counted, say
from roadmap.calendar import DAY
from roadmap.model import Topic
from roadmap.on_time import OnTime
from roadmap.plan import Plan

MOST_MORE, MOST_A_WEEK = 3, 7
"""Steps that are asked for in what is left of a week, and in each of some weeks."""


def timing(plan: Plan, topic: Topic, stands: OnTime | None) -> Markup | None:
    """Whether a topic is on time by its steps, or what would do: a few steps more this week, or so many a week until its last
    day; None where nothing tells, or it is overdue, which is told elsewhere."""
    if stands is None or plan.days_over(topic):
        return None
    needed, limit = len(stands.needed), plan.windows[topic.slug].limit
    if plan.today == limit and not stands.inside.is_done:
        return _on_its_last_day(len(stands.inside.left))
    if not needed:
        return say("On time.")
    if needed <= MOST_MORE and limit < plan.today + (6 - plan.today.weekday()) * DAY:
        return say(
            counted(
                needed,
                "{steps} more steps by {day} and you're on time.",
                one="One more step by {day} and you're on time.",
            ),
            steps=number(needed),
            day=short_day(limit, plan.today),
        )
    if needed <= MOST_MORE:
        return say(
            counted(
                needed,
                "{steps} more steps this week and you're on time.",
                one="One more step this week and you're on time.",
            ),
            steps=number(needed),
        )
    return _by_its_last_day(plan, topic, stands)


def _on_its_last_day(left: int) -> Markup:
    """Nothing is late yet, and nothing is done by itself."""
    return say(
        counted(
            left,
            "{steps} steps are left, and today is the last day planned for them.",
            one="One step is left, and today is the last day planned for it.",
        ),
        steps=number(left),
    )


def _by_its_last_day(plan: Plan, topic: Topic, stands: OnTime) -> Markup:
    """Nobody does a month's steps in a week."""
    limit = plan.windows[topic.slug].limit
    a_week = ceil(len(stands.inside.left) * plan.calendar.days_a_week / _days_left(plan, limit))
    if a_week > MOST_A_WEEK:
        return say("More is left of it than its days hold; /replan gives it what it takes.")
    return say(
        counted(
            a_week,
            "{steps} steps a week and it's done by {day}.",
            one="One step a week and it's done by {day}.",
        ),
        steps=number(a_week),
        day=short_day(limit, plan.today),
    )


def _days_left(plan: Plan, limit: date) -> int:
    """The days that count up to the last one, at least a week of them."""
    return max(plan.calendar.days_a_week, plan.calendar.between(plan.today - DAY, limit))
