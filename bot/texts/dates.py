"""The dates of a study group beside a learner's own."""

from markupsafe import Markup

from bot.texts.phrases import day, lines, number, short_day
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan

MOST_ROWS = 12
"""Topics that have a line each; those beyond are counted."""


def beside(plan: Plan, group: Plan, title: str) -> Markup:
    """What is unfinished, with the day to aim for in the own plan and in the group's."""
    topics = [one for one in plan.unfinished if one.slug in plan.windows and one.slug in group.windows]
    more = len(topics) - MOST_ROWS
    return lines(
        say("🗓 Your plan beside that of <b>{title}</b>, which began on {day}:", title=title, day=_began(group)),
        *(_row(plan, group, topic) for topic in topics[:MOST_ROWS]),
        say(counted(more, "… and {count} more topics", one="… and {count} more topic"), count=number(more))
        if more > 0
        else None,
    )


def _began(group: Plan) -> str:
    return day(group.progress.first_day, group.today)


def _row(plan: Plan, group: Plan, topic: Topic) -> Markup:
    return say(
        "{topic}: you {own}, the group {theirs}",
        topic=told_apart(plan.roadmap, topic),
        own=short_day(plan.windows[topic.slug].target, plan.today),
        theirs=short_day(group.windows[topic.slug].target, plan.today),
    )


def own_counts() -> Markup:
    return say("Your own plan is the one that counts, on the board as well.")


def no_group(roadmap: Roadmap) -> Markup:
    return say("No study group of yours is on <b>{roadmap}</b> from another day.", roadmap=roadmap.title)


def begins_today() -> Markup:
    """Said in the group to who joined it late; it names nobody."""
    return say("Your own plan begins today, so nobody starts behind.")


def with_the_groups() -> str:
    return plain("👥 With the group's dates")
