"""A real python-telegram-bot Application with our handlers; only the network is replaced, by canned answers."""

import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from bot.clock import Clock
from bot.platforms.telegram.bringer import Bringing
from bot.platforms.telegram.moments import Moments
from bot.platforms.telegram.pointers import Pointing
from bot.platforms.telegram.talk import Talk
from bot.platforms.telegram.warden import Warden

BOT = {"id": 4242, "is_bot": True, "first_name": "Roadmate", "username": "roadmate_bot"}
SENT = {"message_id": 1, "from": BOT, "chat": {"id": 1, "type": "private"}, "date": 1800000000, "text": "Sent."}


def _body(result: Mapping[str, Any]) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


CANNED = {"getMe": _body(BOT), "sendMessage": _body(SENT)}


class CannedRequest(BaseRequest):
    """Answers every call at once and remembers what the last message said."""

    def __init__(self) -> None:
        self.last_text = ""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the base class's signature
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """See BaseRequest; the parameters are encoded, as they would be for the network."""
        if request_data:
            self.last_text = request_data.json_parameters.get("text", "")
        return HTTPStatus.OK, CANNED[url.rpartition("/")[2]]


class TelegramApp:
    """The Application that the Telegram platform builds, without its polling, for any stand-in of a Dispatcher."""

    def __init__(self, dispatcher: Any, clock: Clock) -> None:
        self.request = CannedRequest()
        self._app: Any = (
            Application.builder()
            .token("4242:benchmark")
            .request(self.request)
            .get_updates_request(CannedRequest())
            .updater(None)
            .job_queue(None)
            .build()
        )
        bot: Bot = self._app.bot
        warden, pointing = Warden(bot, clock), Pointing(bot, dispatcher)
        bringing = Bringing(bot, dispatcher, Moments(), pointing, pause=0.5)
        talk = Talk(bot, dispatcher, clock, bringing, pointing, warden=warden, pause=0.5)
        self._app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.TEXT, talk.on_line))
        self._app.add_handler(CallbackQueryHandler(talk.on_press))
        self._app.add_error_handler(talk.on_error)
        self._update_id = 0

    async def start(self) -> None:
        await self._app.initialize()

    async def stop(self) -> None:
        await self._app.shutdown()

    async def hear(self, user_id: int, line: str, at: datetime) -> None:
        """One update as Telegram brings it, through to the last call it causes."""
        self._update_id += 1
        update = Update.de_json(_update(self._update_id, user_id, line, at), self._app.bot)
        await self._app.process_update(update)


def _update(update_id: int, user_id: int, line: str, at: datetime) -> dict[str, Any]:
    person = {"id": user_id, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    command = {"type": "bot_command", "offset": 0, "length": len(line.split(maxsplit=1)[0])}
    message = {
        "message_id": update_id,
        "from": person,
        "chat": {"id": user_id, "type": "private", "first_name": "Ann"},
        "date": int(at.timestamp()),
        "text": line,
        "entities": [command],
    }
    return {"update_id": update_id, "message": message}
