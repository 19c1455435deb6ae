"""A real discord.py client with our tree; only the network is replaced: calls come as the gateway brings them, and what
answers them is canned."""

import asyncio
from datetime import datetime
from itertools import count
from typing import Any

from discord import ClientUser
from discord.utils import time_snowflake
from discord.webhook.async_ import async_context

from bot.clock import Clock
from bot.platforms.discord.platform import Discord
from bot.store import Database
from tests.platforms.discord_gateway import BOT

TIMEOUT = 5.0


class Canned:
    """Stands in for the calls that answer an interaction, and keeps what the last one said."""

    def __init__(self) -> None:
        self.answered: asyncio.Future[str] | None = None

    async def create_interaction_response(self, number: int, *_: object, params: Any, **__: object) -> dict[str, Any]:
        """See discord.webhook.async_.AsyncWebhookAdapter."""
        if self.answered:
            self.answered.set_result(params.payload["data"]["content"])
        return {"interaction": {"id": str(number), "type": 2}}


class DiscordClient:
    """The client that the Discord platform builds, never connected, for any stand-in of a Dispatcher."""

    def __init__(self, dispatcher: Any, database: Database, clock: Clock) -> None:
        discord = Discord(token="benchmark", dispatcher=dispatcher, database=database, clock=clock)
        self._client: Any = discord.client
        self._in_hand = discord._in_hand  # noqa: SLF001 - what is to be waited for when it stops
        self._state: Any = self._client._connection  # noqa: SLF001 - where the gateway hands over what it brings
        self._canned = Canned()
        self._ids = count(1)

    async def start(self) -> None:
        await self._client._async_setup_hook()  # noqa: SLF001 - as logging in does
        self._state.user, self._state.application_id = ClientUser(state=self._state, data=BOT), int(BOT["id"])
        async_context.set(self._canned)  # type: ignore[arg-type] # the calls that are made, canned

    async def call(self, user_id: int, name: str, options: dict[str, str], at: datetime) -> str:
        """One call as Discord brings it, through to what answers it, until nothing of it is kept."""
        self._canned.answered = asyncio.get_running_loop().create_future()
        self._state.parse_interaction_create(self._interaction(user_id, name, options, at))
        async with asyncio.timeout(TIMEOUT):
            said = await self._canned.answered
        await self._in_hand.finish(TIMEOUT)
        return said

    def _interaction(self, user_id: int, name: str, options: dict[str, str], at: datetime) -> dict[str, Any]:
        said = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        person = {"id": str(user_id), "username": "ann", "discriminator": "0", "avatar": None}
        return {
            "id": str(time_snowflake(at) + next(self._ids)),
            "application_id": BOT["id"],
            "type": 2,
            "token": "a-token",
            "version": 1,
            "data": {"id": "1", "name": name, "type": 1, "options": said},
            "channel_id": "77",
            "channel": {"id": "77", "type": 1},
            "user": person,
            "locale": "en-US",
            "context": 1,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "attachment_size_limit": 1,
            "app_permissions": "0",
        }
