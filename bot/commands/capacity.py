"""/hours and /days: how much, and on which days, a learner studies; where that moves the end, the end is shown first."""

import asyncio
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, Sure, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, asking
from bot.commands.facts import tell
from bot.errors import Choice, NotUnderstood
from bot.said.lexicon import LEXICON
from bot.said.settings import is_off, week_in, weekly_minutes_in
from bot.texts import capacity as texts
from bot.texts import helps, labels, study_days
from roadmap.facts import EVERY_DAY, Fact
from roadmap.plan import Plan
from roadmap.replan import MOST_MINUTES, STEP_MINUTES, after, days_set, heeds_hours, hours_set, moves_the_end

HOURS, DAYS = ("/hours 6", "/hours 7.5", "/hours off"), ("/days mon-fri", "/days mon wed sat", "/days all")


async def _some_hours(_: Context) -> list[Choice]:
    return [*words("3", "5", "6", "8", "10", "15", "20", "off")]


async def _some_days(_: Context) -> list[Choice]:
    return [*words("mon-fri", "mon wed fri", "tue thu", "tue thu sat", "sat sun", "all")]


@command("hours", helps.HOURS, "/hours", *HOURS)
async def hours(
    context: Context, hours: Annotated[str | None, Arg(suggest=_some_hours)] = None, sure: Sure | None = None
) -> Reply:
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
    return await _hours(context, old, minutes, sure=bool(sure))


async def _hours(context: Context, old: Plan, minutes: int | None, *, sure: bool) -> Reply:
    fact = hours_set(minutes, context.today)
    if not sure and (new := await _moved(old, fact)):
        set_it = f"/hours {minutes / 60:g} yes" if minutes else "/hours off yes"
        buttons = asking(Button(labels.set_it(), set_it, Style.MAIN), _leave_it())
        return Reply(text=texts.with_hours(old, new), buttons=buttons)
    told = await tell(context, [fact])
    return Reply(text=texts.hours_set(old, told.plan), buttons=(told.undo,), in_place=sure)


async def _moved(old: Plan, fact: Fact) -> Plan | None:
    """The plan after a fact that moves its end; None where it stays."""
    new = after(old, fact)
    await asyncio.sleep(
        0
    )  # whatever is worked out of a long roadmap takes a while: others have their turn, here and below
    return new if moves_the_end(old, new) else None


def _hours_are(plan: Plan) -> Markup:
    return texts.hours_are(plan) if plan.progress.weekly_minutes or heeds_hours(plan) else texts.no_effort()


@command("days", helps.DAYS, "/days", *DAYS, "/days mon wed sat, the weeks stay")
async def days(
    context: Context, days: Annotated[str | None, Arg(suggest=_some_days)] = None, sure: Sure | None = None
) -> Reply:
    context.enrolled()
    old = await context.plan()
    if days is None:
        return _days_are(old)
    week = week_in(days)
    if week is None:
        raise NotUnderstood(days, DAYS)
    chosen, stay = week
    return await _days(context, old, chosen or old.progress.weekdays or EVERY_DAY, stay, sure=bool(sure))


async def _days(context: Context, old: Plan, chosen: int, stay: bool | None, *, sure: bool) -> Reply:
    """Days that are named, with how the weeks are meant by the line (None: as before)."""
    meant = days_set(chosen, old.progress.weeks_stay if stay is None else stay, context.today)
    new = after(old, meant)
    await asyncio.sleep(0)
    if (new.progress.weekdays, new.progress.weeks_stay) == (old.progress.weekdays, old.progress.weeks_stay):
        return _days_are(old)
    if not sure and moves_the_end(old, new):
        return await _asked(old, chosen) if stay is None else _shown(old, new, chosen, stay=stay)
    told = await tell(context, [meant])
    text = study_days.set_(told.plan, texts.ending(old, told.plan))
    return Reply(text=text, buttons=(told.undo,), in_place=sure)


async def _asked(old: Plan, chosen: int) -> Reply:
    """What other days make of the end, by both ways in which the weeks of a duration may be meant; nothing is stored."""
    plans = []
    for stay in (True, False):
        plans.append(after(old, days_set(chosen, stay, old.today)))
        await asyncio.sleep(0)
    stays, longer = plans
    if stays.last_day == longer.last_day:
        return _shown(old, longer, chosen, stay=old.progress.weeks_stay)
    buttons = (
        Button(labels.weeks_stay(), _line(chosen, stay=True)),
        Button(labels.weeks_stretch(), _line(chosen, stay=False)),
    )
    return Reply(text=study_days.which_weeks(old, stays, longer), buttons=asking(*buttons, _leave_it()))


def _shown(old: Plan, new: Plan, chosen: int, *, stay: bool) -> Reply:
    """The same where it is known how the weeks are meant."""
    set_it = Button(labels.set_it(), _line(chosen, stay=stay), Style.MAIN)
    return Reply(text=study_days.with_(old, new), buttons=asking(set_it, _leave_it()))


def _leave_it() -> Button:
    return Button(labels.leave_it(), "/nothing")


def _line(chosen: int, *, stay: bool, sure: bool = True) -> str:
    """What sets these days, or shows what they make of the end."""
    days = (LEXICON.clocks.weekday_word(number) for number in range(7) if chosen >> number & 1)
    named = "all" if chosen == EVERY_DAY else " ".join(days)
    return " ".join(("/days", named, "stay" if stay else "longer", *(("yes",) if sure else ())))


def _days_are(plan: Plan) -> Reply:
    chosen, stay = plan.progress.weekdays, plan.progress.weeks_stay
    label = labels.weeks_stretch() if stay else labels.weeks_stay()
    other = (Button(label, _line(chosen, stay=not stay, sure=False)),) if chosen else ()
    buttons = (Button(labels.working_week(), "/days mon-fri"), Button(labels.every_day(), "/days all"))
    return Reply(text=study_days.are(plan), buttons=(*other, *buttons))
