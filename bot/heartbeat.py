"""The only module that knows APScheduler: a pulse, every minute, that wakes the nudges. The job only sets an event,
for a scheduler's shutdown cancels running coroutines; what is due is in the database, not in the scheduler."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

GRACE_SECONDS = 3600


@contextmanager
def heartbeat(pulse: asyncio.Event, seconds: float = 60) -> Iterator[None]:
    """Set ``pulse`` now and then every so many seconds, until the block ends."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        _beat,
        "interval",
        [pulse],
        seconds=seconds,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=GRACE_SECONDS,
    )
    scheduler.start()
    pulse.set()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _beat(pulse: asyncio.Event) -> None:
    pulse.set()
