"""What is done in a group, in as few calls as it takes.

A post too long for one message stands in several, and is known by all their ids: so none of them is forgotten when it is
edited. It is pinned by its first.
"""

from functools import partial

from telegram import Bot
from telegram import Message as Sent
from telegram.constants import ForumTopicLimit, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat.platform import Deed, Delete, Edit, OpenRoom, Pin, Post, Unpin
from bot.platforms.telegram.faults import group_error
from bot.platforms.telegram.inward import GENERAL
from bot.platforms.telegram.keyboard import Keyboard, keyboard
from bot.platforms.telegram.markup import parts
from bot.platforms.telegram.moments import Moments
from bot.platforms.telegram.posts import NO_PREVIEW, posts
from bot.reasons import Reason
from bot.send_errors import Unsendable

AND = ","
LEFT_OVER = "…"
"""What a message reads that a post, now shorter, has no use for, or that could not be deleted."""

UNCHANGED, NOT_THERE, TOO_OLD = "message is not modified", "message to delete not found", "message can't be deleted"


async def done(bot: Bot, deed: Deed, moments: Moments, *, paid: bool = False) -> str:
    """Do it and return the id of the message, or of the thread. Raises SendError."""
    made: list[str] = []
    try:
        await _do(bot, deed, made, moments, paid=paid)
    except TelegramError as error:
        raise group_error(error, deed, begun=bool(made)) from None  # Telegram's own words may quote the text
    if not made:
        raise Unsendable(Reason.NOTHING_TO_SEND)
    return AND.join(made)


async def _do(bot: Bot, deed: Deed, made: list[str], moments: Moments, *, paid: bool) -> None:
    match deed:
        case Post():
            thread = int(deed.thread_id or GENERAL)
            thread_id = None if thread == GENERAL else thread
            for post in posts(bot, deed.message, moments, thread=thread_id, paid=paid):
                sent = await post(int(deed.chat_id))
                made += [str(sent.message_id)] if isinstance(sent, Sent) else []
        case Edit():
            await _edit(bot, deed, made, moments)
        case Pin():
            first = deed.message_id.partition(AND)[0]
            await bot.pin_chat_message(int(deed.chat_id), int(first), disable_notification=True)
            made.append(deed.message_id)
        case Unpin():
            await bot.unpin_chat_message(int(deed.chat_id), int(deed.message_id.partition(AND)[0]))
            made.append(deed.message_id)
        case Delete():
            for message_id in deed.message_id.split(AND):
                await _delete(bot, int(deed.chat_id), int(message_id))
            made.append(deed.message_id)
        case OpenRoom():
            name = deed.name[: ForumTopicLimit.MAX_NAME_LENGTH]
            made.append(str((await bot.create_forum_topic(int(deed.chat_id), name)).message_thread_id))


async def _edit(bot: Bot, deed: Edit, made: list[str], moments: Moments) -> None:
    """Every message of the post; what does not fit into them any more is left out."""
    ids, texts = deed.message_id.split(AND), parts(deed.message.text)
    texts = (*texts, *[LEFT_OVER] * len(ids))[: len(ids)]
    for number, (message_id, text) in enumerate(zip(ids, texts, strict=True), start=1):
        keys = keyboard(deed.message.keys) if number == len(ids) else None
        try:
            await moments.write(text, partial(_rewrite, bot, int(deed.chat_id), int(message_id), keys))
        except BadRequest as refusal:
            if UNCHANGED not in refusal.message.lower():
                raise
        made.append(message_id)


async def _delete(bot: Bot, chat_id: int, message_id: int) -> None:
    """What is older than two days an admin alone may delete; then it is emptied."""
    try:
        await bot.delete_message(chat_id, message_id)
    except BadRequest as refusal:
        if TOO_OLD in refusal.message.lower():
            await _empty(bot, chat_id, message_id)
        elif NOT_THERE not in refusal.message.lower():
            raise


async def _empty(bot: Bot, chat_id: int, message_id: int) -> None:
    try:
        await bot.edit_message_text(LEFT_OVER, chat_id, message_id)
    except BadRequest as refusal:
        if UNCHANGED not in refusal.message.lower():
            raise


async def _rewrite(bot: Bot, chat_id: int, message_id: int, keys: Keyboard | None, html: str) -> object:
    return await bot.edit_message_text(
        html,
        chat_id,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        api_kwargs={"reply_markup": keys},
    )
