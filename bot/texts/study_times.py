"""What is said of study times: as they are set, at their moment, and where they are asked about."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import topics
from bot.texts.phrases import (
    clock,
    day_names,
    lines,
    moment,
    number,
    paragraphs,
    row,
    sentences,
    shortened,
    spent,
    weeks,
    whole_weekday,
)
from bot.texts.sentence import counted, say
from bot.texts.stages import told_apart
from bot.texts.today import opens
from roadmap.model import Roadmap
from roadmap.plan import Plan
from roadmap.study_times import StudyTimes
from roadmap.today import Task


def asked_for() -> Markup:
    """The one question at the start."""
    return say("When do you want to study? I'll be there at that moment, with what is next.")


def when_again() -> Markup:
    """The same to who has none, and asked for them."""
    return say(
        "⏰ You have no study times. Tell me when, and I'm there with what is next: <code>/times tue thu 19:00 45m</code>, "
        "<code>/times sunday morning</code>."
    )


def none_wanted() -> Markup:
    return say("All right, no study times. <code>/times tue thu 19:00</code> sets some whenever you like.")


def are(times: StudyTimes, roadmap: Roadmap, *notes: Markup | None) -> Markup:
    """What /times shows."""
    head = say("⏰ <b>Your study times</b>") if times.on else say("⏰ <b>Your study times</b>, off for now")
    return paragraphs(lines(head, *_listed(times, roadmap)), lines(*notes))


def set_(times: StudyTimes, roadmap: Roadmap, *notes: Markup | None) -> Markup:
    """They were stored: all that hold from now on."""
    return paragraphs(lines(say("⏰ Noted. You study on:"), *_listed(times, roadmap)), lines(*notes))


def _listed(times: StudyTimes, roadmap: Roadmap) -> Iterable[Markup]:
    """A line for those of one hour: "Tue and Thu 19:00 · 45 min · NLP"."""
    alike: dict[tuple[time, int | None, str], list[int]] = {}
    for one in times.times:
        alike.setdefault((one.at, one.minutes, one.topic), []).append(one.weekday)
    for (at, minutes, slug), days in alike.items():
        topic = roadmap.by_slug.get(slug)
        yield row(
            _weekly(days, at),
            spent(minutes) if minutes else None,
            shortened(told_apart(roadmap, topic)) if topic else None,
        )


def _weekly(weekdays: list[int], at: time) -> Markup:
    """ "Tue and Thu 19:00"."""
    if len(weekdays) == 7:
        return say("Every day {at}", at=clock(at))
    return say("{days} {at}", days=day_names(weekdays), at=clock(at))


def setting(times: StudyTimes | None) -> Markup | None:
    """The line of /settings, where there are any."""
    if times is None or not times.times:
        return None
    if not times.on:
        return say("Study times: off (/times)")
    return say(
        counted(len(times.times), "Study times: {count} a week (/times)", one="Study times: one a week (/times)"),
        count=number(len(times.times)),
    )


def next_is(due: datetime | None, zone: ZoneInfo, today: date) -> Markup | None:
    return say("The next one: {moment}.", moment=moment(due, zone, today)) if due else None


def how_they_come() -> Markup:
    """Said where they are set for the first time."""
    return say(
        "I write at these moments even in quiet hours, and they count as no nudge. On a day you've told me of study "
        "already I don't. From next week on your streak goes by as many days (/goal)."
    )


def word_is(word: str, at: time) -> Markup:
    """What is meant by words that name no time."""
    return say("“{word}” is {at} here.", word=shortened(word), at=clock(at))


def is_after_midnight(at: time) -> Markup:
    """Why one of a night is on another day than that which was named."""
    return say("{at} is after midnight, so it comes on the day after.", at=clock(at))


def nudges_are_off() -> Markup:
    return say("Nudges are off, so none of these comes.")


def waits_for_answer() -> Markup:
    return say("I asked whether these are still good times, and wait for your answer.")


def even_if_studied() -> Markup:
    return say("They come even on days you've told me of study already.")


def always_set(*, always: bool) -> Markup:
    if always:
        return say("⏰ Set: study times come even on days you've told me of study already.")
    return say("⏰ Set: no study time on days you've told me of study already.")


def at_what_time(weekdays: Sequence[int]) -> Markup:
    if len(weekdays) == 7:
        return say("At what time every day?")
    return say("At what time on {days}?", days=day_names(list(weekdays)))


def on_which_days(at: time) -> Markup:
    return say("On which days at {at}?", at=clock(at))


def too_many(most: int) -> Markup:
    return say(
        counted(most, "That is more than {count} study times a week, and so many are as good as none."),
        count=number(most),
    )


def off() -> Markup:
    return say("⏰ Study times are off. <code>/times on</code> brings them back as they were.")


def none_on(weekdays: Sequence[int]) -> Markup:
    return say("There is no study time on {days}.", days=day_names(list(weekdays)))


def over_today(at: time) -> Markup:
    """To one of the small hours that something was put off to."""
    return say("{at} is over for today. When do you mean?", at=clock(at))


def none_to_come() -> Markup:
    return say("There is no study time to come.")


def skipped(due: datetime, zone: ZoneInfo, today: date, following: Markup | None) -> Markup:
    return sentences(say("Skipped: {moment}.", moment=moment(due, zone, today, is_ahead=False)), following)


def passed(following: Markup | None) -> Markup:
    """This one was let go."""
    return sentences(say("🌙 All right, not this time."), following)


def later(due: datetime, zone: ZoneInfo, today: date) -> Markup:
    if due.astimezone(zone).date() != today:
        return on_another_day(due, zone, today)
    return say("⏰ Then at {at}.", at=clock(due.astimezone(zone).time()))


def on_another_day(due: datetime, zone: ZoneInfo, today: date) -> Markup:
    """One was put off to that moment."""
    return say("⏰ Then on {when}.", when=moment(due, zone, today))


def every_week_instead() -> Markup:
    """To who has no study times, and would be reminded once."""
    return say("I remind you at study times, and those come every week. Shall I from now on?")


def over(following: Markup | None) -> Markup:
    """A button of a day that has gone was pressed."""
    return sentences(say("That one is over."), following)


def nothing_left() -> Markup:
    return say("🏁 Everything is done; there is nothing left to study.")


def none_left() -> Markup:
    return say("⏰ That was the last one: you have no study times now.")


def with_meanings(said: Markup, meanings: Sequence[Markup]) -> Markup:
    """What was stored, with what some words were taken to mean."""
    return paragraphs(said, sentences(*meanings)) if meanings else said


def no_later(following: Markup | None) -> Markup:
    return sentences(say("Today is nearly over."), following)


def later_already(at: time) -> Markup:
    return say("There is one at {at} already.", at=clock(at))


def kept(following: Markup | None) -> Markup:
    return sentences(say("👍 They stay as they are."), following)


def move_how() -> Markup:
    """Behind [Move]."""
    return say("When is better? Tap, or type it: <code>/times tue thu 20:00</code>.")


def today_or_always(at: time) -> Markup:
    """To a time of day alone, on a day with a study time."""
    return say("⏰ At {at}: only today, or from now on?", at=clock(at))


def at_from_now_on(at: time) -> Markup:
    """The same on another day."""
    return say("⏰ All your study times at {at} from now on?", at=clock(at))


# At the moment


def reminder(plan: Plan, task: Task, local: datetime, minutes: int | None) -> Markup:
    """ "When it is Tuesday 19:00: lesson 4 of Fast.ai (≈ 45 min)", and where it is found."""
    values = {
        "weekday": whole_weekday(local.weekday()),
        "at": clock(local.time()),
        "what": what(plan, task),
        "time": spent(minutes or _minutes_of(task) or 0),
    }
    if minutes or _minutes_of(task):
        return lines(say("⏰ When it is {weekday} {at}: {what} (≈ {time})", **values), opens(task))
    return lines(say("⏰ When it is {weekday} {at}: {what}", **values), opens(task))


def what(plan: Plan, task: Task) -> Markup:
    """ "<b>Lesson 4</b> of Fast.ai", "<b>NLP</b>"."""
    topic = shortened(told_apart(plan.roadmap, task.topic))
    if task.step is None:
        return say("<b>{topic}</b>", topic=topic)
    named = say("<b>{step}</b>", step=shortened(task.step.title, topics.LONGEST_NAME))
    whole = shortened(task.step.resource, topics.LONGEST_NAME) if task.step.resource else topic
    return row(named, whole) if ":" in task.step.title else say("{step} of {whole}", step=named, whole=whole)


def _minutes_of(task: Task) -> int | None:
    return task.step.minutes if task.step else None


def still_good(local: datetime) -> Markup:
    """Two in a row brought no answer."""
    return say(
        "⏰ {weekday} {at}: still a good time? I'll be quiet until you say.",
        weekday=whole_weekday(local.weekday()),
        at=clock(local.time()),
    )


def still_needed(count: int) -> Markup:
    return say(
        "💪 You've studied {span} without my study times. Do you still need them? I'll be quiet until you say.",
        span=weeks(count),
    )


def same_again(number: int) -> Markup:
    """What the weekly nudge of this number asks."""
    return say(SAME_AGAIN[number % len(SAME_AGAIN)])


SAME_AGAIN = {
    0: "Same times this week?",
    1: "Do your study times hold until the next nudge?",
    2: "Shall I remind you at the usual hours?",
    3: "Are your times still right for the days to come?",
    4: "Is the rhythm of last week a good one again?",
}
