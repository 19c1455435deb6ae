"""Whether a database is whole: SQLite's own checks, and every table read to its last row."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import OperatorError
from bot.store.schema import head, migration_engine
from bot.store.tables import metadata

TABLES = frozenset({"alembic_version", "learners", "accounts", "enrolments", "progress_events", "nudges"})
"""What every Roadmate database has had since the first migration."""

PORTION = 1000
"""Rows that are in memory at a time."""


def check(database: sqlite3.Connection, named: Path, cure: str) -> None:
    """Raises OperatorError unless it is a whole Roadmate database that this release can read; ``named`` is how the
    operator knows it, ``cure`` what helps where it is damaged. Raises sqlite3.Error for what cannot be read at all."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= TABLES:
        raise OperatorError(f"{named} is no Roadmate database", "name a file that `roadmate backup` has written")
    at = database.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0] or ""
    if at > head():
        raise OperatorError(f"{named} is at {at}, newer than this program", "install the newer release")
    if (fault := next(_faults(database, sorted(tables)), None)) is not None:
        raise OperatorError(f"{named} is damaged ({fault})", cure)


def _faults(database: sqlite3.Connection, tables: list[str]) -> Iterator[str]:
    found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        yield " ".join(found.split())
    if row := database.execute("PRAGMA foreign_key_check").fetchone():
        yield f"a row of {row[0]} refers to nothing"
    yield from (f"{table} cannot be read" for table in tables if not _reads(database, table))


def _reads(database: sqlite3.Connection, table: str) -> bool:
    """Whether every row can be read, its texts too."""
    try:
        rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the database itself
        while rows.fetchmany(PORTION):
            pass
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return True


def check_values(database: Path, named: Path, cure: str) -> None:
    """Raises OperatorError where a value of an up-to-date database is none that its column may have: without a checksum
    nothing else tells of a day or a number that was changed."""
    engine = migration_engine(URL.create("sqlite", database=str(database)).render_as_string())
    try:
        with engine.connect() as connection:
            odd = next((table.name for table in metadata.sorted_tables if _is_odd(table, connection)), None)
    finally:
        engine.dispose()
    if odd:
        raise OperatorError(f"{named} is damaged (a value in {odd} cannot be read)", cure)


def _is_odd(table: Table, connection: Connection) -> bool:
    kinds = tuple(column.type.python_type for column in table.c)
    try:
        with connection.execute(select(table).execution_options(yield_per=PORTION)) as rows:
            return any(
                value is not None and not isinstance(value, kind)
                for row in rows
                for value, kind in zip(row, kinds, strict=True)
            )
    except (SQLAlchemyError, ValueError, TypeError):
        return True
