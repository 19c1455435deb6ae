"""A message as the calls that bring it into a chat, in their order; who makes them decides what a failure means."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial

import structlog
import telegram
from telegram import Bot, LinkPreviewOptions, MenuButtonCommands, MenuButtonWebApp, WebAppInfo
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.chat.exhibit import Exhibit
from bot.chat.reply import Attachment, Key, Message, Page
from bot.platforms.telegram.inward import PHOTO
from bot.platforms.telegram.keyboard import Keyboard, keyboard
from bot.platforms.telegram.markup import clip, parts
from bot.platforms.telegram.moments import Moments
from bot.texts import evidence

LONGEST_CAPTION = 1024
PICTURES = {"image/png", "image/jpeg", "image/webp"}
"""What Telegram shows as a photo; other images, such as SVG, it refuses there and takes as documents."""

GONE = ("file identifier", "file_id", "file id", "file reference", "file is temporarily", "wrong type of file")
"""Of Telegram's words for a file that it does not have, or not any more."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = structlog.get_logger()

Post = Callable[[int], Awaitable[telegram.Message | bool]]
"""One call, given the chat's id; it answers the message that now stands there, or True for one that was changed."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One message's worth of text, as Telegram's HTML, the buttons under it, whether moments are known, and the page."""

    html: str
    keys: tuple[Key, ...]
    moments: Moments
    page: Page | None = None

    def keyboard(self, chat_id: int) -> Keyboard | None:
        """Telegram refuses all of a message that opens a page in a group, or a channel, whose numbers are negative, but by a link."""
        is_shown = chat_id > 0 or (self.page is not None and self.page.open_to_all)
        return keyboard(self.keys, self.page if is_shown else None)


def posts(
    bot: Bot,
    message: Message,
    moments: Moments,
    *,
    thread: int | None = None,
    editing: int | None = None,
    paid: bool = False,
) -> Iterator[Post]:
    """What stands beside the chat, then texts, the keys under the last of them, then the files, those last that Telegram has already. ``editing`` is the message to change in place.
    Telegram takes more than 30 a second only as ``paid``."""
    if message.page and not message.page.open_to_all:
        yield partial(_keep_beside, bot, message.page)
    texts = parts(message.text)
    for number, text in enumerate(texts, start=1):
        is_last = number == len(texts)
        part = Portion(text, message.keys if is_last else (), moments, message.page if is_last else None)
        write = partial(_write, bot, part, thread, paid)
        yield partial(_edit, bot, part, editing, write) if editing and number == 1 else write
    for attachment in message.attachments:
        yield partial(_upload, bot, attachment, thread)
    for exhibit in message.exhibits:
        yield partial(_show, bot, exhibit, thread)


async def _keep_beside(bot: Bot, page: Page, chat_id: int) -> bool:
    """Let the button beside a direct chat's input open the page, or the commands once more. The answer comes whatever becomes of it."""
    if chat_id > 0:
        menu = MenuButtonWebApp(page.label, WebAppInfo(page.address)) if page.address else MenuButtonCommands()
        try:
            await bot.set_chat_menu_button(chat_id, menu)
        except BadRequest:
            log.warning("telegram.menu_button_refused", chat_id=chat_id)
    return True


async def _write(bot: Bot, part: Portion, thread: int | None, paid: bool, chat_id: int) -> telegram.Message:
    return await part.moments.write(
        part.html,
        partial(
            bot.send_message,
            chat_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            api_kwargs={"reply_markup": part.keyboard(chat_id)},
            message_thread_id=thread,
            allow_paid_broadcast=paid or None,
        ),
    )


async def _edit(bot: Bot, part: Portion, message_id: int, write: Post, chat_id: int) -> telegram.Message | bool:
    call = partial(
        bot.edit_message_text,
        chat_id=chat_id,
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        api_kwargs={"reply_markup": part.keyboard(chat_id)},
    )
    try:
        return await part.moments.write(part.html, call)
    except BadRequest as refusal:
        if "message is not modified" in refusal.message.lower():
            return True
        return await write(chat_id)  # too old, deleted, or without a text: then a new message says it


async def _upload(bot: Bot, attachment: Attachment, thread: int | None, chat_id: int) -> telegram.Message:
    caption = clip(attachment.alt, LONGEST_CAPTION) or None
    if attachment.media_type in PICTURES:
        return await bot.send_photo(
            chat_id, attachment.content, caption=caption, filename=attachment.name, message_thread_id=thread
        )
    return await bot.send_document(
        chat_id, attachment.content, caption=caption, filename=attachment.name, message_thread_id=thread
    )


async def _show(bot: Bot, exhibit: Exhibit, thread: int | None, chat_id: int) -> telegram.Message:
    """A file by the id that Telegram gave it; where it has it no more, that is said in its place."""
    kind, _, file_id = exhibit.where.partition(" ")
    try:
        if kind == PHOTO:
            return await bot.send_photo(chat_id, file_id, message_thread_id=thread)
        return await bot.send_document(chat_id, file_id, message_thread_id=thread)
    except BadRequest as refusal:
        if not any(word in refusal.message.lower() for word in GONE):
            raise
        return await bot.send_message(
            chat_id, parts(evidence.gone(exhibit.platform))[0], parse_mode=ParseMode.HTML, message_thread_id=thread
        )
