"""The talk with learners: what they say goes to the Dispatcher, what it answers goes back to where they said it."""

from pathlib import PurePath
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

import structlog
import telegram
from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import DatabaseGone
from bot.platforms.telegram.answers import Asked
from bot.platforms.telegram.bringing import Bringing
from bot.platforms.telegram.chats import happening
from bot.platforms.telegram.hearing import place_of, pressed, said_in_the_groups_name, spoken
from bot.platforms.telegram.in_hand import IN_HAND, InHand
from bot.platforms.telegram.markup import clip
from bot.platforms.telegram.pointing import Pointing

if TYPE_CHECKING:
    from bot.chat.dispatch import Dispatcher

LONGEST_TOAST = 200

log = structlog.get_logger()


class Talk:
    """What comes is brought to the Dispatcher, and its answers are given to ``bringing``."""

    def __init__(
        self, bot: telegram.Bot, dispatcher: "Dispatcher", clock: Clock, bringing: Bringing, pointing: Pointing
    ) -> None:
        self._bot, self._dispatcher, self._clock = bot, dispatcher, clock
        self._bringing, self._pointing = bringing, pointing

    async def on_line(self, update: Update, _context: Any) -> None:
        """A message has come."""
        if update.message is None:
            return
        if (said := spoken(update.message, self._bot.username)) is None:
            await self._unmask(update.message)
            return
        asked = Asked(said.speaker, said.place, command=update.message.message_id)
        if message := await self._dispatcher.say(said, _in_hand(asked)):
            await self._answer(message, asked)

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
        asked = Asked(press.speaker, press.place, pressed=_editable(query))
        if message := await self._dispatcher.press(press, _in_hand(asked)):
            await self._answer(message, asked)

    async def on_chat(self, update: Update, _context: Any) -> None:
        """Something became of a chat, or of who is in it."""
        if told := happening(update, self._bot.id):
            await self._dispatcher.happened(*told, IN_HAND.get())

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

    async def _unmask(self, message: telegram.Message) -> None:
        """A command of ours that an anonymous admin said is answered with how to be known, once in a while."""
        name = said_in_the_groups_name(message, self._bot.username)
        if name in {command.name for command in self._dispatcher.commands}:
            await self._pointing.unmask(place_of(message, self._bot.username), message.message_id)

    async def _answer(self, message: Message, asked: Asked) -> None:
        """Bring the answer; what is left of it is for whoever works the inbox."""
        later = await self._bringing.bring(asked.answer(message))
        if later and (in_hand := IN_HAND.get()):
            in_hand.later = later


def _in_hand(asked: Asked) -> InHand | None:
    """What is in hand, told what its answer will be to."""
    in_hand = IN_HAND.get()
    if in_hand:
        in_hand.asked = asked
    return in_hand


def _editable(query: CallbackQuery) -> int | None:
    """The message that was pressed, unless it is so old that Telegram keeps it from the bot."""
    return query.message.message_id if query.message and query.message.is_accessible else None
