"""How long a call is tried again by whoever has the answer in hand; what is left then is brought late."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from time import monotonic
from typing import Any

from discord import HTTPException

from bot.platforms.discord.faults import FAULTS, send_error
from bot.send_errors import TryLater

TRYING = 8
"""How many times its first pause a call is tried for."""

IN_HAND_SECONDS = 40.0
"""For all of an answer, after which it is left to others: within the lease, whatever discord.py does by itself."""

LONGEST_PAUSE = 30.0
ACKNOWLEDGED = 40060
UNAUTHORIZED = 401


def pauses(first: float) -> Iterator[float]:
    """Seconds, doubled each time up to half a minute, without end."""
    while True:
        yield first
        first = min(first * 2, LONGEST_PAUSE)


def never() -> bool:
    """For calls whose repeats are known for such."""
    return False


async def persistently(
    call: Callable[[], Awaitable[Any]],
    pause: float,
    longest: float | None = None,
    *,
    is_in_doubt: Callable[[], bool] = never,
) -> None:
    """Call again after a fault that passes, after pauses that double, and as late as Discord asks. Where an earlier try
    turns out to have arrived, that is it. Raises what will not pass, and after ``longest`` seconds, a few pauses if nothing is
    said, whatever it is; and what leaves it ``is_in_doubt`` whether a call arrived whose repeat nobody would know."""
    started, is_again, longest = monotonic(), False, pause * TRYING if longest is None else longest
    while True:
        try:
            await call()
        except FAULTS as error:
            if is_again and isinstance(error, HTTPException) and error.code == ACKNOWLEDGED:
                return
            found = send_error(error, begun=False)
            if not isinstance(found, TryLater) or getattr(error, "status", 0) == UNAUTHORIZED or is_in_doubt():
                raise
            wait = max(pause, found.seconds or 0.0)
            if monotonic() - started + wait > longest:
                raise
        else:
            return
        await asyncio.sleep(wait)
        pause, is_again = min(pause * 2, LONGEST_PAUSE), True
