"""Telegram from start to stop: one long poll, the menu of commands, and nudges to an account."""

import asyncio
import re
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import structlog
from telegram import BotCommand, BotCommandScopeAllPrivateChats
from telegram import Message as Sent
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, Updater, filters

from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import OperatorError, Unsendable
from bot.platforms.telegram.faults import send_error
from bot.platforms.telegram.order import ChatOrder
from bot.platforms.telegram.patience import patiently, pauses
from bot.platforms.telegram.posts import posts
from bot.platforms.telegram.talk import Talk
from bot.platforms.telegram.wire import STAND_IN, PollWire, Wire, hush

if TYPE_CHECKING:
    from bot.chat.dispatch import Dispatcher

UPDATES = ["message", "callback_query"]
POLL = timedelta(seconds=25)

log = structlog.get_logger()


class Telegram:
    """See bot.chat.platform.Platform.

    ``pause`` is the seconds before a failed call is tried again, doubled each time; ``grace`` the seconds that work in
    hand has to finish when the bot stops, out of five in all.
    """

    name = "telegram"

    def __init__(
        self,
        *,
        token: str,
        dispatcher: "Dispatcher",
        clock: Clock,
        api_url: str = "https://api.telegram.org",
        pause: float = 0.5,
        grace: float = 4.0,
    ) -> None:
        hush()
        self._token = token
        self._dispatcher = dispatcher
        self._pause = pause
        self._grace = grace
        self._order = ChatOrder()
        self._trouble: asyncio.Queue[int] = asyncio.Queue()
        self._app: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder()
            .token(STAND_IN)
            .base_url(f"{api_url.rstrip('/')}/bot")
            .base_file_url(f"{api_url.rstrip('/')}/file/bot")
            .request(Wire(token, connections=256))
            .get_updates_request(PollWire(token, ended=self._trouble.put_nowait))
            .concurrent_updates(self._order)
            .job_queue(None)
            .build()
        )
        talk = Talk(self._app.bot, dispatcher, clock, pause=pause)
        self._app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.TEXT, talk.on_line))
        self._app.add_handler(CallbackQueryHandler(talk.on_press))
        self._app.add_error_handler(talk.on_error)

    async def run(self) -> None:
        """See Platform. Raises OperatorError for a wrong token and for a second process that polls the same bot."""
        if not re.fullmatch(r"\d+:[\w-]+", self._token, re.ASCII):
            raise _trouble(HTTPStatus.NOT_FOUND)
        try:
            await self._start()
            log.info("telegram.started", bot_id=self._app.bot.id)
            raise _trouble(await self._trouble.get())
        except InvalidToken:
            raise _trouble(HTTPStatus.UNAUTHORIZED) from None
        finally:
            await self._stop()
            log.info("telegram.stopped")

    async def send(self, user_id: int, message: Message) -> str:
        """See Platform."""
        sent: Sent | bool | None = None
        try:
            for post in posts(self._app.bot, message):
                sent = await post(user_id)
        except TelegramError as error:
            raise send_error(error, begun=sent is not None) from None  # Telegram's own words may quote the text
        if not isinstance(sent, Sent):
            raise Unsendable("nothing to send")
        return str(sent.message_id)

    async def _start(self) -> None:
        """Reach Telegram, however long that takes, and begin to poll."""
        await patiently(self._app.initialize, pauses(self._pause))
        await patiently(self._publish, pauses(self._pause))
        await self._app.start()
        await self._updater.start_polling(
            timeout=POLL, bootstrap_retries=-1, allowed_updates=UPDATES, error_callback=_poll_failed
        )

    async def _publish(self) -> None:
        menu = [BotCommand(command.name, command.help) for command in self._dispatcher.commands]
        try:
            await self._app.bot.set_my_commands(menu, scope=BotCommandScopeAllPrivateChats())
        except BadRequest:  # the bot answers all the same, only its menu is old
            log.warning("telegram.menu_refused", commands=len(menu))

    async def _stop(self) -> None:
        """Stop polling, finish what is in hand, and close; each within its share of the time."""
        try:
            async with asyncio.timeout(self._grace):
                await self._stop_polling()
                if self._app.running:
                    await self._app.stop()
        except TimeoutError:
            log.warning("telegram.cut_short", in_hand=self._order.in_hand)
        await self._order.abandon(within=0.4)
        with suppress(TimeoutError):
            async with asyncio.timeout(0.4):
                await self._app.shutdown()
                await self._app.bot.shutdown()  # open even where the start failed half-way

    async def _stop_polling(self) -> None:
        # Between two polls PTB sleeps up to half a minute and takes the first cancellation there for its own, so
        # that it takes a second one to keep it from a last call to a Telegram that does not answer.
        with suppress(TimeoutError):
            async with asyncio.timeout(self._grace / 2), asyncio.timeout(self._grace / 4):
                if self._updater.running:
                    await self._updater.stop()

    @property
    def _updater(self) -> Updater:
        return cast("Updater", self._app.updater)  # the builder makes one unless it is told not to


def _poll_failed(error: TelegramError) -> None:
    log.warning("telegram.poll_failed", error=type(error).__name__)


def _trouble(status: int) -> OperatorError:
    """What the person who runs the bot has to mend, by the status that Telegram answered."""
    if status == HTTPStatus.CONFLICT:
        return OperatorError(
            what="another process polls this Telegram bot",
            fix="stop the other one, or give this one its own TELEGRAM_TOKEN",
        )
    return OperatorError(what="Telegram does not know TELEGRAM_TOKEN", fix="copy it again from BotFather")
