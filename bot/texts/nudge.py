"""What a nudge says: the verdict, what is overdue, what is on, what is next."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts import lengths, standing, streaks, throughput, topics
from bot.texts.phrases import lines, number, paragraphs, row, shortened
from bot.texts.sentence import say
from bot.texts.stages import told_apart
from bot.texts.tasks import steps
from bot.texts.timing import timing
from bot.texts.today import opens
from roadmap.model import Topic
from roadmap.plan import Plan, Standing, Suggestion
from roadmap.streak import Streak, streak
from roadmap.today import Task

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


def weekly(plan: Plan, tasks: Sequence[Task], offer: Suggestion | None) -> Markup:
    """The ordinary nudge: the verdict, what is overdue, what is on with the step to do first, or what may be begun."""
    current = [task for task in tasks if not plan.days_over(task.topic)]
    run = streak(plan.progress, plan.today)
    return paragraphs(
        lines(_opening(plan, tasks), _stands(plan)),
        standing.overdue(plan),
        _section(plan, say("<b>Going on</b>"), current),
        _first(plan, tasks[0], among_several=len(tasks) > 1) if tasks else None,
        lines(standing.next_topic(plan, offer), _start(offer)) if offer else None,
        _praise(run),
    )


def _first(plan: Plan, task: Task, *, among_several: bool) -> Markup | None:
    """What is to be done of what goes on, where it is found, and what would have it on time; a step is one of its resource,
    where it is clear of which topic."""
    topic = shortened(told_apart(plan.roadmap, task.topic))
    if task.step is None:
        return lines(say("👉 <b>{topic}</b>", topic=topic) if among_several else None, opens(task))
    step = shortened(task.step.title, topics.LONGEST_NAME)
    would_do = timing(plan, task.topic, task.timing) if _is_slow(task) else None
    whole = topic if among_several or not task.step.resource else shortened(task.step.resource, topics.LONGEST_NAME)
    named = say("👉 <b>{step}</b>", step=step)
    head = row(named, whole) if ":" in step else say("{named} of {whole}", named=named, whole=whole)
    return lines(head, would_do, opens(task))


def _is_slow(task: Task) -> bool:
    """Whether the steps of a topic say that it is not on time."""
    return task.timing is not None and not task.timing.is_on_time


def _section(plan: Plan, heading: Markup, found: Sequence[Task]) -> Markup | None:
    if not found:
        return None
    more = len(found) - MOST_SHOWN
    rows = [_row(plan, task) for task in found[:MOST_SHOWN]]
    return lines(heading, *rows, say("… and {count} more (/status)", count=number(more)) if more > 0 else None)


def _stands(plan: Plan) -> Markup | None:
    """The verdict, where there is a plan to be on."""
    return standing.verdict(plan) if plan.is_dated or plan.verdict.standing is Standing.NOT_YET else None


def _opening(plan: Plan, tasks: Sequence[Task]) -> Markup:
    if not plan.ranges:
        return throughput.week(plan)
    if plan.overdue or plan.verdict.standing is Standing.BEHIND or any(map(_is_slow, tasks)):
        return say("📬 Your week on <b>{roadmap}</b>.", roadmap=plan.roadmap.title)
    return say("🌱 All is well on <b>{roadmap}</b>.", roadmap=plan.roadmap.title)


def _praise(run: Streak) -> Markup | None:
    return streaks.streak(run) if run.weeks > 1 else None


def _row(plan: Plan, task: Task) -> Markup:
    """ "NLP: 2 of 9 done · week 2, planned 4–5 · aim for 31 Jan"."""
    topic = task.topic
    said = row(steps(task), lengths.where_in_range(plan, topic), topics.aim(plan, topic))
    title = shortened(told_apart(plan.roadmap, topic))
    return say("{topic}: {stands}", topic=title, stands=said) if said else say("{topic}", topic=title)


def _start(offer: Suggestion) -> Markup | None:
    first = next(iter(offer.topic.resources), None)
    return say("Start with {resource}.", resource=topics.linked(first)) if first else None
