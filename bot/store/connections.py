"""Connections that survive the cancelling of the task they are opened for."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Generator
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from types import coroutine
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.exc import DBAPIError, InvalidRequestError, MissingGreenlet, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.trips import LOOK, Trips, is_busy

BRIEF = (Select, Insert, Update)
"""Statements that take no longer than the way into a thread and back, unless they are ``trips.lengthy``."""


class Near(AsyncConnection):
    """A connection to SQLite on which nothing has to be waited for once its transaction has begun: nobody can be in the way then. Where
    it is ``brief``, what is brief is run where it is asked for, without the greenlet that SQLAlchemy makes for each statement: 16 KiB
    of the system's, asked for and given back. So is a connection taken that lies ready."""

    def __init__(self, engine: AsyncEngine, *, brief: bool) -> None:
        pool: Any = engine.sync_engine.pool
        super().__init__(engine, _lying_ready(engine) if pool.checkedin() else None)
        self._pool, self.brief = pool, brief

    @property
    def of_sqlalchemy(self) -> Connection:
        """SQLAlchemy's own connection, which is open."""
        if self.sync_connection is None:
            raise InvalidRequestError("the connection is not open")
        return self.sync_connection

    @cached_property
    def driver(self) -> Trips:
        """The driver's own connection, which stays the same for as long as this one is open."""
        opened: Any = self.of_sqlalchemy.connection.driver_connection
        return opened  # type: ignore[no-any-return] # it is one of these

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As it is with any other connection."""
        if self.brief and isinstance(statement, BRIEF) and "lengthy" not in statement.get_execution_options():
            return self.of_sqlalchemy.execute(statement, parameters, **options)
        return await super().execute(statement, parameters, **options)

    async def _opened(self) -> Connection:
        if self.sync_connection is None:
            await _to_its_end(self.start(), waits=True)
        return self.of_sqlalchemy

    async def leave(self) -> None:
        """Close it, if it is not by then."""
        if self.sync_connection is not None and not self.closed:
            await _to_its_end(self.close())

    def _give_back(self) -> None:
        """Where the pool has no room for it, it is left to be closed, which is waited for."""
        if self._pool.checkedin() < self._pool.size():
            self.of_sqlalchemy.close()


class WithTurn(Near):
    """One that has the writer's turn, or waits for it."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine, brief=True)

    async def take_turn(self, *, lasting: bool) -> None:
        """Begin, once nobody else has the turn."""
        connection = await self._opened()
        if not lasting:
            connection.execution_options(lasting=False)
        try:
            connection.begin()
        except OperationalError as error:
            if not is_busy(error.orig):
                raise
            await self.begin()

    async def keep(self) -> None:
        """Commit, and give it back."""
        connection = self.of_sqlalchemy
        connection.commit()
        try:
            await self.driver.commit()
        except sqlite3.Error as error:
            raise worded(error, "COMMIT", connection) from error
        self._give_back()


class Looking(Near):
    """One that only looks, at what is so from its beginning on."""

    async def look(self) -> None:
        """Begin, once the file can be looked into."""
        connection = await self._opened()
        connection.begin()
        try:
            await self.driver.look()
        except sqlite3.Error as error:
            raise worded(error, LOOK, connection) from error

    def end(self) -> None:
        """Look no more, and give it back."""
        self.of_sqlalchemy.commit()
        self.driver.end()
        self._give_back()


def near_of(connection: AsyncConnection) -> Near | None:
    """The connection, where what is brief is run where it is asked for; None of any other."""
    return connection if isinstance(connection, Near) and connection.brief else None


def _lying_ready(engine: AsyncEngine) -> Connection | None:
    """A connection of the pool that is open; none where one was closed after a fault, so that it has to be opened, and waited for."""
    try:
        return engine.sync_engine.connect()
    except MissingGreenlet:
        return None


def worded(error: Exception, statement: str, connection: Connection) -> Exception:
    """An error of SQLite, or of a column, as SQLAlchemy raises it; what was bound is no part of it."""
    return DBAPIError.instance(statement, None, error, sqlite3.Error, hide_parameters=True, dialect=connection.dialect)


@asynccontextmanager
async def transaction(
    engine: AsyncEngine, *, lasting: bool = True, brief: bool = False
) -> AsyncIterator[AsyncConnection]:
    """One transaction: committed when the block ends, rolled back when it raises. On SQLite a ``lasting`` one is on the disk
    by then; on PostgreSQL each is. One that only looks may be ``brief`` on SQLite, see Near; one that writes always is.

    A connection to SQLite is a thread. If the task is cancelled while it is being opened or closed, that is done to the
    end first, for a connection left half-way would be forgotten, with its thread and perhaps a lock.
    """
    if engine.dialect.name != "sqlite":
        async with engine.begin() as connection:
            yield connection
    elif engine.get_execution_options()["writing"]:
        writing = WithTurn(engine)
        try:
            await writing.take_turn(lasting=lasting)
            yield writing
            await writing.keep()
        finally:
            await writing.leave()
    else:
        looking = Looking(engine, brief=brief)
        try:
            await looking.look()
            yield looking
            looking.end()
        finally:
            await looking.leave()


async def _to_its_end(work: Coroutine[Any, Any, object], *, waits: bool = False) -> None:
    """Await it; when cancelled, however often, wait for its end before saying so. What has nothing to wait for, such as a
    connection that lies ready, is done at once: a task for it would be two rounds of the loop. What ``waits`` for one is in a task
    from its beginning: when the pool has none for too long, it cancels the task in which the waiting began, and says so there."""
    if not waits:
        try:
            awaited = work.send(None)
        except StopIteration:
            return
        work = _rest(work, awaited)
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        raise


@coroutine
def _rest(work: Coroutine[Any, Any, object], awaited: Any) -> Generator[Any, Any, None]:
    """What is left of work that has begun and waits for ``awaited``; what that raises, a task throws in here."""
    with suppress(StopIteration):
        while True:
            try:
                yield awaited
            except BaseException as error:  # noqa: BLE001 - it is for the work to say what becomes of it
                awaited = work.throw(error)
            else:
                awaited = work.send(None)
