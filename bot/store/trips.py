"""Connections to SQLite that make one trip into their thread for a statement, where aiosqlite's own cursor makes four; or
none, where the way there would take longer than the statement.

A statement is run, its rows are fetched and its cursor is closed in one go, so nothing of it is left when it is over; and
SQLAlchemy waits for it once.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

import aiosqlite
from sqlalchemy import Dialect, Select
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.util import await_
from sqlalchemy.util.concurrency import in_greenlet

BUSY_MILLISECONDS = 5000
"""How long a writer waits for its turn on SQLite."""

TURN, BUSY = "BEGIN IMMEDIATE", ("SQLITE_BUSY", "SQLITE_BUSY_RECOVERY")
"""How a writer takes its turn, and what SQLite says where somebody has it."""

LOOK = "SELECT NULL FROM sqlite_schema LIMIT 1"
"""What is asked first in a transaction that only looks: from then on it sees what is so at that moment, and nobody can be in its way."""

AGAIN_SECONDS = 0.002

BRIEF = ("SELECT", "INSERT", "UPDATE")
"""How statements begin that take no longer than the way into a thread and back, by whoever has the writer's turn, unless they end with
this:"""

LENGTHY = "/* lengthy */"


def lengthy(statement: Select[Any]) -> Select[Any]:
    """The same, known to read many rows: it is read in the thread, whoever asks."""
    return statement.with_statement_hint(LENGTHY).execution_options(lengthy=True)


def is_busy(error: BaseException | None) -> bool:
    """Whether SQLite says that somebody else has the turn."""
    return getattr(error, "sqlite_errorname", "") in BUSY


class Trips(aiosqlite.Connection):
    """A connection that runs a statement in one trip. It is ``settled`` while nothing was asked of it since the last commit or
    rollback that came to its end: then no transaction is open, nor will one be by what a cancelled task still has here."""

    settled = False

    async def run(self, trip: "Trip", statement: Sequence[Any], *, many: bool) -> None:
        """Run a statement, for many rows of parameters or one, and leave with the trip what came of it."""
        self.settled = False
        await self._execute(_run, self._conn, trip, statement, many)  # type: ignore[no-untyped-call]

    def run_here(self, trip: "Trip", statement: Sequence[Any], *, many: bool) -> None:
        """The same where it is asked for, for whoever knows that it is brief and nobody is in the way."""
        self.settled = False
        _run(self._conn, trip, statement, many)

    async def look(self) -> None:
        """Begin to look at what is so; where the file is being opened or put in order, that is waited for in the thread."""
        try:
            self.run_here(Trip(self), (LOOK,), many=False)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            await self._execute(_wait, self._conn, (LOOK,))  # type: ignore[no-untyped-call]

    def end(self) -> None:
        """End a transaction in which nothing was written: nothing has to be waited for."""
        self._conn.commit()
        self.settled = True

    async def commit(self) -> None:
        self.settled = False
        await super().commit()
        self.settled = True

    async def rollback(self) -> None:
        self.settled = False
        await super().rollback()
        self.settled = True


class Writing(Trips):
    """A connection that has the writer's turn whenever it is asked for something brief: nobody can be in its way then, all
    who write wait for its end, and so that is run where it is asked for. So is the turn, where nobody has it. What waits, for
    the turn or for the disk, and what may take long, such as deleting, is left to the thread."""

    async def run(self, trip: "Trip", statement: Sequence[Any], *, many: bool) -> None:
        """As it is with a thread, or at once."""
        if statement[0].startswith(BRIEF) and not statement[0].endswith(LENGTHY):
            return self.run_here(trip, statement, many=many)
        if statement[0] != TURN:
            return await super().run(trip, statement, many=many)
        try:
            self.run_here(trip, statement, many=many)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            await self._execute(_wait, self._conn, statement)  # type: ignore[no-untyped-call]


class Trip:
    """A cursor of DBAPI, as much as SQLAlchemy uses of it; nothing but the statement has to be waited for, and not even that
    where it is asked for outside of SQLAlchemy's greenlets, in which alone it can be."""

    def __init__(self, connection: Trips) -> None:
        self._connection = connection
        self.rows: list[Any] = []
        self.description: Any = None
        self.rowcount, self.arraysize = -1, 1
        self.lastrowid: int | None = None

    def execute(self, *statement: Any) -> None:
        self._run(statement, many=False)

    def executemany(self, *statement: Any) -> None:
        self._run(statement, many=True)

    def _run(self, statement: Sequence[Any], *, many: bool) -> None:
        if in_greenlet():
            await_(self._connection.run(self, statement, many=many))
        else:
            self._connection.run_here(self, statement, many=many)

    def fetchone(self) -> Any:
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        most = size or self.arraysize
        rows, self.rows = self.rows[:most], self.rows[most:]
        return rows

    def fetchall(self) -> list[Any]:
        rows, self.rows = self.rows, []
        return rows

    def close(self) -> None:
        self.rows = []

    async def _async_soft_close(self) -> None:
        """It is closed already."""


