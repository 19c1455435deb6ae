"""How a fact is told: the learner is enrolled on the spot if need be, the fact is stored, the next nudge is set."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.errors import Choice
from bot.nudges.group.entering import room_wanted
from bot.nudges.when import next_occurrence, next_weekly, week_of
from bot.nudges.whom import whom
from bot.store import Learner, NudgeKind
from bot.store.ledger import Entry
from bot.texts import labels
from bot.texts import told as texts
from roadmap.errors import DayInFuture
from roadmap.model import Status
from roadmap.plan import Plan
from roadmap.progress import Fact, Kind


@dataclass(frozen=True, slots=True)
class Told:
    """The plan after the facts, the saying and the strand to undo them by, and what is to be said if this enrolled the
    learner."""

    plan: Plan
    saying: int
    strand: int
    welcome: Markup | None

    @property
    def undo(self) -> Button:
        """Takes these facts back and no others, whichever roadmap is under way when it is pressed."""
        return Button(labels.undo(), f"/undo {self.saying}@{self.strand}")


async def tell(context: Context, facts: Sequence[Fact], strand: int | None = None) -> Told:
    """Store facts said together, in the account's own strand unless another is named; a stranger, or a learner without
    a roadmap, is enrolled from today first."""
    welcome = None
    if context.enrolment is None:
        enrolment = await context.enrol(context.roadmap, context.today)
        welcome = texts.enrolled(context.roadmap.title, enrolment.first_day, context.today)
    saying = await context.append(facts, strand)
    await open_rooms(context, [fact.topic for fact in facts if fact.kind is Kind.BEGUN and fact.topic])
    await arm(context)
    contact, enrolment = context.enrolled()
    own = enrolment.strand_of(contact.account.id)
    return Told(await context.plan(), saying, strand or (own.id if own else 0), welcome)


async def open_rooms(context: Context, topics: Collection[str]) -> None:
    """Topics that were begun have their rooms in the learner's groups."""
    if not topics:
        return
    contact, enrolment = context.enrolled()
    for account in (await context.store.learners.accounts([contact.learner.id]))[contact.learner.id]:
        for group in await context.store.groups.of_account(account.id):
            for topic in topics if group.roadmap == enrolment.roadmap else ():
                await room_wanted(context.store, group, topic, context.now)


async def arm(context: Context) -> None:
    """Set the learner's next weekly nudge from what is known now; once the farewell was said there is none."""
    contact, enrolment = context.enrolled()
    plan, current = await context.plan(), contact.learner.next_nudge_at
    due = next_weekly(contact.learner, enrolment, plan.progress, zone=context.zone, now=context.now)
    if plan.finished and enrolment.farewell_at:
        due = None
    if current and current <= context.now:
        # It has come due, and the tick has not seen it yet; what becomes of it is judged when it is sent.
        await enter(context, NudgeKind.WEEKLY, week_of(current, context.zone), current)
    if due != current:
        await context.change(next_nudge_at=due and await _first_free(context, contact.learner, due))


async def enter(context: Context, kind: NudgeKind, period: str, due: datetime) -> bool:
    """Enter a nudge for the account that the learner is reached by; whether its period is new to the ledger."""
    contact = context.enrolled()[0]
    accounts = await context.store.learners.accounts([contact.learner.id])
    account = whom(contact.learner, accounts[contact.learner.id]) or contact.account
    entry = Entry(contact.learner.id, account.id, account.platform, kind, period, due)
    return bool(await context.store.ledger.file(entry))


async def _first_free(context: Context, learner: Learner, due: datetime) -> datetime:
    """The first weekly moment from ``due`` on whose week is not in the ledger: its nudge would never come."""
    while await context.store.ledger.has(learner.id, NudgeKind.WEEKLY, week_of(due, context.zone)):
        due = next_occurrence(learner.nudge_weekday, learner.nudge_time, context.zone, due)
    return due


async def next_nudge(context: Context) -> datetime | None:
    """When the learner hears from the bot next: the weekly nudge, or one that waits in the ledger before it."""
    if context.learner is None:
        return None
    moments = (context.learner.next_nudge_at, await context.store.ledger.upcoming(context.learner.id))
    return min((moment for moment in moments if moment), default=None)


async def returning(context: Context) -> None:
    """An account that could not be written to has spoken again: nudges go on."""
    if context.contact is None:
        return
    await context.store.learners.set_unreachable(context.contact.account.id, None)
    if context.enrolment:
        await arm(context)


def other_day(told: Told) -> Button:
    """Moves what was told to another day, where it was taken to be today."""
    return Button(labels.other_day(), f"/otherday {told.saying}@{told.strand}")


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
        Choice(labels.topic(topic.title, status), str(topic.number))
        for topic in context.roadmap.order
        if (status := progress.of(topic.slug).status) in statuses
    ]
