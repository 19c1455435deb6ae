"""Delivery: claims due nudges, composes them at the moment of sending, sends them, records what became of them.

One courier for each platform. Claiming and recording are transactions of their own, and none is open while the network
is slow. Rate slots are reserved in the claiming transaction, so that all processes of one bot share the limits.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import metrics
from bot.chat import buttons
from bot.chat.library import library
from bot.chat.limits import Limit
from bot.chat.platform import Platform
from bot.chat.reply import Message
from bot.errors import DatabaseGone, SendError, TryLater, Unreachable
from bot.nudges.retrying import Chance, next_try
from bot.nudges.what import compose
from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.store import Contact, Database, Nudge, NudgeState, Outcome, Store
from bot.store.ledger import LEASE
from bot.store.rates import Want
from roadmap.plan import make_plan
from roadmap.progress import ProgressEvent, replay

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]

SOON = timedelta(seconds=1)
"""A slot later than this is not waited for; the nudge is put back until then."""

PATIENCE_SECONDS = 0.5
"""The first pause before an outcome is recorded again when the database was gone."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed nudge with its message and the moment it may leave."""

    nudge: Nudge
    user_id: int
    message: Message
    leaves_at: datetime


class Courier:
    """Sends the due nudges of one platform, ``in_flight`` at a time; that many may be repeated after a crash."""

    def __init__(
        self,
        database: Database,
        platform: Platform,
        *,
        limit: Limit,
        in_flight: int,
        default_zone: str,
        chance: Chance,
        sleep: Sleep,
    ) -> None:
        self._database, self._platform, self._limit = database, platform, limit
        self._in_flight, self._default_zone = in_flight, default_zone
        self._chance, self._sleep = chance, sleep

    async def deliver(self, stopping: Callable[[], bool]) -> int:
        """Send every nudge that is due now, until told to stop, and return how many were sent."""
        sent = 0
        while not stopping():
            async with self._database.store() as store:
                now = await store.now()
                claimed, parcels = await self._claim(store, now)
            if not claimed:
                break
            outcomes = await asyncio.gather(*(self._send(parcel, now) for parcel in parcels))
            await self._record(outcomes)
            sent += sum(outcome.state is NudgeState.SENT for outcome in outcomes)
        return sent

    async def _claim(self, store: Store, now: datetime) -> tuple[int, list[Parcel]]:
        """Claim a batch; what is not to be sent now is recorded at once, the rest comes back ready to leave."""
        name = self._platform.name
        if (slots := await store.rates.reserve({name: Want(timedelta(0))}, now))[name] > now + SOON:
            return 0, []
        nudges = await store.ledger.claim([name], now, lease=secrets.token_urlsafe(12), most=self._in_flight)
        contacts = await store.learners.by_ids([nudge.account_id for nudge in nudges])
        events = await store.facts.of_all([c.enrolment.id for c in contacts.values() if c.enrolment])
        settled: list[Outcome] = []
        ready: list[tuple[Nudge, Contact]] = []
        for nudge in nudges:
            contact = contacts[nudge.account_id]
            if outcome := _settle(nudge, contact, events, now, self._default_zone):
                settled.append(outcome)
            else:
                ready.append((nudge, contact))
        slots = await store.rates.reserve(self._wants(ready), now)
        parcels: list[Parcel] = []
        for index, (nudge, contact) in enumerate(ready):
            leaves_at = max(slots[name] + index * self._limit.interval, slots[self._chat(contact)])
            if leaves_at > now + SOON + index * self._limit.interval:
                settled.append(Outcome(nudge, NudgeState.DUE, due_at=leaves_at))
            else:
                parcels.append(
                    Parcel(nudge, contact.account.user_id, await self._pack(store, contact, events, now), leaves_at)
                )
        await store.ledger.record(settled, now)
        _report(settled)
        return len(nudges), parcels

    def _wants(self, ready: list[tuple[Nudge, Contact]]) -> dict[str, Want]:
        if not ready:
            return {}
        chats = {self._chat(contact): Want(self._limit.chat_interval) for _, contact in ready}
        return {**chats, self._platform.name: Want(self._limit.interval, len(ready))}

    def _chat(self, contact: Contact) -> str:
        return f"{self._platform.name}:{contact.account.user_id}"

    async def _pack(
        self, store: Store, contact: Contact, events: Mapping[int, tuple[ProgressEvent, ...]], now: datetime
    ) -> Message:
        """The message, composed now; the last one, when all is done, ends the weekly nudges."""
        enrolment = contact.enrolment
        assert enrolment is not None  # noqa: S101 - _settle has seen to it
        today = now.astimezone(_zone(contact, self._default_zone)).date()
        plan = make_plan(library()[enrolment.roadmap], replay(enrolment.first_day, events[enrolment.id]), today)
        if plan.finished:
            await store.learners.change(contact.learner.id, next_nudge_at=None)
        return await buttons.ready(
            compose(plan), store=store, user_id=contact.account.user_id, open_to_all=frozenset(), now=now
        )

    async def _send(self, parcel: Parcel, now: datetime) -> Outcome:
        nudge = parcel.nudge
        if (wait := (parcel.leaves_at - now).total_seconds()) > 0:
            await self._sleep(wait)
        try:
            message_id = await self._platform.send(parcel.user_id, parcel.message)
        except TryLater as error:
            return next_try(nudge, error, now, self._chance)
        except Unreachable as error:
            return Outcome(nudge, NudgeState.UNREACHABLE, error.reason)
        except SendError as error:
            return Outcome(nudge, NudgeState.FAILED, getattr(error, "reason", ""))
        except Exception as error:
            log.exception("nudge.broke", nudge=nudge.id)
            return Outcome(nudge, NudgeState.FAILED, type(error).__name__)
        return Outcome(nudge, NudgeState.SENT, message_id=message_id)

    async def _record(self, outcomes: list[Outcome]) -> None:
        """Record the outcomes; while the database is gone they are kept and tried again, as long as the lease lasts."""
        pause, waited = PATIENCE_SECONDS, 0.0
        while True:
            try:
                async with self._database.store() as store:
                    await self._write(store, outcomes)
                break
            except DatabaseGone:
                if waited > LEASE.total_seconds():
                    raise
                log.warning("nudges.database_gone", waited=waited)
                await self._sleep(pause)
                waited, pause = waited + pause, pause * 2
        _report(outcomes)

    async def _write(self, store: Store, outcomes: list[Outcome]) -> None:
        now = await store.now()
        await store.ledger.record(outcomes, now)
        for outcome in outcomes:
            if outcome.state is NudgeState.UNREACHABLE:
                await store.learners.set_unreachable(outcome.nudge.account_id, now)
                await store.learners.change(outcome.nudge.learner_id, next_nudge_at=None)
            elif outcome.hold_until:
                await store.rates.hold(self._platform.name, outcome.hold_until)


