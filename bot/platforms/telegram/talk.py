"""The talk with learners: what they say goes to the Dispatcher, what it answers goes back to where they said it."""

from functools import partial
from pathlib import PurePath
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

import structlog
import telegram
from telegram import CallbackQuery, Update
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.chat.platform import Place, Speaker
from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import DatabaseGone
from bot.platforms.telegram.hearing import pressed, spoken, thread
from bot.platforms.telegram.in_hand import IN_HAND
from bot.platforms.telegram.markup import clip
from bot.platforms.telegram.moments import Moments
from bot.platforms.telegram.patience import patiently, some_pauses
from bot.platforms.telegram.posts import Post, posts

if TYPE_CHECKING:
    from bot.chat.dispatch import Dispatcher

LONGEST_TOAST = 200

log = structlog.get_logger()


class Talk:
    """Answers are patient: a limit is waited for and a fault tried again, ``pause`` seconds later at first."""

    def __init__(
        self, bot: telegram.Bot, dispatcher: "Dispatcher", clock: Clock, moments: Moments, *, pause: float
    ) -> None:
        self._bot = bot
        self._moments = moments
        self._dispatcher = dispatcher
        self._clock = clock
        self._pause = pause

    async def on_line(self, update: Update, _context: Any) -> None:
        """A message has come."""
        if update.message is None or (said := spoken(update.message, self._bot.username)) is None:
            return
        in_hand = IN_HAND.get()
        if message := await self._dispatcher.say(said, in_hand.mark if in_hand else None):
            await self._answer(message, said.speaker, said.place, thread=thread(update.message))

    async def on_press(self, update: Update, _context: Any) -> None:
        """A button was pressed: the press is answered before it is worked on, for its time is short."""
        query = update.callback_query
        if query is None:
            return
        in_hand = IN_HAND.get()
        press = pressed(query, self._bot.username, in_hand.update.received_at if in_hand else self._clock())
        toast = await self._dispatcher.admit(press) if press else None
        await self._acknowledge(query, toast)
        if press is None or toast is not None:
            return
        if message := await self._dispatcher.press(press, in_hand.mark if in_hand else None):
            editing = _editable(query) if message.in_place else None
            await self._answer(message, press.speaker, press.place, thread=thread(query.message), editing=editing)

    async def on_error(self, update: object, context: Any) -> None:
        """The adapter itself broke, or the database is gone; the Dispatcher words what else breaks inside it."""
        if in_hand := IN_HAND.get():
            in_hand.broken = context.error
        if isinstance(context.error, DatabaseGone):
            log.warning("telegram.database_gone", update_id=getattr(update, "update_id", None))
            return
        frame = extract_tb(context.error.__traceback__)[-1]
        log.error(
            "telegram.broke",
            error=type(context.error).__name__,
            at=f"{PurePath(frame.filename).name}:{frame.lineno}",
            update_id=getattr(update, "update_id", None),
        )

    async def _acknowledge(self, query: CallbackQuery, toast: str | None) -> None:
        try:
            await query.answer(clip(toast, LONGEST_TOAST) if toast else None, show_alert=toast is not None)
        except TelegramError as error:  # too late, mostly; what was asked for is done all the same
            log.info("telegram.press_unanswered", user_id=query.from_user.id, error=type(error).__name__)

    async def _answer(
        self, message: Message, speaker: Speaker, place: Place, *, thread: int | None, editing: int | None = None
    ) -> None:
        chat_id = place.chat_id
        if message.private and not place.direct:
            chat_id, thread, editing = speaker.user_id, None, None  # the direct chat has the learner's id
        try:
            for post in posts(self._bot, message, self._moments, thread=thread, editing=editing):
                chat_id = await self._post(post, chat_id)
        except Forbidden:
            log.info("telegram.reply_unwelcome", chat_id=chat_id)
        except TelegramError as error:
            log.warning("telegram.reply_lost", chat_id=chat_id, error=type(error).__name__)

    async def _post(self, post: Post, chat_id: int) -> int:
        """Make one call and return the chat's id, which is a new one after a group became a supergroup."""
        try:
            await patiently(partial(post, chat_id), some_pauses(self._pause))
        except ChatMigrated as moved:
            chat_id = moved.new_chat_id
            await patiently(partial(post, chat_id), some_pauses(self._pause))
        return chat_id


def _editable(query: CallbackQuery) -> int | None:
    """The message that was pressed, unless it is so old that Telegram keeps it from the bot."""
    return query.message.message_id if query.message and query.message.is_accessible else None
