"""Engines: how each database is spoken to."""

import asyncio
import logging
from typing import Any

from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.address import ASYNC, address

BUSY_MILLISECONDS = 5000
"""How long a writer waits for its turn on SQLite."""

CONNECTIONS = 8
"""Connections a process holds to PostgreSQL at most."""


def engine_for(url: str) -> AsyncEngine:
    """The engine for a DATABASE_URL. Raises OperatorError for one that cannot be used."""
    parsed = address(url, ASYNC)
    # Parameters hold what learners say; they must not reach a log through an exception.
    if parsed.get_backend_name() == "postgresql":
        return create_async_engine(
            parsed, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0, pool_pre_ping=True
        )
    engine = create_async_engine(parsed, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "handle_error", _spare)
    logging.getLogger("aiosqlite").setLevel(logging.INFO)  # below that it logs parameters
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """SQLite's switches, before anything else runs; the driver's own transactions are off, ``_begin`` opens them."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _spare(context: ExceptionContext) -> None:
    """A statement whose task is cancelled ends in the driver's thread all the same, so that the connection can be rolled
    back. SQLAlchemy would close it instead, and a closed one holds its lock for as long as a cursor of it lives."""
    if isinstance(context.original_exception, asyncio.CancelledError):
        context.is_disconnect = False
