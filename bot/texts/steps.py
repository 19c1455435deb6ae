"""What is said of the steps within a topic."""

from markupsafe import Markup

from bot.texts.phrases import lines, number
from bot.texts.sentence import say
from bot.texts.steps_shown import listed
from bot.texts.timing import timing
from roadmap.model import Status, Topic
from roadmap.on_time import on_time
from roadmap.plan import Plan

MOST_STEPS = 10
"""Steps that are named."""


def within(plan: Plan, topic: Topic) -> Markup | None:
    """The steps of a topic and which are done, from the last that is done on where there are many, and what would do to be on time."""
    seen = plan.inside(topic)
    if not seen.steps:
        return None
    first = max(0, min(len(seen.done) - 1, len(seen.steps) - MOST_STEPS))
    shown = list(enumerate(seen.steps, 1))[first : first + MOST_STEPS]
    more = len(seen.steps) - len(shown)
    return lines(
        say("<b>Steps</b>: {done} of {steps} done", done=number(len(seen.done)), steps=number(len(seen.steps))),
        listed(seen, shown),
        say("… and {count} more.", count=number(more)) if more > 0 else None,
        what_would_do(plan, topic),
    )


def what_would_do(plan: Plan, topic: Topic) -> Markup | None:
    """What would have a topic that is going on be on time."""
    stands = on_time(plan, topic) if plan.progress.of(topic.slug).status is Status.GOING_ON else None
    return timing(plan, topic, stands)
