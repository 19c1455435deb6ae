"""What is said of an end that the learner names: always as their own wish, never as what the roadmap recommends."""

from datetime import date

from markupsafe import Markup

from bot.texts import lengths
from bot.texts.phrases import day, days, lines, number, paragraphs, short_day, shortened
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.calendar import DAY
from roadmap.chains import Window
from roadmap.plan import Plan


def set_(old: Plan, new: Plan) -> Markup:
    """The end was named: what that comes to, and what it leaves aside."""
    return paragraphs(
        lines(
            say(
                "🎯 Noted, as your own wish: all of <b>{roadmap}</b> done by <b>{end}</b>.",
                roadmap=shortened(new.roadmap.title),
                end=day(last(new), new.today),
            ),
            each(new),
            _next(new),
        ),
        lines(
            _leaves_aside(old, new),
            say("<code>/plan</code> shows the days, <code>/plan no end</code> drops the wish."),
        ),
    )


def last(plan: Plan) -> date:
    """The end named of a plan that has one."""
    return plan.progress.end.day if plan.progress.end else plan.today


def each(plan: Plan) -> Markup:
    """How many topics are left for how many days, and what that makes of each, or of a week."""
    left = len(plan.unfinished)
    ahead = max(plan.today, plan.progress.first_day)
    until = max(0, plan.calendar.between(ahead - DAY, last(plan)))
    values = {"topics": number(left), "days": lengths.to_share(plan, until)}
    if until < 1:
        return say(counted(left, "{topics} topics are left.", one="{topics} topic is left."), **values)
    a_week = left * plan.calendar.days_a_week / until
    if a_week < 1.5:
        return say(
            counted(
                left,
                "{topics} topics left for {days}: about {each} for each.",
                one="{topics} topic left for {days}.",
            ),
            **values,
            each=days(round(until / left)),
        )
    return say(
        counted(
            left,
            "{topics} topics left for {days}: about {pace} a week.",
            one="{topics} topic left for {days}: about {pace} a week.",
        ),
        **values,
        pace=number(round(a_week)),
    )


def _next(plan: Plan) -> Markup | None:
    first = next(iter(plan.unfinished), None)
    if first is None or first.slug not in plan.windows:
        return None
    return say(
        "First: {topic}, by {day}.",
        topic=told_apart(plan.roadmap, first),
        day=short_day(plan.windows[first.slug].limit, plan.today),
    )


def _leaves_aside(old: Plan, new: Plan) -> Markup | None:
    """The end before, or that of the recommended durations."""
    if old.last_day is None or old.last_day == new.last_day:
        return None
    before = day(old.last_day, new.today)
    if old.progress.end:
        return say("Before, you wanted to be done by {before}.", before=before)
    return say("The recommended durations, until {before} at the latest, are left aside while it holds.", before=before)


def unset(new: Plan) -> Markup:
    """The end was dropped."""
    return lines(
        say("🎯 Noted: you want to be done by no day in particular."),
        say("By the recommended durations all is done by {day} at the latest.", day=day(new.last_day, new.today))
        if new.last_day
        else say("Nothing is due on any day now, and nothing is late."),
    )


def none_named() -> Markup:
    return say("You haven't named an end, so there is none to drop. <code>/plan finish by 30 june</code> names one.")


def named_already(plan: Plan) -> Markup:
    return lines(
        say("You want to be done by <b>{end}</b> already. Nothing to change.", end=day(last(plan), plan.today)),
        each(plan),
    )


def nothing_left() -> Markup:
    return say("🏁 Everything is done; there is nothing left to plan.")


def over(by: date, today: date) -> Markup:
    return say(
        "{day} is over, and I can't share days that have passed. Try a day ahead: <code>/plan finish by 30 june</code>.",
        day=day(by, today),
    )


def before_the_first_day(by: date, first_day: date, today: date) -> Markup:
    return say(
        "Your plan begins on {first}, and {day} is before that. Name a later day, or begin earlier with <code>/replan "
        "from today</code>.",
        first=day(first_day, today),
        day=day(by, today),
    )


