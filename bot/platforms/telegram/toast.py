"""The toast of a press: shown once, with the words of the answer where that comes soon."""

import structlog
from markupsafe import Markup
from telegram import CallbackQuery
from telegram.error import TelegramError

from bot.chat.reply import Message
from bot.chat.runs import runs_of
from bot.platforms.telegram.markup import clip, units

LONGEST_TOAST = 200
"""UTF-16 units."""

log = structlog.get_logger()


class Toast:
    """Of one press; Telegram waits for it, how long is not told."""

    def __init__(self, query: CallbackQuery) -> None:
        self._query = query
        self.is_over = False

    async def refuse(self, words: str) -> None:
        """Show why the press does nothing, until it is tapped away."""
        await self._answer(clip(words, LONGEST_TOAST), alert=True)

    async def nothing(self) -> None:
        """Let the button come to rest."""
        await self._answer(None)

    async def tell(self, message: Message) -> bool:
        """Show the answer; whether all of it was shown."""
        whole = _plain(message.toast or message.text)
        shown = whole if units(whole) <= LONGEST_TOAST else f"{clip(whole, LONGEST_TOAST - 1)}…"
        return await self._answer(shown) and shown == whole

    async def _answer(self, words: str | None, *, alert: bool = False) -> bool:
        self.is_over = True
        try:
            return await self._query.answer(words, show_alert=alert)
        except TelegramError as error:  # too late, mostly; what was asked for is done all the same
            log.info("telegram.press_unanswered", user_id=self._query.from_user.id, error=type(error).__name__)
            return False


def _plain(text: Markup) -> str:
    return "".join(run.text for run in runs_of(text))
