"""How a fact is told: the learner is enrolled on the spot if need be, the fact is stored, the next nudge is set."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.chat.context import Context
from bot.errors import Choice
from bot.nudges.when import next_weekly
from bot.texts import told as texts
from bot.texts.topics import SIGNS
from roadmap.errors import DayInFuture
from roadmap.model import Status
from roadmap.plan import Plan
from roadmap.progress import Fact


@dataclass(frozen=True, slots=True)
class Told:
    """The plan after the facts, the saying to undo them by, and what is to be said if this enrolled the learner."""

    plan: Plan
    saying: int
    welcome: Markup | None


async def tell(context: Context, facts: Sequence[Fact]) -> Told:
    """Store facts said together; a stranger, or a learner without a roadmap, is enrolled from today first."""
    welcome = None
    if context.enrolment is None:
        enrolment = await context.enrol(context.roadmap.slug, context.today)
        welcome = texts.enrolled(context.roadmap.title, enrolment.first_day, context.today)
    was_finished = (await context.plan()).finished
    saying = await context.append(facts)
    plan = await context.plan()
    await arm(context, farewell=plan.finished and not was_finished)
    return Told(plan, saying, welcome)


async def arm(context: Context, *, farewell: bool = False) -> None:
    """Set the learner's next weekly nudge from what is known now. Once everything is finished one more is due, the
    ``farewell``, and after it none."""
    contact, enrolment = context.enrolled()
    plan = await context.plan()
    if plan.finished and not farewell and contact.learner.next_nudge_at is None:
        return
    due = next_weekly(contact.learner, enrolment, plan.progress, zone=context.zone, now=context.now)
    if due != contact.learner.next_nudge_at:
        await context.change(next_nudge_at=due)


async def returning(context: Context) -> None:
    """An account that could not be written to has spoken again: nudges go on."""
    if context.contact is None:
        return
    await context.store.learners.set_unreachable(context.contact.account.id, None)
    if context.enrolment:
        await arm(context)


def past(context: Context, when: date | None) -> date:
    """The day of a fact: today unless said otherwise. Raises DayInFuture."""
    if when and when > context.today:
        raise DayInFuture(when, context.today)
    return when or context.today


async def any_topics(context: Context) -> list[Choice]:
    """All topics, as choices for an argument."""
    return await _topics(context, frozenset(Status))


async def open_topics(context: Context) -> list[Choice]:
    """The topics to finish: those going on first, then those not begun."""
    return [*await _topics(context, {Status.GOING_ON}), *await _topics(context, {Status.NOT_STARTED})]


async def idle_topics(context: Context) -> list[Choice]:
    """The topics to begin: not begun, or skipped."""
    return await _topics(context, {Status.NOT_STARTED, Status.SKIPPED})


async def finished_topics(context: Context) -> list[Choice]:
    """The topics to reopen: completed or skipped."""
    return await _topics(context, {Status.COMPLETED, Status.SKIPPED})


async def _topics(context: Context, statuses: AbstractSet[Status]) -> list[Choice]:
    progress = await context.progress()
    return [
        Choice(f"{SIGNS[status]} {topic.title}", str(topic.number))
        for topic in context.roadmap.order
        if (status := progress.of(topic.slug).status) in statuses
    ]
