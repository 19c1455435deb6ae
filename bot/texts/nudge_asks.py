"""The one question at the end of a nudge, in several wordings."""

from markupsafe import Markup

from bot.texts.nudge_lines import pick
from bot.texts.nudge_openings import LONGEST
from bot.texts.phrases import number, short_day, shortened
from bot.texts.sentence import counted, say
from roadmap.plan import Plan
from roadmap.streak import WEEK


def how_much(plan: Plan, number_: int) -> Markup:
    return pick(HOW_MUCH, number_, day=short_day(plan.today + WEEK, plan.today))


def last_one(number_: int) -> Markup:
    return pick(LAST_ONE, number_)


def begin_it(number_: int) -> Markup:
    return pick(BEGIN_IT, number_)


def way(number_: int) -> Markup:
    return pick(IN_THE_WAY, number_)


def spend(number_: int) -> Markup:
    return pick(SPEND, number_)


def is_completed(topic: str) -> Markup:
    return say("Is the whole of {topic} completed, too?", topic=shortened(topic, LONGEST))


def be_quiet() -> Markup:
    return say("Shall I be quiet? Without an answer I write once a month, three times, and then not at all.")


def times_left(count: int) -> Markup:
    """Below a nudge of the months after it was asked."""
    if not count:
        return say("This is the last one for now; any word of yours brings me back.")
    return say(
        counted(
            count,
            "{count} more of these come, a month apart, unless you write.",
            one="One more of these comes, in a month, unless you write.",
        ),
        count=number(count),
    )


HOW_MUCH = {
    0: "How much this week?",
    1: "What fits into the days up to {day}?",
    2: "How far do you want to get until {day}?",
    3: "And your aim for the coming days?",
    4: "Shall we say a number for the week?",
}
LAST_ONE = {
    0: "Is this the week of the last one?",
    1: "Shall it be done with this week?",
}
BEGIN_IT = {
    0: "Shall it begin today?",
    1: "Is this the week for it?",
    2: "One tap begins it.",
}
IN_THE_WAY = {
    0: "What's in the way?",
    1: "What keeps you from it just now?",
    2: "If something is in the way, which of these?",
}
SPEND = {
    0: "A free week, or straight on?",
    1: "Take a week off, or begin the next?",
    2: "Rest, or something new?",
}
