"""A connection to SQLite that makes one trip into its thread for a statement, where aiosqlite's own cursor makes four.

A statement is run, its rows are fetched and its cursor is closed in one go, so nothing of it is left when it is over.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, Self

import aiosqlite


class Trips(aiosqlite.Connection):
    """A connection whose cursors are ``Trip``s."""

    def cursor(self) -> "Trip":  # type: ignore[override] # nothing has to be waited for
        return Trip(self)

    async def run(self, trip: "Trip", statement: Sequence[Any], *, many: bool) -> None:
        """Run a statement, for many rows of parameters or one, and leave with the trip what came of it."""
        await self._execute(_run, self._conn, trip, statement, many)  # type: ignore[no-untyped-call]


class Trip:
    """As much of aiosqlite.Cursor as SQLAlchemy uses."""

    def __init__(self, connection: Trips) -> None:
        self._connection = connection
        self.rows: list[Any] = []
        self.description: Any = None
        self.rowcount, self.arraysize = -1, 1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, *statement: Any) -> Self:
        await self._connection.run(self, statement, many=False)
        return self

    async def executemany(self, *statement: Any) -> Self:
        await self._connection.run(self, statement, many=True)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self.rows = self.rows, []
        return rows

    async def close(self) -> None:
        self.rows = []


def trips(path: str, **options: Any) -> Trips:
    """A connection to this file, not yet open; ``options`` are those of sqlite3.connect."""
    made = Trips(lambda: sqlite3.connect(path, **options), iter_chunk_size=64)
    made._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with those it makes: a thread shall not hold up the end
    return made


def _run(connection: sqlite3.Connection, trip: Trip, statement: Sequence[Any], many: bool) -> None:
    cursor = connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(*statement)
        trip.rows = cursor.fetchall() if cursor.description else []
        trip.description, trip.rowcount, trip.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
    finally:
        cursor.close()
