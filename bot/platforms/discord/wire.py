"""What goes over the line: where the API is, refusals to be counted, and no token or word in any log."""

import logging
from types import SimpleNamespace

import aiohttp
import structlog
from discord import VoiceClient
from discord.http import Route

from bot import metrics

DISCORD = "https://discord.com/api/v10"

log = structlog.get_logger()


def point_at(api_url: str) -> None:
    """Let all calls of this process go to this API; discord.py knows only one for a process."""
    Route.BASE = api_url


def counting() -> aiohttp.TraceConfig:
    """Counts the answers that ask to wait."""

    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams) -> None:
        if end.response.status == 429:
            metrics.floods["discord"] += 1

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


class Relay(logging.Handler):
    """Passes on a library's log line without what was filled into it: that may be what a learner wrote."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log.log(record.levelno, "discord.library", line=str(record.msg), error=error)
        record.args, record.exc_info = None, None  # nor shall a handler after this one see it


def hush() -> None:
    """Keep the token and learners' words, in discord.py's lines, out of every log, and that voice is not supported."""
    VoiceClient.warn_nacl = VoiceClient.warn_dave = False
    library = logging.getLogger("discord")
    library.setLevel(logging.WARNING)
    library.propagate = False
    if not any(isinstance(handler, Relay) for handler in library.handlers):
        library.addHandler(Relay())
