"""The end that a learner names for their plan: a fact, told at once, with one button that takes it back."""

from datetime import date

from dateutil.relativedelta import relativedelta

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.facts import tell
from bot.said.values import End
from bot.texts import labels
from bot.texts import named_end as texts
from roadmap.plan import Plan
from roadmap.replan import counted_from, end_at, end_named

MOST_YEARS = 20
MONTHS_AHEAD = (3, 6)
"""Ends that are offered where nothing says how long topics take."""


async def name_end(context: Context, plan: Plan, end: End) -> Reply:
    """What comes of naming an end, or of dropping it."""
    context.enrolled()
    if plan.finished:
        return Reply(text=texts.nothing_left())
    if end.unread:
        return Reply(text=texts.no_day(end.unread))
    if not end.day and not end.count:
        return await _drop(context, plan)
    by = day_of(plan, end)
    if by > context.today + relativedelta(years=MOST_YEARS):
        return Reply(text=texts.too_far(MOST_YEARS))
    if by < context.today:
        return Reply(text=texts.over(by, context.today))
    if by < plan.progress.first_day:
        return Reply(text=texts.before_the_first_day(by, plan.progress.first_day, context.today))
    return await _name(context, plan, by)


def day_of(plan: Plan, end: End) -> date:
    """The day by which all is done by an end that is a day or a pace."""
    return end.day or end_at(plan, (end.count or 1) * (plan.calendar.days_a_week if end.daily else 1))


async def _name(context: Context, plan: Plan, by: date) -> Reply:
    first_day, known = counted_from(plan), plan.progress.end
    if known and known.day == by and first_day == plan.progress.first_day:
        return Reply(text=texts.named_already(plan))
    told = await tell(context, [end_named(first_day, by, shares=plan.shares)])
    return Reply(text=texts.set_(plan, told.plan), buttons=(Button(labels.my_plan(), "/plan"), told.undo))


async def _drop(context: Context, plan: Plan) -> Reply:
    if plan.progress.end is None:
        return Reply(text=texts.none_named())
    told = await tell(context, [end_named(context.today, None)])
    return Reply(text=texts.unset(told.plan), buttons=(told.undo,))


def ends_ahead(plan: Plan) -> tuple[Button, ...]:
    """Ends to name with a tap, where there is none and nothing else has a window."""
    if plan.is_dated or plan.finished:
        return ()
    days = (counted_from(plan) + relativedelta(months=months) for months in MONTHS_AHEAD)
    return tuple(Button(labels.finish_by(day), f"/plan finish by {day.isoformat()}") for day in days)
