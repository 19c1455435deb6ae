"""A study time comes once at another time: later on its day, or on another one."""

from datetime import date, time, timedelta

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.study_times_kept import answered, following, store, times_of
from bot.commands.study_times_offered import every_week_instead, none_yet, typed
from bot.nudges.arming import enter
from bot.nudges.study_times import later_today, minute_of, next_of, stamp_of
from bot.nudges.when import DAY, moment
from bot.said.study_times import Wish
from bot.store import NudgeKind
from bot.texts import labels
from bot.texts import study_time_labels as own_labels
from bot.texts import study_times as texts
from roadmap.study_times import StudyTime, shifted

HALF_A_DAY = timedelta(hours=12)


async def put_off_as_wished(context: Context, wish: Wish) -> Reply:
    """To later on the same day, or to another one. Where there is none to be put off, one of every week is offered."""
    kept = times_of(context)
    at, day = _when(context, wish), context.today + timedelta(days=wish.ahead or 0)
    if not kept.times:
        return every_week_instead(context, day, at) if at else none_yet()
    if not kept.on:
        return Reply(text=texts.off(), buttons=(Button(labels.on(), "/times on"),))
    if not wish.ahead:
        return await put_off(context, None, at)
    if wish.times and wish.times[0].of_night:
        day += DAY
    if at and wish.times[0].is_either:
        return _which_half(day, at)
    return await put_off_to(context, day, at)


def _when(context: Context, wish: Wish) -> time | None:
    """The time of day that something is put off to; None where it is not said."""
    if not wish.times:
        return None
    if wish.times[0].minutes and wish.times[0].at is None:
        then = context.now + timedelta(minutes=wish.times[0].minutes)
        return then.astimezone(context.zone).time().replace(second=0, microsecond=0)
    return wish.times[0].at


async def put_off(context: Context, one: StudyTime | None, at: time | None) -> Reply:
    """The study time that has come today comes once more, later on the same day; else the next one does: today's is left out for it, that of
    another day comes as well."""
    coming = next_of(times_of(context), context.zone, context.now)
    one = one or _come_today(context) or (coming.time if coming else None)
    if one is None:
        return Reply(text=texts.none_to_come())
    await answered(context)
    due = later_today(context.now, context.zone, at)
    if due is None:
        return Reply(text=texts.no_later(await following(context)), in_place=True)
    period = stamp_of(due, context.zone)
    if not await enter(context, NudgeKind.STUDY_TIME, period, due, minute_of(one)):
        return Reply(text=texts.later_already(due.astimezone(context.zone).time()))
    if coming and coming.day == context.today and coming.time == one:
        await store(context, times_of(context).skipping(coming.stamp, context.today))
    return Reply(text=texts.later(due, context.zone), in_place=True)


def _which_half(day: date, at: time) -> Reply:
    """Asked of an hour that may be of the morning or of the evening, for what was put off once is not put off again."""
    halves = (shifted(at, -HALF_A_DAY), at)
    buttons = (Button(own_labels.at_label(one), f"/times once {day.isoformat()} {typed(one)}") for one in halves)
    return Reply(text=texts.at_what_time([day.weekday()]), buttons=asking(*buttons))


async def put_off_to(context: Context, day: date, at: time | None) -> Reply:
    """The study time that has come today, or else the next, comes once on another day, at its own time unless another is said. Where it
    would have come by then it is left out."""
    coming, come = next_of(times_of(context), context.zone, context.now), _come_today(context)
    one = come or (coming.time if coming else None)
    if one is None:
        return Reply(text=texts.none_to_come())
    await answered(context)
    due = moment(day, at or one.at, context.zone)
    if not await enter(context, NudgeKind.STUDY_TIME, stamp_of(due, context.zone), due, minute_of(one)):
        return Reply(text=texts.later_already(due.astimezone(context.zone).time()))
    if come is None and coming and coming.day <= day:
        await store(context, times_of(context).skipping(coming.stamp, context.today))
    return Reply(text=texts.on_another_day(due, context.zone, context.today), in_place=True)


def _come_today(context: Context) -> StudyTime | None:
    """The last of today that has come."""
    today = [one for one in times_of(context).times if one.weekday == context.today.weekday()]
    come = [one for one in today if moment(context.today, one.at, context.zone) <= context.now]
    return max(come, default=None)
