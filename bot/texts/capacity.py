"""What is said of the hours and the days that a learner studies."""

from markupsafe import Markup

from bot.texts.phrases import day, day_names, hours_in, lines, named
from bot.texts.sentence import plain, say
from bot.texts.stages import told_apart
from roadmap.plan import Plan
from roadmap.replan import MOST_MINUTES


def weekdays(chosen: int | None) -> str:
    """ "every day", "Mon–Fri", "Sat and Sun"; the days come as bits, Monday 1."""
    if chosen is None:
        return plain("every day")
    return day_names([number for number in range(7) if chosen >> number & 1])


def hours_taken_back(minutes: int | None) -> str:
    """A fact of weekly hours, as an undo names it."""
    if not minutes:
        return plain("having no set hours")
    return plain("studying {hours} a week", hours=hours_in(minutes))


def days_taken_back(chosen: int | None) -> str:
    """A fact of the days that count, as an undo names it."""
    return plain("counting {days}", days=weekdays(chosen))


def lasting(plan: Plan) -> tuple[Markup, ...]:
    """The hours and the days that are set, a line each; nothing of those that are not."""
    minutes, chosen = plan.progress.weekly_minutes, plan.progress.weekdays
    return (
        *((say("Hours: {hours} a week", hours=hours_in(minutes)),) if minutes else ()),
        *((say("Days: {days}", days=weekdays(chosen)),) if chosen else ()),
    )


def hours_are(plan: Plan) -> Markup:
    """What /hours shows."""
    minutes = plan.progress.weekly_minutes
    if minutes is None:
        return say("You have not said how many hours a week you study. <code>/hours 6</code> fits your plan to it.")
    return say(
        "⏱ You study <b>{hours}</b> a week. <code>/hours 8</code> changes it, <code>/hours off</code> unsets it.",
        hours=hours_in(minutes),
    )


def hours_set(old: Plan, new: Plan) -> Markup:
    """The weekly hours were set, or unset."""
    minutes = new.progress.weekly_minutes
    said = (
        say("⏱ Noted: <b>{hours}</b> a week.", hours=hours_in(minutes))
        if minutes
        else say("⏱ Your hours are unset; the recommended durations hold as they are.")
    )
    return lines(said, ending(old, new))


def no_effort() -> Markup:
    """Hours would change nothing."""
    return say(
        "What is left of this roadmap states no effort in hours, so weekly hours would change nothing. /days and your "
        "own pace do: /forecast shows it."
    )


def too_many_hours() -> Markup:
    """Hours out of bounds."""
    return say("Between half an hour and {hours} a week, please.", hours=hours_in(MOST_MINUTES))


def days_are(plan: Plan) -> Markup:
    """What /days shows."""
    return say(
        "📅 I count <b>{days}</b>. <code>/days mon-fri</code> or <code>/days mon wed sat</code> changes it; days you "
        "leave out don't count, so nothing is due on them.",
        days=weekdays(plan.progress.weekdays),
    )


def days_set(old: Plan, new: Plan) -> Markup:
    """The days were chosen."""
    chosen = new.progress.weekdays
    said = (
        say(
            "📅 Noted: I count <b>{days}</b>. Nothing is due on the other days, and none of them counts as late.",
            days=weekdays(chosen),
        )
        if chosen
        else say("📅 Noted: I count <b>{days}</b>.", days=weekdays(chosen))
    )
    return lines(said, ending(old, new))


def ending(old: Plan, new: Plan) -> Markup | None:
    """By when all is done at the latest, and by when it was before; None where nothing has an end."""
    if new.last_day is None:
        return None
    last, fresh, gone = day(new.last_day, new.today), _only_in(new, old), _only_in(old, new)
    if fresh and old.last_day:
        return say(
            "Counting {topics} as well, all is done by <b>{day}</b> at the latest.", topics=named(fresh), day=last
        )
    if gone:
        return say("Without {topics}, all is done by <b>{day}</b> at the latest.", topics=named(gone), day=last)
    if old.last_day is None:
        return say("All done by <b>{day}</b> at the latest.", day=last)
    if old.last_day == new.last_day:
        return say("All done by <b>{day}</b> at the latest, as before.", day=last)
    return say("All done by {before} → <b>{day}</b> at the latest.", before=day(old.last_day, new.today), day=last)


def _only_in(plan: Plan, other: Plan) -> list[str]:
    """The titles of what has a window in the one and none in the other, though nothing was finished in between."""
    return [
        told_apart(plan.roadmap, topic)
        for topic in plan.roadmap.order
        if topic.slug in plan.windows
        and topic.slug not in other.windows
        and not plan.progress.of(topic.slug).finished
        and not other.progress.of(topic.slug).finished
    ]
