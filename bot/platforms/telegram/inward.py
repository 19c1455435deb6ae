"""What Telegram brings, as the kernel hears it; None for what is not for this bot or not from a learner."""

import re
from collections.abc import Sequence
from datetime import datetime

import telegram
from telegram import CallbackQuery, MessageEntity
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.documents import IMPORT
from bot.chat.exhibit import Exhibit
from bot.chat.people import Meant
from bot.chat.platform import File, Place, Pressed, Reacted, Speaker, Spoken, Voice, Warden
from bot.errors import NotFetched
from bot.platforms.telegram.chats import NAME
from bot.platforms.telegram.keyboard import data_of

GENERAL = 1
"""The general topic of a forum, which is addressed without an id."""

PHOTO, DOCUMENT = "photo", "document"
"""What a file was sent as, and has to be sent as again."""

SHOWN = ("image/", "application/pdf")
"""Media types of what may be shown as evidence."""

ADDRESSED = re.compile(r"/(?P<name>\w+)@(?P<bot>\w+)(?=\s|$)", re.ASCII)


def spoken(message: telegram.Message, username: str, warden: Warden | None = None) -> Spoken | None:
    """A typed line or the caption of whatever was sent, or a file, which alone in a direct chat is there to be imported. In a
    group only a command is a line, and what mentions the bot or replies to it; channels and anonymous admins are nobody's
    account. What is forwarded, or sent through another bot, is nobody's word: only its file is read."""
    speaker = message.from_user
    if speaker is None or speaker.is_bot or message.sender_chat:
        return None
    place = place_of(message, username, warden)
    line = own_line(message.text or message.caption or "", username)
    voice = _voice(message, line, place, username)
    if voice is Voice.TO_US:
        line = _unaddressed(line, username)
    shown = None if voice is Voice.NOBODYS else _exhibit(message)
    if message.document and place.direct and (_is_alone(message, line, shown) or voice is Voice.NOBODYS):
        line = IMPORT
    if voice is None or (not line and (voice is not Voice.WORDLESS or message.media_group_id)):
        return None  # of an album each picture or PDF comes by itself, and one of them has the words
    answered = _answered(message, username)
    return Spoken(
        _speaker(speaker),
        place,
        line,
        message.date,
        _file(message),
        voice,
        shown if line != IMPORT else None,
        people=_people(message, place),
        replies_to=str(answered.message_id) if answered else None,
        replied=(answered.text or answered.caption or "") if answered else "",
        is_caption=bool(message.caption and place.direct and not shown and line != IMPORT),
    )


def _is_alone(message: telegram.Message, line: str, shown: Exhibit | None) -> bool:
    """Whether a file came without a word: then it is there to be imported, unless it is one of an album to be shown."""
    return not line and not (shown and message.media_group_id)


def reacted(change: telegram.MessageReactionUpdated, username: str) -> Reacted | None:
    """Signs that were set on a message in the direct chat, which may be of any of both there. In groups Telegram tells of them to
    admins alone."""
    speaker, before = change.user, _signs(change.old_reaction)
    new = tuple(sign for sign in _signs(change.new_reaction) if sign not in before)
    if speaker is None or speaker.is_bot or change.chat.type != ChatType.PRIVATE or not new:
        return None
    place = Place(str(change.chat.id), direct=True, direct_link=_link(username))
    return Reacted(_speaker(speaker), place, new, str(change.message_id), change.date)


def _signs(reactions: Sequence[telegram.ReactionType]) -> tuple[str, ...]:
    return tuple(one.emoji for one in reactions if isinstance(one, telegram.ReactionTypeEmoji))


def _answered(message: telegram.Message, username: str) -> telegram.Message | None:
    """The message of the bot that this one replies to. In a topic that the bot opened Telegram shows every message as a reply
    to its opening."""
    answered = message.reply_to_message
    is_ours = answered and answered.from_user and answered.from_user.username == username
    return answered if is_ours and answered and not answered.forum_topic_created else None


def _voice(message: telegram.Message, line: str, place: Place, username: str) -> Voice | None:
    """Whose words these are; None for what is said among others, to them."""
    if message.forward_origin or message.via_bot:
        return Voice.NOBODYS if place.direct else None
    if place.direct:
        wordless = None if message.text else Voice.WORDLESS  # what is said to another bot has words
        return Voice.OWN if line or message.document else wordless
    if line.startswith("/"):
        return Voice.OWN
    mentions = re.search(rf"@{re.escape(username)}\b", line, re.IGNORECASE)
    if not line:
        return None
    return Voice.TO_US if mentions else Voice.IN_REPLY if _answered(message, username) else None


