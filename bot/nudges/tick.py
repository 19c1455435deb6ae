"""The tick: enters the nudges that have come due in the ledger and moves every learner on to the next one."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.nudges.bugs import Bugs
from bot.nudges.due_ones import Looks, look_at
from bot.nudges.put_off import Due, study_times_put_off, weekly_put_off
from bot.nudges.schedules import entries, following
from bot.nudges.study_times import stamp_of, study_time_after
from bot.nudges.when import SHELF_LIFE
from bot.nudges.whom import whom
from bot.store import Database, NudgeKind, Store
from bot.store.ledger import Entry

log = structlog.get_logger()

BATCH = 500
"""Learners moved on in one transaction."""


async def tick(database: Database, default_zone: str, bugs: Bugs) -> int:
    """Enter every nudge that is due now and return how many were entered. See ``look_at``.

    After a long time down, of the weeks missed the first is entered, to be skipped and recorded, and one that still
    keeps, to be sent.

    Entering and moving on are one transaction: a crash leaves both or neither. A week that is in the ledger already
    only moves the learner on.
    """
    entered = await look_at(
        database, Looks(_due, partial(_weekly, default_zone), partial(weekly_put_off, default_zone), BATCH), bugs
    )
    studying = Looks(
        _due_to_study, partial(_study_times, default_zone), partial(study_times_put_off, default_zone), BATCH
    )
    entered += await look_at(database, studying, bugs)
    if entered:
        log.info("nudges.entered", count=entered)
    return entered


async def _due(store: Store, now: datetime, most: int) -> Sequence[Due]:
    return await store.learners.due(now, most)


async def _due_to_study(store: Store, now: datetime, most: int) -> Sequence[Due]:
    return await store.learners.due_to_study(now, most)


async def _weekly(default_zone: str, store: Store, due: Sequence[Due], now: datetime) -> int:
    """How many nudges of these learners were entered."""
    rows, moved = _moves(due, now, default_zone)
    entered = await store.ledger.file(*rows)
    await store.learners.set_next_nudges(moved)
    return entered


async def _study_times(default_zone: str, store: Store, due: Sequence[Due], now: datetime) -> int:
    """The same of study times. Each comes where it was set; of those missed the first is entered, and those of the last days."""
    rows: list[Entry] = []
    moved: dict[int, datetime | None] = {}
    for learner, accounts in due:
        account = whom(learner, accounts, NudgeKind.STUDY_TIME)
        at, zone = learner.next_study_at or now, learner.zone_or(default_zone)
        moved[learner.id] = study_time_after(learner, zone, max(at, now - SHELF_LIFE)) if account else None
        if account:
            rows.append(Entry(learner.id, account.id, account.platform, NudgeKind.STUDY_TIME, stamp_of(at, zone), at))
    entered = await store.ledger.file(*rows)
    await store.learners.set_next_studies(moved)
    return entered


def _moves(due: Sequence[Due], now: datetime, default_zone: str) -> tuple[list[Entry], dict[int, datetime | None]]:
    """What is to be entered, and when each learner is due next; one who cannot be written to is not, until they speak."""
    entered: list[Entry] = []
    moved: dict[int, datetime | None] = {}
    for learner, accounts in due:
        account = whom(learner, accounts)
        if account is None:
            moved[learner.id] = None
            continue
        moment, zone = learner.next_nudge_at or now, learner.zone_or(default_zone)
        entered += entries(learner, account, moment, zone)
        moved[learner.id] = following(learner, zone, max(moment, now - SHELF_LIFE))
    return entered, moved
