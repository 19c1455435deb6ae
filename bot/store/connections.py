"""Connections that survive the cancelling of the task they are opened for."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Generator
from contextlib import asynccontextmanager, suppress
from types import coroutine
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

BRIEF = (Select, Insert, Update)
"""Statements that take no longer than the way into a thread and back, by whoever has the writer's turn."""


class WithTurn(AsyncConnection):
    """A connection to SQLite that has the writer's turn, or waits for it. What is brief has nothing to wait for by then, so it
    goes without the greenlet that SQLAlchemy makes for each statement: 16 KiB of the system's, asked for and given back."""

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As it is with any other connection."""
        if isinstance(statement, BRIEF) and self.sync_connection:
            return self.sync_connection.execute(statement, parameters, **options)
        return await super().execute(statement, parameters, **options)


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
        return
    connection = WithTurn(engine) if engine.get_execution_options()["writing"] else engine.connect()
    try:
        await _to_its_end(connection.start())
        if not lasting:
            await connection.execution_options(lasting=False)
        await connection.begin()
        yield connection
        await connection.run_sync(_kept)
    finally:
        if connection.sync_connection is not None and not connection.closed:
            await _to_its_end(connection.close())


def _kept(connection: Connection) -> None:
    """Commit and give back what is open."""
    connection.commit()
    connection.close()


async def _to_its_end(work: Coroutine[Any, Any, object]) -> None:
    """Await it; when cancelled, however often, wait for its end before saying so. What has nothing to wait for, such as a
    connection that lies ready, is done at once: a task for it would be two rounds of the loop."""
    try:
        awaited = work.send(None)
    except StopIteration:
        return
    task = asyncio.ensure_future(_rest(work, awaited))
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
