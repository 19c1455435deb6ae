"""What is said of the hours that a learner studies, and of what moves the end of a plan."""

from markupsafe import Markup

from bot.texts import study_days
from bot.texts.phrases import day, hours_in, lines, named, paragraphs
from bot.texts.sentence import plain, say
from bot.texts.stages import told_apart
from roadmap.plan import Plan
from roadmap.replan import MOST_MINUTES


def hours_taken_back(minutes: int | None) -> str:
    """A fact of weekly hours, as an undo names it."""
    if not minutes:
        return plain("having no set hours")
    return plain("studying {hours} a week", hours=hours_in(minutes))


def lasting(plan: Plan) -> tuple[Markup, ...]:
    """The hours and the days that are set, a line each; nothing of those that are not."""
    minutes, chosen = plan.progress.weekly_minutes, plan.progress.weekdays
    return (
        *((say("Hours: {hours} a week", hours=hours_in(minutes)),) if minutes else ()),
        *((study_days.lasting(plan, chosen),) if chosen else ()),
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


def with_hours(old: Plan, new: Plan) -> Markup:
    """What other weekly hours would make of the end."""
    minutes = new.progress.weekly_minutes
    said = (
        say("⏱ With <b>{hours}</b> a week the end moves.", hours=hours_in(minutes))
        if minutes
        else say("⏱ Without set hours the end moves.")
    )
    return paragraphs(lines(said, ending(old, new)), study_days.unstored())


def no_effort() -> Markup:
    """Hours would change nothing."""
    return say(
        "What is left of this roadmap states no effort in hours, so weekly hours would change nothing. /days and your "
        "own pace do: /forecast shows it."
    )


def too_many_hours() -> Markup:
    """Hours out of bounds."""
    return say("Between half an hour and {hours} a week, please.", hours=hours_in(MOST_MINUTES))


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
