"""Leadership: of all processes on one database at most one does a certain work, and another takes over when it dies.

On PostgreSQL the leader holds an advisory lock on a connection of its own, and so loses it with its life; the server
ends the connection of a leader that froze or lost its network. On SQLite there is one process, and it leads.
"""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import Any

import psycopg
import structlog

from bot.store.database import Database

LOOK_SECONDS = 1.25
"""Between two looks: of a leader whether it still leads, of the others whether they may."""

ANSWER_SECONDS = 5

log = structlog.get_logger()


class Leadership:
    """Leads, or waits to. ``name`` says in what; ``look`` is LOOK_SECONDS unless a test is in a hurry.

    The bounds, in looks: a leader that lost its connection stops within two; who takes over waits two before it begins,
    so that no two are ever at work; the server ends the connection of a silent one after three. So there is another
    within three of a leader's death, or six of its falling silent.
    """

    def __init__(self, database: Database, name: str, *, look: float = LOOK_SECONDS) -> None:
        self._engine, self._name, self._look = database.engine, name, look
        self._key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
        self._followed = False

    async def during(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work whenever this process leads; it is cancelled when that ends. Raises what the work raises."""
        if self._engine.dialect.name == "sqlite":
            return await work()
        while True:
            try:
                await self._term(work)
            except (psycopg.Error, OSError) as error:
                log.warning("leadership.no_connection", of=self._name, error=type(error).__name__)
            self._followed = True
            await asyncio.sleep(self._look)

    async def _term(self, work: Callable[[], Awaitable[None]]) -> None:
        """Wait for the lock, and lead until it is lost."""
        async with await self._connect() as connection:
            while not await self._take(connection):
                self._followed = True
                await asyncio.sleep(self._look)
            if self._followed:
                await asyncio.sleep(2 * self._look)
            log.info("leadership.taken", of=self._name)
            try:
                async with asyncio.TaskGroup() as group:
                    working = group.create_task(_done(work))
                    watching = group.create_task(self._watch(connection, group))
                    await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
                    working.cancel()
                    watching.cancel()
            except ExceptionGroup as faults:
                if await _alive(connection):  # what one raises who leads no more is of no account
                    raise faults.exceptions[0] from None
            log.warning("leadership.lost", of=self._name)

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        _, options = self._engine.dialect.create_connect_args(self._engine.url)
        connection = await psycopg.AsyncConnection.connect(**options, autocommit=True, connect_timeout=ANSWER_SECONDS)
        await connection.execute("SELECT set_config('idle_session_timeout', %s, false)", [str(int(3000 * self._look))])
        return connection

    async def _take(self, connection: psycopg.AsyncConnection[Any]) -> bool:
        async with asyncio.timeout(ANSWER_SECONDS):
            answer = await connection.execute("SELECT pg_try_advisory_lock(%s)", [self._key])
            return (await answer.fetchone()) == (True,)

    async def _watch(self, connection: psycopg.AsyncConnection[Any], group: asyncio.TaskGroup) -> None:
        """Return when the connection, and the lock with it, is lost or does not answer within one look."""
        while True:
            asking = group.create_task(_alive(connection))
            answered, _ = await asyncio.wait([asking], timeout=self._look)
            if not answered or not asking.result():
                asking.cancel()  # which may take long, so it is not waited for here
                return
            await asyncio.sleep(self._look)


async def _done(work: Callable[[], Awaitable[None]]) -> None:
    await work()


async def _alive(connection: psycopg.AsyncConnection[Any]) -> bool:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await connection.execute("SELECT 1")
    except (psycopg.Error, OSError):
        return False
    return True
