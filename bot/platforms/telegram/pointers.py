"""The one line in a group for an answer that is not there: it went to the direct chat, or could not be given.

Such a line is tried once. Where the group has heard enough of the bot, only the way to an answer that could not be given is
worth waiting for.
"""

from datetime import timedelta

import structlog
import telegram
from markupsafe import Markup
from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.chat.platform import Kernel, Place
from bot.platforms.telegram.chats import NAME
from bot.platforms.telegram.posts import NO_PREVIEW
from bot.texts import group_pointers as texts

RARELY = timedelta(hours=1)
"""Between two hints to the anonymous admins of a group."""

log = structlog.get_logger()


class Pointing:
    """Lines into groups, each where the kernel says that there is room."""

    def __init__(self, bot: telegram.Bot, dispatcher: Kernel) -> None:
        self._bot, self._dispatcher = bot, dispatcher

    async def written(self, place: Place, command: int) -> None:
        """The answer to this message is in the direct chat."""
        await self._say(texts.written(place.direct_link), place, command)

    async def cannot_write(self, place: Place, command: int | None) -> float:
        """The bot may not write to who asked, by this message or by a press. Returns the seconds until that can be said,
        if it cannot now."""
        return await self._say(texts.cannot_write(place.direct_link), place, command)

    async def unmask(self, place: Place, command: int) -> None:
        """An admin has said this in the group's name: nobody's account can act on it."""
        seldom = f"{NAME}:{place.chat_id}:anonymous"
        await self._say(texts.anonymous(), place, command, seldom=seldom)

    async def _say(self, text: Markup, place: Place, command: int | None, *, seldom: str = "") -> float:
        """Say it, unless there is no room: then the seconds until there is."""
        if wait := await self._dispatcher.until_room(NAME, place.chat_id, {seldom: RARELY} if seldom else {}):
            return wait
        try:
            await self._bot.send_message(
                int(place.chat_id),
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                disable_notification=True,
                message_thread_id=int(place.thread_id) if place.thread_id else None,
                reply_parameters=ReplyParameters(command, allow_sending_without_reply=True) if command else None,
            )
        except TelegramError as error:
            log.info("telegram.pointer_lost", chat_id=place.chat_id, error=type(error).__name__)
        return 0.0
