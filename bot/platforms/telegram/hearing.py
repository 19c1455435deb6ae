"""What Telegram brings, as the kernel hears it; None for what is not for this bot or not from a learner."""

import re
from datetime import datetime

import telegram
from telegram import CallbackQuery, Chat
from telegram.constants import ChatType

from bot.chat.platform import Place, Pressed, Speaker, Spoken

ADDRESSED = re.compile(r"/(?P<name>\w+)@(?P<bot>\w+)(?=\s|$)", re.ASCII)


def spoken(message: telegram.Message, username: str) -> Spoken | None:
    """A typed line. In a group only a command is one; channels and anonymous admins are nobody's account."""
    speaker = message.from_user
    if speaker is None or speaker.is_bot or message.sender_chat:
        return None
    place = _place(message.chat, username)
    line = own_line(message.text or "", username)
    if not line or not (place.direct or line.startswith("/")):
        return None
    return Spoken(Speaker("telegram", speaker.id, speaker.full_name), place, line, message.date)


def pressed(query: CallbackQuery, username: str, at: datetime) -> Pressed | None:
    """A press on a button of a message in a chat."""
    if query.message is None or query.data is None:
        return None
    speaker = Speaker("telegram", query.from_user.id, query.from_user.full_name)
    return Pressed(speaker, _place(query.message.chat, username), query.data, at)


def own_line(text: str, username: str) -> str:
    """``/done@thisbot nlp`` as ``/done nlp``; nothing for a command to another bot."""
    addressed = ADDRESSED.match(text)
    if addressed is None:
        return text
    if addressed["bot"].lower() != username.lower():
        return ""
    return f"/{addressed['name']}{text[addressed.end() :]}"


def thread(message: object) -> int | None:
    """The thread to answer in. A forum's general thread has an id as well, which must not be sent."""
    return message.message_thread_id if isinstance(message, telegram.Message) and message.is_topic_message else None


def _place(chat: Chat, username: str) -> Place:
    return Place(chat.id, direct=chat.type == ChatType.PRIVATE, direct_link=f"https://t.me/{username}")
