"""Beginning a connection, which Discord allows so often a day: a bot that begins one more loses its token."""

import asyncio

import structlog
from discord.http import HTTPClient

from bot.platforms.discord.faults import FAULTS, word
from bot.platforms.discord.patience import pauses

log = structlog.get_logger()


class NoStartLeft(Exception):
    """A connection would have to begin anew, and may not yet."""


async def seconds_to_start(http: HTTPClient, connections: int) -> float:
    """Until so many connections may begin. Raises FAULTS."""
    _, _, limit = await http.get_bot_gateway()
    return 0.0 if limit["remaining"] >= connections else max(limit["reset_after"] / 1000, 1.0)


async def wait_to_start(http: HTTPClient, connections: int, *, pause: float) -> None:
    """Return once they may begin, however long that takes; it is logged once."""
    is_told = False
    for wait in pauses(pause):
        try:
            seconds = await seconds_to_start(http, connections)
        except FAULTS as error:
            log.warning("discord.unreachable", error=word(error))
            seconds = wait
        else:
            if not seconds:
                return
            if not is_told:
                log.warning("discord.waits_to_start", seconds=round(seconds))
            is_told = True
        await asyncio.sleep(seconds)
