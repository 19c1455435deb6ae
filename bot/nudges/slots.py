"""Rate slots for a batch: one interval apart over all, one chat interval apart in a chat."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.nudges.batch import Ready
from bot.store import Store
from bot.store.rates import Want
from roadmap.value import value

SOON = timedelta(seconds=1)
"""A slot later than this is not waited for; the nudge is put back until then."""


@value
class Slot:
    """When one may leave, and whether that is soon enough to wait for it."""

    ready: Ready
    leaves_at: datetime
    is_soon: bool


async def slots(
    store: Store, batch: Sequence[Ready], now: datetime, *, everybody: str, interval: timedelta, in_flight: int
) -> list[Slot]:
    """The batch in its order. Only what leaves soon takes its slot; the rest would push itself ever further ahead.

    Other processes wait for theirs until the transaction ends. What was free while this one waited is free no more. What
    has no limit takes no slot, and is waited for by nobody.
    """
    limited = {ready.chat for ready in batch if ready.interval} | ({everybody} if batch and interval else set())
    if not limited:
        return [Slot(ready, now, is_soon=True) for ready in batch]
    ends = await store.rates.reserve(dict.fromkeys(limited, Want(timedelta(0))), now)
    now = await store.now()
    free_at = {name: max(end, now) for name, end in ends.items()}
    horizon = now + SOON + in_flight * interval
    found: list[Slot] = []
    taken: dict[str, datetime] = {}
    for ready in batch:
        leaves_at = max(free_at.get(everybody, now), free_at.get(ready.chat, now))
        found.append(Slot(ready, leaves_at, leaves_at <= horizon))
        free_at[ready.chat] = leaves_at + ready.interval
        if leaves_at <= horizon:
            free_at[everybody] = free_at.get(everybody, now) + interval
            taken |= {ready.chat: free_at[ready.chat], everybody: free_at[everybody]}
    await store.rates.hold({name: end for name, end in taken.items() if name in limited})
    return found
