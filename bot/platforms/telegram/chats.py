"""What Telegram tells of its chats, as the kernel hears it; None for what changes nothing for anybody.

Leaving is told twice: by a service message, which comes to every bot but not in every large group, and by chat_member,
which comes to an admin only. So is moving: in the old chat and in the new one. Being told again changes nothing.
"""

from datetime import datetime

import telegram
from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.happenings import Added, Blocked, Departed, Happening, Moved, Removed
from bot.platforms.telegram.pack import TRAITS

NAME = TRAITS.name
GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
OUT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


def happening(update: telegram.Update, bot_id: int) -> tuple[Happening, datetime] | None:
    """What an update tells of its chat, and when that was."""
    found: Happening | None = None
    if message := update.message:
        found = _of_service(message, bot_id)
        return (found, message.date) if found else None
    if changed := update.my_chat_member:
        found = _of_the_bot(changed)
    elif changed := update.chat_member:
        found = _of_somebody(changed)
    return (found, changed.date) if found and changed else None


def tells_of_own_pin(message: telegram.Message, bot_id: int) -> bool:
    """Whether a message is the line by which Telegram tells that the bot pinned one of its own."""
    pinned, by = message.pinned_message, message.from_user
    return pinned is not None and by is not None and by.id == bot_id


def _of_service(message: telegram.Message, bot_id: int) -> Happening | None:
    chat = message.chat
    if message.migrate_to_chat_id:
        return Moved(NAME, str(chat.id), str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return Moved(NAME, str(message.migrate_from_chat_id), str(chat.id))
    gone = message.left_chat_member
    if gone and gone.id == bot_id:
        return Removed(NAME, str(chat.id))
    return Departed(NAME, str(gone.id), str(chat.id)) if gone and not gone.is_bot else None


def _of_the_bot(changed: ChatMemberUpdated) -> Happening | None:
    """A promotion is heard as being added anew: the bot may be able to write again. A channel is no group, and that the bot may not
    write any more is found out by its next post."""
    chat, out = changed.chat, _is_out(changed.new_chat_member)
    if _is_silenced(changed.new_chat_member) and not _is_out(changed.old_chat_member):
        return None
    if chat.type == ChatType.PRIVATE:
        return Blocked(NAME, str(chat.id), blocked=out)
    if chat.type not in GROUPS:
        return None
    return Removed(NAME, str(chat.id)) if out else Added(NAME, str(chat.id), chat.title or "")


def _of_somebody(changed: ChatMemberUpdated) -> Happening | None:
    member = changed.new_chat_member
    if changed.chat.type not in GROUPS or member.user.is_bot or not _is_out(member):
        return None
    return Departed(NAME, str(member.user.id), str(changed.chat.id))


def _is_silenced(member: ChatMember) -> bool:
    return isinstance(member, ChatMemberRestricted) and member.is_member and not member.can_send_messages


def _is_out(member: ChatMember) -> bool:
    """Who is restricted may be in the chat or not."""
    return member.status in OUT or (isinstance(member, ChatMemberRestricted) and not member.is_member)
