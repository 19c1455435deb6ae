"""An incident is kept, and the operators are told of it at once; of those that follow soon together, in one message."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

import structlog

from bot import metrics
from bot.chat.platform import Speaker
from bot.store import Account, Database, NudgeKind, Store
from bot.store.incidents import Incident
from bot.store.ledger import Entry

log = structlog.get_logger()

TOGETHER = timedelta(minutes=10)
"""Incidents within such a span after one that was told come in one message at its end."""


def new_number() -> str:
    """What a new one is called, in the log and to whoever is told of it."""
    return secrets.token_hex(4)


async def noted(database: Database, operators: Collection[Speaker], number: str, platform: str) -> bool:
    """Keep it, and file the messages; whether that worked, for what broke may be the database."""
    metrics.incidents[platform] += 1
    try:
        async with database.store() as store:
            now = await store.now()
            incident = await store.operating.incidents.note(number, platform, now)
            for operator in operators:
                contact = await store.learners.seen(operator.platform, operator.user_id)
                if contact:
                    await _file(store, contact.account, incident, now)
    except Exception:
        log.exception("incident.not_noted", incident=number)
        return False
    return True


async def _file(store: Store, to: Account, incident: Incident, now: datetime) -> None:
    """A row that tells it, unless one that waits does so: each tells all incidents up to its own moment."""
    last = await store.ledger.last_of_account(to.id, NudgeKind.INCIDENT)
    if last and last >= now:
        return
    due = max(now, last + TOGETHER) if last else now
    period = f"{to.id}.{incident.id}"
    await store.ledger.file(Entry(to.learner_id, to.id, to.platform, NudgeKind.INCIDENT, period, due, incident.id))
