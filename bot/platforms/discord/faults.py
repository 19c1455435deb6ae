"""What Discord's refusals mean, in short fixed words: a reason never carries a token, a name or a text."""

import aiohttp
from discord import GatewayNotFound, HTTPException, RateLimited

from bot.errors import OperatorError
from bot.reasons import Reason
from bot.send_errors import SendError, TryLater, Unreachable, Unsendable

GONE = {
    50007: Reason.TAKES_NO_DIRECT,
    50278: Reason.SHARES_NO_SERVER,
    10013: Reason.ACCOUNT_GONE,
    50033: Reason.ACCOUNT_GONE,
}
BUSY = {40003: Reason.TOO_FAST, 20026: Reason.HELD_BACK}
EXPIRED = {10062: "unknown interaction", 40060: "already acknowledged"}
"""What an interaction is answered with that Discord has given up on, or that somebody has answered."""

TOO_LATE = frozenset({10062, 10015, 50027})
"""The codes for an interaction that was not answered in its three seconds, and for a token that is good for nothing."""

TOKEN_REFUSED, SHARDS_REFUSED = 4004, frozenset({4010, 4011})
"""Codes by which the gateway closes for good."""

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
            return TryLater(Reason.FLOOD_LIMIT, maybe_sent=begun)
        case RateLimited():
            return TryLater(Reason.FLOOD_LIMIT, error.retry_after, maybe_sent=begun)
        case HTTPException(status=401):
            return TryLater(Reason.TOKEN_REFUSED, maybe_sent=begun)
        case HTTPException(status=413):
            return Unsendable(Reason.FILE_TOO_LARGE)
        case HTTPException(status=status) if status < 500:
            return Unsendable(Reason.REFUSED.numbered(error.code))
        case HTTPException():
            return TryLater(Reason.AT_DISCORD, maybe_sent=True)
        case aiohttp.ClientConnectorError():
            return TryLater(Reason.NO_CONNECTION, maybe_sent=begun)
        case _:
            return TryLater(Reason.ANSWER_LOST, maybe_sent=True)


def is_in_doubt(error: Exception) -> bool:
    """Whether the line broke, so that nobody knows whether the call was carried out."""
    found = send_error(error, begun=False)
    return isinstance(found, TryLater) and found.reason == Reason.ANSWER_LOST


def may_come_late(error: Exception) -> bool:
    """Whether an answer that failed so may still come, by another way or at another time."""
    if isinstance(error, HTTPException) and error.code in TOO_LATE:
        return True
    return isinstance(send_error(error, begun=False), TryLater)


def word(error: Exception) -> str:
    """A failed answer by its name, for the log."""
    if isinstance(error, HTTPException):
        return EXPIRED.get(error.code, f"{type(error).__name__} {error.status} {error.code}")
    return type(error).__name__


def token_refused() -> OperatorError:
    return OperatorError(
        what="Discord does not know DISCORD_TOKEN", fix="copy it again from the Developer Portal: Bot, Reset Token"
    )


def trouble(code: int) -> OperatorError:
    """What the person who runs the bot has to mend, by the code that the gateway closed with."""
    if code == TOKEN_REFUSED:
        return token_refused()
    if code in SHARDS_REFUSED:
        return OperatorError(what="Discord refuses DISCORD_SHARDS", fix="leave it unset, or raise it")
    return OperatorError(what=f"Discord closed the connection for good (code {code})", fix="update Roadmate")
