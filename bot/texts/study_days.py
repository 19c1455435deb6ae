"""What is said of the days of the week that a learner studies on, and of how the weeks of a duration are then meant."""

from itertools import chain

from markupsafe import Markup

from bot.texts import lengths
from bot.texts.phrases import day, day_names, lines, number, paragraphs, weeks_of
from bot.texts.sentence import counted, plain, say
from roadmap.facts import EVERY_DAY, WEEKS_STAY
from roadmap.plan import Plan
from roadmap.stretch import is_unmeasured


def weekdays(chosen: int | None) -> str:
    """ "every day", "Mon–Fri", "Sat and Sun"; the days come as bits, Monday 1."""
    if chosen is None:
        return plain("every day")
    return day_names([number for number in range(7) if chosen >> number & 1])


def taken_back(chosen: int | None) -> str:
    """A fact of the days that count, as an undo names it."""
    days = (chosen or EVERY_DAY) & EVERY_DAY
    if days == EVERY_DAY:
        return plain("counting every day")
    if (chosen or 0) & WEEKS_STAY:
        return plain("counting {days}, with the weeks as written", days=weekdays(days))
    return plain("counting {days}", days=weekdays(days))


def lasting(plan: Plan, chosen: int) -> Markup:
    """The days that are set, in a line."""
    if plan.progress.weeks_stay:
        return say("Days: {days}, the weeks stay as written", days=weekdays(chosen))
    return say("Days: {days}", days=weekdays(chosen))


def are(plan: Plan) -> Markup:
    """What /days shows."""
    return lines(
        say(
            "📅 I count <b>{days}</b>. <code>/days mon-fri</code> or <code>/days mon wed sat</code> changes it; days you "
            "leave out don't count, so nothing is due on them.",
            days=weekdays(plan.progress.weekdays),
        ),
        _weeks_are(plan),
    )


def _weeks_are(plan: Plan) -> Markup | None:
    """How the weeks of durations are read; None where every day counts, or no duration is said in weeks."""
    written, count = _written(plan), plan.calendar.days_a_week
    if plan.progress.weekdays is None or not written:
        return None
    values = {"weeks": written, "days": number(count)}
    if not plan.progress.weeks_stay:
        return say("“{weeks}” is read as weeks of seven days of study, so it takes you longer than that.", **values)
    return say(
        counted(
            count,
            "“{weeks}” stays as written: a week is {days} days of yours.",
            one="“{weeks}” stays as written: a week is one day of yours.",
        ),
        **values,
    )


def _written(plan: Plan) -> str:
    """How long a topic is recommended to take, one that is unfinished and one of weeks before others: "4–6 weeks"; empty where
    nothing says how long any takes."""
    known = [topic for topic in (*plan.unfinished, *plan.roadmap.topics) if not is_unmeasured(topic)]
    in_weeks = (weeks_of(topic.duration) for topic in known if topic.duration and topic.duration.weeks)
    return next(chain(in_weeks, map(lengths.recommended, known)), "")


def with_(old: Plan, new: Plan) -> Markup:
    """What other days would make of the end, where it is the same however the weeks are meant."""
    count = new.calendar.days_a_week
    moves = say(
        counted(
            count,
            "📅 With {days} days a week the end moves from {before} to <b>{day}</b>.",
            one="📅 With {days} day a week the end moves from {before} to <b>{day}</b>.",
        ),
        days=number(count),
        before=day(old.last_day or old.today, new.today),
        day=day(new.last_day or new.today, new.today),
    )
    return paragraphs(moves, unstored())


def which_weeks(old: Plan, stays: Plan, longer: Plan) -> Markup:
    """What other days would make of the end if the weeks meant every day of them, and if they stay as written."""
    values = {
        "days": number(longer.calendar.days_a_week),
        "weeks": _written(old),
        "before": day(old.last_day or old.today, old.today),
        "later": day(longer.last_day or old.today, old.today),
        "kept": day(stays.last_day or old.today, old.today),
    }
    if_every_day = say(
        counted(
            longer.calendar.days_a_week,
            "📅 With {days} days a week the end moves from {before} to <b>{later}</b>, if “{weeks}” meant studying every day.",
            one="📅 With {days} day a week the end moves from {before} to <b>{later}</b>, if “{weeks}” meant studying every day.",
        ),
        **values,
    )
    if_own_days = say("If it meant weeks with your own days in them, all is done by <b>{kept}</b>.", **values)
    return paragraphs(if_every_day, if_own_days, unstored())


def set_(new: Plan, end: Markup | None) -> Markup:
    """The days were chosen; ``end`` is what becomes of the end."""
    chosen = new.progress.weekdays
    said = (
        say(
            "📅 Noted: I count <b>{days}</b>. Nothing is due on the other days, and none of them counts as late.",
            days=weekdays(chosen),
        )
        if chosen
        else say("📅 Noted: I count <b>{days}</b>.", days=weekdays(chosen))
    )
    return lines(said, _weeks_are(new) if new.progress.weeks_stay else None, end)


def unstored() -> Markup:
    return say("Nothing is changed yet.")