def too_far(most_years: int) -> Markup:
    return say(
        counted(
            most_years,
            "That is more than {years} years away. Name a day that is nearer, or more topics a week.",
            one="That is more than {years} year away. Name a day that is nearer, or more topics a week.",
        ),
        years=number(most_years),
    )


def no_day(said: str) -> Markup:
    return say(
        "I can't read “{said}” as a day. Try <code>/plan finish by 30 june</code>, <code>/plan by june</code> or "
        "<code>/plan 20 a week</code>.",
        said=shortened(said),
    )


def through_a_pause(plan: Plan) -> Markup:
    """What a pause does to the days."""
    return say(
        "The end you named, {end}, stays: what isn't due yet is shared among the days behind the pause.",
        end=day(last(plan), plan.today),
    )


def taken_back(end: date | None, today: date) -> str:
    """A fact of an end, as an undo names it."""
    if end is None:
        return plain("having no end")
    return plain("the wish to be done by {day}", day=short_day(end, today))


def verdict(plan: Plan, waiting: str, bound: date) -> Markup:
    """The arithmetic of a plan with an end, for who is on track or behind."""
    if bound < plan.today:
        return say(
            "You want to be done by {end}; for that {topic} was to be done by {bound}. {each}",
            end=short_day(last(plan), plan.today),
            topic=shortened(waiting),
            bound=short_day(bound, plan.today),
            each=each(plan),
        )
    return say(
        "You want to be done by {end}; for that {topic} is to be done by {bound}. {each}",
        end=short_day(last(plan), plan.today),
        topic=shortened(waiting),
        bound=short_day(bound, plan.today),
        each=each(plan),
    )


def earned(plan: Plan, done: int, until: date) -> Markup:
    """The same for who is ahead."""
    if plan.verdict.parts:
        return say(
            "You want to be done by {end}; with what you did since {start} you are where that has you on {until}.",
            end=short_day(last(plan), plan.today),
            start=short_day(plan.progress.first_day, plan.today),
            until=short_day(until, plan.today),
        )
    return say(
        counted(
            done,
            "You want to be done by {end}; with {topics} topics completed since {start} you are where that has you on "
            "{until}.",
            one="You want to be done by {end}; with {topics} topic completed since {start} you are where that has you on "
            "{until}.",
        ),
        end=short_day(last(plan), plan.today),
        topics=number(done),
        start=short_day(plan.progress.first_day, plan.today),
        until=short_day(until, plan.today),
    )


def time_left(slack: int) -> str:
    """How far it is to the end of a topic's share, in days, as part of the reason for a suggestion."""
    if slack == 0:
        return plain("you want it done by today")
    if slack < 0:
        return plain(
            counted(-slack, "you wanted it done {days} days ago", one="you wanted it done {days} day ago"),
            days=number(-slack),
        )
    return plain(
        counted(slack, "you want it done within {days} days", one="you want it done within {days} day"),
        days=number(slack),
    )


def not_begun(plan: Plan, window: Window) -> str:
    """Where a topic that was not begun stands, the days of which have come."""
    limit = short_day(window.limit, plan.today)
    if window.limit < plan.today:
        return plain("not begun, you wanted it done by {limit}", limit=limit)
    return plain("not begun, you want it done by {limit}", limit=limit)


def head(plan: Plan) -> Markup:
    """Above the days of a plan with an end."""
    return lines(
        say(
            "🎯 <b>Your plan from {start}</b>: you want to be done by <b>{end}</b>, so the days are shared among your topics.",
            start=day(plan.progress.first_day, plan.today),
            end=day(last(plan), plan.today),
        ),
        each(plan),
    )


def foot(plan: Plan) -> Markup | None:
    """Below them."""
    if plan.finished:
        return None
    if last(plan) < plan.today:
        return say(
            "That day is over. <code>/replan stretch</code> moves it, <code>/plan finish by 30 june</code> names another, "
            "<code>/plan no end</code> drops it."
        )
    return say("<code>/plan finish by 30 june</code> names another day, <code>/plan no end</code> drops the wish.")
