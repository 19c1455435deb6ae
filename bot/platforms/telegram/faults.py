"""What Telegram's refusals mean, in short fixed words: a reason never carries a token, a name or a text."""

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.platform import Deed, OpenRoom, Pin
from bot.errors import (
    Ability,
    ChatMoved,
    LacksRight,
    MessageGone,
    SendError,
    ThreadGone,
    TryLater,
    Unreachable,
    Unsendable,
)
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
NO_THREAD = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
NO_MESSAGE = ("message to edit not found", "message can't be edited", "message to pin not found", "message_id_invalid")
NO_RIGHT = ("not enough rights", "no rights to", "chat_admin_required", "chat_write_forbidden", "chat is not a forum")
REMOVED = {
    "was kicked": "removed from the group",
    "not a member": "removed from the group",
    "chat was deleted": "group deleted",
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


def group_error(error: TelegramError, deed: Deed, *, begun: bool) -> SendError:
    """What a failed call says about something done in a group; where it says nothing of its own, as ``send_error``."""
    said = error.message.lower()
    match error:
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case BadRequest() if any(sign in said for sign in NO_THREAD):
            return ThreadGone()
        case BadRequest() if any(sign in said for sign in NO_MESSAGE):
            return MessageGone()
        case BadRequest() | Forbidden() if any(sign in said for sign in NO_RIGHT):
            return _lacking(deed)
        case Forbidden():
            return Unreachable(_word(error, REMOVED, "forbidden"))
    return send_error(error, begun=begun)


def _lacking(deed: Deed) -> SendError:
    """Who may not even write is out of reach until an admin says something."""
    match deed:
        case Pin():
            return LacksRight(Ability.PIN)
        case OpenRoom():
            return LacksRight(Ability.OPEN_ROOMS)
    return Unreachable("may not write")


def _word(error: TelegramError, words: dict[str, str], otherwise: str) -> str:
    said = error.message.lower()
    return next((word for sign, word in words.items() if sign in said), otherwise)
