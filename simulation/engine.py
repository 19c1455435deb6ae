"""An engine for a throw-away SQLite file whose statements run in the caller's thread, for two thirds of the time of a
simulation would go into the driver's thread and back. What is executed is the same."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=OFF")


def same_thread(path: Path) -> AsyncEngine:
    """The engine for this file."""

    async def connect(*_: object, **__: object) -> "_Connection":
        return _Connection(path)

    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", async_creator=connect, hide_parameters=True)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class _Cursor:
    """As much of aiosqlite.Cursor as SQLAlchemy uses."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, *statement: Any) -> "_Cursor":
        self._cursor.execute(*statement)
        return self

    async def executemany(self, *statement: Any) -> "_Cursor":
        self._cursor.executemany(*statement)
        return self

    async def fetchall(self) -> Sequence[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)  # description, rowcount, lastrowid


class _Connection:
    """As much of aiosqlite.Connection as SQLAlchemy uses."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

    def cursor(self) -> _Cursor:
        return _Cursor(self._connection.cursor())

    async def commit(self) -> None:
        self._connection.commit()

    async def rollback(self) -> None:
        self._connection.rollback()

    async def close(self) -> None:
        self._connection.close()

    async def create_function(self, *function: Any, **options: Any) -> None:
        self._connection.create_function(*function, **options)
