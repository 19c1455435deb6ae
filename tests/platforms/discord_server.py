"""A Discord on loopback on Discord's own terms: interactions that die, channels that refuse, threads that are put away, and lines
that break before a call is heard or after it was carried out."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.platforms.discord_api import EPOCH, DiscordApi, as_json
from tests.platforms.discord_gateway import BOT, Json
from tests.platforms.discord_interactions import Asked, Interactions, No, Shown

SERVER = "42"
EVERYTHING = str((1 << 53) - 1)
"""Every right there is."""

ASLEEP, LOCKED, NO_CHANNEL, NO_MESSAGE = No(400, 50083), No(400, 160005), No(404, 10003), No(404, 10008)


def system_clock() -> datetime:
    return datetime.now(UTC)


class DiscordServer(DiscordApi):
    """See DiscordApi. People are numbers; whoever is written to directly has the channel 5NUMBER. Groups are channels of one
    server, or threads in them, that a test puts into ``channels``. The first answers to who is ``held`` are never heard,
    and ``unheard`` counts them."""

    def __init__(self, clock: Callable[[], datetime] = system_clock) -> None:
        super().__init__()
        self._clock = clock
        self.interactions = Interactions(clock, lambda: str(next(self._ids)))
        self.pinned: dict[str, list[str]] = defaultdict(list)
        self.held: set[int] = set()
        self.unheard = 0
        self._refusals: dict[str, No] = {}
        self._cuts: dict[str, deque[bool | None]] = defaultdict(deque)

    # What a test does.

    def break_off(self, path: str, *, heard: bool, passing: int = 0) -> None:
        """Let the line break at the next call whose path ends so, ``passing`` over some: once it was carried out, if it is
        ``heard``, else before."""
        self._cuts[path].extend([*[None] * passing, heard])

    def calm(self) -> None:
        """What was to fail or to break fails and breaks no more."""
        self._failures.clear()
        self._cuts.clear()

    def refuse(self, channel: str, status: int, code: int) -> None:
        """From now on Discord refuses whatever is to be done in a channel."""
        self._refusals[channel] = No(status, code)

    def allow(self, channel: str) -> None:
        """It does so no more."""
        del self._refusals[channel]

    def channel(self, number: str, name: str = "general", **more: Any) -> None:
        """A channel of the server; a thread where ``parent_id`` and ``thread_metadata`` say so."""
        plain = {"id": number, "type": 0, "guild_id": SERVER, "name": name, "position": 0, "permission_overwrites": []}
        self.channels[number] = plain | more

    def thread(self, number: str, parent: str, name: str = "a room") -> None:
        """A thread in a channel, or a post of a forum."""
        times = {"auto_archive_duration": 10080, "archive_timestamp": "2027-01-04T09:00:00+00:00"}
        state = {"archived": False, "locked": False} | times
        of_it = {"owner_id": BOT["id"], "message_count": 1, "member_count": 1, "thread_metadata": state}
        self.channel(number, name, type=11, parent_id=parent, **of_it)

    async def added(self) -> None:
        """The bot is put on the server, and is told of its channels."""
        await self.gateway.dispatch("GUILD_CREATE", self._server())

    async def removed(self) -> None:
        """The bot is thrown off the server."""
        await self.gateway.dispatch("GUILD_DELETE", {"id": SERVER})

    async def deleted(self, channel: str) -> None:
        """A channel is gone, and nothing can be done in it."""
        self.refuse(channel, 404, 10003)
        await self.gateway.dispatch("CHANNEL_DELETE", self.channels[channel])

    def put_away(self, thread: str, *, locked: bool = False) -> None:
        self.channels[thread]["thread_metadata"] |= {"archived": True, "locked": locked}

    async def called(self, name: str, user: int = 7, *, where: str | None = None, **options: str) -> Json:
        """Somebody calls a command, directly or in a channel, perhaps one of its sub-commands ("group start"); returns what the
        gateway told of it, to be told once more."""
        said: list[Json] = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        name, *subs = name.split()
        for sub in reversed(subs):
            said = [{"name": sub, "type": 1, "options": said}]
        return await self._asked(2, user, where, {"id": "1", "name": name, "type": 1, "options": said})

    async def handed(self, name: str, said: str, user: int = 7) -> Json:
        """Somebody chooses from the menu of a message of their own, which said that."""
        message = self._as_message(Shown(self._snowflake(), f"5{user}", said)) | {"author": _person(user)}
        found = {"messages": {message["id"]: message}}
        data = {"id": "1", "name": name, "type": 3, "target_id": message["id"], "resolved": found}
        return await self._asked(2, user, None, data)

    async def pressed(self, label: str, user: int = 7, *, where: str | None = None) -> Json:
        """Somebody presses the last button of that label that an answer has."""
        shown = [*self.interactions.shown.values()][::-1]
        found = next(one for one in shown if label in one.keys)
        data = {"custom_id": found.keys[label], "component_type": 2}
        row = {"type": 1, "components": [{"type": 2, "style": 2, "label": label, "custom_id": found.keys[label]}]}
        return await self._asked(3, user, where, data, message=self._as_message(found) | {"components": [row]})

    async def chosen(self, label: str, user: int = 7) -> Json:
        """Somebody chooses that in a menu, directly."""
        choices = [(one, *choice) for one in self.interactions.shown.values() for choice in one.choices()]
        found, menu, value = next((one, menu, value) for one, menu, shown, value in choices if shown == label)
        data = {"custom_id": menu, "component_type": 3, "values": [value]}
        return await self._asked(3, user, None, data, message=self._as_message(found))

    async def typed(self, line: str, user: int = 7) -> Json:
        """Somebody types a line in the direct chat."""
        told = self._as_message(Shown(self._snowflake(), f"5{user}", line)) | {"author": _person(user)}
        await self.gateway.dispatch("MESSAGE_CREATE", told)
        return told

    async def again(self, told: Json) -> None:
        """The gateway tells it once more."""
        await self.gateway.dispatch("INTERACTION_CREATE" if "token" in told else "MESSAGE_CREATE", told)

    def directly(self, user: int = 7) -> list[str]:
        """What the bot has written into somebody's direct chat by itself."""
        return [one["content"] for one in self.messages.values() if one["channel_id"] == f"5{user}"]

    def read_by(self, user: int = 7, where: str | None = None) -> list[str]:
        """What somebody reads of answers, directly or in a channel."""
        return [*self.interactions.seen_by(str(user), where or f"5{user}")]

    # What Discord does.

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.path
        await self._held(path)
        waiting = next((waiting for end, waiting in self._cuts.items() if path.endswith(end) and waiting), None)
        is_heard = waiting.popleft() if waiting else None
        if is_heard is None:
            return await super()._serve(request)
        answer = await super()._serve(request) if is_heard else web.Response()
        if request.transport:
            request.transport.abort()
        return answer

    async def _held(self, path: str) -> None:
        match path.split("/"):
            case [*_, "interactions", _, token, "callback"] if int(self.interactions.asked[token].user) in self.held:
                self.unheard += 1
                await asyncio.sleep(30)

    def _answer(self, method: str, path: str, payload: Any) -> web.Response:
        try:
            return self._carried_out(method, path.strip("/").split("/"), payload) or super()._answer(
                method, path, payload
            )
        except No as no:
            return as_json({"message": "no", "code": no.code}, status=no.status)

    def _carried_out(self, method: str, parts: list[str], payload: Any) -> web.Response | None:
        match method, parts:
            case "POST", ["interactions", _, token, "callback"]:
                self.interactions.answer(token, payload)
                return as_json({"interaction": {"id": "1", "type": 2}})
            case "POST", ["webhooks", _, token]:
                return as_json(self._as_message(self.interactions.follow(token, payload)))
            case _, ["webhooks", _, token, "messages", which]:
                return self._of_an_answer(method, token, which, payload)
            case _, ["channels", channel, *rest]:
                self._may(method, channel, rest)
                return self._in_a_channel(method, channel, rest, payload)
        return None

    def _of_an_answer(self, method: str, token: str, which: str, payload: Any) -> web.Response:
        shown = self.interactions.of(token, which)
        if method == "DELETE":
            self.interactions.take_away(token, which)
            return web.Response(status=204)
        if method == "PATCH":
            shown.change(payload)
        return as_json(self._as_message(shown))

    def _may(self, method: str, channel: str, rest: list[str]) -> None:
        """Raises No for what is refused in a channel, or in the one that a thread is in."""
        found = self.channels.get(channel, {})
        for number in (channel, found.get("parent_id")):
            if number in self._refusals:
                raise self._refusals[number]
        state = found.get("thread_metadata", {})
        if state.get("locked") and rest:
            raise LOCKED
        if state.get("archived") and rest:
            if (method, rest) != ("POST", ["messages"]):
                raise ASLEEP
            state["archived"] = False

    def _in_a_channel(self, method: str, channel: str, rest: list[str], payload: Any) -> web.Response | None:
        match method, rest:
            case "PATCH", []:
                if self.channels[channel]["thread_metadata"]["locked"]:
                    raise No(403, 50013)
                self.channels[channel]["thread_metadata"]["archived"] = payload["archived"]
                return as_json(self.channels[channel])
            case "PUT" | "DELETE", ["messages", "pins", message]:
                (self.pinned[channel].append if method == "PUT" else self.pinned[channel].remove)(message)
                return web.Response(status=204)
            case _, ["messages", message]:
                return self._of_a_message(method, channel, message, payload)
        return None

    def _of_a_message(self, method: str, channel: str, message: str, payload: Any) -> web.Response:
        key = next(
            (key for key, one in self.messages.items() if (one["channel_id"], one["id"]) == (channel, message)), None
        )
        if key is None:
            raise NO_MESSAGE
        if method == "DELETE":
            del self.messages[key]
            return web.Response(status=204)
        if method == "PATCH":
            self.messages[key] |= {"content": payload.get("content") or ""}
        return as_json(self.messages[key])

    def _as_message(self, shown: Shown) -> Json:
        told = self._message(shown.channel, {"content": shown.content, "nonce": shown.number, "enforce_nonce": True})
        del self.messages[shown.channel, shown.number]
        of_it = {"id": shown.number, "flags": shown.flags, "components": shown.rows, "embeds": shown.embeds}
        return told | of_it

    def _server(self) -> Json:
        everyone = {
            "id": SERVER,
            "name": "@everyone",
            "permissions": EVERYTHING,
            "position": 0,
            "color": 0,
            "hoist": False,
        }
        roles = [everyone | {"managed": False, "mentionable": False, "flags": 0}]
        us = {"user": BOT, "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
        empty = {key: [] for key in ("emojis", "stickers", "features", "presences", "voice_states", "stage_instances")}
        levels = ("verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level")
        threads = [one for one in self.channels.values() if "thread_metadata" in one]
        about = {"id": SERVER, "name": "Owlery", "owner_id": "1", "roles": roles, "members": [us], "member_count": 3}
        about |= empty | dict.fromkeys(
            (*levels, "nsfw_level", "premium_tier", "system_channel_flags", "afk_timeout"), 0
        )
        about |= {"channels": [one for one in self.channels.values() if one not in threads], "threads": threads}
        return about | {
            "preferred_locale": "en-US",
            "premium_progress_bar_enabled": False,
            "guild_scheduled_events": [],
        }

    async def _asked(self, kind: int, user: int, where: str | None, data: Json, **more: Json) -> Json:
        number, channel = self._snowflake(), where or f"5{user}"
        pressed = more["message"]["id"] if "message" in more else None
        asked = Asked(number, f"t{number}", channel, str(user), self._clock(), pressed)
        self.interactions.asked[asked.token] = asked
        told = {"id": number, "application_id": "900", "type": kind, "token": asked.token, "version": 1, "data": data}
        told |= {"channel_id": channel, "locale": "en-US", "entitlements": [], "authorizing_integration_owners": {}}
        told |= {"attachment_size_limit": 1, "app_permissions": EVERYTHING if where else "0"} | more
        if where is None:
            told |= {"channel": {"id": channel, "type": 1}, "user": _person(user), "context": 1}
        else:
            member = {"user": _person(user), "permissions": str(1 << 5), "roles": [], "joined_at": None, "flags": 0}
            told |= {"channel": self.channels[where], "member": member | {"deaf": False, "mute": False}, "context": 0}
            told |= {"guild_id": SERVER, "guild": {"id": SERVER, "locale": "en-US", "features": []}}
        await self.gateway.dispatch("INTERACTION_CREATE", told)
        return told

    def _snowflake(self) -> str:
        """An id that tells when it was made."""
        return str((int((self._clock() - EPOCH).total_seconds() * 1000) << 22) + next(self._ids))


def _person(user: int) -> Json:
    return {
        "id": str(user),
        "username": f"person{user}",
        "discriminator": "0",
        "avatar": None,
        "global_name": f"P{user}",
    }
