"""The only reader of the time; everything else is handed a ``Clock``."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

LONGEST_STRETCH = 0.005
"""Seconds that a loop over many things takes before everybody else has their turn."""

Clock = Callable[[], datetime]
"""Tells the present moment, aware and in UTC."""


def system_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


async def unhurried(things: Iterable[T]) -> AsyncIterator[T]:
    """The things one by one, with a pause for others whenever a while has passed."""
    since = monotonic()
    for thing in things:
        if monotonic() - since > LONGEST_STRETCH:
            await asyncio.sleep(0)
            since = monotonic()
        yield thing
