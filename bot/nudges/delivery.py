"""Delivery: claims due nudges, composes them at the moment of sending, sends them, records what became of them.

One courier for each platform. Claiming and recording are transactions of their own, and none is open while the network
is slow. Rate slots are reserved in the claiming transaction, so that all processes of one bot share the limits.
"""

import asyncio
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from time import monotonic

import structlog

from bot import metrics
from bot.chat import buttons
from bot.chat.library import find_roadmaps
from bot.chat.limits import Limit
from bot.chat.platform import Platform
from bot.chat.reply import Message
from bot.errors import Conflict, DatabaseGone, SendError, TryLater, Unreachable
from bot.nudges.retrying import Chance, next_try
from bot.nudges.settling import Due, settle
from bot.nudges.what import compose
from bot.nudges.whom import whom
from bot.store import Database, Nudge, NudgeState, Outcome, Store
from bot.store.rates import Want

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]

SOON = timedelta(seconds=1)
"""A slot later than this is not waited for; the nudge is put back until then."""

PATIENCE_SECONDS = 0.5
"""The first pause before outcomes are recorded again when the database was gone."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed nudge with its message and the moment it may leave; a farewell is the last one there is."""

    nudge: Nudge
    user_id: int
    message: Message
    leaves_at: datetime
    is_farewell: bool


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
        lease: timedelta,
    ) -> None:
        self._database, self._platform, self._limit = database, platform, limit
        self._in_flight, self._default_zone = in_flight, default_zone
        self._chance, self._sleep, self._lease = chance, sleep, lease

    async def deliver(self, stopping: Callable[[], bool]) -> int:
        """Send every nudge that is due now, until told to stop, and return how many were sent."""
        sent = 0
        while not stopping():
            async with self._database.store() as store:
                now, started = await store.now(), monotonic()
                nudges = await self._claim(store, now)
                parcels = await self._pack(store, nudges, now)
            if not nudges:
                break
            passed = timedelta(seconds=monotonic() - started)
            outcomes = await asyncio.gather(*(self._send(parcel, now + passed) for parcel in parcels))
            await self._record(parcels, outcomes)
            sent += sum(outcome.state is NudgeState.SENT for outcome in outcomes)
        return sent

    async def _claim(self, store: Store, now: datetime) -> Sequence[Nudge]:
        """The next batch; none while the platform asked everybody to wait."""
        name = self._platform.name
        free_at = await store.rates.reserve({name: Want(timedelta(0))}, now)
        if free_at[name] > now + SOON:
            return ()
        holder = secrets.token_urlsafe(12)
        return await store.ledger.claim([name], now, lease=holder, most=self._in_flight, lasts=self._lease)

    async def _pack(self, store: Store, nudges: Sequence[Nudge], now: datetime) -> list[Parcel]:
        """The batch composed and with its slots; what is not to be sent now is recorded at once."""
        contacts = await store.learners.by_ids([nudge.account_id for nudge in nudges])
        enrolments = [one.enrolment for one in contacts.values() if one.enrolment]
        events = await store.facts.of_all([one.ids for one in enrolments])
        roadmaps = await find_roadmaps(store, {one.roadmap for one in enrolments})
        judged = [
            settle(nudge, contacts[nudge.account_id], events, roadmaps, now, default_zone=self._default_zone)
            for nudge in nudges
        ]
        settled = [one for one in judged if isinstance(one, Outcome)]
        parcels: list[Parcel] = []
        for due, leaves_at, is_soon in await self._slots(store, [one for one in judged if isinstance(one, Due)], now):
            if is_soon:
                parcels.append(await self._parcel(store, due, leaves_at, now))
            else:
                settled.append(Outcome(due.nudge, NudgeState.DUE, due.nudge.reason, due_at=leaves_at))
        await store.ledger.record(settled, now)
        for outcome in settled:
            if outcome.state is NudgeState.UNREACHABLE:
                await self._fall_back(store, outcome.nudge, now)
        _report(settled)
        return parcels

    async def _slots(self, store: Store, batch: Sequence[Due], now: datetime) -> list[tuple[Due, datetime, bool]]:
        """When each may leave, and whether that is soon: one interval apart over all, one chat interval apart in a
        chat. Only what leaves soon takes its slot; the rest would push itself ever further ahead."""
        if not batch:
            return []
        everybody, chats = self._platform.name, {self._chat(due) for due in batch}
        free_at = await store.rates.reserve(dict.fromkeys([everybody, *chats], Want(timedelta(0))), now)
        horizon = now + SOON + self._in_flight * self._limit.interval
        slots: list[tuple[Due, datetime, bool]] = []
        taken: dict[str, datetime] = {}
        for due in batch:
            chat = self._chat(due)
            leaves_at = max(free_at[everybody], free_at[chat])
            slots.append((due, leaves_at, leaves_at <= horizon))
            free_at[chat] = leaves_at + self._limit.chat_interval
            if leaves_at <= horizon:
                free_at[everybody] += self._limit.interval
                taken |= {chat: free_at[chat], everybody: free_at[everybody]}
        await store.rates.hold(taken)
        return slots

    def _chat(self, due: Due) -> str:
        return f"{self._platform.name}:{due.contact.account.user_id}"

    async def _parcel(self, store: Store, due: Due, leaves_at: datetime, now: datetime) -> Parcel:
        account = due.contact.account
        message = await buttons.ready(
            compose(due.plan), store=store, user_id=account.user_id, open_to_all=frozenset(), now=now
        )
        message = replace(message, key=_key(due.nudge))
        return Parcel(due.nudge, account.user_id, message, leaves_at, is_farewell=due.plan.finished)

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

    async def _record(self, parcels: Sequence[Parcel], outcomes: Sequence[Outcome]) -> None:
        """Record the outcomes; while the database is gone, or somebody in the way, they are kept and tried again, as long
        as the lease lasts."""
        pause, waited = PATIENCE_SECONDS, 0.0
        while True:
            try:
                async with self._database.store() as store:
                    await self._write(store, parcels, outcomes)
                break
            except (Conflict, DatabaseGone) as error:
                if waited > self._lease.total_seconds():
                    raise
                log.warning("nudges.not_recorded", error=type(error).__name__, waited=waited)
                await self._sleep(pause)
                waited, pause = waited + pause, pause * 2
        _report(outcomes)

    async def _write(self, store: Store, parcels: Sequence[Parcel], outcomes: Sequence[Outcome]) -> None:
        now = await store.now()
        await store.ledger.record(outcomes, now)
        for parcel, outcome in zip(parcels, outcomes, strict=True):
            nudge = parcel.nudge
            if outcome.state is NudgeState.UNREACHABLE:
                await store.learners.set_unreachable(nudge.account_id, now)
                await self._fall_back(store, nudge, now)
            elif outcome.state is NudgeState.SENT and parcel.is_farewell:
                await store.learners.bid_farewell(nudge.account_id, now)
            elif outcome.hold_until:
                await store.rates.hold({self._platform.name: outcome.hold_until})

    async def _fall_back(self, store: Store, nudge: Nudge, now: datetime) -> None:
        """Let a nudge that could not be delivered fall due on the learner's other chat; without one, nudges stop."""
        contact = (await store.learners.by_ids([nudge.account_id])).get(nudge.account_id)
        if contact is None:
            return
        learner = contact.learner  # not the nudge's: it may have been linked since the nudge was claimed
        accounts = await store.learners.accounts([learner.id])
        if other := whom(learner, accounts[learner.id]):
            await store.ledger.redirect(nudge, other, now)
        else:
            await store.learners.set_next_nudge(learner.id, None)


def _key(nudge: Nudge) -> str:
    """What a nudge is known by however often it is sent: 20 characters, the same for its learner, kind and period."""
    whole = f"{nudge.learner_id} {nudge.kind} {nudge.period}"
    return urlsafe_b64encode(blake2b(whole.encode(), digest_size=15).digest()).decode()


def _report(outcomes: Sequence[Outcome]) -> None:
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
