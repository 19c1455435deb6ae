"""Delivery: claims due rows, composes them at the moment of sending, carries them out, records what became of them.

One courier for each platform, for learners and for groups alike. Claiming and recording are transactions of their own,
and none is open while the network is slow. Rate slots are reserved in the claiming transaction, so that all processes of
one bot share the limits.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

import structlog

from bot.chat.incidents import new_number, noted
from bot.chat.platform import Platform
from bot.chat.retry import retried
from bot.clock import unhurried
from bot.errors import Conflict, DatabaseGone, NotReady
from bot.nudges.batch import Installation, Ready, judged
from bot.nudges.bugs import passes
from bot.nudges.errands import Errand, Parcel, carry_out
from bot.nudges.kinds import compose
from bot.nudges.next_try import Chance
from bot.nudges.outcomes import Left, record_left, record_settled, report
from bot.nudges.pending import rows_in
from bot.nudges.refused import outcome_of
from bot.nudges.slots import Slot, slots
from bot.send_errors import SendError
from bot.store import Database, Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.store.database import Told
from bot.traits import Limit

log = structlog.get_logger()

T = TypeVar("T")

Sleep = Callable[[float], Awaitable[None]]

PATIENCE_SECONDS = 0.5
"""The first pause before outcomes are recorded again when the database was gone."""

MOST_GROUPS = 10
"""Groups' rows in one batch: composing one reads all its members, while the claiming transaction is open."""

Batch = tuple[Sequence[Nudge], list[Parcel], Told]
"""Rows that are claimed, those of them that are to be sent, composed, and the moment of that by both clocks."""