def _unaddressed(line: str, username: str) -> str:
    """The line without the bot's own name."""
    return re.sub(rf"@{re.escape(username)}\b[,:]?", " ", line, flags=re.IGNORECASE).strip()


def _people(message: telegram.Message, place: Place) -> tuple[Meant, ...]:
    """Whom a line said among others means: those mentioned who have no user name, and whom it replies to. What a thread
    begins with is no reply to anybody."""
    if place.direct:
        return ()
    named = [
        Meant(str(entity.user.id), said)
        for entity, said in message.parse_entities([MessageEntity.TEXT_MENTION]).items()
        if entity.user
    ]
    answered = message.reply_to_message
    if answered and answered.from_user and not answered.from_user.is_bot and not answered.forum_topic_created:
        named.append(Meant(str(answered.from_user.id)))
    return tuple(named)


def _exhibit(message: telegram.Message) -> Exhibit | None:
    """The picture or the PDF that was sent with these words, or that its sender replied to with them."""
    answered = message.reply_to_message
    own = answered if answered and answered.from_user == message.from_user else None
    return next((found for one in (message, own) if one and (found := _shown(one))), None)


def _shown(message: telegram.Message) -> Exhibit | None:
    several = message.media_group_id is not None
    if message.photo:
        return Exhibit(NAME, f"{PHOTO} {message.photo[-1].file_id}", several)  # the largest of its sizes
    document = message.document
    if document and (document.mime_type or "").startswith(SHOWN):
        return Exhibit(NAME, f"{DOCUMENT} {document.file_id}", several)
    return None


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


def pressed(query: CallbackQuery, username: str, at: datetime, warden: Warden) -> Pressed | None:
    """A press on a button of a message in a chat."""
    if query.message is None or query.data is None:
        return None
    message, place = query.message, place_of(query.message, username, warden)
    beside = data_of(message.reply_markup) if isinstance(message, telegram.Message) else ()
    return Pressed(_speaker(query.from_user), place, query.data, at, message_id=str(message.message_id), beside=beside)


def _speaker(person: telegram.User) -> Speaker:
    return Speaker(NAME, str(person.id), person.full_name)


def own_line(text: str, username: str) -> str:
    """``/done@thisbot nlp`` as ``/done nlp``; nothing for a command to another bot."""
    addressed = ADDRESSED.match(text)
    if addressed is None:
        return text
    if addressed["bot"].lower() != username.lower():
        return ""
    return f"/{addressed['name']}{text[addressed.end() :]}"


def said_in_the_groups_name(message: telegram.Message, username: str) -> str | None:
    """The name of the command that an admin said who is anonymous, and so speaks as the group itself."""
    sender, line = message.sender_chat, own_line(message.text or message.caption or "", username)
    if sender is None or sender.id != message.chat.id or not line.startswith("/"):
        return None
    return line.split(maxsplit=1)[0][1:].casefold()


def _link(username: str) -> str:
    """The way to the bot's direct chat."""
    return f"https://t.me/{username}"


def place_of(message: telegram.MaybeInaccessibleMessage, username: str, warden: Warden | None = None) -> Place:
    """Where a message stands. What people may do in a group has to be asked for, of the warden."""
    chat, link = message.chat, _link(username)
    if chat.type == ChatType.PRIVATE:
        return Place(str(chat.id), direct=True, direct_link=link)
    return Place(
        str(chat.id),
        direct=False,
        direct_link=link,
        rights=None,
        thread_id=_thread(message),
        title=chat.title or "",
        thread_title=_thread_title(message),
        warden=warden,
    )


def _thread(message: telegram.MaybeInaccessibleMessage) -> str | None:
    """A forum's general topic is the forum itself; elsewhere a number of a thread is only a chain of replies."""
    if not isinstance(message, telegram.Message) or not message.is_topic_message:
        return None
    thread = message.message_thread_id
    return None if thread in {None, GENERAL} else str(thread)


def _thread_title(message: telegram.MaybeInaccessibleMessage) -> str:
    """What a topic and its group are called. Telegram shows the beginning of the topic with what is said there, unless that
    replies to something else."""
    begun = message.reply_to_message if isinstance(message, telegram.Message) and _thread(message) else None
    created = begun.forum_topic_created if begun else None
    return f"{message.chat.title} ({created.name})" if created else ""
