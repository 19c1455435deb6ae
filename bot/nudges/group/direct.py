"""What is told of a group to one of its people alone: to the account they have there, or wherever else they are reached."""

from collections.abc import Iterable
from datetime import datetime

from bot.nudges.whom import whom
from bot.store import Account, Contact, Group, HelpRequest, NudgeKind, Store
from bot.store.ledger import Entry

MOST_TOLD = 3
"""Keepers who are told, of those who set the group last."""

WAITS, ASKED, IN_VAIN = "waits", "asked", "in vain"
"""How a question stands."""


async def tell_keepers(store: Store, group: Group, kind: NudgeKind, cause: str, now: datetime) -> bool:
    """Let the keepers of a group know, once for each cause of up to 20 characters. False where none of them is reached."""
    keepers = await store.keepers.of_group(group.id, MOST_TOLD)
    return await _tell(store, keepers, kind, f"{group.id}.{cause}", group.id, now)


async def tell_asker(store: Store, request: HelpRequest, standing: str, now: datetime) -> None:
    """Let somebody know how their question stands, once for each way it can stand."""
    period = f"{request.id}.{standing}"
    await _tell(store, [request.account_id], NudgeKind.HELP_STANDS, period, request.id, now)


async def _tell(
    store: Store, account_ids: Iterable[int], kind: NudgeKind, period: str, subject: int, now: datetime
) -> bool:
    contacts = await store.learners.by_ids([*account_ids])
    reached = [account for one in contacts.values() if (account := await _reached(store, one))]
    entries = [Entry(one.learner_id, one.id, one.platform, kind, period, now, subject) for one in reached]
    await store.ledger.file(*entries)
    return bool(entries)


async def _reached(store: Store, contact: Contact) -> Account | None:
    if contact.account.unreachable_at is None:
        return contact.account
    learner = contact.learner
    return whom(learner, (await store.learners.accounts([learner.id]))[learner.id])
