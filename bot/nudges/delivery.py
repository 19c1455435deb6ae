"""Delivery: claims due nudges, composes them at the moment of sending, sends them, records what became of them.

Claiming and recording are transactions of their own, and none is open while the network is slow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.chat import buttons
from bot.chat.library import library
from bot.chat.platform import Platform
from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import SendError, TryLater, Unreachable
from bot.nudges.what import compose
from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.store import Contact, Database, Nudge, NudgeState, Store
from roadmap.plan import make_plan
from roadmap.progress import replay

log = structlog.get_logger()

RETRY = timedelta(minutes=5)
"""When a nudge is tried again after a fault that passes, unless the platform said when."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed nudge with its message, ready to go."""

    nudge: Nudge
    platform: str
    user_id: int
    message: Message


class Delivery:
    """Sends the due nudges of the platforms it has."""

    def __init__(self, database: Database, platforms: Mapping[str, Platform], clock: Clock, default_zone: str) -> None:
        self._database = database
        self._platforms = platforms
        self._clock = clock
        self._default_zone = default_zone

    async def deliver(self, stopping: Callable[[], bool]) -> int:
        """Send every nudge that is due now, until told to stop, and return how many were sent."""
        sent = 0
        while not stopping():
            async with self._database.store() as store:
                nudge = await store.ledger.claim(tuple(self._platforms), self._clock())
                parcel = await self._pack(store, nudge) if nudge else None
            if nudge is None:
                return sent
            if parcel:
                sent += await self._send(parcel)
        return sent

    async def _pack(self, store: Store, nudge: Nudge) -> Parcel | None:
        """The message of a claimed nudge; None where it is to be put back or not sent at all, which is recorded."""
        now = self._clock()
        contact = await store.learners.by_id(nudge.account_id)
        if contact is None:
            return None
        zone = ZoneInfo(contact.learner.zone or self._default_zone)
        moment = after_quiet(now, contact.learner.quiet, zone)
        if reason := _unwanted(contact, nudge, moment):
            await self._skip(store, nudge, reason)
            return None
        if moment > now:
            await store.ledger.defer(nudge.id, moment, "quiet hours")
            return None
        return await self._compose(store, nudge, contact, zone, now)

    async def _compose(
        self, store: Store, nudge: Nudge, contact: Contact, zone: ZoneInfo, now: datetime
    ) -> Parcel | None:
        enrolment, today = contact.enrolment, now.astimezone(zone).date()
        if enrolment is None:
            await self._skip(store, nudge, "no roadmap")
            return None
        progress = replay(enrolment.first_day, await store.facts.of(enrolment.id))
        if progress.pause_on(today):
            await self._skip(store, nudge, "paused")
            return None
        plan = make_plan(library()[enrolment.roadmap], progress, today)
        if plan.finished:
            await store.learners.change(contact.learner.id, next_nudge_at=None)
        message = await buttons.ready(
            compose(plan), store=store, user_id=contact.account.user_id, open_to_all=frozenset(), now=now
        )
        return Parcel(nudge, contact.account.platform, contact.account.user_id, message)

    async def _skip(self, store: Store, nudge: Nudge, reason: str) -> None:
        await store.ledger.record(nudge.id, NudgeState.SKIPPED, reason=reason)
        log.info("nudge", nudge=nudge.id, kind=nudge.kind, outcome=NudgeState.SKIPPED, reason=reason)

    async def _send(self, parcel: Parcel) -> bool:
        try:
            message_id = await self._platforms[parcel.platform].send(parcel.user_id, parcel.message)
        except SendError as error:
            await self._failed(parcel.nudge, error)
            return False
        async with self._database.store() as store:
            await store.ledger.record(parcel.nudge.id, NudgeState.SENT, sent_at=self._clock(), message_id=message_id)
        log.info("nudge", nudge=parcel.nudge.id, kind=parcel.nudge.kind, outcome=NudgeState.SENT)
        return True

    async def _failed(self, nudge: Nudge, error: SendError) -> None:
        reason = getattr(error, "reason", "")
        async with self._database.store() as store:
            match error:
                case TryLater(seconds=seconds):
                    outcome = NudgeState.DUE
                    pause = timedelta(seconds=seconds) if seconds else RETRY
                    await store.ledger.defer(nudge.id, self._clock() + pause, reason)
                case Unreachable():
                    outcome = NudgeState.UNREACHABLE
                    await store.ledger.record(nudge.id, outcome, reason=reason)
                    await store.learners.set_unreachable(nudge.account_id, self._clock())
                    await store.learners.change(nudge.learner_id, next_nudge_at=None)
                case _:
                    outcome = NudgeState.FAILED
                    await store.ledger.record(nudge.id, outcome, reason=reason)
        log.info("nudge", nudge=nudge.id, kind=nudge.kind, outcome=outcome, reason=reason)


def _unwanted(contact: Contact, nudge: Nudge, moment: datetime) -> str | None:
    """Why a nudge that could be sent at ``moment`` is not to be sent any more, if so."""
    if moment - nudge.first_due_at > SHELF_LIFE:
        return "too late"
    if contact.account.unreachable_at:
        return "unreachable"
    if not contact.learner.nudges_on:
        return "nudges are off"
    return None
