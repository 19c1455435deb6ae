"""What is due is looked at in batches. What breaks in one is found by looking at each alone, and put off: it holds up no other."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Generic, TypeVar

import structlog

from bot.chat.retry import retried
from bot.nudges.bugs import Bugs, passes
from bot.store import Database, Store

log = structlog.get_logger()

PUT_OFF = timedelta(hours=1)
"""After how long what broke is looked at again: it may have been mended by then."""

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Looks(Generic[One]):
    """How learners or groups are looked at: up to so many that are ``due``, the longest first; ``enter`` files what is to be and moves
    them on, and returns how many rows were new; ``move`` puts them off until then. All in one transaction."""

    due: Callable[[Store, datetime, int], Awaitable[Sequence[One]]]
    enter: Callable[[Store, Sequence[One], datetime], Awaitable[int]]
    move: Callable[[Store, Sequence[One], datetime], Awaitable[None]]
    batch: int


async def look_at(database: Database, looks: Looks[One], bugs: Bugs) -> int:
    """Look at all that are due now, and return how many rows were entered. Raises Conflict, DatabaseGone, and a bug that is nobody's."""
    entered, count = 0, looks.batch
    while count == looks.batch:
        try:
            count, new = await retried(database, partial(_some, database, looks, looks.batch, []))
        except Exception as error:
            if passes(error):
                raise
            log.exception("nudges.batch_broke")
            count, new = await _apart(database, looks, bugs, error)
        entered += new
    return entered


async def _some(database: Database, looks: Looks[One], most: int, met: list[One], hasty: bool) -> tuple[int, int]:
    """How many were looked at in one transaction, and how many rows were entered; ``met`` is who they are."""
    async with database.store(hasty=hasty, lasting=False) as store:
        now = await store.now()
        met[:] = await looks.due(store, now, most)
        return len(met), await looks.enter(store, met, now) if met else 0


async def _apart(database: Database, looks: Looks[One], bugs: Bugs, together: Exception) -> tuple[int, int]:
    """The same of a batch that broke ``together``: each alone, and without those that break."""
    count = entered = broke = 0
    while count < looks.batch:
        met: list[One] = []
        try:
            looked, new = await retried(database, partial(_some, database, looks, 1, met))
        except Exception as error:
            if passes(error) or not met:
                raise
            log.exception("nudges.put_off", incident=await bugs.met(error))
            async with database.store(lasting=False) as store:
                await looks.move(store, met, await store.now() + PUT_OFF)
            looked, new, broke = 1, 0, broke + 1
        count, entered = count + looked, entered + new
        if not looked:
            break
    if not broke:
        log.error("nudges.broke_together", incident=await bugs.met(together))
    return count, entered
