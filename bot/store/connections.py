"""Connections that survive the cancelling of the task they are opened for."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Generator
from contextlib import asynccontextmanager, suppress
from types import coroutine
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.exc import DBAPIError, InvalidRequestError, MissingGreenlet, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.trips import is_busy

BRIEF = (Select, Insert, Update)
"""Statements that take no longer than the way into a thread and back, by whoever has the writer's turn; see ``trips.lengthy``."""


class WithTurn(AsyncConnection):
    """A connection to SQLite that has the writer's turn, or waits for it. What is brief has nothing to wait for by then, so it
    goes without the greenlet that SQLAlchemy makes for each statement: 16 KiB of the system's, asked for and given back. Nor does
    a connection that lies ready, or a turn that is free."""

    def __init__(self, engine: AsyncEngine) -> None:
        pool: Any = engine.sync_engine.pool
        super().__init__(engine, _lying_ready(engine) if pool.checkedin() else None)
        self._pool = pool

    @property
    def of_sqlalchemy(self) -> Connection:
        """SQLAlchemy's own connection, which is open."""
        if self.sync_connection is None:
            raise InvalidRequestError("the connection is not open")
        return self.sync_connection

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As it is with any other connection."""
        if isinstance(statement, BRIEF) and self.sync_connection and "lengthy" not in statement.get_execution_options():
            return self.sync_connection.execute(statement, parameters, **options)
        return await super().execute(statement, parameters, **options)

    async def take_turn(self, *, lasting: bool) -> None:
        """Begin, once nobody else has the turn."""
        if self.sync_connection is None:
            await _to_its_end(self.start(), waits=True)
        connection = self.of_sqlalchemy
        if not lasting:
            connection.execution_options(lasting=False)
        try:
            connection.begin()
        except OperationalError as error:
            if not is_busy(error.orig):
                raise
            await self.begin()

    async def keep(self) -> None:
        """Commit, and give it back; where the pool has no room for it, it is left to be closed, which is waited for."""
        connection = self.of_sqlalchemy
        driver: Any = connection.connection.driver_connection
        connection.commit()
        try:
            await driver.commit()
        except sqlite3.Error as error:
            raise worded(error, "COMMIT", connection) from error
        if self._pool.checkedin() < self._pool.size():
            connection.close()


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
async def transaction(engine: AsyncEngine, *, lasting: bool = True) -> AsyncIterator[AsyncConnection]:
    """One transaction: committed when the block ends, rolled back when it raises. On SQLite a ``lasting`` one is on the disk
    by then; on PostgreSQL each is.

    A connection to SQLite is a thread. If the task is cancelled while it is being opened or closed, that is done to the
    end first, for a connection left half-way would be forgotten, with its thread and perhaps a lock.
    """
    if engine.dialect.name != "sqlite":
        async with engine.begin() as connection:
            yield connection
    elif engine.get_execution_options()["writing"]:
        writing = WithTurn(engine)
        async with _closed(writing):
            await writing.take_turn(lasting=lasting)
            yield writing
            await writing.keep()
    else:
        looking = engine.connect()
        async with _closed(looking):
            pool: Any = engine.sync_engine.pool
            await _to_its_end(looking.start(), waits=not pool.checkedin())
            await looking.begin()
            yield looking
            await looking.run_sync(_kept)


@asynccontextmanager
async def _closed(connection: AsyncConnection) -> AsyncIterator[None]:
    """Closed at the end, if it is not by then."""
    try:
        yield
    finally:
        if connection.sync_connection is not None and not connection.closed:
            await _to_its_end(connection.close())


def _kept(connection: Connection) -> None:
    """Commit and give back what is open."""
    connection.commit()
    connection.close()


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
