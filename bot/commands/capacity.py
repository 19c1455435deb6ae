"""/hours and /days: how much, and on which days, a learner studies."""

from markupsafe import Markup

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.facts import tell
from bot.errors import NotUnderstood
from bot.said.settings import is_off, weekdays_in, weekly_minutes_in
from bot.texts import capacity as texts
from bot.texts import helps, labels
from roadmap.facts import EVERY_DAY, Fact, Kind
from roadmap.plan import Plan
from roadmap.replan import MOST_MINUTES, STEP_MINUTES, heeds_hours, hours_set

HOURS, DAYS = ("/hours 6", "/hours 7.5", "/hours off"), ("/days mon-fri", "/days mon wed sat", "/days all")


@command("hours", helps.HOURS, "/hours", *HOURS)
async def hours(context: Context, hours: str | None = None) -> Reply:
    context.enrolled()
    old = await context.plan()
    if hours is None:
        return Reply(text=_hours_are(old))
    minutes = None if is_off(hours) else weekly_minutes_in(hours)
    if minutes is None and not is_off(hours):
        raise NotUnderstood(hours, HOURS)
    if minutes is not None and not STEP_MINUTES <= minutes <= MOST_MINUTES:
        return Reply(text=texts.too_many_hours())
    if minutes and not heeds_hours(old):
        return Reply(text=texts.no_effort())
    if minutes == old.progress.weekly_minutes:
        return Reply(text=_hours_are(old))
    told = await tell(context, [hours_set(minutes, context.today)])
    return Reply(text=texts.hours_set(old, told.plan), buttons=(told.undo,))


def _hours_are(plan: Plan) -> Markup:
    return texts.hours_are(plan) if plan.progress.weekly_minutes or heeds_hours(plan) else texts.no_effort()


@command("days", helps.DAYS, "/days", *DAYS)
async def days(context: Context, days: str | None = None) -> Reply:
    context.enrolled()
    old = await context.plan()
    if days is None:
        return _days_are(old)
    chosen = weekdays_in(days)
    if chosen is None:
        raise NotUnderstood(days, DAYS)
    weekdays = None if chosen == EVERY_DAY else chosen
    if weekdays == old.progress.weekdays:
        return _days_are(old)
    told = await tell(context, [Fact(kind=Kind.DAYS_SET, day=context.today, weekdays=weekdays)])
    return Reply(text=texts.days_set(old, told.plan), buttons=(told.undo,))


def _days_are(plan: Plan) -> Reply:
    buttons = (Button(labels.working_week(), "/days mon-fri"), Button(labels.every_day(), "/days all"))
    return Reply(text=texts.days_are(plan), buttons=buttons)
