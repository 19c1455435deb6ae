"""Timers: a focus and a break are set off, each a row of the ledger that tells its end, and the focus that is on is found."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.context import Context
from bot.nudges.when import after_quiet
from bot.store import Learner, Nudge, NudgeKind
from bot.store.ledger import Entry
from bot.store.timers import place, place_in
from roadmap import focus
from roadmap.facts import Fact, ProgressEvent


@dataclass(frozen=True, slots=True)
class Running:
    """A focus that is on: since when, when its end is told at last, and the row that will tell it."""

    event: ProgressEvent
    since: datetime
    until: datetime
    nudge: Nudge

    def minutes(self, now: datetime) -> int:
        """Whole minutes of it that have passed."""
        return max(0, int((now - self.since).total_seconds()) // 60)


async def set_focus(context: Context, event: ProgressEvent) -> datetime:
    """Let the end of a focus that begins now be told, in the chat where it was begun; returns when it is told."""
    until = context.now + timedelta(minutes=focus.length(event.fact))
    await _file(context, NudgeKind.FOCUS, place_of(event), until)
    return told_at(event.fact, until, context.enrolled()[0].learner, context.default_zone)


def told_at(fact: Fact, until: datetime, learner: Learner, default_zone: str) -> datetime:
    """When the end of a focus is told: at once where its learner has set it, after quiet hours where it had none."""
    return until if fact.minutes else after_quiet(until, learner.quiet, learner.zone_or(default_zone))


async def set_break(context: Context) -> datetime:
    """Let the end of a break be told; returns when."""
    until = context.now + timedelta(minutes=focus.BREAK)
    account = context.enrolled()[0].account
    await _file(context, NudgeKind.BREAK, f"{account.id}.{until.timestamp():.0f}", until)
    return until


async def _file(context: Context, kind: NudgeKind, period: str, due: datetime) -> None:
    account = context.enrolled()[0].account
    await context.store.ledger.file(Entry(account.learner_id, account.id, account.platform, kind, period, due))


async def running(context: Context) -> Running | None:
    """The focus that is on, whichever of the learner's chats it was begun in."""
    on = await context.store.timers.on(context.learner.id, context.now) if context.learner else None
    if on is None or context.learner is None:
        return None
    nudge, fact = on
    strand, position = place_in(nudge.period)
    since = nudge.first_due_at - timedelta(minutes=focus.length(fact))
    until = told_at(fact, nudge.first_due_at, context.learner, context.default_zone)
    return Running(ProgressEvent(position, position, fact, strand), since, until, nudge)


def place_of(event: ProgressEvent) -> str:
    """Where a focus stands among all facts, as buttons carry it."""
    return place(event.strand, event.position)
