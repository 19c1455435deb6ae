"""What Telegram's refusals mean, in short fixed words: a reason never carries a token, a name or a text."""

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.errors import SendError, TryLater, Unreachable, Unsendable
from bot.platforms.telegram.patience import seconds

GONE = {
    "bot was blocked": "blocked by the account",
    "can't initiate conversation": "never started by the account",
    "user is deactivated": "account deactivated",
    "user_deactivated": "account deactivated",
    "chat not found": "chat not found",
    "peer_id_invalid": "chat not found",
    "user not found": "chat not found",
}
NEVER = {
    "can't parse entities": "markup refused",
    "message is too long": "text too long",
    "caption is too long": "caption too long",
    "button": "buttons refused",
    "photo": "picture refused",
}
TOO_LARGE = ("Request Entity Too Large", "Content Too Large")
"""How status 413 begins; it comes without a type of its own."""

UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""The call has not left this machine."""


def send_error(error: TelegramError, *, begun: bool) -> SendError:
    """What a failed call says about the whole message; ``begun`` if a part of it has arrived before."""
    match error:
        case Forbidden():
            return Unreachable(_word(error, GONE, "forbidden"))
        case BadRequest() if gone := _word(error, GONE, ""):
            return Unreachable(gone)
        case BadRequest():
            return Unsendable(_word(error, NEVER, "refused"))
        case ChatMigrated():
            return Unsendable("chat moved")
        case RetryAfter():
            return TryLater("flood limit", seconds(error), maybe_sent=begun)
        case NetworkError() if error.message.startswith(TOO_LARGE):
            return Unsendable("file too large")
        case NetworkError() if isinstance(error.__cause__, UNSENT):
            return TryLater("no connection", maybe_sent=begun)
        case NetworkError() if isinstance(error.__cause__, httpx.HTTPError):
            return TryLater("answer lost", maybe_sent=True)
        case _:
            return TryLater("fault at Telegram", maybe_sent=begun)


def _word(error: TelegramError, words: dict[str, str], otherwise: str) -> str:
    said = error.message.lower()
    return next((word for sign, word in words.items() if sign in said), otherwise)
