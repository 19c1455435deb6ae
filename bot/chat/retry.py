"""A transaction tried again where something stood in its way that is gone by then."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.errors import Conflict, NotReady
from bot.store import Database

LOST_SECONDS = 0.2
"""Until whoever has lost tries again: the other one is to have what it waits for first, or the two would stand in each other's way anew."""

T = TypeVar("T")

MOST_TRIES = 2
"""After so many a transaction works out itself what it lacks."""


async def retried(database: Database, work: Callable[[bool], Awaitable[T]]) -> T:
    """What the work comes to, which is told whether it is hasty (see Database.store): once more where another transaction
    won, and when what it lacked is worked out. Raises what the work raises.
    """
    tries, has_lost = 0, False
    while True:
        try:
            return await work(tries < MOST_TRIES)
        except NotReady as lacking:
            tries += 1
            await database.work_out(lacking)
        except Conflict:
            if has_lost:
                raise
            has_lost = True
            await asyncio.sleep(LOST_SECONDS)
