"""The roll: who joined a group is asked for on its server in turn, for Discord tells who left it only to those with an
intent that is a privilege. So who left is dropped within a round."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from discord import HTTPException, LoginFailure

from bot.chat.happenings import Departed, Happening
from bot.platforms.discord.chats import NAME
from bot.platforms.discord.faults import FAULTS, word
from bot.store import Database
from bot.traces import places

ROUND_SECONDS = 6 * 3600.0
"""Between the end of one round and the next."""

PACE_SECONDS = 1.0
"""Between two questions; Discord takes fifty calls a second, and nobody waits for these."""

AT_ONCE = 100
"""Members read from the store at a time."""

UNKNOWN = frozenset({10007, 10013})
"""No member of that id, or no account any more."""

Ask = Callable[[str, str], Awaitable[object]]
"""Asks for a member by server and account. Raises what calls fail by."""

log = structlog.get_logger()


class Roll:
    """Calls the roll until cancelled; ``pace`` is the seconds between two questions."""

    def __init__(
        self,
        database: Database,
        ask: Ask,
        heard: Callable[[Happening], Awaitable[object]],
        *,
        pace: float = PACE_SECONDS,
    ) -> None:
        self._database, self._ask, self._heard, self._pace = database, ask, heard, pace

    async def call(self) -> None:
        """One round after another."""
        while True:
            try:
                departed = await self.round()
                log.info("discord.roll_called", departed=departed)
            except Exception as error:  # noqa: BLE001 - whatever it was, the roll is called again
                log.warning("discord.roll_interrupted", error=places(error))
            await asyncio.sleep(ROUND_SECONDS)

    async def round(self) -> int:
        """Ask for everybody once, and return how many had left. Raises Conflict, DatabaseGone."""
        after = departed = 0
        while listed := await self._listed(after):
            for after, server_id, user_id in listed:  # noqa: B007 - it is where the next look begins
                if await self._has_left(server_id, user_id):
                    departed += 1
                    await self._heard(Departed(NAME, user_id, None, server_id))
                await asyncio.sleep(self._pace)
        return departed

    async def _listed(self, after: int) -> Sequence[tuple[int, str, str]]:
        async with self._database.reading() as store:
            return await store.members.on_servers(NAME, after, AT_ONCE)

    async def _has_left(self, server_id: str, user_id: str) -> bool:
        """False also where Discord does not say."""
        try:
            await self._ask(server_id, user_id)
        except HTTPException as refusal:
            if refusal.code in UNKNOWN:
                return True
            log.warning("discord.member_unknown", server_id=server_id, error=word(refusal))
        except (*FAULTS, LoginFailure, RuntimeError) as error:
            log.warning("discord.member_unknown", server_id=server_id, error=type(error).__name__)
        return False
