"""What became of rows, written down together with what follows from it."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot import metrics
from bot.nudges.errands import Parcel
from bot.nudges.group.refusals import ended, taken
from bot.nudges.group.rounds import opened
from bot.nudges.refused import fall_back, mend
from bot.send_errors import SendError
from bot.store import NudgeState, Outcome, Store

log = structlog.get_logger()

Left = tuple[Outcome, SendError | None]
"""What became of a parcel, and the refusal it came from."""


async def record_left(
    store: Store, parcels: Sequence[Parcel], left: Sequence[Left], now: datetime, default_zone: str
) -> None:
    """Record what became of rows that were carried out, or tried to be."""
    await store.ledger.record([outcome for outcome, _ in left], now)
    pairs = zip(parcels, left, strict=True)
    await taken(store, [parcel for parcel, (outcome, _) in pairs if outcome.state is NudgeState.SENT], now)
    for parcel, (outcome, error) in zip(parcels, left, strict=True):
        if outcome.state is NudgeState.SENT and (afterwards := parcel.errand.afterwards):
            await afterwards.keep(store, outcome.message_id, now)
        if error:
            await mend(store, parcel, error, now)
        await ended(store, outcome, now)
        if outcome.hold_until:
            await store.rates.hold({parcel.nudge.platform: outcome.hold_until})
    await opened(store, [outcome for outcome, _ in left], now, default_zone)


async def record_settled(store: Store, settled: Sequence[Outcome], now: datetime, default_zone: str) -> None:
    """Record what becomes of rows that are not sent."""
    await store.ledger.record(settled, now)
    for outcome in settled:
        if outcome.state is NudgeState.UNREACHABLE:
            await fall_back(store, outcome.nudge, now)
        await ended(store, outcome, now)
    await opened(store, settled, now, default_zone)


def report(outcomes: Sequence[Outcome]) -> None:
    """Count and log what was recorded."""
    for outcome in outcomes:
        nudge = outcome.nudge
        metrics.nudges[outcome.state.value] += 1
        log.info(
            "nudge",
            nudge=nudge.id,
            kind=nudge.kind.value,
            group=nudge.group_id,
            outcome=outcome.state.value,
            reason=outcome.reason,
            attempt=nudge.attempts,
        )
