"""What Discord's refusals mean, in short fixed words: a reason never carries a token, a name or a text."""

import aiohttp
from discord import GatewayNotFound, HTTPException, RateLimited

from bot.errors import SendError, TryLater, Unreachable, Unsendable

GONE = {
    50007: "takes no direct messages",
    50278: "shares no server",
    10013: "account gone",
    50033: "account gone",
}
BUSY = {40003: "opens direct chats too fast", 20026: "held back by Discord"}
EXPIRED = {10062: "unknown interaction", 40060: "already acknowledged"}
"""What an interaction is answered with that Discord has given up on, or that somebody has answered."""

FAULTS = (HTTPException, GatewayNotFound, RateLimited, aiohttp.ClientError, OSError, TimeoutError)
"""All that a call may fail by."""


def send_error(error: Exception, *, begun: bool) -> SendError:
    """What a failed call says about the whole message; ``begun`` if a part of it has arrived before."""
    match error:
        case HTTPException(code=code) if code in GONE:
            return Unreachable(GONE[code])
        case HTTPException(code=code) if code in BUSY:
            return TryLater(BUSY[code], maybe_sent=begun)
        case HTTPException(status=429):
            return TryLater("flood limit", maybe_sent=begun)
        case RateLimited():
            return TryLater("flood limit", error.retry_after, maybe_sent=begun)
        case HTTPException(status=401):
            return TryLater("token refused", maybe_sent=begun)
        case HTTPException(status=413):
            return Unsendable("file too large")
        case HTTPException(status=status) if status < 500:
            return Unsendable(f"refused ({error.code})")
        case HTTPException():
            return TryLater("fault at Discord", maybe_sent=True)
        case aiohttp.ClientConnectorError():
            return TryLater("no connection", maybe_sent=begun)
        case _:
            return TryLater("answer lost", maybe_sent=True)


def word(error: Exception) -> str:
    """A failed answer by its name, for the log."""
    if isinstance(error, HTTPException):
        return EXPIRED.get(error.code, f"{type(error).__name__} {error.status} {error.code}")
    return type(error).__name__
