"""What commands enter between partners: a promise made, and what became of it."""

from datetime import date, datetime
from zlib import crc32

from bot.nudges.partner.addressees import reaching
from bot.store import Deed, Membership, NudgeKind, Pairing, Promise, Store


async def promise_told(store: Store, promise: Promise, now: datetime, today: date) -> int:
    """Let the partners know what is promised; returns how many hear it. A promise that takes the place of an earlier
    one is told again, once for each day of whoever promises: ``today`` is theirs. Of who is muted nobody hears, nor what becomes of
    it, be it that the mute is over by then."""
    said = (NudgeKind.PROMISED.value, promise.id)
    kind, subject = said
    await store.orders.undo(promise.group_id, now, deed=Deed.UNTOLD.value, kind=kind, subject=subject)
    if promise.account_id in await store.orders.muted(promise.group_id, now):
        await store.orders.note(promise.group_id, promise.account_id, Deed.UNTOLD, now, said=said)
        return 0
    return await _tell(store, promise, NudgeKind.PROMISED, f"{promise.id}.{today}", now)


async def outcome_told(store: Store, promise: Promise, now: datetime) -> int:
    """Let the partners know what became of a promise; returns how many hear it. Said again, it is not told again, unless something
    else was promised in its place. Nobody hears of one that is not for partners."""
    if await is_between_us(store, promise, now):
        return 0
    return await _tell(store, promise, NudgeKind.OUTCOME, _period_of(promise), now)


def is_of(period: str, promise: Promise) -> bool:
    """Whether a row of this period is about what is promised now, and not about what it took the place of; rows of earlier versions bear the
    promise's number alone."""
    return period in {f"{promise.id}", _period_of(promise)}


def _period_of(promise: Promise) -> str:
    return f"{promise.id}.{crc32(promise.text.encode())}"


async def is_between_us(store: Store, promise: Promise, now: datetime) -> bool:
    """Whether partners hear nothing of a promise: whoever made it is muted in the group, or was when they did."""
    if promise.account_id in await store.orders.muted(promise.group_id, now):
        return True
    return promise.id in await store.orders.said(promise.group_id, NudgeKind.PROMISED, [Deed.UNTOLD], now)


async def let_go(store: Store, pairing: Pairing, me: Membership, now: datetime) -> None:
    """Let the partners know that a member takes another one."""
    period = f"{pairing.id}.{me.id}"
    await _enter(store, pairing, me.account_id, NudgeKind.LET_GO, period=period, now=now, subject=me.id)


async def _tell(store: Store, promise: Promise, kind: NudgeKind, period: str, now: datetime) -> int:
    pairing = await store.partners.of_account(promise.group_id, promise.account_id)
    if pairing is None:
        return 0
    return await _enter(store, pairing, promise.account_id, kind, period=period, now=now, subject=promise.id)


async def _enter(
    store: Store, pairing: Pairing, account_id: int, kind: NudgeKind, *, period: str, now: datetime, subject: int
) -> int:
    """A row for each of the others; returns how many want to hear of it, as who has their nudges off does not."""
    others = [account for account in pairing.accounts if account != account_id]
    if not others:
        return 0
    members = (await store.members.seen([pairing.group_id], others))[pairing.group_id]
    reach = await reaching(store, members)
    await store.ledger.file(*(reach.entry(one, kind, period, now, subject) for one in members))
    return sum(one.contact.learner.nudges_on for one in members)
