"""/forecast and /whatif: when all will be done, and what it would take to be done by a day. Nothing is stored."""

import asyncio
import re
from calendar import month_name, monthrange
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.clock import unhurried
from bot.commands.named_end import MOST_YEARS, day_of
from bot.errors import NotUnderstood
from bot.said.ends import pace_in
from bot.said.settings import span_in, weekly_minutes_in
from bot.said.values import Direction, End
from bot.texts import capacity, helps, labels, named_end
from bot.texts import forecast as texts
from bot.texts.phrases import paragraphs
from roadmap import forecast as ahead
from roadmap.forecast import Forecast
from roadmap.plan import Plan
from roadmap.replan import MOST_MINUTES, STEP_MINUTES, after, heeds_hours, hours_set, minutes_needed

EXAMPLES = ("/whatif finish by june", "/whatif finish by 1 july", "/whatif 10 hours")
FINISH = re.compile(
    r"(?:(?:i )?(?:finish|am done|be done|done) ?)?(?:by|in|before|until)?(?: the)?(?: end of)? ?(?P<day>.+)"
)
MONTH = re.compile(r"(?P<month>[a-z]{3,9})(?: (?P<year>\d{4}))?")


@command("forecast", helps.FORECAST, "/forecast")
async def forecast(context: Context) -> Reply:
    context.enrolled()
    plan = await context.plan()
    found = ahead.forecast(plan)
    if found is None:
        return Reply(text=texts.nothing_to_forecast(plan))
    await asyncio.sleep(0)  # as in _with_hours
    late = await _may_replan(plan, found)
    return Reply(text=texts.forecast(plan, found, may_replan=late), buttons=_replan() if late else ())


async def _may_replan(plan: Plan, found: Forecast) -> bool:
    """Whether even the likely day is past the end of the plan, and a plan made anew today would end later."""
    if plan.last_day is None or plan.last_day >= found.likely:
        return False
    anew = plan.from_today.last_day
    await asyncio.sleep(0)
    return plan.progress.end is not None or (anew is not None and anew > plan.last_day)


@command("whatif", helps.WHATIF, *EXAMPLES)
async def whatif(context: Context, what: str) -> Reply:
    context.enrolled()
    plan = await context.plan()
    pace = pace_in(what)
    if pace and pace.count:
        return await _at_pace(context, plan, pace)
    minutes = weekly_minutes_in(what)
    if minutes is not None and not pace:
        return await _with_hours(plan, minutes)
    by = _day(context, what)
    if by is None:
        raise NotUnderstood(what, EXAMPLES)
    if by < context.today:
        return Reply(text=texts.day_over(by, context.today))
    found = ahead.forecast(plan)
    if found is None:
        return Reply(text=texts.nothing_to_forecast(plan))
    await asyncio.sleep(0)  # as in _with_hours
    return await _finish_by(plan, found, by)


def _day(context: Context, said: str) -> date | None:
    """The day meant by "finish by june" (its last) or "finish by 1 july"; None if it is none. Raises NotADay."""
    match = FINISH.fullmatch(" ".join(said.casefold().split()))
    if match is None:
        return None
    if length := span_in(match["day"]):
        return context.today + length
    month = MONTH.fullmatch(match["day"])
    return (_month_end(month, context.today) if month else None) or context.day(match["day"], Direction.AHEAD)


def _month_end(match: re.Match[str], today: date) -> date | None:
    """The last day of a month, the next of that name where no year is said."""
    names = (name.casefold() for name in month_name)
    month = next((number for number, name in enumerate(names) if number and name.startswith(match["month"])), None)
    if month is None:
        return None
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1]) if abs(year - today.year) <= 20 else None


async def _at_pace(context: Context, plan: Plan, pace: End) -> Reply:
    """When all is done at so many topics a week, and what the own pace says to that."""
    if plan.finished:
        return Reply(text=texts.nothing_to_forecast(plan))
    by = day_of(plan, pace)
    if by > context.today + relativedelta(years=MOST_YEARS):
        return Reply(text=named_end.too_far(MOST_YEARS))
    found = ahead.forecast(plan)
    await asyncio.sleep(0)  # as in _with_hours
    text = paragraphs(
        texts.at_pace(plan, pace.count or 1, by, daily=pace.daily),
        texts.chance_of(found, ahead.chance(plan, found, by)) if found else None,
        texts.unchanged(),
    )
    return Reply(text=text, buttons=(Button(labels.finish_by(by), f"/plan finish by {by.isoformat()}", Style.MAIN),))


async def _with_hours(plan: Plan, minutes: int) -> Reply:
    if not STEP_MINUTES <= minutes <= MOST_MINUTES:
        return Reply(text=capacity.too_many_hours())
    if not heeds_hours(plan):
        return Reply(text=capacity.no_effort())
    then = after(plan, hours_set(minutes, plan.today))
    await asyncio.sleep(0)  # whatever is worked out of a long roadmap takes a while: others have their turn
    before, later = [ahead.forecast(one) async for one in unhurried((plan, then))]
    text = texts.with_hours(plan, then, before, later)
    return Reply(text=text, buttons=(Button(labels.set_it(), f"/hours {minutes / 60:g} yes", Style.MAIN),))


async def _finish_by(plan: Plan, found: Forecast, by: date) -> Reply:
    needed, likelihood = (
        (ahead.a_week_needed if found.throughput else ahead.pace_needed)(plan, found, by),
        ahead.chance(plan, found, by),
    )
    hours = None
    if heeds_hours(plan) and not plan.progress.end and needed is not None and likelihood < ahead.SAFE:
        from_today = plan.from_today
        await asyncio.sleep(0)  # as in _with_hours
        hours = texts.hours_would_do(minutes_needed(from_today, by), plan.progress.weekly_minutes)
        await asyncio.sleep(0)
    text = paragraphs(texts.finish_by(plan, found, by, needed=needed, likelihood=likelihood), hours, texts.unchanged())
    return Reply(
        text=text,
        buttons=_replan()
        if plan.is_dated
        else (Button(labels.finish_by(by), f"/plan finish by {by.isoformat()}", Style.MAIN),),
    )


def _replan() -> tuple[Button, ...]:
    return (Button(labels.replan(), "/replan"),)
