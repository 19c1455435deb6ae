"""Engines: how each database is spoken to."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import URL, Connection, Dialect, ExceptionContext, PoolResetState, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.address import ASYNC, address
from bot.store.connections import worded
from bot.store.trips import TURN, Adapted, busy_milliseconds, connected

LASTING, PASSING = "FULL", "NORMAL"
"""SQLite's ``synchronous``: a commit waits until it is on the disk, or is written there a little later."""

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
    logging.getLogger("aiosqlite").setLevel(logging.INFO)  # below that it logs parameters
    return _sqlite(parsed, _prepare, _begin, writing=True)


def reader_of(engine: AsyncEngine) -> AsyncEngine:
    """The engine for transactions that only look. On SQLite its connections are its own and can never write, nor do
    they wait for the writer's turn; PostgreSQL is told so as each transaction begins, on the same connections, and shows it all as of one moment,
    as SQLite does."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return _sqlite(engine.url, _prepare_reader, _begin_reading, writing=False)


def _sqlite(
    url: URL, prepare: Callable[..., None], begin: Callable[[Connection], None], *, writing: bool
) -> AsyncEngine:
    def by_trips(dialect: Dialect, _record: object, places: Sequence[str], options: dict[str, Any]) -> Adapted:
        return connected(dialect, *places, writing=writing, **options)

    engine = create_async_engine(
        url, hide_parameters=True, pool_reset_on_return=None, execution_options={"writing": writing}
    )
    event.listen(engine.sync_engine, "do_connect", by_trips)
    event.listen(engine.sync_engine, "reset", _settle)
    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin)
    event.listen(engine.sync_engine, "handle_error", _spare)
    return engine


def _settle(connection: Any, _record: object, state: PoolResetState) -> None:
    """Roll back what a connection comes back with; SQLAlchemy itself would do so always, a trip for each transaction."""
    if state.asyncio_safe and not connection.driver_connection.settled:
        connection.rollback()


def _prepare(connection: Any, _record: object) -> None:
    """SQLite's switches, before anything else runs; the driver's own transactions are off, ``_begin`` opens them."""
    _set(
        connection,
        f"busy_timeout={busy_milliseconds()}",
        "foreign_keys=ON",
        "journal_mode=WAL",
        f"synchronous={LASTING}",
        "secure_delete=ON",
        "busy_timeout=0",  # whoever is in the way is waited for in the thread
    )


def _prepare_reader(connection: Any, _record: object) -> None:
    _set(connection, "query_only=ON", "busy_timeout=0")  # see _prepare


def _set(connection: Any, *pragmas: str) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """The switch is the connection's and cannot be moved inside a transaction; it is touched only where it stands wrong."""
    wanted = LASTING if connection.get_execution_options().get("lasting", True) else PASSING
    if connection.info.get("synchronous", LASTING) != wanted:
        connection.info["synchronous"] = None  # until it is known to stand: the task may be cancelled meanwhile
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted
    try:
        connection.connection.cursor().execute(TURN)
    except sqlite3.Error as error:
        raise worded(error, TURN, connection) from error


def _begin_reading(connection: Connection) -> None:
    connection.connection.cursor().execute("BEGIN")


def _spare(context: ExceptionContext) -> None:
    """A statement whose task is cancelled ends in the driver's thread all the same, so that the connection can be rolled
    back. SQLAlchemy would close it instead, and a closed one holds its lock for as long as a cursor of it lives."""
    if isinstance(context.original_exception, asyncio.CancelledError):
        context.is_disconnect = False
