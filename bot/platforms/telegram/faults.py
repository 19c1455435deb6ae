"""What Telegram's refusals mean, in short fixed words: a reason never carries a token, a name or a text."""

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.platform import Deed, OpenRoom, Pin, Unpin
from bot.platforms.telegram.patience import seconds
from bot.reasons import Reason
from bot.send_errors import (
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

GONE = {
    "bot was blocked": Reason.BLOCKED,
    "can't initiate conversation": Reason.NEVER_STARTED,
    "user is deactivated": Reason.DEACTIVATED,
    "user_deactivated": Reason.DEACTIVATED,
    "chat not found": Reason.CHAT_NOT_FOUND,
    "peer_id_invalid": Reason.CHAT_NOT_FOUND,
    "user not found": Reason.CHAT_NOT_FOUND,
}
NEVER = {
    "can't parse entities": Reason.MARKUP_REFUSED,
    "message is too long": Reason.TEXT_TOO_LONG,
    "caption is too long": Reason.CAPTION_TOO_LONG,
    "button": Reason.BUTTONS_REFUSED,
    "photo": Reason.PICTURE_REFUSED,
}
NO_THREAD = ("message thread not found", "topic_deleted", "topic_id_invalid")
CLOSED_THREAD = "topic_closed"
"""An admin opens it again, or lets the bot write in it all the same."""

NO_MESSAGE = (
    "message to edit not found",
    "message can't be edited",
    "message to pin not found",
    "message to unpin not found",
    "message to be replied not found",
    "message_id_invalid",
)
NO_RIGHT = ("not enough rights", "no rights to", "chat_admin_required", "chat_write_forbidden", "chat is not a forum")
REMOVED = {
    "was kicked": Reason.REMOVED,
    "not a member": Reason.REMOVED,
    "chat was deleted": Reason.GROUP_DELETED,
}
TOO_LARGE = ("Request Entity Too Large", "Content Too Large")
"""How status 413 begins; it comes without a type of its own."""

UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""The call has not left this machine."""


def send_error(error: TelegramError, *, begun: bool) -> SendError:
    """What a failed call says about the whole message; ``begun`` if a part of it has arrived before."""
    match error:
        case Forbidden():
            return Unreachable(_reason(error, GONE) or Reason.FORBIDDEN)
        case BadRequest() if gone := _reason(error, GONE):
            return Unreachable(gone)
        case BadRequest():
            return Unsendable(_reason(error, NEVER) or Reason.REFUSED)
        case ChatMigrated():
            return Unsendable(Reason.CHAT_MOVED)
        case RetryAfter():
            return TryLater(Reason.FLOOD_LIMIT, seconds(error), maybe_sent=begun)
        case NetworkError() if error.message.startswith(TOO_LARGE):
            return Unsendable(Reason.FILE_TOO_LARGE)
        case NetworkError() if isinstance(error.__cause__, UNSENT):
            return TryLater(Reason.NO_CONNECTION, maybe_sent=begun)
        case NetworkError() if isinstance(error.__cause__, httpx.HTTPError):
            return TryLater(Reason.ANSWER_LOST, maybe_sent=True)
        case _:
            return TryLater(Reason.AT_TELEGRAM, maybe_sent=begun)


def group_error(error: TelegramError, deed: Deed, *, begun: bool) -> SendError:
    """What a failed call says about something done in a group; where it says nothing of its own, as ``send_error``."""
    said = error.message.lower()
    match error:
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case BadRequest() if any(sign in said for sign in NO_THREAD):
            return ThreadGone()
        case BadRequest() if CLOSED_THREAD in said:
            return LacksRight(Ability.WRITE_IN_CLOSED)
        case BadRequest() if any(sign in said for sign in NO_MESSAGE):
            return MessageGone()
        case BadRequest() | Forbidden() if any(sign in said for sign in NO_RIGHT):
            return LacksRight(_lacking(deed))
        case Forbidden() if gone := _reason(error, REMOVED):
            return Unreachable(gone)
        case Forbidden():
            return LacksRight(_lacking(deed))
    return send_error(error, begun=begun)


def _lacking(deed: Deed) -> Ability:
    """What an admin has to let the bot do for this."""
    match deed:
        case Pin() | Unpin():
            return Ability.PIN
        case OpenRoom():
            return Ability.OPEN_ROOMS
    return Ability.WRITE


def _reason(error: TelegramError, reasons: dict[str, Reason]) -> Reason | None:
    said = error.message.lower()
    return next((reason for sign, reason in reasons.items() if sign in said), None)