class Adapted(AsyncAdapt_aiosqlite_connection):
    """What SQLAlchemy is given for a connection."""

    __slots__ = ()

    def cursor(self, server_side: bool = False) -> Any:  # noqa: ARG002 - the base class's signature
        return Trip(self._connection)  # type: ignore[arg-type] # it is one of these

    def commit(self) -> None:
        """Where nothing can be waited for, whoever commits asks the driver's connection themselves, and waits for that."""
        if in_greenlet():
            super().commit()

    def rollback(self) -> None:
        """The same: what is left of a transaction is rolled back when the connection is given back."""
        if in_greenlet():
            super().rollback()


class InPlace(Trips):
    """A connection without a thread: each statement is run where it is asked for, and nothing else meanwhile. SQLite must
    not wait for a lock then, whose holder would wait for us; it is asked again instead."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self._tx = _AtOnce()  # type: ignore[assignment] # all of it that is used

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        return self._connect().__await__()

    async def run(self, trip: Trip, statement: Sequence[Any], *, many: bool) -> None:
        """As it is with a thread, but that others have their turn only before a transaction."""
        if statement[0].startswith("BEGIN"):
            await asyncio.sleep(0)
        await super().run(trip, statement, many=many)

    async def commit(self) -> None:
        """As it is with a thread, where others have their turn meanwhile."""
        await super().commit()
        await asyncio.sleep(0)

    async def _execute(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:  # type: ignore[override] # what it returns is its function's
        given_up = monotonic() + BUSY_MILLISECONDS / 1000
        while True:
            try:
                return function(*arguments, **options)
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or monotonic() > given_up:
                    raise
                await asyncio.sleep(AGAIN_SECONDS)


class _AtOnce:
    """A queue whose items, each a future and what it is to hold, are done with when they come."""

    def put_nowait(self, item: "tuple[asyncio.Future[Any] | None, Callable[[], Any]]") -> None:
        future, function = item
        try:
            came = function()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(came)


class _Way:
    """How connections are made from now on."""

    is_in_place = False


@contextmanager
def in_place() -> Iterator[None]:
    """Make connections without threads, which take two thirds of the time where nobody else waits: for simulations and
    tests. What was opened before stays as it is."""
    before, _Way.is_in_place = _Way.is_in_place, True
    try:
        yield
    finally:
        _Way.is_in_place = before


def busy_milliseconds() -> int:
    """How long SQLite itself may wait for a lock."""
    return 0 if _Way.is_in_place else BUSY_MILLISECONDS


def connected(dialect: Dialect, path: str, *, writing: bool, **options: Any) -> Adapted:
    """A connection to this file, for SQLAlchemy to have it; ``options`` are those of sqlite3.connect."""
    kind = InPlace if _Way.is_in_place else Writing if writing else Trips
    made = kind(lambda: sqlite3.connect(path, **options), iter_chunk_size=64)
    made._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with those it makes: a thread shall not hold up the end
    opened: Any = await_(made)
    return Adapted(dialect.dbapi, opened)


def _run(connection: sqlite3.Connection, trip: Trip, statement: Sequence[Any], many: bool) -> None:
    cursor = connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(*statement)
        trip.rows = cursor.fetchall() if cursor.description else []
        trip.description, trip.rowcount, trip.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
    finally:
        cursor.close()


def _wait(connection: sqlite3.Connection, statement: Sequence[Any]) -> None:
    """Run what begins, once whoever is in the way is so no more."""
    connection.execute(f"PRAGMA busy_timeout={busy_milliseconds()}")
    try:
        connection.execute(*statement)
    finally:
        connection.execute("PRAGMA busy_timeout=0")
