"""The gateway of a Discord on loopback: who identifies and who resumes, what they are told, and how the line breaks."""

import asyncio
import json
from collections.abc import Callable
from enum import IntEnum
from itertools import count
from time import monotonic
from typing import Any

from aiohttp import WSMsgType, web
from discord.types.user import User

Json = dict[str, Any]
BOT: User = {
    "id": "900",
    "username": "Roadmate",
    "global_name": None,
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
REPLACED_TOKEN = 4004


class Op(IntEnum):
    """What a line of the gateway is about."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    INVALID = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Gateway:
    """``thrown_out`` counts who identified where no start was left, which costs a bot its token. What happens while nobody
    listens is told on a resume; where ``repeats`` is so, with all that was told since the last one, as if nothing of it had arrived.
    ``servers`` are those the bot is on, as the gateway describes them."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.identified: list[Json] = []
        self.resumed: list[Json] = []
        self.servers: list[Json] = []
        self.deaf = self.repeats = False
        self.thrown_out = 0
        self._changed = changed
        self._left, self._free_at = 1000, 0.0
        self._lines: list[web.WebSocketResponse] = []
        self._told: list[Json] = []
        self._numbers = count(2)

    @property
    def starts(self) -> Json:
        """How often a bot may still identify, as Discord words it."""
        wait = max(0.0, self._free_at - monotonic())
        if not self._left and not wait:
            self._left = 1000
        return {"total": 1000, "remaining": self._left, "reset_after": round(wait * 1000), "max_concurrency": 1}

    def use_up_starts(self, seconds: float) -> None:
        """For so long nobody may identify."""
        self._left, self._free_at = 0, monotonic() + seconds

    async def dispatch(self, event: str, data: Json, line: int = -1) -> None:
        """Tell it to whoever listens, or on the next resume."""
        told = {"op": Op.DISPATCH, "s": next(self._numbers), "t": event, "d": data}
        self._told.append(told)
        if self._lines and not self._lines[line].closed:
            await self._lines[line].send_json(told)

    async def hang_up(self, code: int) -> None:
        """Close the line with a code."""
        await self._lines[-1].close(code=code)

    async def drop(self) -> None:
        """The line is gone without a word."""
        line = self._lines[-1]
        transport = line._req.transport if line._req else None
        assert transport
        transport.abort()
        while not line.closed:
            await asyncio.sleep(0.005)

    async def invalidate(self) -> None:
        """The session is over: whoever listens has to identify anew."""
        self._told.clear()
        await self._lines[-1].send_json({"op": Op.INVALID, "d": False})

    async def close(self) -> None:
        for line in self._lines:
            await line.close(code=1000)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One line, until it ends."""
        line = web.WebSocketResponse()
        await line.prepare(request)
        await line.send_json({"op": Op.HELLO, "d": {"heartbeat_interval": 40_000}})
        async for message in line:
            if message.type is not WSMsgType.TEXT:
                break
            said = json.loads(message.data)
            match said["op"]:
                case Op.HEARTBEAT:
                    await line.send_json({"op": Op.HEARTBEAT_ACK})
                case Op.IDENTIFY:
                    await self._identify(line, said["d"], request.host)
                case Op.RESUME:
                    await self._resume(line, said["d"])
        return line

    async def _identify(self, line: web.WebSocketResponse, said: Json, host: str) -> None:
        if not self.starts["remaining"]:
            self.thrown_out += 1
            await line.close(code=REPLACED_TOKEN)
            return
        self._left -= 1
        self._lines.append(line)
        self.identified.append(said)
        known = [{"id": server["id"], "unavailable": True} for server in self.servers]
        ready = {"v": 10, "user": BOT, "guilds": known, "session_id": "s", "application": {"id": "900", "flags": 0}}
        ready |= {"shard": said.get("shard", [0, 1]), "resume_gateway_url": f"ws://{host}/gateway"}
        await line.send_json({"op": Op.DISPATCH, "s": 1, "t": "READY", "d": ready})
        for server in self.servers:
            await self.dispatch("GUILD_CREATE", server)
        self._changed()
        if self.deaf:
            await asyncio.sleep(10)

    async def _resume(self, line: web.WebSocketResponse, said: Json) -> None:
        self._lines.append(line)
        self.resumed.append(said)
        since = 0 if self.repeats else said["seq"]
        for told in self._told:
            if told["s"] > since:
                await line.send_json(told)
        self._told.clear()
        await line.send_json({"op": Op.DISPATCH, "s": next(self._numbers), "t": "RESUMED", "d": {}})
        self._changed()
