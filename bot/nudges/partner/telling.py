"""What commands enter between partners: a promise made, and what became of it."""

from datetime import datetime

from bot.nudges.partner.reaching import reaching
from bot.store import NudgeKind, Promise, Store


async def promise_told(store: Store, promise: Promise, now: datetime) -> int:
    """Let the partners know what is promised; returns how many there are. A promise that takes the place of an earlier
    one is told again, once for each day."""
    return await _tell(store, promise, NudgeKind.PROMISED, f"{promise.id}.{now.date()}", now)


async def outcome_told(store: Store, promise: Promise, now: datetime) -> int:
    """Let the partners know what became of a promise; returns how many there are. Said again, it is not told again."""
    return await _tell(store, promise, NudgeKind.OUTCOME, f"{promise.id}", now)


async def _tell(store: Store, promise: Promise, kind: NudgeKind, period: str, now: datetime) -> int:
    pairing = await store.partners.of_account(promise.group_id, promise.account_id)
    others = [account for account in pairing.accounts if account != promise.account_id] if pairing else []
    if not others:
        return 0
    members = (await store.members.seen([promise.group_id], others))[promise.group_id]
    reach = await reaching(store, members)
    await store.ledger.file(*(reach.entry(one, kind, period, now, promise.id) for one in members))
    return len(members)
