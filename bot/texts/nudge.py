"""What a nudge says: the verdict, what is overdue, what is on, what is next."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts import lengths, standing, throughput, topics
from bot.texts.phrases import lines, number, paragraphs, row, shortened
from bot.texts.sentence import say
from bot.texts.stages import told_apart
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing, Suggestion
from roadmap.streak import Streak, streak

MOST_SHOWN = 3
"""Topics going on that a nudge has a line for; more would push what is next off the screen of a phone."""


def all_done(plan: Plan) -> Markup:
    """The last nudge: there is nothing left."""
    return say(
        "🏁 Every topic of <b>{roadmap}</b> is done. This was my last weekly nudge; enjoy it, and /export keeps the "
        "proof.",
        roadmap=plan.roadmap.title,
    )


def nothing_begun(plan: Plan, offer: Suggestion) -> Markup:
    """Nothing was begun yet."""
    return paragraphs(_first_step(plan, offer.topic), _start(offer))


def _first_step(plan: Plan, topic: Topic) -> Markup:
    if not lengths.is_timed(topic):
        return say(
            "👋 Your roadmap is ready when you are. A good first step: <b>{topic}</b>.",
            topic=told_apart(plan.roadmap, topic),
        )
    return say(
        "👋 Your roadmap is ready when you are. A good first step: <b>{topic}</b>, {time}.",
        topic=told_apart(plan.roadmap, topic),
        time=lengths.recommended(topic),
    )


def weekly(plan: Plan, offer: Suggestion | None) -> Markup:
    """The ordinary nudge: the verdict, what is overdue, what is on, what is next."""
    current = [topic for topic in plan.with_status(Status.GOING_ON) if not plan.days_over(topic)]
    run = streak(plan.progress, plan.today)
    return paragraphs(
        lines(_opening(plan), _stands(plan)),
        standing.overdue(plan),
        _section(plan, say("<b>Going on</b>"), current),
        lines(standing.next_topic(plan, offer), _start(offer)) if offer else None,
        _praise(run),
    )


def _section(plan: Plan, heading: Markup, found: Sequence[Topic]) -> Markup | None:
    if not found:
        return None
    more = len(found) - MOST_SHOWN
    rows = [_row(plan, topic) for topic in found[:MOST_SHOWN]]
    return lines(heading, *rows, say("… and {count} more (/status)", count=number(more)) if more > 0 else None)


def _stands(plan: Plan) -> Markup | None:
    """The verdict, where there is a plan to be on."""
    return standing.verdict(plan) if plan.is_dated or plan.verdict.standing is Standing.NOT_YET else None


def _opening(plan: Plan) -> Markup:
    if not plan.ranges:
        return throughput.week(plan)
    if plan.overdue or plan.verdict.standing is Standing.BEHIND:
        return say("📬 Your week on <b>{roadmap}</b>.", roadmap=plan.roadmap.title)
    return say("🌱 All is well on <b>{roadmap}</b>.", roadmap=plan.roadmap.title)


def _praise(run: Streak) -> Markup | None:
    return standing.streak(run) if run.weeks > 1 else None


def _row(plan: Plan, topic: Topic) -> Markup:
    """ "NLP: week 2, planned 4–5 · aim for 31 Jan"."""
    said = row(lengths.where_in_range(plan, topic), topics.aim(plan, topic))
    title = shortened(told_apart(plan.roadmap, topic))
    return say("{topic}: {stands}", topic=title, stands=said) if said else say("{topic}", topic=title)


def _start(offer: Suggestion) -> Markup | None:
    first = next(iter(offer.topic.resources), None)
    return say("Start with {resource}.", resource=topics.linked(first)) if first else None