class Courier:
    """Sends the due rows of one platform, ``in_flight`` at a time; that many may be repeated after a crash."""

    def __init__(
        self,
        database: Database,
        platform: Platform,
        *,
        limit: Limit,
        in_flight: int,
        terms: Installation,
        chance: Chance,
        sleep: Sleep,
        lease: timedelta,
    ) -> None:
        self._database, self._platform, self._limit = database, platform, limit
        self._in_flight, self._terms = in_flight, terms
        self._chance, self._sleep, self._lease = chance, sleep, lease
        self._broke: list[str] = []

    async def deliver(self, stopping: Callable[[], bool]) -> int:
        """Send every row that is due now, until told to stop, and return how many were sent."""
        sent, most = 0, self._in_flight
        while not stopping():
            try:
                nudges, parcels, told = await self._batch(most)
            finally:
                await self._own_up()
            if not nudges:
                break
            now = told[0] + timedelta(seconds=monotonic() - told[1])
            try:
                left = await asyncio.gather(*(self._send(parcel, now) for parcel in parcels))
                await self._record(parcels, left, told)
            finally:
                await self._own_up()
            sent += sum(outcome.state is NudgeState.SENT for outcome, _ in left)
            met_groups = any(nudge.group_id for nudge in nudges)
            most = min(self._in_flight, MOST_GROUPS) if met_groups else self._in_flight
        return sent

    async def _batch(self, most: int) -> Batch:
        """The next batch. Where that meets a bug, it is taken once more with each row on its own, and what breaks then fails by itself."""
        try:
            return await retried(self._database, partial(self._take, most, False))
        except Exception as error:
            if passes(error):
                raise
            log.exception("nudges.taken_apart")
        return await retried(self._database, partial(self._take, most, True))

    async def _take(self, most: int, apart: bool, hasty: bool) -> Batch:
        """The next batch, claimed and composed, and the moment of that by both clocks; none while the platform asked everybody to
        wait. Where a power cut takes it back, the rows
        are due again, as they would be after the lease; what became of them is recorded for good. What broke in a try that is taken
        back breaks again in the next one, and has the number of that."""
        self._broke.clear()
        async with self._database.store(hasty=hasty, lasting=False) as store:
            rows = await rows_in(store, [self._platform.name])
            now, started = rows.now, monotonic()
            nudges = await self._claim(store, now, most) if rows.has(self._platform.name) else ()
            return nudges, await self._pack(store, nudges, now, apart=apart), (now, started)

    async def _claim(self, store: Store, now: datetime, most: int) -> Sequence[Nudge]:
        """The next batch. Groups too many for it are let go of. Other processes claim at the same time: what they wait for is
        the slots alone."""
        holder = secrets.token_urlsafe(12)
        claimed = await store.ledger.claim([self._platform.name], now, lease=holder, most=most, lasts=self._lease)
        too_many = [nudge for nudge in claimed if nudge.group_id][MOST_GROUPS:]
        if not too_many:
            return claimed
        await store.ledger.put_back(too_many, now)
        return [nudge for nudge in claimed if nudge not in too_many]

    async def _pack(self, store: Store, nudges: Sequence[Nudge], now: datetime, *, apart: bool) -> list[Parcel]:
        """The batch composed and with its slots; what is not to be sent now is recorded at once."""
        found = await self._judged(store, nudges, now, apart=apart) if nudges else []
        # Learners are locked before the slots, as whoever answers them does.
        await self._settle(store, [one for one in found if isinstance(one, Outcome)], now, apart=apart)
        settled: list[Outcome] = []
        parcels: list[Parcel] = []
        ready = await self._slots(store, [one for one in found if isinstance(one, Ready)], now)
        async for slot in unhurried(ready):
            nudge = slot.ready.nudge
            if not slot.is_soon:
                settled.append(Outcome(nudge, NudgeState.DUE, nudge.reason, due_at=slot.leaves_at))
            elif isinstance(errand := await self._composed(store, slot.ready, apart=apart), Outcome):
                settled.append(errand)
            else:
                parcels.append(Parcel(nudge, errand, slot.leaves_at))
        await self._settle(store, settled, now, apart=apart)
        return parcels

    async def _judged(
        self, store: Store, nudges: Sequence[Nudge], now: datetime, *, apart: bool
    ) -> list[Ready | Outcome]:
        if not apart:
            return await judged(store, nudges, now, self._terms, self._limit)
        found: list[Ready | Outcome] = []
        for nudge in nudges:
            alone = partial(judged, store, [nudge], now, self._terms, self._limit)
            left = await self._by_itself(store, nudge, "nudge.not_judged", alone)
            found += [left] if isinstance(left, Outcome) else left
        return found

    async def _slots(self, store: Store, batch: Sequence[Ready], now: datetime) -> list[Slot]:
        return await slots(
            store,
            batch,
            now,
            everybody=self._platform.name,
            interval=self._limit.interval,
            in_flight=self._in_flight,
        )

    async def _send(self, parcel: Parcel, now: datetime) -> Left:
        nudge = parcel.nudge
        if (wait := (parcel.leaves_at - now).total_seconds()) > 0:
            await self._sleep(wait)
        try:
            made = await carry_out(self._platform, parcel.errand.what)
        except SendError as error:
            return outcome_of(nudge, error, now, self._chance), error
        except Exception as error:
            log.exception("nudge.broke", incident=self._incident(nudge), nudge=nudge.id)
            return Outcome(nudge, NudgeState.FAILED, type(error).__name__), None
        errand = parcel.errand
        return Outcome(nudge, NudgeState.SENT, errand.why, message_id=made, about=errand.about), None

    async def _record(self, parcels: Sequence[Parcel], left: Sequence[Left], told: Told) -> None:
        """Record the outcomes. Where that meets a bug, they are recorded once more with each row on its own."""
        try:
            recorded = await self._patiently(partial(self._write, parcels, left, False), told)
        except Exception as error:
            if passes(error):
                raise
            log.exception("nudges.recorded_apart")
            recorded = await self._patiently(partial(self._write, parcels, left, True), told)
        report(recorded)

    async def _patiently(self, work: Callable[[Store], Awaitable[T]], told: Told) -> T:
        """What the work comes to in a transaction; while the database is gone, or somebody in the way, it is tried again, as long as the
        lease lasts. What broke in a try that is taken back breaks again in the next one, and has the number of that."""
        pause, waited, before = PATIENCE_SECONDS, 0.0, len(self._broke)
        while True:
            del self._broke[before:]
            try:
                async with self._database.store(told=told) as store:
                    return await work(store)
            except (Conflict, DatabaseGone) as error:
                if not passes(error) or waited > self._lease.total_seconds():
                    raise
                log.warning("nudges.not_recorded", error=type(error).__name__, waited=waited)
                await self._sleep(pause)
                waited, pause = waited + pause, pause * 2

    async def _write(
        self, parcels: Sequence[Parcel], left: Sequence[Left], apart: bool, store: Store
    ) -> Sequence[Outcome]:
        """What was recorded in this transaction."""
        now, zone = await store.now(), self._terms.default_zone
        if not apart:
            await record_left(store, parcels, left, now, zone)
            return [outcome for outcome, _ in left]
        return [
            await self._recorded_alone(store, one[0], now, partial(record_left, store, [parcel], [one], now, zone))
            for parcel, one in zip(parcels, left, strict=True)
        ]

    async def _settle(self, store: Store, settled: Sequence[Outcome], now: datetime, *, apart: bool) -> None:
        zone = self._terms.default_zone
        if not apart:
            await record_settled(store, settled, now, zone)
        else:
            settled = [
                await self._recorded_alone(store, one, now, partial(record_settled, store, [one], now, zone))
                for one in settled
            ]
        report(settled)

    async def _recorded_alone(
        self, store: Store, outcome: Outcome, now: datetime, work: Callable[[], Awaitable[None]]
    ) -> Outcome:
        """The outcome of a row, which the work records. Where that meets a bug the row fails, without all that would follow; but what has
        arrived is recorded as sent, for nobody is to get it again."""
        broke = await self._by_itself(store, outcome.nudge, "nudge.not_followed", work)
        if broke is None:
            return outcome
        if outcome.state is NudgeState.SENT:
            broke = Outcome(outcome.nudge, NudgeState.SENT, outcome.reason, message_id=outcome.message_id)
        await store.ledger.record([broke], now)
        return broke

    async def _composed(self, store: Store, ready: Ready, *, apart: bool) -> Errand | Outcome:
        if not apart:
            return await compose(ready.scene)
        return await self._by_itself(store, ready.nudge, "nudge.not_composed", partial(compose, ready.scene))

    async def _by_itself(self, store: Store, nudge: Nudge, event: str, work: Callable[[], Awaitable[T]]) -> T | Outcome:
        """What the work for a row comes to. A row that meets a bug fails by itself: the others of the batch are not kept waiting."""
        try:
            async with store.apart():
                return await work()
        except NotReady:
            raise
        except Exception as error:
            if passes(error):
                raise
            log.exception(event, incident=self._incident(nudge), nudge=nudge.id)
            return Outcome(nudge, NudgeState.FAILED, type(error).__name__)

    def _incident(self, nudge: Nudge) -> str:
        """The number of the bug that a row met. Of one that tells operators of bugs they are not told: that would go on for ever."""
        number = new_number()
        if nudge.kind is not NudgeKind.INCIDENT:
            self._broke.append(number)
        return number

    async def _own_up(self) -> None:
        """Let the operators know of what broke, once no transaction is open."""
        while self._broke:
            await noted(self._database, self._terms.operators, self._broke.pop(), self._platform.name)
