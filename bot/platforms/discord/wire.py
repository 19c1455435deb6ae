"""What goes over the line: where the API is, refusals to be counted, and no token or word in any log."""

from types import SimpleNamespace

import aiohttp
from discord import VoiceClient
from discord.http import Route

from bot import metrics
from bot.logs import relay

DISCORD = "https://discord.com/api/v10"


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


def hush() -> None:
    """Keep the token and learners' words, in discord.py's lines, out of every log, and that voice is not supported."""
    VoiceClient.warn_nacl = VoiceClient.warn_dave = False
    relay("discord")
