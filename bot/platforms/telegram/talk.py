"""The talk with learners: what they say goes to the Dispatcher, what it answers goes back to where they said it."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

import structlog
import telegram
from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bot.chat.platform import Admitted, Kernel, Spoken, Warden
from bot.chat.reply import Message
from bot.chat.standing import Standing
from bot.clock import Clock
from bot.errors import DatabaseGone
from bot.platforms.telegram.answers import Asked
from bot.platforms.telegram.bringer import Bringing
from bot.platforms.telegram.chats import happening, tells_of_own_pin
from bot.platforms.telegram.in_hand import IN_HAND, InHand
from bot.platforms.telegram.inward import place_of, pressed, reacted, said_in_the_groups_name, spoken
from bot.platforms.telegram.keyboard import without
from bot.platforms.telegram.patience import patiently, some_pauses
from bot.platforms.telegram.pointers import Pointing
from bot.platforms.telegram.toast import Toast

PATIENCE_SECONDS = 2.0
"""For an answer to come as a toast."""

log = structlog.get_logger()


class Talk:
    """What comes is brought to the Dispatcher, and its answers are given to ``bringing``. ``pause`` is the seconds before a
    failed call is tried again at first."""

    def __init__(
        self,
        bot: telegram.Bot,
        dispatcher: Kernel,
        clock: Clock,
        bringing: Bringing,
        pointing: Pointing,
        *,
        warden: Warden,
        pause: float,
    ) -> None:
        self._bot, self._dispatcher, self._clock, self._pause = bot, dispatcher, clock, pause
        self._bringing, self._pointing, self._warden = bringing, pointing, warden
        self._standing: Standing[tuple[str, int]] = Standing()

    async def on_line(self, update: Update, _context: Any) -> None:
        """A message has come."""
        if update.message is None:
            return
        if (said := spoken(update.message, self._bot.username, self._warden)) is None:
            await self._unmask(update.message)
            return
        said = self._opening_pages(said)
        asked = Asked(said.speaker, said.place, command=update.message.message_id)
        if message := await self._dispatcher.say(said, _in_hand(asked)):
            await self._answer(message, asked)

    def _opening_pages(self, said: Spoken) -> Spoken:
        """The same in a place with what opens a page from it: the bot's main Mini App, where BotFather was told of one."""
        if not self._bot.bot.has_main_web_app:
            return said
        return replace(said, place=replace(said.place, page_link=f"{said.place.direct_link}?startapp="))

    async def on_reaction(self, update: Update, _context: Any) -> None:
        """Somebody has set a sign on a message, or taken it off."""
        change = update.message_reaction
        if change is None or (said := reacted(change, self._bot.username)) is None:
            return
        asked = Asked(said.speaker, said.place)
        if message := await self._dispatcher.react(said, _in_hand(asked)):
            await self._answer(message, asked)

    async def on_press(self, update: Update, _context: Any) -> None:
        """A button was pressed. Among others its toast has the words of the answer; in a direct chat the answer itself
        does, and the press is let go of before it is worked on."""
        query = update.callback_query
        if query is None:
            return
        toast, in_hand = Toast(query), IN_HAND.get()
        at = in_hand.update.received_at if in_hand else self._clock()
        press = pressed(query, self._bot.username, at, self._warden)
        if press is None:
            await toast.nothing()
            return
        admitted = await self._dispatcher.admit(press)
        if isinstance(admitted, str):
            await toast.refuse(admitted)
        else:
            asked = Asked(press.speaker, press.place, pressed=_editable(query))
            answer = await self._worked_on(admitted, asked, toast)
            if answer and answer.gone and not (answer.text and asked.answer(answer).editing):
                await _take_off(query, answer.gone)

    async def _worked_on(self, press: Admitted, asked: Asked, toast: Toast) -> Message | None:
        if asked.place.direct:
            await toast.nothing()
            message = await self._dispatcher.press(press, _in_hand(asked))
        else:
            message = await self._toasted(press, asked, toast)
        told = message is not None and not toast.is_over and await toast.tell(message)
        if not toast.is_over:
            await toast.nothing()
        if message and not message.in_passing and not (message.crowded and told):
            await self._answer(message, asked)
        return message

    async def _toasted(self, press: Admitted, asked: Asked, toast: Toast) -> Message | None:
        """The answer; where it takes long, the press is let go of meanwhile."""
        broken: Exception | None = None
        message: Message | None = None
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(_let_go(toast))
            try:
                message = await self._dispatcher.press(press, _in_hand(asked))
            except Exception as error:  # noqa: BLE001 - it is raised again where no group wraps it
                broken = error
            if not toast.is_over:
                waiting.cancel()
        if broken:
            raise broken
        return message

    async def on_chat(self, update: Update, _context: Any) -> None:
        """Something became of a chat, or of who is in it. The line that tells of a pin of ours is taken away."""
        if (message := update.message) and tells_of_own_pin(message, self._bot.id):
            with suppress(TelegramError):  # the pin stands; that it is told of as well is no harm
                delete = partial(self._bot.delete_message, message.chat.id, message.message_id)
                await patiently(delete, some_pauses(self._pause))
        elif told := happening(update, self._bot.id):
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

    async def _unmask(self, message: telegram.Message) -> None:
        """A command of ours that an anonymous admin said is answered with how to be known, once in a while."""
        name = said_in_the_groups_name(message, self._bot.username)
        if name in {command.name for command in self._dispatcher.commands}:
            await self._pointing.unmask(place_of(message, self._bot.username), message.message_id)

    async def _answer(self, message: Message, asked: Asked) -> None:
        """Bring the answer; what is left of it is for whoever works the inbox. Where it was typed, the question it answers has its
        buttons no more."""
        later, came = await self._bringing.bring(asked.answer(message))
        if in_hand := IN_HAND.get():
            in_hand.later, in_hand.came = later, came
        at = (came.chat_id, came.at) if came.at else None
        if question := self._standing.after(asked.speaker.user_id, asked.place.chat_id, message, at):
            await self._take_off(*question)

    async def _take_off(self, chat_id: str, message_id: int) -> None:
        """Take the buttons off a question, in one try."""
        try:
            await self._bot.edit_message_reply_markup(int(chat_id), message_id)
        except TelegramError as error:
            log.info("telegram.buttons_stay", chat_id=chat_id, error=type(error).__name__)


def _in_hand(asked: Asked) -> InHand | None:
    """What is in hand, told what its answer will be to."""
    in_hand = IN_HAND.get()
    if in_hand:
        in_hand.asked = asked
    return in_hand


async def _let_go(toast: Toast) -> None:
    await asyncio.sleep(PATIENCE_SECONDS)
    if not toast.is_over:
        await toast.nothing()


async def _take_off(query: CallbackQuery, gone: frozenset[str]) -> None:
    """Take these buttons off the message that was pressed, in one try: pressed again they say that they were."""
    message = query.message
    if not isinstance(message, telegram.Message) or message.reply_markup is None:
        return
    try:
        await message.edit_reply_markup(without(message.reply_markup, gone))
    except TelegramError as error:
        log.info("telegram.buttons_stay", chat_id=message.chat.id, error=type(error).__name__)


def _editable(query: CallbackQuery) -> int | None:
    """The message that was pressed, unless it is so old that Telegram keeps it from the bot."""
    return query.message.message_id if query.message and query.message.is_accessible else None
