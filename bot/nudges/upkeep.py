"""Tidying up: what is kept only for a while goes when it is too old, and what SQLite leaves of deletions is wiped out."""

from datetime import datetime, timedelta

import structlog

from bot.store import Database, Store

log = structlog.get_logger()

SETTLED = timedelta(minutes=1)
"""How long a limit is remembered after it has mattered."""


async def is_untidy(store: Store, now: datetime) -> bool:
    """Whether there is anything for ``tidy`` to sweep."""
    return (
        await store.rates.has_stale(now - SETTLED)
        or await store.links.has_stale(now)
        or await store.tries.has_stale(now)
        or await store.operating.has_stale(now)
    )


async def tidy(database: Database) -> None:
    """Sweep limits, codes, wrong tries and what operators did that are too old."""
    async with database.store(lasting=False) as store:
        now = await store.now()
        await store.rates.sweep(now - SETTLED)
        await store.links.sweep(now)
        await store.tries.sweep(now)
        await store.operating.sweep(now)


async def wipe(database: Database) -> None:
    """Wipe out what deletions have left; where that does not go just now, the next look does it."""
    if not await database.wipe():
        log.warning("database.not_wiped")
