"""What Telegram brings, as the kernel hears it; None for what is not for this bot or not from a learner."""

import re
from datetime import datetime

import telegram
from telegram import CallbackQuery, Chat
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.documents import IMPORT
from bot.chat.platform import File, Place, Pressed, Speaker, Spoken
from bot.errors import NotFetched

ADDRESSED = re.compile(r"/(?P<name>\w+)@(?P<bot>\w+)(?=\s|$)", re.ASCII)


def spoken(message: telegram.Message, username: str) -> Spoken | None:
    """A typed line, or a file, which alone in a direct chat is there to be imported. In a group only a command is a
    line; channels and anonymous admins are nobody's account."""
    speaker = message.from_user
    if speaker is None or speaker.is_bot or message.sender_chat:
        return None
    place = _place(message.chat, username)
    line = own_line(message.text or message.caption or "", username)
    if message.document and place.direct and not line.startswith("/"):
        line = IMPORT
    if not line or not (place.direct or line.startswith("/")):
        return None
    return Spoken(Speaker("telegram", speaker.id, speaker.full_name), place, line, message.date, _file(message))


def _file(message: telegram.Message) -> File | None:
    """The file that was sent, or that was replied to."""
    answered = message.reply_to_message
    document = message.document or (answered.document if answered else None)
    if document is None:
        return None

    async def fetch() -> bytes:
        try:
            return bytes(await (await document.get_file()).download_as_bytearray())
        except TelegramError:
            raise NotFetched from None

    return File(document.file_name or "file", document.file_size or 0, fetch)


def pressed(query: CallbackQuery, username: str, at: datetime) -> Pressed | None:
    """A press on a button of a message in a chat."""
    if query.message is None or query.data is None:
        return None
    presser = query.from_user
    speaker = Speaker("telegram", presser.id, presser.full_name)
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
