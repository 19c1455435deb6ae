"""A study time comes once at another time: later on its day, or on another one."""

from datetime import date, datetime, time, timedelta

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking
from bot.commands.study_times_kept import answered, following, store, times_of
from bot.commands.study_times_offered import every_week_instead, none_yet, typed
from bot.nudges.arming import enter
from bot.nudges.study_times import later_today, minute_of, next_of, stamp_of, today_at
from bot.nudges.when import DAY, moment
from bot.said.days import SMALL_HOURS
from bot.said.study_time_groups import FIRST_OF_NIGHT
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
    if not kept.times:
        due = _due(context, wish)
        return every_week_instead(due.astimezone(context.zone)) if due else none_yet()
    if not kept.on:
        return Reply(text=texts.off(), buttons=(Button(labels.on(), "/times on"),))
    if wish.ahead:
        return await _to_another_day(context, wish, wish.ahead)
    if not wish.times:
        return await put_off(context, None, later_today(context.now, context.zone))
    due, at = _due(context, wish), wish.times[0].at
    if due and at and due <= context.now and at.hour < SMALL_HOURS:
        return _afternoon_or_night(context, at)
    return await put_off(context, None, due)


def _due(context: Context, wish: Wish) -> datetime | None:
    """The moment that something is put off to, be it over; None where no time is said."""
    if not wish.times:
        return None
    said = wish.times[0]
    if said.at is None:
        return context.now.replace(second=0, microsecond=0) + timedelta(minutes=said.minutes or 0)
    if wish.ahead:
        return moment(context.today + DAY * (wish.ahead + said.of_night), said.at, context.zone)
    return today_at(context.now, context.zone, said.at, of_night=said.of_night)


async def _to_another_day(context: Context, wish: Wish, ahead: int) -> Reply:
    said = wish.times[0] if wish.times else None
    day = context.today + DAY * (ahead + bool(said and said.of_night))
    if said and said.at and said.is_either:
        return _which_half(day, said.at)
    return await put_off_to(context, day, said.at if said else None)


async def put_off(context: Context, one: StudyTime | None, due: datetime | None) -> Reply:
    """The study time that has come today comes once more, today or in the night behind it; else the next one does: today's is left out for
    it, that of another day comes as well. ``due`` is None where nothing is left of the day."""
    coming = next_of(times_of(context), context.zone, context.now)
    one = one or _come_today(context) or (coming.time if coming else None)
    if one is None:
        return Reply(text=texts.none_to_come())
    await answered(context)
    if due is None or due <= context.now:
        return Reply(text=texts.no_later(await following(context)), in_place=True)
    period = stamp_of(due, context.zone)
    if not await enter(context, NudgeKind.STUDY_TIME, period, due, minute_of(one)):
        return Reply(text=texts.later_already(due.astimezone(context.zone).time()))
    if coming and coming.day == context.today and coming.time == one:
        await store(context, times_of(context).skipping(coming.stamp, context.today))
    return Reply(text=texts.later(due, context.zone, context.today), in_place=True)


def _which_half(day: date, at: time) -> Reply:
    """Asked of an hour that may be of the morning or of the evening, for what was put off once is not put off again."""
    halves = (shifted(at, -HALF_A_DAY), at)
    buttons = (Button(own_labels.at_label(one), f"/times once {day.isoformat()} {typed(one)}") for one in halves)
    return Reply(text=texts.at_what_time([day.weekday()]), buttons=asking(*buttons))


def _afternoon_or_night(context: Context, at: time) -> Reply:
    """Asked of one of the small hours that is over today, for it may be meant as one of the afternoon, and nobody is woken by mistake."""
    days = ((context.today, shifted(at, HALF_A_DAY)), (context.today + DAY, at))
    to_come = [(day, half) for day, half in days if moment(day, half, context.zone) > context.now]
    buttons = (
        Button(own_labels.days_at((day.weekday(),), half), f"/times once {day.isoformat()} {typed(half)}")
        for day, half in to_come
    )
    return Reply(text=texts.over_today(at), buttons=asking(*buttons))


async def put_off_to(context: Context, day: date, at: time | None) -> Reply:
    """The study time that has come today, or else the next, comes once on another day, at its own time unless another is said. Where it
    would have come by then it is left out; one of the small hours is of the night that began the day before."""
    coming, come = next_of(times_of(context), context.zone, context.now), _come_today(context)
    one = come or (coming.time if coming else None)
    if one is None:
        return Reply(text=texts.none_to_come())
    await answered(context)
    at = at or one.at
    due, its_day = moment(day, at, context.zone), day - DAY if at.hour < SMALL_HOURS else day
    if not await enter(context, NudgeKind.STUDY_TIME, stamp_of(due, context.zone), due, minute_of(one)):
        return Reply(text=texts.later_already(due.astimezone(context.zone).time()))
    if come is None and coming and coming.day <= its_day:
        await store(context, times_of(context).skipping(coming.stamp, context.today))
    return Reply(text=texts.on_another_day(due, context.zone, context.today), in_place=True)


def _come_today(context: Context) -> StudyTime | None:
    """The last of today that has come; right after midnight that of the evening before."""
    times = times_of(context).times
    today = [one for one in times if one.weekday == context.today.weekday()]
    come = [one for one in today if moment(context.today, one.at, context.zone) <= context.now]
    if not come and context.now.astimezone(context.zone).hour < SMALL_HOURS:
        yesterday = (context.today - DAY).weekday()
        come = [one for one in times if one.weekday == yesterday and one.at.hour >= FIRST_OF_NIGHT]
    return max(come, default=None)
