"""The common dates of a study group, by themselves and beside a learner's own."""

from datetime import date

from markupsafe import Markup

from bot.texts.phrases import day, lines, listed, number, sentences, short_day, typed_day
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.group.common_dates import on_now
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan

MOST_ROWS = 12
"""Topics that have a line each; those beyond are counted."""

MOST_NEXT = 3
"""Topics that are named below the own plan."""


def beside(plan: Plan, common: Plan, title: str) -> Markup:
    """What is unfinished, with the day to aim for in the own plan and in the group's."""
    topics = _in_both(plan, common)
    more = len(topics) - MOST_ROWS
    return lines(
        say("🗓 Your plan beside that of <b>{title}</b>, {days}:", title=title, days=_span(common)),
        *(_row(plan, common, topic) for topic in topics[:MOST_ROWS]),
        say(counted(more, "… and {count} more topics", one="… and {count} more topic"), count=number(more))
        if more > 0
        else None,
    )


def _in_both(plan: Plan, common: Plan) -> list[Topic]:
    return [one for one in plan.unfinished if one.slug in plan.windows and one.slug in common.windows]


def _row(plan: Plan, common: Plan, topic: Topic) -> Markup:
    return say(
        "{topic}: you {own}, the group {theirs}",
        topic=told_apart(plan.roadmap, topic),
        own=short_day(plan.windows[topic.slug].target, plan.today),
        theirs=_target(common, topic),
    )


def _target(common: Plan, topic: Topic) -> str:
    return short_day(common.windows[topic.slug].target, common.today)


def _span(common: Plan) -> str:
    """From when to when the common dates go."""
    end = common.progress.end
    return from_to(common.progress.first_day, end.day if end else None, common.today)


def from_to(first: date, last: date | None, today: date) -> str:
    """ "from Mon 4 Jan to Wed 30 Jun"."""
    if last is None:
        return plain("from {first}", first=day(first, today))
    return plain("from {first} to {last}", first=day(first, today), last=day(last, today))


def own_counts() -> Markup:
    return say("Your own plan is the one that counts, on the board as well.")


def no_group(roadmap: Roadmap) -> Markup:
    return say("No study group of yours is on <b>{roadmap}</b> with other dates.", roadmap=roadmap.title)


def begins_today() -> Markup:
    """Said in the group to who joined it late; it names nobody."""
    return say("Your own plan begins today, so nobody starts behind.")


def with_the_groups() -> str:
    return plain("👥 With the group's dates")


# In a line or two


def on_the_board(common: Plan) -> Markup | None:
    """Where the common dates are; None where there is nothing to say of them."""
    stands = _stands(common)
    return say("🗓 Common dates: {stands}", stands=stands) if stands else None


def below_status(common: Plan, title: str) -> Markup | None:
    """The same below the own verdict."""
    stands = _stands(common)
    return say("👥 <b>{title}</b>, common dates: {stands}", title=title, stands=stands) if stands else None


def _stands(common: Plan) -> str:
    topic, end, today = on_now(common), common.progress.end, common.today
    if today < common.progress.first_day:
        return _span(common)
    if end and end.day < today:
        return plain("over since {day}", day=day(end.day, today))
    if topic is None:
        return ""
    values = {"topic": told_apart(common.roadmap, topic), "target": _target(common, topic)}
    if end is None:
        return plain("{topic}, aim for {target}", **values)
    if common.windows[topic.slug].target == end.day:
        return plain("{topic} by {target}", **values)
    return plain("{topic} by {target}, all of it by {last}", **values, last=short_day(end.day, today))


def below_plan(plan: Plan, common: Plan, title: str) -> Markup | None:
    """The group's days for what comes next in the own plan."""
    topics = _in_both(plan, common)[:MOST_NEXT]
    if not topics:
        return None
    days = [
        plain("{topic} {target}", topic=told_apart(plan.roadmap, topic), target=_target(common, topic))
        for topic in topics
    ]
    return sentences(
        say("👥 <b>{title}</b>, {days}, aims for: {topics}.", title=title, days=_span(common), topics=listed(days)),
        own_counts(),
    )


# As they are set


def setting(first: date, last: date | None, today: date) -> Markup:
    """The dates of a group, in a line."""
    return say("Dates: {days}", days=from_to(first, last, today))


def kept_own(first: date) -> Markup:
    """The dates were changed, and there are members."""
    return say(
        "Whoever has joined keeps their own first day; <code>/replan from {day}</code> moves it.",
        day=typed_day(first),
    )
