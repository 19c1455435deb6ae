"""What is told of a group to one of its people alone: to the account they have there, or wherever else they are reached."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.nudges.whom import whom
from bot.store import Account, Contact, Group, HelpRequest, NudgeKind, Order, Store
from bot.store.ledger import Entry

MOST_TOLD = 3
"""Keepers who are told, of those who set the group last."""

WAITS, ASKED, IN_VAIN, EXPIRED, TAKEN_AWAY = "waits", "asked", "unasked", "expired", "taken"
"""How a question stands."""

SET, OVER = "set", "over"
"""Whether what an admin did holds."""


async def tell_keepers(store: Store, group: Group, kind: NudgeKind, cause: str, now: datetime) -> bool:
    """Let the keepers of a group know, once for each cause of up to 20 characters. False where none of them is reached."""
    to = await reached(store, await store.keepers.of_group(group.id, MOST_TOLD))
    await store.ledger.file(*(_entry(one, kind, group.id, cause, now) for one in to))
    return bool(to)


async def tell_asker(store: Store, request: HelpRequest, standing: str, now: datetime) -> None:
    """Let somebody know how their question stands, once for each way it can stand."""
    to = await reached(store, [request.account_id])
    await store.ledger.file(*(_entry(one, NudgeKind.HELP_STANDS, request.id, standing, now) for one in to))


async def taken_away(store: Store, request: HelpRequest, now: datetime) -> None:
    """The post of a question is gone, so nobody is to be sent there: it is closed, and whoever asked hears so, unless it was
    settled before."""
    if request.closed_at is None:
        await store.helping.close(request.id, now)
        await tell_asker(store, request, TAKEN_AWAY, now)


async def tell_member(store: Store, order: Order, news: str, now: datetime) -> None:
    """Let somebody know what an admin did about them, or that it is over."""
    found = await reached(store, [order.account_id])
    await store.ledger.file(*(_entry(one, NudgeKind.ORDER, order.id, news, now) for one in found))


async def reached(store: Store, account_ids: Iterable[int]) -> list[Account]:
    """The accounts by which those who have these are reached."""
    return [*(await reached_by(store, await store.learners.by_ids([*account_ids]))).values()]


async def reached_by(store: Store, contacts: Mapping[int, Contact]) -> dict[int, Account]:
    """By which account each of these is reached, by that which they have; without whom nobody reaches."""
    away = [one.learner.id for one in contacts.values() if one.account.unreachable_at]
    others = await store.learners.accounts(away) if away else {}
    found = {
        number: whom(one.learner, others[one.learner.id]) if one.account.unreachable_at else one.account
        for number, one in contacts.items()
    }
    return {number: account for number, account in found.items() if account}


def _entry(to: Account, kind: NudgeKind, subject: int, cause: str, now: datetime) -> Entry:
    return Entry(to.learner_id, to.id, to.platform, kind, f"{subject}.{cause}", now, subject)
