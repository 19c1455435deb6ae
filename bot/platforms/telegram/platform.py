"""Telegram from start to stop: updates fetched or brought, the work on them, the menu of commands, and nudges."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from telegram import Message as Sent
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.chat.platform import Deed, Kernel
from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import OperatorError
from bot.platforms.telegram.bringer import Bringing
from bot.platforms.telegram.chats import NAME
from bot.platforms.telegram.deeds import done
from bot.platforms.telegram.faults import send_error
from bot.platforms.telegram.inlet import Inlet
from bot.platforms.telegram.menus import menus, publish
from bot.platforms.telegram.moments import Moments
from bot.platforms.telegram.patience import patiently, pauses
from bot.platforms.telegram.pointers import Pointing
from bot.platforms.telegram.poll import Polling
from bot.platforms.telegram.posts import posts
from bot.platforms.telegram.talk import Talk
from bot.platforms.telegram.warden import Warden
from bot.platforms.telegram.wire import STAND_IN, Wire, hush
from bot.platforms.telegram.work import Working
from bot.reasons import Reason
from bot.send_errors import Unsendable
from bot.store import Database

if TYPE_CHECKING:
    from starlette.routing import Route

UPDATES = ["message", "callback_query", "message_reaction", "my_chat_member", "chat_member"]
"""The last comes only where the bot is an admin, and tells who left where no service message does; reactions come from direct
chats, and from groups where the bot is an admin, where they are none of its business."""

SAID = filters.TEXT | filters.CAPTION | filters.Document.ALL
WORDLESS = (
    filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE | filters.VIDEO | filters.PHOTO | filters.Sticker.ALL
    | filters.LOCATION | filters.CONTACT | filters.POLL | filters.ANIMATION
)  # fmt: skip
"""What comes without a word; in a group it is not for us."""

SERVICE = filters.StatusUpdate.LEFT_CHAT_MEMBER | filters.StatusUpdate.MIGRATE | filters.StatusUpdate.PINNED_MESSAGE
MOST_CONNECTIONS = 40
"""That Telegram may open to the webhook."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram brings updates, and what it shows to be let in."""

    url: str
    secret: str


