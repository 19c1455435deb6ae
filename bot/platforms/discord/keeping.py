"""What was asked is noted where it is worked on, so that it counts once however often Discord brings it, and its answer is
kept until it has come; see bot.store.inbox."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from bot.chat.reply import Message
from bot.errors import BotError, Conflict, WorkedOn
from bot.platforms.discord.chats import NAME
from bot.platforms.discord.owed import Owed, Way, owed, written
from bot.store import Database, Store
from bot.store.inbox import Arrival, Claimed

MOST_TRIES = 3

log = structlog.get_logger()


class Keeping:
    """``arrived`` wakes whoever brings what was put off; that is for the first time after ``pause`` seconds."""

    def __init__(self, database: Database, *, pause: float) -> None:
        self.database, self.pause = database, timedelta(seconds=pause)
        self.arrived = asyncio.Event()

    def kept(self, way: Way) -> "Kept":
        """What keeps the answer to one thing that was asked."""
        return Kept(self, way)


class Kept:
    """See bot.chat.platform.Mark. The lease is of this one alone: what a refused command had noted went with its
    transaction, and another may have the number of that row by now."""

    def __init__(self, keeping: Keeping, way: Way) -> None:
        self.way = way
        self._keeping, self._lease = keeping, secrets.token_urlsafe(12)
        self._noted: Claimed | None = None

    async def __call__(self, store: Store) -> None:
        self._noted = await self._note(store)
        if self._noted is None:
            raise WorkedOn

    async def keep(self, store: Store, message: Message, *, is_whole: bool) -> None:
        if self._noted:
            await self._keep(store, self._noted, owed(message, self.way, is_whole=is_whole))

    def let_go(self) -> None:
        """Nobody knows whether it was stored: if it was, its lease runs out, and its answer is found."""
        self._noted = None

    async def done(self, made: Sequence[str] = ()) -> None:
        """The answer has come, or there is none: nothing of it is kept, but which messages it stands in where all see it."""

        async def finish(store: Store) -> None:
            now = await store.now()
            if self._noted:
                await store.inbox.finish([self._noted], now)
            if self.way.among:
                await store.answers.stands(NAME, self.way.chat_id, made, now)

        if self._noted or len(made) > 1:
            await self._settle(finish)

    async def put_off(self, left: Owed) -> None:
        """Leave the rest to whoever brings what is late. What /forget or a parting took back is not kept again."""

        async def leave(store: Store) -> None:
            noted = await self._note(store)
            if noted:  # it was refused, and so not noted yet
                await self._keep(store, noted, left)
            if held := noted or self._noted:
                until = await store.now() + self._keeping.pause
                await store.inbox.put_off(held, written(left), until, left.way.token or None)
            await store.answers.stands(NAME, self.way.chat_id, left.made, await store.now())

        await self._settle(leave)
        self._keeping.arrived.set()

    async def _note(self, store: Store) -> Claimed | None:
        arrival = Arrival(self.way.asked_id, self.way.chat_id, "", self.way.user_id)
        return await store.inbox.note(NAME, arrival, await store.now(), lease=self._lease)

    async def _keep(self, store: Store, noted: Claimed, left: Owed) -> None:
        await store.inbox.keep_answer(noted, written(left), self.way.token or None)

    async def _settle(self, work: Callable[[Store], Awaitable[None]]) -> None:
        """Once more where another transaction won. Where it cannot be stored, its lease runs out, and it is said again."""
        for _ in range(MOST_TRIES):
            try:
                async with self._keeping.database.store() as store:
                    await work(store)
            except Conflict:
                continue
            except BotError:
                break
            else:
                return
        log.warning("discord.not_settled", user_id=self.way.user_id)
