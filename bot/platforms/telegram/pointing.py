"""The one line in a group for an answer that is not there: it went to the direct chat, or could not be given.

Where the group has heard enough of the bot there is none: such a line is tried once and never waited for.
"""

from collections.abc import Mapping
from datetime import timedelta

import structlog
import telegram
from markupsafe import Markup
from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.chat.counting import NOTHING_MORE, fits
from bot.chat.limits import Limit
from bot.chat.platform import Place
from bot.errors import Conflict, DatabaseGone
from bot.platforms.telegram.chats import NAME
from bot.platforms.telegram.posts import NO_PREVIEW
from bot.store import Database
from bot.texts import group_pointers as texts

RARELY = timedelta(hours=1)
"""Between two hints to the anonymous admins of a group."""

log = structlog.get_logger()


class Pointing:
    """Lines into groups, counted against ``limit``."""

    def __init__(self, bot: telegram.Bot, database: Database, limit: Limit) -> None:
        self._bot, self._database, self._limit = bot, database, limit

    async def written(self, place: Place, command: int) -> None:
        """The answer to this message is in the direct chat."""
        await self._say(texts.written(place.direct_link), place, command)

    async def cannot_write(self, place: Place, command: int | None) -> None:
        """The bot may not write to who asked, by this message or by a press."""
        await self._say(texts.cannot_write(place.direct_link), place, command)

    async def unmask(self, place: Place, command: int) -> None:
        """An admin has said this in the group's name: nobody's account can act on it."""
        seldom = f"{NAME}:{place.chat_id}:anonymous"
        await self._say(texts.ANONYMOUS, place, command, seldom=seldom)

    async def _fits(self, chat_id: str, seldom: Mapping[str, timedelta]) -> bool:
        """Whether the group has room for it; silence where nobody can say."""
        try:
            async with self._database.store(lasting=False) as store:
                return await fits(store, self._limit, NAME, chat_id, seldom=seldom)
        except (Conflict, DatabaseGone):
            return False

    async def _say(self, text: Markup, place: Place, command: int | None, *, seldom: str = "") -> None:
        rarely = {seldom: RARELY} if seldom else NOTHING_MORE
        if not await self._fits(place.chat_id, rarely):
            return
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
