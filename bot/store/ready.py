"""Statements that nearly every command, or every look at a page, runs. On a connection to SQLite that is near they are written down
once and then go to the driver as they are: what SQLAlchemy does around a statement each time takes several times as long as the
statement.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from bot.store.connections import Near, near_of, worded
from bot.store.trips import Trip

Values = Mapping[str, Any]
"""What is bound, by name."""

Row = Sequence[Any]


class Ready:
    """A statement whose text never changes: what is bound is bound by name, and there are no lists in it. ``columns`` are those
    that an insert or an update sets from what is bound, where the statement itself does not say so."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any] | Insert | Update, *columns: str) -> None:
        self._statement, self._columns = statement, columns
        self._written: _Written | None = None

    async def rows(self, connection: AsyncConnection, values: Values) -> Iterator[Row]:
        """Run it, and go through what comes of it."""
        near = near_of(connection)
        if near is None:
            return iter((await connection.execute(self._statement, values)).all())
        return self._for(near).rows(near, values)

    async def run(self, connection: AsyncConnection, rows: Sequence[Values]) -> int:
        """Run it for each of these, of which there is one at least; returns how many rows it changed, or made."""
        near = near_of(connection)
        if near is None:
            return (await connection.execute(self._statement, rows)).rowcount
        return self._for(near).run(near, rows)

    def _for(self, near: Near) -> "_Written":
        if self._written is None:
            self._written = _Written(self._statement, self._columns, near.dialect)
        return self._written


class _Written:
    """A statement as SQLite is given it: its text, and how what goes in and comes out is turned into what the driver takes and gives."""

    def __init__(self, statement: Any, columns: Sequence[str], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=columns or None)
        binds = compiled.binds
        if compiled.post_compile_params or compiled.insert_prefetch or compiled.update_prefetch:
            raise TypeError(f"not the same each time: {compiled}")
        self._text: str = compiled.string
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._names = [(name, _writer(binds[name].type, dialect)) for name in compiled.positiontup]
        results = [column.type for column in statement.exported_columns]
        readers = ((place, _reader(kind, dialect)) for place, kind in enumerate(results))
        self._readers = [(place, read) for place, read in readers if read]

    def rows(self, near: Near, values: Values) -> Iterator[Row]:
        rows = self._run(near, [values], many=False).rows
        if not rows:
            return iter(())
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for place, read in self._readers:
            columns[place] = map(read, columns[place])
        return zip(*columns, strict=True)

    def run(self, near: Near, rows: Sequence[Values]) -> int:
        return self._run(near, rows, many=True).rowcount

    def _bound(self, values: Values) -> Row:
        given = {**self._fixed, **values}
        return tuple([write(given[name]) if write else given[name] for name, write in self._names])

    def _run(self, near: Near, given: Sequence[Values], *, many: bool) -> Trip:
        """Run it where it is asked for. Whoever listens to the engine's statements hears of it, and what is refused, by SQLite or by a
        column, is said in SQLAlchemy's words."""
        connection, trip = near.of_sqlalchemy, Trip(near.driver)
        listeners = connection.engine.dispatch
        try:
            rows = [self._bound(values) for values in given]
            bound = rows if many else rows[0]
            for heard in listeners.before_cursor_execute:
                heard(connection, trip, self._text, bound, None, many)
            near.driver.run_here(trip, (self._text, bound), many=many)
            for heard in listeners.after_cursor_execute:
                heard(connection, trip, self._text, bound, None, many)
        except (sqlite3.Error, ValueError) as error:
            raise worded(error, self._text, connection) from error
        return trip


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
