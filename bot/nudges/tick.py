"""The tick: enters the nudges that have come due in the ledger and moves every learner on to the next one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.nudges.when import SHELF_LIFE, next_occurrence, week_of
from bot.store import Account, Database, Learner, NudgeKind, Store

log = structlog.get_logger()

BATCH = 500
"""Learners moved on in one transaction."""

SETTLED = timedelta(minutes=1)
"""How long a limit is remembered after it has mattered."""


async def tick(database: Database, default_zone: str) -> int:
    """Enter every nudge that is due now and return how many were entered.

    After a long time down, of the weeks missed the first is entered, to be skipped and recorded, and one that still
    keeps, to be sent.

    Entering and moving on are one transaction: a crash leaves both or neither. A week that is in the ledger already
    only moves the learner on.
    """
    entered = 0
    while True:
        async with database.store() as store:
            now = await store.now()
            due = await store.learners.due(now, BATCH)
            for learner, account in due:
                entered += await _enter(store, learner, account, now, default_zone)
        if not due:
            break
    async with database.store() as store:
        await store.rates.sweep(await store.now() - SETTLED)
    if entered:
        log.info("nudges.entered", count=entered)
    return entered


async def _enter(store: Store, learner: Learner, account: Account, now: datetime, default_zone: str) -> bool:
    if learner.next_nudge_at is None:
        return False
    zone = ZoneInfo(learner.zone or default_zone)
    due = learner.next_nudge_at
    entered = await store.ledger.file(
        learner_id=learner.id,
        account_id=account.id,
        platform=account.platform,
        kind=NudgeKind.WEEKLY,
        period=week_of(due, zone),
        due_at=due,
    )
    following = next_occurrence(learner.nudge_weekday, learner.nudge_time, zone, max(due, now - SHELF_LIFE))
    await store.learners.change(learner.id, next_nudge_at=following)
    return entered