class Telegram:
    """See bot.chat.platform.Platform.

    With a ``webhook`` nobody polls, and ``routes`` are to be served; without, one process at a time does. ``pause`` is
    the seconds before a failed call is tried again, doubled each time; ``grace`` the seconds that work in hand has to
    finish when the bot stops, out of five in all.
    """

    name = NAME

    def __init__(
        self,
        *,
        token: str,
        dispatcher: Kernel,
        database: Database,
        clock: Clock,
        api_url: str = "https://api.telegram.org",
        webhook: Address | None = None,
        paid: bool = False,
        pause: float = 0.5,
        grace: float = 3.6,
    ) -> None:
        hush()
        # Raises OperatorError later, when the bot is to run: one that only sends finds out by itself.
        self._known = re.fullmatch(r"(\d{1,18}):[\w-]+", token, re.ASCII)
        bot_id = int(self._known[1]) if self._known else 0
        line = Wire(token, connections=1)
        self._dispatcher, self._pause, self._webhook, self._paid = dispatcher, pause, webhook, paid
        self._app: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder()
            .token(STAND_IN)
            .base_url(f"{api_url.rstrip('/')}/bot")
            .base_file_url(f"{api_url.rstrip('/')}/file/bot")
            .request(Wire(token, connections=256))
            .get_updates_request(line)
            .updater(None)
            .job_queue(None)
            .build()
        )
        self._moments = Moments()
        pointing, self._warden = Pointing(self._app.bot, dispatcher), Warden(self._app.bot, clock)
        bringing = Bringing(self._app.bot, dispatcher, self._moments, pointing, pause=pause)
        talk = Talk(self._app.bot, dispatcher, clock, bringing, pointing, warden=self._warden, pause=pause)
        self._app.add_handler(
            MessageHandler(filters.UpdateType.MESSAGE & (SAID | filters.ChatType.PRIVATE & WORDLESS), talk.on_line)
        )
        self._app.add_handler(CallbackQueryHandler(talk.on_press))
        self._app.add_handler(MessageReactionHandler(talk.on_reaction))
        self._app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & SERVICE, talk.on_chat))
        self._app.add_handler(ChatMemberHandler(talk.on_chat, ChatMemberHandler.ANY_CHAT_MEMBER))
        self._app.add_error_handler(talk.on_error)
        self._inlet = Inlet(database, str(bot_id))
        arrived = self._inlet.arrived
        self._working = Working(database, self._app, str(bot_id), bringing, arrived=arrived, pause=pause, grace=grace)
        self._polling = Polling(self._app.bot, line, self._inlet, UPDATES, pause=pause)
        self._database, self._bot_id = database, bot_id

    @property
    def routes(self) -> "Sequence[Route]":
        """What the HTTP server is to serve: the webhook, if there is one."""
        if self._webhook is None:
            return ()
        from bot.platforms.telegram.webhook import Webhook  # noqa: PLC0415 - it costs memory, and only some need it

        return (Webhook(self._webhook.url, self._webhook.secret, self._inlet).route,)

    @property
    def warden(self) -> Warden:
        """See Platform."""
        return self._warden

    def start_link(self, roadmap: str) -> str:
        """See Platform."""
        try:
            return f"https://t.me/{self._app.bot.username}?start={roadmap}"
        except RuntimeError:  # it has not said yet who it is
            return ""

    async def run(self) -> None:
        """See Platform. Raises OperatorError for a wrong token and for a stranger that polls the same bot."""
        if not self._known:
            raise _trouble(HTTPStatus.NOT_FOUND)
        try:
            await self._start()
            log.info("telegram.started", bot_id=self._app.bot.id)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._working.run())
                if self._webhook is None:
                    group.create_task(self._poll())
        except* InvalidToken:
            raise _trouble(HTTPStatus.UNAUTHORIZED) from None
        except* Conflict:
            raise _trouble(HTTPStatus.CONFLICT) from None
        finally:
            await self._stop()
            log.info("telegram.stopped")

    async def _poll(self) -> None:
        """Fetch updates while this process leads; on SQLite there is no other."""
        if self._database.engine.dialect.name == "sqlite":
            await self._polling.run()
            return
        from bot.store.leadership import Leadership  # noqa: PLC0415 - it brings the driver of PostgreSQL

        await Leadership(self._database, f"telegram:{self._bot_id}").during(self._polling.run)

    async def send(self, user_id: str, message: Message) -> str:
        """See Platform."""
        sent: Sent | bool | None = None
        try:
            for post in posts(self._app.bot, message, self._moments, paid=self._paid):
                sent = await post(int(user_id))
        except TelegramError as error:
            raise send_error(error, begun=sent is not None) from None  # Telegram's own words may quote the text
        if not isinstance(sent, Sent):
            raise Unsendable(Reason.NOTHING_TO_SEND)
        return str(sent.message_id)

    async def perform(self, deed: Deed) -> str:
        """See Platform."""
        return await done(self._app.bot, deed, self._moments, paid=self._paid)

    async def _start(self) -> None:
        """Reach Telegram, however long that takes, and have updates brought, if they are to be."""
        await patiently(self._app.initialize, pauses(self._pause))
        await patiently(self._publish, pauses(self._pause))
        if self._webhook:
            await patiently(self._be_brought, pauses(self._pause))

    async def _be_brought(self) -> None:
        assert self._webhook is not None  # noqa: S101 - _start has seen to it
        try:
            await self._app.bot.set_webhook(
                self._webhook.url,
                secret_token=self._webhook.secret,
                allowed_updates=UPDATES,
                max_connections=MOST_CONNECTIONS,
            )
        except BadRequest:
            raise OperatorError(
                "Telegram refuses TELEGRAM_WEBHOOK_URL",
                "it takes a public https address on port 443, 80, 88 or 8443",
            ) from None

    async def _publish(self) -> None:
        for scope, menu in menus(self._dispatcher.commands):
            try:
                await publish(self._app.bot, scope, menu)
            except BadRequest:  # the bot answers all the same, only its menu is old
                log.warning("telegram.menu_refused", scope=scope.type, commands=len(menu))

    async def _stop(self) -> None:
        """Close what is open, also where the start failed half-way."""
        with suppress(TimeoutError):
            async with asyncio.timeout(0.4):
                await self._app.shutdown()
                await self._app.bot.shutdown()


def _trouble(status: int) -> OperatorError:
    """What the person who runs the bot has to mend, by the status that Telegram answered."""
    if status == HTTPStatus.CONFLICT:
        return OperatorError(
            what="another process polls this Telegram bot",
            fix="stop the other one, or give this one its own TELEGRAM_TOKEN",
        )
    return OperatorError(what="Telegram does not know TELEGRAM_TOKEN", fix="copy it again from BotFather")
