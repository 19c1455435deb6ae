"""Alerts: what each chat of a learner hears at once of what another one did with what is theirs together."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_hex

from bot.store import Account, NudgeKind, Store
from bot.store.ledger import Entry

ONCE_IN = timedelta(minutes=10)
"""Exports of one chat within such a span are told of once: who tries all the forms does one thing."""


async def alert(store: Store, kind: NudgeKind, to: Iterable[Account], by: Account) -> None:
    """Let these accounts know what another one did."""
    now = await store.now()
    await store.ledger.file(*(_entry(kind, one, by, token_hex(6), now) for one in to if one.id != by.id))


async def exported(store: Store, by: Account) -> None:
    """Let the learner's other chats know that one of them took everything along."""
    own, now = (await store.learners.accounts([by.learner_id]))[by.learner_id], await store.now()
    span = f"{now.timestamp() // ONCE_IN.total_seconds():.0f}"
    others = [one for one in own if one.id != by.id]
    await store.ledger.file(*(_entry(NudgeKind.EXPORTED, one, by, span, now) for one in others))


def platform_in(period: str) -> str:
    """On which platform was done what an alert of this period tells of."""
    return period.partition(".")[0]


def _entry(kind: NudgeKind, to: Account, by: Account, what: str, now: datetime) -> Entry:
    return Entry(to.learner_id, to.id, to.platform, kind, f"{by.platform}.{to.id}.{what}", now)
