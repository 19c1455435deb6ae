"""A Bot API server on loopback: what Telegram does for a bot that polls, and a fault for every call it would refuse."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.platforms.bot_api_groups import Groups, Refused
from tests.platforms.bot_api_limits import faults, units, visible
from tests.platforms.bot_api_script import BotMessage, Call, Failure, Json

MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
PARSED = {"allowed_updates", "chat_id", "commands", "limit", "link_preview_options", "max_connections", "message_id"}
PARSED |= {"disable_notification", "message_thread_id", "offset", "reply_markup", "reply_parameters", "scope"}
PARSED |= {"menu_button", "show_alert", "timeout", "user_id"}


class Garbled(Exception):
    """Something else is answered than what Telegram says."""


class BotApi(Groups):
    """``async with BotApi() as api``: leaving it raises AssertionError if any call broke a limit of the Bot API."""

    def __init__(self, *, token: str = "4242:test-Token_0", username: str = "roadmate_bot") -> None:
        self.has_main_web_app = False
        self.token = token
        self.username = username
        self.messages: list[BotMessage] = []
        self.calls: list[Call] = []
        self.polls = 0
        self.commands: dict[str, list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.violations: list[str] = []
        self.webhook: Json | None = None
        self.pinned: list[tuple[int, int]] = []
        self.lines: list[tuple[int, int]] = []
        self.too_old: set[int] = set()
        self.topics: dict[int, str] = {}
        self.files: dict[str, bytes] = {}
        self.closed: set[int] = set()
        self.deleted: set[int] = set()
        self.moved: dict[int, int] = {}
        self.statuses: dict[tuple[int, int], tuple[str, Json]] = {}
        self.unwelcome: set[int] = set()
        self.denied: dict[int, set[str]] = defaultdict(set)
        self.minute: float | None = None
        self.delivered: dict[int, list[float]] = defaultdict(list)
        self.limited: list[int] = []
        self._failures: dict[str, deque[Failure]] = defaultdict(deque)
        self._updates: deque[Json] = deque()
        self._allowed: list[str] = []
        self._open_queries: set[str] = set()
        self._poll: asyncio.Future[str] | None = None
        self._changed = asyncio.Event()
        self._closing = asyncio.Event()
        self._ids = count(1)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path}", self._hand_over)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wake("closing")
        self._closing.set()
        await self._runner.cleanup()
        if error is None and self.violations:
            raise AssertionError(f"calls that Telegram refuses: {self.violations}")

    # What people do.

    def say(
        self,
        user_id: int,
        text: str | None,
        *,
        chat_id: int | None = None,
        chat_type: str = "private",
        date: datetime = MONDAY,
        **more: Any,
    ) -> Json:
        """Somebody writes; ``more`` are further fields of the message. Returns the message."""
        message = self._message(user_id, chat_id or user_id, chat_type, date) | more
        if text is not None:
            message["text"] = text
            if text.startswith("/"):
                length = units(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._bring("message", message)
        return message

    def send_file(self, user_id: int, name: str, content: bytes, *, date: datetime = MONDAY) -> Json:
        """Somebody sends a file, without a word. Returns the message."""
        file_id = f"file{next(self._ids)}"
        self.files[file_id] = content
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
        return self.say(user_id, None, date=date, document=document)

    def show(self, user_id: int, caption: str | None, content: bytes, *, date: datetime = MONDAY, **more: Any) -> Json:
        """Somebody sends a photo, which Telegram has in two sizes, with a caption or without one. Returns the message."""
        photo: list[Json] = []
        for size in (90, 1280):
            file_id = f"photo{next(self._ids)}"
            self.files[file_id] = content
            photo.append({"file_id": file_id, "file_unique_id": file_id, "width": size, "height": size})
        words: Json = {"caption": caption} if caption else {}
        return self.say(user_id, None, date=date, photo=photo, **words, **more)

    def reply(self, user_id: int, message: BotMessage, text: str, *, date: datetime = MONDAY, **more: Any) -> Json:
        """Somebody replies to a message of the bot. Returns the message."""
        return self.say(
            user_id,
            text,
            chat_id=message.chat_id,
            chat_type=message.chat_type,
            date=date,
            reply_to_message=self._shown(message),
            **more,
        )

    def react(
        self, user_id: int, message: BotMessage, *signs: str, before: Sequence[str] = (), date: datetime = MONDAY
    ) -> None:
        """Somebody sets these signs on a message where those ``before`` stood; without any they are taken off. It arrives only
        where the bot has asked for it, from direct chats and where the bot is an admin."""
        said = self._message(user_id, message.chat_id, message.chat_type, date)
        standing = self.statuses.get((message.chat_id, int(self.token.split(":")[0])), ("member", {}))[0]
        if "message_reaction" in self._allowed and (message.chat_type == "private" or standing == "administrator"):
            old, new = ([{"type": "emoji", "emoji": sign} for sign in each] for each in (before, signs))
            change = {
                "chat": said["chat"],
                "message_id": message.message_id,
                "user": said["from"],
                "date": said["date"],
            }
            self._bring("message_reaction", change | {"old_reaction": old, "new_reaction": new}, asked=True)

    def edit(self, message: Json, text: str) -> None:
        """Somebody changes what they wrote. It arrives even where the bot has not asked for edits."""
        changed = message | {"text": text, "edit_date": message["date"] + 60}
        self._bring("edited_message", changed, asked=True)

    def press(
        self, user_id: int, message: BotMessage, data: str, *, stale: bool = False, accessible: bool = True
    ) -> str:
        """Somebody presses a button. Returns the query's id; a ``stale`` one can no longer be answered."""
        query_id = str(next(self._ids))
        if not stale:
            self._open_queries.add(query_id)
        shown = self._shown(message) if accessible else self._shown(message) | {"date": 0, "text": None}
        person = self._message(user_id, message.chat_id, message.chat_type, MONDAY)["from"]
        self._bring(
            "callback_query",
            {"id": query_id, "from": person, "message": shown, "chat_instance": "1", "data": data},
        )
        return query_id

    def delete(self, message: BotMessage) -> None:
        """Somebody deletes a message of the bot."""
        self.messages.remove(message)

    # What goes wrong.

    def fail(self, method: str, *failures: Failure) -> None:
        """The next calls of a method fail so, one after another."""
        self._failures[method].extend(failures)

    # What the bot did.

    def said(self, chat_id: int) -> list[str]:
        """The visible texts of a chat, in order."""
        return [message.text for message in self.messages if message.chat_id == chat_id]

    def made(self, *methods: str) -> list[Call]:
        """The calls of these methods, in order."""
        return [call for call in self.calls if call.method in methods]

    @property
    def has_updates(self) -> bool:
        """Whether there are updates that the bot has not confirmed yet."""
        return bool(self._updates)

    async def wait_for_messages(self, number: int, *, seconds: float = 5) -> list[BotMessage]:
        """The messages, once there are so many."""
        await self.wait_until(lambda: len(self.messages) >= number, seconds=seconds)
        return self.messages

    async def wait_for_calls(self, method: str, number: int = 1, *, seconds: float = 5) -> list[Call]:
        """The calls of a method, once there are so many."""
        await self.wait_until(lambda: len(self.made(method)) >= number, seconds=seconds)
        return self.made(method)

    async def wait_until(self, met: Callable[[], bool], *, seconds: float = 5) -> None:
        """Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not met():
                with suppress(TimeoutError):  # what is waited for may also happen without a call
                    await asyncio.wait_for(self._changed.wait(), 0.005)

    # How it is done.

    def _message(self, user_id: int, chat_id: int, chat_type: str, date: datetime) -> Json:
        person = {"id": user_id, "is_bot": False, "first_name": f"Learner {user_id}"}
        return {
            "message_id": next(self._ids),
            "from": person,
            "chat": {
                "id": chat_id,
                "type": chat_type,
                "first_name" if chat_type == "private" else "title": "Somewhere",
            },
            "date": int(date.timestamp()),
        }

    def _shown(self, message: BotMessage) -> Json:
        """A message of the bot as Telegram describes it."""
        shown = self._message(0, message.chat_id, message.chat_type, MONDAY)
        keys = {"inline_keyboard": message.rows}
        shown |= {"message_id": message.message_id, "from": self._me(), "reply_markup": keys}
        if message.thread is not None:
            shown |= {"message_thread_id": message.thread, "is_topic_message": True}
        return shown | {"text" if message.kind == "text" else "caption": message.text}

    def _me(self) -> Json:
        number = int(self.token.split(":")[0])
        return {"id": number, "is_bot": True, "first_name": "Roadmate", "username": self.username}

    def _bring(self, kind: str, content: Json, *, asked: bool = False) -> None:
        if asked or not self._allowed or kind in self._allowed:
            self._updates.append({"update_id": 1000 + next(self._ids), kind: content})
            self._wake("arrived")

    def _wake(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(why)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            self._check_token(request.match_info["token"])
            params = await _params(request)
            if method == "getUpdates":
                self.polls += 1
            else:
                self.calls.append(Call(method, params))
            return web.json_response({"ok": True, "result": await self._checked(method, params, request)})
        except Garbled as instead:
            return web.Response(text=str(instead), content_type="text/html")
        except Refused as no:
            body = {"ok": False, "error_code": no.status, "description": no.description, "parameters": no.parameters}
            if no.description:
                return web.json_response(
                    {key: each for key, each in body.items() if each or key == "ok"}, status=no.status
                )
            return web.Response(text="<html>Bad Gateway</html>", content_type="text/html", status=no.status)
        finally:
            self._changed.set()
            self._changed = asyncio.Event()

    async def _hand_over(self, request: web.Request) -> web.Response:
        self._check_token(request.match_info["token"])
        return web.Response(body=self.files[request.match_info["path"]])

    def _check_token(self, token: str) -> None:
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def _checked(self, method: str, params: Json, request: web.Request) -> Any:
        if wrong := list(faults(method, params)):
            self.violations += [f"{method}: {fault}" for fault in wrong]
            raise Refused(400, f"Bad Request: {wrong[0]}")
        failure = self._failures[method].popleft() if self._failures[method] else None
        if failure and failure.status == 200:
            raise Garbled(failure.description)
        if failure and failure.status:
            raise Refused(failure.status, failure.description, failure.parameters)
        if failure and failure.hanging:
            await self._closing.wait()
        result = await self._carry_out(method, params) if not failure or failure.accepted else True
        if failure and request.transport:
            request.transport.abort()
        return result

    async def _carry_out(self, method: str, params: Json) -> Any:
        self._check_chat(params)
        self._check_rights(method, params)
        match method:
            case "getMe":
                return self._me() | {"can_join_groups": True, "has_main_web_app": self.has_main_web_app}
            case "getChat" | "getChatMember":
                return self._standing(params) if method == "getChatMember" else self._chat(params)
            case "getUpdates":
                return await self._get_updates(params)
            case "sendMessage":
                return self._send("text", params, params["text"], None)
            case "sendPhoto" | "sendDocument":
                kind = method.removeprefix("send").lower()
                return self._send(kind, params, params.get("caption", ""), self._known(params[kind]))
            case "editMessageText" | "editMessageReplyMarkup":
                return self._edit(params)
            case "pinChatMessage" | "unpinChatMessage" | "deleteMessage":
                return self._change_standing(method, params)
            case "createForumTopic":
                return self._open(params["name"])
            case "answerCallbackQuery":
                return self._close_query(params["callback_query_id"])
            case "getMyCommands" | "setMyCommands" | "getChatMenuButton" | "setChatMenuButton":
                return self._list(method, params)
            case "getFile":
                file_id = params["file_id"]
                return {"file_id": file_id, "file_unique_id": file_id, "file_path": file_id}
            case "getWebhookInfo" | "setWebhook" | "deleteWebhook":
                return self._hook(method, params)
        raise Refused(404, "Not Found")

    def _list(self, method: str, params: Json) -> list[Json] | Json | bool:
        """The commands that are listed for a scope, and what the button beside a chat's input does."""
        if method == "getChatMenuButton":
            return self.menu_buttons.get(params.get("chat_id", 0), {"type": "commands"})
        if method == "setChatMenuButton":
            self.menu_buttons[params["chat_id"]] = params["menu_button"]
            return True
        scope = params.get("scope", {}).get("type", "default")
        if method == "getMyCommands":
            return self.commands.get(scope, [])
        self.commands[scope] = params["commands"]
        return True

    def _hook(self, method: str, params: Json) -> Json | bool:
        """Where updates are sent."""
        if method == "getWebhookInfo":
            return {"pending_update_count": len(self._updates)} | (self.webhook or {"url": ""})
        self.webhook = params if method == "setWebhook" else None
        return True

    def _known(self, file: tuple[str, bytes] | str) -> tuple[str, bytes]:
        """A file that is brought along, or one that is here already, by its id."""
        if isinstance(file, str) and file not in self.files:
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        return (file, self.files[file]) if isinstance(file, str) else file

    async def _get_updates(self, params: Json) -> list[Json]:
        """As the real server: a second poller ends the first one's poll, and its own goes on."""
        self._allowed = params.get("allowed_updates", self._allowed)
        while self._updates and self._updates[0]["update_id"] < params.get("offset", 0):
            self._updates.popleft()
        self._wake("conflict")
        if not self._updates and params.get("timeout", 0):
            self._poll = mine = asyncio.get_running_loop().create_future()
            try:
                if await asyncio.wait_for(mine, params["timeout"]) == "conflict":
                    raise Refused(409, "Conflict: terminated by other getUpdates request")
            except TimeoutError:
                return []
        return list(self._updates)[: params.get("limit", 100)]

    def _close_query(self, query_id: str) -> bool:
        if query_id not in self._open_queries:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._open_queries.remove(query_id)
        return True

    def _send(self, kind: str, params: Json, text: str, file: tuple[str, bytes] | None) -> Json:
        chat_id = params["chat_id"]
        self._check_flood(chat_id)
        rows = params.get("reply_markup", {}).get("inline_keyboard", [])
        message = BotMessage(next(self._ids), chat_id, kind, text, visible(text, params), rows, file=file)
        message.chat_type = "private" if chat_id > 0 else "supergroup"
        message.thread = params.get("message_thread_id")
        message.reply_to = params.get("reply_parameters", {}).get("message_id")
        self.messages.append(message)
        return self._shown(message)

    def _edit(self, params: Json) -> Json:
        chat_id, message_id = params["chat_id"], params["message_id"]
        found = [each for each in self.messages if (each.chat_id, each.message_id) == (chat_id, message_id)]
        if not found:
            raise Refused(400, "Bad Request: message to edit not found")
        message = found[0]
        if message.kind != "text" and "text" in params:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        html = params.get("text", message.html)
        rows = params.get("reply_markup", {}).get("inline_keyboard", [])
        if (html, rows) == (message.html, message.rows):
            raise Refused(
                400, "Bad Request: message is not modified: specified new message content is exactly the same"
            )
        message.html, message.text, message.rows = html, visible(html, params), rows
        message.edits += 1
        return self._shown(message) | {"edit_date": int(MONDAY.timestamp())}


async def _params(request: web.Request) -> Json:
    """A call's parameters, however they were sent; a file becomes its name and content."""
    if request.content_type == "application/json":
        return dict(await request.json())
    params: Json = {key: json.loads(value) if key in PARSED else value for key, value in request.query.items()}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            params[key] = (value.filename, value.file.read())
        else:
            params[key] = json.loads(value) if key in PARSED else value
    return params
