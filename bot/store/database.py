"""The database: one engine, and ``store()``, which is one transaction."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import Conflict
from bot.store.address import ASYNC, address
from bot.store.buttons import Buttons
from bot.store.facts import Facts
from bot.store.learners import Learners
from bot.store.ledger import Ledger

BUSY_MILLISECONDS = 5000
"""How long a writer waits for its turn on SQLite."""


class Store:
    """What a command sees of the database, inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.learners = Learners(connection)
        self.facts = Facts(connection)
        self.ledger = Ledger(connection)
        self.buttons = Buttons(connection)


class Database:
    """One database by its SQLAlchemy URL. Raises OperatorError for a URL it cannot use."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """One transaction: committed when the block ends, rolled back when it raises.

        On SQLite it takes the writer's turn at once. Raises Conflict where another transaction won.
        """
        try:
            async with self.engine.begin() as connection:
                yield Store(connection)
        except IntegrityError as error:
            raise Conflict from error
        except OperationalError as error:
            if _locked(error):
                raise Conflict from error
            raise

    async def check(self) -> None:
        """Answer a trivial question, or raise what stands in the way."""
        async with self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self.engine.dispose()


def _engine(url: str) -> AsyncEngine:
    # Parameters hold what learners say; they must not reach a log through an exception.
    engine = create_async_engine(address(url, ASYNC), hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """SQLite's switches, before anything else runs; the driver's own transactions are off, ``_begin`` opens them."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_MILLISECONDS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _locked(error: DBAPIError) -> bool:
    return isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)
