"""The tick: enters the nudges that have come due in the ledger and moves every learner on to the next one."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.nudges.when import SHELF_LIFE, next_occurrence, week_of
from bot.nudges.whom import whom
from bot.store import Account, Database, Learner, NudgeKind
from bot.store.ledger import Entry

log = structlog.get_logger()

BATCH = 500
"""Learners moved on in one transaction."""


async def tick(database: Database, default_zone: str) -> int:
    """Enter every nudge that is due now and return how many were entered.

    After a long time down, of the weeks missed the first is entered, to be skipped and recorded, and one that still
    keeps, to be sent.

    Entering and moving on are one transaction: a crash leaves both or neither. A week that is in the ledger already
    only moves the learner on.
    """
    entered = 0
    while True:
        async with database.store(lasting=False) as store:
            now = await store.now()
            due = await store.learners.due(now, BATCH)
            entries, following = _moves(due, now, default_zone)
            entered += await store.ledger.file(*entries)
            await store.learners.set_next_nudges(following)
        if len(due) < BATCH:
            break
    if entered:
        log.info("nudges.entered", count=entered)
    return entered


def _moves(
    due: Sequence[tuple[Learner, Sequence[Account]]], now: datetime, default_zone: str
) -> tuple[list[Entry], dict[int, datetime | None]]:
    """What is to be entered, and when each learner is due next; one who cannot be written to is not, until they speak."""
    entries: list[Entry] = []
    following: dict[int, datetime | None] = {}
    for learner, accounts in due:
        account = whom(learner, accounts)
        if account is None:
            following[learner.id] = None
            continue
        moment, zone = learner.next_nudge_at or now, learner.zone_or(default_zone)
        week = week_of(moment, zone)
        entries.append(Entry(learner.id, account.id, account.platform, NudgeKind.WEEKLY, week, moment))
        after = max(moment, now - SHELF_LIFE)
        following[learner.id] = next_occurrence(learner.nudge_weekday, learner.nudge_time, zone, after)
    return entries, following
