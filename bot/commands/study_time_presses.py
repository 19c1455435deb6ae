"""What is pressed below a study time, and below the questions about them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time, timedelta

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.focusing import about, begin, is_on, minutes_of_last
from bot.commands.study_times_kept import answered, following, store, taken_back, times_of, undo
from bot.commands.study_times_put_off import put_off, put_off_to
from bot.nudges.study_times import later_today
from bot.nudges.timers import running
from bot.nudges.when import moment
from bot.said.lexicon import LEXICON
from bot.texts import study_time_labels as labels
from bot.texts import study_times as texts
from bot.texts.phrases import lines
from bot.texts.today import opens
from roadmap import focus
from roadmap.study_times import StudyTime, StudyTimes, shifted
from roadmap.today import task_for

HOUR = timedelta(hours=1)
EVERY_WEEKDAY = range(7)
WEEKDAYS = frozenset(map(LEXICON.clocks.weekday_word, EVERY_WEEKDAY))
"""As buttons type them."""


async def pressed(context: Context, words: list[str]) -> Reply | None:
    """The answer to what a button types; None for anything else."""
    match words:
        case ["none"]:
            return await _none(context)
        case ["keep"]:
            await answered(context)
            return Reply(text=texts.kept(await following(context)), in_place=True)
        case ["needed"]:
            after = await store(context, replace(times_of(context), needed=True))
            return Reply(text=texts.kept(await following(context)), buttons=(undo(after),), in_place=True)
        case ["change"]:
            return _how(context)
        case ["undo", number]:
            return await _back(context, await taken_back(context, number))
        case ["pass", _, _]:
            await answered(context)
            return Reply(text=texts.passed(await following(context)), in_place=True)
        case ["start", minutes, topic] if minutes.isdecimal():
            return await _started(context, int(minutes), topic.removeprefix("#"))
    return await _of_clocks(context, words)


async def _of_clocks(context: Context, words: list[str]) -> Reply | None:
    match words:
        case ["at", old, new, *days] if (before := clock(old)) and (after := clock(new)) and WEEKDAYS.issuperset(days):
            weekdays = [LEXICON.clocks.weekday_of(day) for day in days]
            return await _retimed(context, {before: after}, weekdays or EVERY_WEEKDAY)
        case ["shift", "earlier" | "later" as way]:
            by = HOUR if way == "later" else -HOUR
            return await _retimed(
                context, {one.at: shifted(one.at, by) for one in times_of(context).times}, EVERY_WEEKDAY
            )
        case ["later", day, at] if (when := clock(at)) and day == context.today.isoformat():
            one = _set_at(times_of(context), context.today, when)
            return await put_off(context, one, later_today(context.now, context.zone))
        case ["once", day, at] if (when := clock(at)) and day == context.today.isoformat():
            return await put_off(context, None, moment(context.today, when, context.zone))
        case ["once", day, at] if (when := clock(at)) and (to_come := _day_of(context, day)):
            return await put_off_to(context, to_come, when)
        case ["later" | "once", day, at] if clock(at) and day[:4].isdecimal():
            return Reply(text=texts.over(await following(context)))
    return None


def clock(said: str) -> time | None:
    """ "19:00" as buttons type it; None for anything else."""
    try:
        return time.fromisoformat(said) if len(said) == len("19:00") else None
    except ValueError:
        return None


def _day_of(context: Context, said: str) -> date | None:
    """A day of the coming week as buttons type it; None for anything else."""
    days = (context.today + timedelta(days=ahead) for ahead in range(1, 8))
    return next((day for day in days if day.isoformat() == said), None)


def _set_at(kept: StudyTimes, day: date, at: time) -> StudyTime | None:
    return next((one for one in kept.times if (one.weekday, one.at) == (day.weekday(), at)), None)


async def _none(context: Context) -> Reply:
    """[Not now]: it is not asked again."""
    if not times_of(context).times:
        await context.change(study_times="")
    return Reply(text=texts.none_wanted(), in_place=True)


async def _back(context: Context, now: StudyTimes) -> Reply:
    """What was before holds again."""
    if not now.times:
        return Reply(text=texts.none_wanted(), in_place=True)
    return Reply(text=texts.are(now, context.roadmap, await following(context)), in_place=True)


def _how(context: Context) -> Reply:
    """[Move], [Change]: nothing is changed yet."""
    buttons = (
        Button(labels.earlier_hour(), "/times shift earlier"),
        Button(labels.later_hour(), "/times shift later"),
        Button(labels.keep(), "/times keep"),
        Button(labels.only_weekly(), "/times off"),
    )
    return Reply(text=texts.are(times_of(context), context.roadmap, texts.move_how()), buttons=buttons)


async def _retimed(context: Context, clocks: dict[time, time], weekdays: Collection[int | None]) -> Reply:
    """All that are at some times of some days go to others, over midnight to the day beside; nothing else of them changes."""
    before = times_of(context)
    moved = [one.to(clocks.get(one.at, one.at)) if one.weekday in weekdays else one for one in before.times]
    after = await store(context, before.of(moved))
    text = texts.set_(after, context.roadmap, await following(context))
    return Reply(text=text, buttons=(undo(after),), in_place=True)


async def _started(context: Context, minutes: int, slug: str) -> Reply:
    """▶: a focus on what is to be done begins, and where that is found stands below it."""
    await answered(context)
    task = task_for(await context.plan(), slug)
    if task is None:
        return Reply(text=texts.nothing_left())
    if on := await running(context):
        return await is_on(context, on)
    length = min(minutes or minutes_of_last(await context.events()), focus.MOST)
    begun = await begin(context, focus.focus(context.today, length, *await about(context, task.topic, None)))
    return replace(begun, text=lines(begun.text, opens(task)))
