"""A Discord on loopback: the calls and the gateway that a start, an answer and a nudge need, over HTTP and a websocket.

What simcord cannot show is shown here: the line itself, the token, limits, shards, stopping.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Any, Self

from aiohttp import web

from tests.platforms.discord_gateway import BOT, Gateway, Json
from tests.platforms.discord_limits import faults_of

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


def as_json(body: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON as Discord labels it; discord.py reads it by no other label."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


async def _payload(request: web.Request) -> Any:
    """What a call says, which stands in a part of its own where files come along."""
    if request.content_type == "multipart/form-data":
        return json.loads(str((await request.post())["payload_json"]))
    return json.loads(await request.text() or "null") if request.content_type == "application/json" else None


def _registered(command: Json, number: str) -> Json:
    """A command as Discord has it: defaults left out, numbers of rights as text, fields of its own."""
    rights = command["default_member_permissions"]
    own = {
        "description": command.get("description", ""),
        "id": number,
        "application_id": "900",
        "version": "1",
        "name_localizations": None,
        "name_localized": "x",
    }
    told = {key: value for key, value in command.items() if value not in (None, [])}
    options = [
        {key: value for key, value in option.items() if value is not False} for option in command.get("options", [])
    ]
    return told | own | {"options": options, "default_member_permissions": None if rights is None else str(rights)}


class DiscordApi:
    """``async with DiscordApi() as api``: leaving it raises AssertionError if any call broke a limit.
    ``hang`` holds the ends of the paths of calls that are never answered."""

    def __init__(self) -> None:
        self.token = "test-Token_0.abc.def"
        self.shards = 1
        self.endpoint: str | None = None
        self.calls: list[tuple[str, str, Any]] = []
        self.commands: list[Json] = []
        self.messages: dict[tuple[str, str], Json] = {}
        self.channels: dict[str, Json] = {}
        self.hang: set[str] = set()
        self._failures: dict[str, deque[tuple[int, Json, dict[str, str]]]] = defaultdict(deque)
        self._changed = asyncio.Event()
        self.gateway = Gateway(self._changed.set)
        self._ids = count(1000)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_route("*", "/api/v10/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._host = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.url = f"http://{self._host}/api/v10"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        await self.gateway.close()
        await self._runner.cleanup()
        if kind is None:
            assert [fault for call in self.calls for fault in faults_of(*call)] == []

    # What a test does.

    def fail(self, path: str, status: int, *, headers: dict[str, str] | None = None, **body: Any) -> None:
        """Let the next call whose path ends so fail; status 0 lets it through."""
        self._failures[path].append((status, body, headers or {}))

    async def call(self, name: str, user: int = 7, **options: str) -> str:
        """Somebody calls a command in the bot's direct chat; returns the token of the call."""
        number = (int((datetime.now(UTC) - EPOCH).total_seconds() * 1000) << 22) + next(self._ids)
        said = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        data = {"id": "1", "name": name, "type": 1, "options": said}
        person = {"id": str(user), "username": "ann", "discriminator": "0", "avatar": None}
        await self.gateway.dispatch(
            "INTERACTION_CREATE",
            {"id": str(number), "application_id": "900", "type": 2, "token": f"t{number}", "version": 1, "data": data}
            | {"channel_id": "77", "channel": {"id": "77", "type": 1}, "user": person, "locale": "en-US", "context": 1}
            | {
                "entitlements": [],
                "authorizing_integration_owners": {},
                "attachment_size_limit": 1,
                "app_permissions": "0",
            },
        )
        return f"t{number}"

    async def wait_until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():
                self._changed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.05):
                        await self._changed.wait()

    def made(self, path: str) -> list[Any]:
        """The payloads of the calls whose path ends so."""
        return [payload for _, where, payload in self.calls if where.endswith(path)]

    # What Discord does.

    async def _serve(self, request: web.Request) -> web.Response:
        path = f"/{request.match_info['path']}"
        payload = await _payload(request)
        self.calls.append((request.method, path, payload))
        self._changed.set()
        if any(path.endswith(end) for end in self.hang):
            await asyncio.sleep(30)
        for end, waiting in self._failures.items():
            if path.endswith(end) and waiting:
                status, body, headers = waiting.popleft()
                if status:
                    return as_json(body, status=status, headers=headers)
        by_token = path.startswith(("/interactions/", "/webhooks/"))
        if not by_token and request.headers.get("Authorization") != f"Bot {self.token}":
            return as_json({"message": "401: Unauthorized", "code": 0}, status=401)
        return self._answer(request.method, path, payload)

    def _answer(self, method: str, path: str, payload: Any) -> web.Response:
        match method, path.strip("/").split("/"):
            case "GET", ["users", "@me"]:
                return as_json(BOT)
            case "GET", ["oauth2", "applications", "@me"]:
                return as_json(self._application())
            case "GET", ["gateway", "bot"]:
                url = f"ws://{self._host}/gateway"
                return as_json({"url": url, "shards": self.shards, "session_start_limit": self.gateway.starts})
            case "PUT", [*_, "commands"]:
                self.commands = [_registered(one, str(next(self._ids))) for one in payload]
                return as_json(self.commands)
            case "GET", [*_, "commands"]:
                return as_json(self.commands)
            case "POST", ["users", "@me", "channels"]:
                recipient = {"id": payload["recipient_id"], "username": "ann", "discriminator": "0", "avatar": None}
                return as_json({"id": f"5{payload['recipient_id']}", "type": 1, "recipients": [recipient]})
            case "GET", ["channels", channel] if channel in self.channels:
                return as_json(self.channels[channel])
            case "POST", ["channels", channel, "threads"]:
                return as_json(self._thread(channel, payload))
            case "POST", ["channels", channel, "messages"]:
                return as_json(self._message(channel, payload))
            case "POST", [*_, "callback"]:
                return as_json({"interaction": {"id": "1", "type": 2}})
            case _:
                return as_json({"message": "404: Not Found", "code": 0}, status=404)

    def _application(self) -> Json:
        about = {"id": "900", "name": "Roadmate", "icon": None, "description": "", "summary": "", "verify_key": ""}
        rules = {"bot_public": True, "bot_require_code_grant": False, "flags": 0, "owner": BOT, "team": None}
        return about | rules | {"interactions_endpoint_url": self.endpoint}

    def _thread(self, channel: str, payload: Json) -> Json:
        """A thread of a forum, with the message that it begins with."""
        number = str(next(self._ids))
        times = {"archived": False, "locked": False, "auto_archive_duration": payload["auto_archive_duration"]}
        thread = {"id": number, "type": 11, "parent_id": channel, "name": payload["name"], "owner_id": BOT["id"]}
        thread |= {"message_count": 1, "member_count": 1, "guild_id": self.channels[channel]["guild_id"]}
        thread |= {"thread_metadata": times | {"archive_timestamp": "2027-01-04T09:00:00+00:00"}}
        return thread | {"message": self._message(number, payload["message"])}

    def _message(self, channel: str, payload: Json) -> Json:
        """A new message, or the one that has the nonce already."""
        key = (channel, payload["nonce"] if payload.get("enforce_nonce") else str(next(self._ids)))
        return self.messages.setdefault(
            key,
            {"id": str(next(self._ids)), "channel_id": channel, "content": payload["content"], "author": BOT}
            | {"timestamp": "2027-01-04T09:00:00+00:00", "edited_timestamp": None, "tts": False, "pinned": False}
            | {
                "mention_everyone": False,
                "mentions": [],
                "mention_roles": [],
                "attachments": [],
                "embeds": [],
                "type": 0,
            },
        )
