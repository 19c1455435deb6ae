"""How a fact is told: the learner is enrolled on the spot if need be, the fact is stored, the next nudge is set."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.errors import Choice
from bot.nudges.arming import arm
from bot.nudges.group.entries import room_wanted
from bot.nudges.group.member_news import joined, told_in_groups
from bot.texts import labels
from bot.texts import stages as stage_texts
from bot.texts import told as texts
from bot.texts.alike import told_apart
from roadmap.errors import DayInFuture
from roadmap.facts import Fact, Kind
from roadmap.model import Status
from roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class FactsTold:
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


async def tell(context: Context, facts: Sequence[Fact], strand: int | None = None) -> FactsTold:
    """Store facts said together, in the account's own strand unless another is named; a stranger, or a learner without
    a roadmap, is enrolled from today first."""
    welcome = None
    if context.enrolment is None:
        enrolment = await context.enrol(context.roadmap, context.today)
        welcome = texts.enrolled(context.roadmap.title, enrolment.first_day, context.today)
    saying = await context.append(facts, strand)
    await open_rooms(context, [fact.topic for fact in facts if fact.kind is Kind.BEGUN and fact.topic])
    await told_in_groups(context, facts)
    await arm(context)
    return FactsTold(await context.plan(), saying, strand or _own_strand(context), welcome)


async def told_beside(context: Context, facts: Sequence[Fact]) -> Button:
    """Store facts said together of a roadmap that is not under way, but in this context; by the one that is under way all else goes on.
    Returns what takes them back."""
    saying = await context.append(facts)
    await told_in_groups(context, facts)
    return FactsTold(await context.plan(), saying, _own_strand(context), None).undo


def _own_strand(context: Context) -> int:
    contact, enrolment = context.enrolled()
    own = enrolment.strand_of(contact.account.id)
    return own.id if own else 0


async def open_rooms(context: Context, topics: Collection[str]) -> None:
    """Topics that were begun have their rooms in the learner's groups."""
    for group, _ in await joined(context) if topics else ():
        for topic in topics:
            await room_wanted(context.store, group, topic, context.now)


def other_day(told: FactsTold) -> Button:
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


async def stages(context: Context) -> list[Choice]:
    """The stages of the roadmap, as choices for an argument."""
    progress = await context.progress()
    return [Choice(stage_texts.label(stage, progress), stage.by_number) for stage in context.roadmap.stages.all]


async def _topics(context: Context, statuses: AbstractSet[Status]) -> list[Choice]:
    progress = await context.progress()
    topics = [topic for topic in context.roadmap.order if progress.of(topic.slug).status in statuses]
    shown = told_apart(
        [labels.topic(topic, progress.of(topic.slug).status) for topic in topics], [[topic] for topic in topics]
    )
    return [Choice(label, str(topic.number)) for label, topic in zip(shown, topics, strict=True)]
