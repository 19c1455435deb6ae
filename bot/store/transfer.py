"""A whole installation copied from one database to another, whichever the two are, and compared afterwards."""

import hashlib
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlalchemy.exc import DatabaseError

from bot.errors import OperatorError
from bot.store.schema import current, head, migrate, migration_engine
from bot.store.tables import metadata

BATCH = 1000
"""Rows that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that was copied: how many rows, and the checksum that both sides have."""

    table: str
    rows: int
    checksum: str


def copy(source_url: str, target_url: str) -> list[Copied]:
    """Copy every table into an empty database, which is migrated first, and compare both sides by count and checksum.

    The target has all of it or, where anything goes wrong, nothing. Raises OperatorError.
    """
    source, target = migration_engine(source_url), migration_engine(target_url)
    try:
        if source.url == target.url:
            raise OperatorError("--to names the database that is to be copied", "name another one")
        migrate(target_url, before=_refuse)
        return _all(source, target)
    except DatabaseError as error:
        why = str(error.orig).partition("\n")[0]
        raise OperatorError("the databases cannot be copied", f"check both addresses ({why})") from error
    finally:
        source.dispose()
        target.dispose()


def _refuse(at: str) -> None:
    raise OperatorError(f"the target is a database already, at {at}", "name an empty one")


def _all(source: Engine, target: Engine) -> list[Copied]:
    with _snapshot(source) as here, target.begin() as there:
        _check(here, there)
        copied = [_copy(table, here, there) for table in metadata.sorted_tables]
        _set_counters(there)
    return copied


def _snapshot(engine: Engine) -> Connection:
    """A connection that sees one state of the database throughout."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.connect()


def _check(here: Connection, there: Connection) -> None:
    if (at := current(here)) != head():
        raise OperatorError(f"the database is at {at or 'nothing'}, not at {head()}", "run: roadmate migrate")
    for table in metadata.sorted_tables:
        if there.execute(select(func.count()).select_from(table)).scalar_one():
            raise OperatorError(f"the target has rows in {table.name}", "name an empty database")


def _copy(table: Table, here: Connection, there: Connection) -> Copied:
    with closing(_batches(table, here)) as batches:
        for batch in batches:
            there.execute(insert(table), batch)
    (rows, checksum), other = _sum(table, here), _sum(table, there)
    if (rows, checksum) != other:
        raise OperatorError(f"{table.name} is not the same on both sides", "nothing was copied; please report this")
    return Copied(table.name, rows, checksum)


def _batches(table: Table, connection: Connection) -> Generator[list[dict[str, Any]]]:
    """The rows in the order of their key."""
    everything = select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH)
    with connection.execute(everything) as result:
        for batch in result.mappings().partitions():
            yield [dict(row) for row in batch]


def _sum(table: Table, connection: Connection) -> tuple[int, str]:
    """How many rows there are, and a checksum of their values, which is the same on every kind of database."""
    rows, checksum = 0, hashlib.sha256()
    for batch in _batches(table, connection):
        for row in batch:
            rows += 1
            checksum.update(repr([_plain(value) for value in row.values()]).encode())
    return rows, checksum.hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else repr(value)


def _set_counters(connection: Connection) -> None:
    """Let PostgreSQL number new rows behind those that were copied; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.c and (last := connection.execute(select(func.max(table.c.id))).scalar()):
            counter = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.execute(text(f"SELECT setval({counter}, :last)"), {"last": last})