def _settle(
    nudge: Nudge,
    contact: Contact,
    events: Mapping[int, tuple[ProgressEvent, ...]],
    now: datetime,
    default_zone: str,
) -> Outcome | None:
    """What becomes of a claimed nudge that is not to be sent now; None if it is."""
    zone = _zone(contact, default_zone)
    moment = after_quiet(now, contact.learner.quiet, zone)
    if reason := _unwanted(nudge, contact, events, moment, zone):
        return Outcome(nudge, NudgeState.SKIPPED, reason)
    if moment > now:
        return Outcome(nudge, NudgeState.DUE, "quiet hours", due_at=moment)
    return None


def _unwanted(
    nudge: Nudge,
    contact: Contact,
    events: Mapping[int, tuple[ProgressEvent, ...]],
    moment: datetime,
    zone: ZoneInfo,
) -> str | None:
    """Why a nudge that could be sent at ``moment`` is not to be sent any more, if so."""
    if moment - nudge.first_due_at > SHELF_LIFE:
        return "too late"
    if contact.account.unreachable_at:
        return "unreachable"
    if not contact.learner.nudges_on:
        return "nudges are off"
    if contact.enrolment is None:
        return "no roadmap"
    progress = replay(contact.enrolment.first_day, events[contact.enrolment.id])
    return "paused" if progress.pause_on(moment.astimezone(zone).date()) else None


def _zone(contact: Contact, default_zone: str) -> ZoneInfo:
    return ZoneInfo(contact.learner.zone or default_zone)


def _report(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        nudge = outcome.nudge
        metrics.nudges[outcome.state.value] += 1
        log.info(
            "nudge",
            nudge=nudge.id,
            kind=nudge.kind.value,
            outcome=outcome.state.value,
            reason=outcome.reason,
            attempt=nudge.attempts,
        )
