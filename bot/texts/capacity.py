"""What is said of the hours and the days that a learner studies."""

from markupsafe import Markup

from bot.texts.glued import day, hours_of, lines, listed, named
from roadmap.plan import Plan
from roadmap.replanning import MOST_MINUTES

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekdays(chosen: int | None) -> str:
    """ "every day", "Mon–Fri", "Sat and Sun"; the days come as bits, Monday 1."""
    if chosen is None:
        return "every day"
    numbers = [number for number in range(7) if chosen >> number & 1]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{DAYS[numbers[0]]}–{DAYS[numbers[-1]]}"
    return listed(DAYS[number] for number in numbers)


def hours_taken_back(minutes: int | None) -> str:
    """A fact of weekly hours, as an undo names it."""
    return f"studying {hours_of(minutes)} a week" if minutes else "having no set hours"


def lasting(plan: Plan) -> tuple[Markup, ...]:
    """The hours and the days that are set, a line each; nothing of those that are not."""
    minutes, chosen = plan.progress.weekly_minutes, plan.progress.weekdays
    return (
        *((Markup("Hours: {} a week").format(hours_of(minutes)),) if minutes else ()),
        *((Markup("Days: {}").format(weekdays(chosen)),) if chosen else ()),
    )


def hours_are(plan: Plan) -> Markup:
    """What /hours shows."""
    minutes = plan.progress.weekly_minutes
    if minutes is None:
        return Markup(
            "You have not said how many hours a week you study. <code>/hours 6</code> fits your windows to it."
        )
    return Markup(
        "⏱ You study <b>{}</b> a week. <code>/hours 8</code> changes it, <code>/hours off</code> unsets it."
    ).format(hours_of(minutes))


def hours_set(old: Plan, new: Plan) -> Markup:
    """The weekly hours were set, or unset."""
    minutes = new.progress.weekly_minutes
    said = (
        Markup("⏱ Noted: <b>{}</b> a week.").format(hours_of(minutes))
        if minutes
        else Markup("⏱ Your hours are unset; the recommended durations hold as they are.")
    )
    return lines(said, ending(old, new))


def no_effort() -> Markup:
    """Hours would change nothing."""
    return Markup(
        "What is left of this roadmap states no effort in hours, so weekly hours would change nothing. /days and your own "
        "pace do: /forecast shows it."
    )


def too_many_hours() -> Markup:
    """Hours out of bounds."""
    return Markup("Between half an hour and {} a week, please.").format(hours_of(MOST_MINUTES))


def days_are(plan: Plan) -> Markup:
    """What /days shows."""
    return Markup(
        "📅 I count <b>{}</b>. <code>/days mon-fri</code> or <code>/days mon wed sat</code> changes it; days you "
        "leave out count in no window."
    ).format(weekdays(plan.progress.weekdays))


def days_set(old: Plan, new: Plan) -> Markup:
    """The days were chosen."""
    chosen = new.progress.weekdays
    said = (
        Markup("📅 Noted: I count <b>{}</b>. The other days are in no window, past or to come.")
        if chosen
        else Markup("📅 Noted: I count <b>{}</b>.")
    )
    return lines(said.format(weekdays(chosen)), ending(old, new))


def ending(old: Plan, new: Plan) -> Markup | None:
    """By when all is done at the latest, and by when it was before; None where nothing has an end."""
    if new.last_day is None:
        return None
    last, fresh, gone = day(new.last_day, new.today), _only_in(new, old), _only_in(old, new)
    if fresh and old.last_day:
        return Markup("Counting {} as well, all is done by <b>{}</b> at the latest.").format(named(fresh), last)
    if gone:
        return Markup("Without {}, all is done by <b>{}</b> at the latest.").format(named(gone), last)
    if old.last_day is None:
        return Markup("All done by <b>{}</b> at the latest.").format(last)
    if old.last_day == new.last_day:
        return Markup("All done by <b>{}</b> at the latest, as before.").format(last)
    return Markup("All done by {} → <b>{}</b> at the latest.").format(day(old.last_day, new.today), last)


def _only_in(plan: Plan, other: Plan) -> list[str]:
    """The titles of what has a window in the one and none in the other, though nothing was finished in between."""
    return [
        topic.title
        for topic in plan.roadmap.order
        if topic.slug in plan.windows
        and topic.slug not in other.windows
        and not plan.progress.of(topic.slug).finished
        and not other.progress.of(topic.slug).finished
    ]
