"""How long an answer is tried again: as long as it is of use, by the process that has it, for nothing keeps it."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from discord import HTTPException

from bot.platforms.discord.faults import FAULTS, send_error
from bot.send_errors import TryLater

OF_USE_SECONDS = 600.0
"""An interaction's token is good for fifteen minutes."""

LONGEST_PAUSE = 30.0
ACKNOWLEDGED = 40060
UNAUTHORIZED = 401


async def persistently(call: Callable[[], Awaitable[Any]], pause: float, longest: float = OF_USE_SECONDS) -> None:
    """Call again after a fault that passes, after pauses that double, and as late as Discord asks. Where an earlier try
    turns out to have arrived, that is it. Raises what will not pass, and after ``longest`` seconds whatever it is."""
    started, is_again = monotonic(), False
    while True:
        try:
            await call()
        except FAULTS as error:
            if is_again and isinstance(error, HTTPException) and error.code == ACKNOWLEDGED:
                return
            found = send_error(error, begun=False)
            if not isinstance(found, TryLater) or getattr(error, "status", 0) == UNAUTHORIZED:
                raise
            wait = max(pause, found.seconds or 0.0)
            if monotonic() - started + wait > longest:
                raise
        else:
            return
        await asyncio.sleep(wait)
        pause, is_again = min(pause * 2, LONGEST_PAUSE), True
