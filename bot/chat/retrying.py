"""A transaction tried again where something stood in its way that is gone by then."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.errors import Conflict, Unread
from bot.store import Database

T = TypeVar("T")

MOST_READINGS = 2
"""After so many times a transaction reads what it needs itself: less is remembered at once than it asks for."""


async def retried(database: Database, work: Callable[[bool], Awaitable[T]]) -> T:
    """What the work comes to, which is told whether it is hasty (see Database.store): once more where another transaction
    won, and whenever what it found unread was read. Raises what the work raises.
    """
    readings, has_lost = 0, False
    while True:
        try:
            return await work(readings < MOST_READINGS)
        except Unread as unread:
            readings += 1
            await database.read(unread)
        except Conflict:
            if has_lost:
                raise
            has_lost = True
