"""The talk with learners: what they say goes to the Dispatcher, what it answers goes back to where they said it."""

from functools import partial
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

import structlog
import telegram
from telegram import CallbackQuery, Update
from telegram.error import ChatMigrated, TelegramError

from bot.chat.platform import Kernel, Place, Speaker, Warden
from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import DatabaseGone, Unreachable
from bot.platforms.telegram.chats import happening
from bot.platforms.telegram.faults import send_error
from bot.platforms.telegram.hearing import place_of, pressed, said_in_the_groups_name, spoken
from bot.platforms.telegram.in_hand import IN_HAND
from bot.platforms.telegram.markup import clip
from bot.platforms.telegram.moments import Moments
from bot.platforms.telegram.patience import patiently, some_pauses
from bot.platforms.telegram.pointing import Pointing
from bot.platforms.telegram.posts import Post, posts

LONGEST_TOAST = 200

log = structlog.get_logger()


class Talk:
    """Answers are patient: a limit is waited for and a fault tried again, ``pause`` seconds later at first."""

    def __init__(
        self,
        bot: telegram.Bot,
        dispatcher: Kernel,
        clock: Clock,
        moments: Moments,
        pointing: Pointing,
        *,
        warden: Warden,
        pause: float,
    ) -> None:
        self._bot = bot
        self._pointing = pointing
        self._warden = warden
        self._moments = moments
        self._dispatcher = dispatcher
        self._clock = clock
        self._pause = pause

    async def on_line(self, update: Update, _context: Any) -> None:
        """A message has come."""
        if update.message is None:
            return
        if (said := spoken(update.message, self._bot.username, self._warden)) is None:
            await self._unmask(update.message)
            return
        in_hand = IN_HAND.get()
        if message := await self._dispatcher.say(said, in_hand.mark if in_hand else None):
            await self._answer(message, said.speaker, said.place, command=update.message.message_id)

    async def on_press(self, update: Update, _context: Any) -> None:
        """A button was pressed: the press is answered before it is worked on, for its time is short."""
        query = update.callback_query
        if query is None:
            return
        in_hand = IN_HAND.get()
        at = in_hand.update.received_at if in_hand else self._clock()
        press = pressed(query, self._bot.username, at, self._warden)
        admitted = await self._dispatcher.admit(press) if press else None
        await self._acknowledge(query, admitted if isinstance(admitted, str) else None)
        if press is None or admitted is None or isinstance(admitted, str):
            return
        if message := await self._dispatcher.press(admitted, in_hand.mark if in_hand else None):
            editing = _editable(query) if message.in_place else None
            await self._answer(message, press.speaker, press.place, editing=editing)

    async def on_chat(self, update: Update, _context: Any) -> None:
        """Something became of a chat, or of who is in it."""
        if told := happening(update, self._bot.id):
            in_hand = IN_HAND.get()
            await self._dispatcher.happened(*told, in_hand.mark if in_hand else None)

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

    async def _answer(
        self,
        message: Message,
        speaker: Speaker,
        place: Place,
        *,
        command: int | None = None,
        editing: int | None = None,
    ) -> None:
        """Bring the answer to where it belongs; ``command`` is the message that asked for it, ``editing`` the one to
        become it. Who pressed a button is told of the direct chat by Telegram itself, so no line in the group is."""
        aside = message.private and not place.direct
        if not aside:
            thread = int(place.thread_id) if place.thread_id else None
            await self._bring(message, int(place.chat_id), thread, editing)
            return
        reached = await self._bring(message, int(speaker.user_id))  # the direct chat has the learner's id
        if reached and command:
            await self._pointing.written(place, command)
        elif reached is False:
            await self._pointing.cannot_write(place, command)

    async def _bring(
        self, message: Message, chat_id: int, thread: int | None = None, editing: int | None = None
    ) -> bool | None:
        """Whether it came there; False where the bot may not write, None where that remains unknown."""
        try:
            for post in posts(self._bot, message, self._moments, thread=thread, editing=editing):
                chat_id = await self._post(post, chat_id)
        except TelegramError as error:
            unwelcome = isinstance(send_error(error, begun=False), Unreachable)
            if unwelcome:
                log.info("telegram.reply_unwelcome", chat_id=chat_id)
                return False
            log.warning("telegram.reply_lost", chat_id=chat_id, error=type(error).__name__)
            return None
        return True

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
