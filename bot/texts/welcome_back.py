"""What is said to who comes back after weeks away: what stands, and praise for the first study day."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import number, sentences, shortened, spelled, spent
from bot.texts.sentence import counted, plain, say
from roadmap.facts import STUDY, Fact
from roadmap.model import Step, Topic
from roadmap.plan import Plan
from roadmap.today import Today

LONGEST_LABEL = 30


def welcome(seen: Today) -> Markup:
    """Where the one thing to do stands."""
    if not seen.tasks:
        topic = seen.offer.topic.title if seen.offer else ""
        return say("👋 Good to see you. Next comes <b>{topic}</b>; nothing is lost.", topic=topic)
    task = seen.tasks[0]
    if not task.steps:
        return say("👋 Good to see you. <b>{topic}</b> is where you left it.", topic=task.topic.title)
    return say(
        "👋 Good to see you. <b>{topic}</b> is at {done} of {steps}.",
        topic=task.topic.title,
        done=number(task.done),
        steps=number(task.steps),
    )


def focus(topic: Topic, step: Step | None, minutes: int) -> str:
    """Of the button that begins a short focus."""
    what = shortened(step.title if step else topic.title, LONGEST_LABEL)
    return plain("▶ {what}, {spent}", what=what, spent=spent(minutes))


def begin(topic: Topic) -> str:
    return plain("▶ Begin {topic}", topic=shortened(topic.title, LONGEST_LABEL))


def praise(plan: Plan, told: Sequence[Fact], weeks: int) -> Markup:
    """Of the first study day after so many whole weeks without one, by what was done."""
    hardest = say("The first one is the hardest, and it's done.") if weeks > 1 else None
    return sentences(_back_with(plan, told, weeks), hardest)


def _back_with(plan: Plan, told: Sequence[Fact], weeks: int) -> Markup:
    did = next(fact for fact in reversed(told) if fact.kind in STUDY and not fact.known)
    topic = plan.roadmap.by_slug.get(did.topic)
    step = next((one for one in plan.inside(topic).steps if one.slug == did.step), None) if topic else None
    values = {
        "weeks": spelled(weeks),
        "step": shortened(step.title) if step else "",
        "topic": topic.title if topic else "",
        "spent": spent(did.minutes or 0),
    }
    if topic and step:
        return say(
            counted(
                weeks,
                "👏 Back after {weeks} weeks, with <b>{step}</b> of {topic}.",
                one="👏 Back after {weeks} week, with <b>{step}</b> of {topic}.",
            ),
            **values,
        )
    if topic:
        return say(
            counted(
                weeks,
                "👏 Back after {weeks} weeks, with <b>{topic}</b>.",
                one="👏 Back after {weeks} week, with <b>{topic}</b>.",
            ),
            **values,
        )
    if did.minutes:
        return say(
            counted(
                weeks,
                "👏 Back after {weeks} weeks, with <b>{spent}</b>.",
                one="👏 Back after {weeks} week, with <b>{spent}</b>.",
            ),
            **values,
        )
    return say(counted(weeks, "👏 Back after {weeks} weeks.", one="👏 Back after {weeks} week."), **values)
