"""Tidying up: what is kept only for a while goes when it is too old, and what SQLite leaves of deletions is wiped out."""

from datetime import datetime, timedelta

import structlog

from bot.store import Database, Store

log = structlog.get_logger()

SETTLED = timedelta(minutes=1)
"""How long a limit is remembered after it has mattered."""

REMEMBERED = timedelta(days=7)
"""How long the number of what was done is remembered: no platform repeats anything for so long."""

AT_ONCE = timedelta(hours=1)
"""Of the inbox so much is swept at once: something in it grows old with every line."""


async def is_untidy(store: Store, now: datetime) -> bool:
    """Whether there is anything for ``tidy`` to sweep."""
    return await store.holds_any(
        store.rates.stale(now - SETTLED),
        store.links.stale(now),
        store.web.stale(now),
        store.tries.stale(now),
        store.answers.stale(now),
        store.operating.stale(now),
        store.leaders.stale(now),
        store.inbox.stale(now - REMEMBERED - AT_ONCE, now - AT_ONCE),
    )


async def tidy(database: Database) -> None:
    """Sweep limits, codes, answers and openings of pages, wrong tries, which messages are one answer, what operators did and looks at members that are too old,
    what was done long ago, and answers that nobody is there to bring."""
    async with database.store(lasting=False) as store:
        now = await store.now()
        await store.rates.sweep(now - SETTLED)
        await store.links.sweep(now)
        await store.web.sweep(now)
        await store.tries.sweep(now)
        await store.answers.sweep(now)
        await store.operating.sweep(now)
        await store.leaders.sweep(now)
        await store.inbox.sweep(now - REMEMBERED)
        await store.inbox.drop_answers(now)


async def wipe(database: Database) -> None:
    """Wipe out what deletions have left; where that does not go just now, the next look does it."""
    if not await database.wipe():
        log.warning("database.not_wiped")
