"""Many rows, or many keys, in one statement. PostgreSQL takes them as arrays: one way there and back, and a text that
stays the same however many they are. To SQLite, which is in the process, rows go one after another, and keys as a list.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Executable, any_, bindparam, column, func
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

Types = Mapping[str, TypeEngine[Any]]
"""What a row holds, by name."""


def a_row(dialect: str, types: Types) -> Mapping[str, ColumnElement[Any]]:
    """The values of each row that a statement is run for by ``run``, to build it from: bound ones, or columns."""
    if dialect != "postgresql":
        return {name: bindparam(name, type_=kind) for name, kind in types.items()}
    arrays = (bindparam(_all(name), type_=ARRAY(kind)) for name, kind in types.items())
    columns = (column(name, kind) for name, kind in types.items())
    return dict(func.unnest(*arrays).table_valued(*columns, name="given").render_derived().c)


async def run(
    connection: AsyncConnection, statement: Executable, rows: Sequence[Mapping[str, Any]], **common: object
) -> CursorResult[Any]:
    """Run a statement for rows, one at least, in their order; ``common`` are values that all of them share."""
    if connection.dialect.name != "postgresql":
        return await connection.execute(statement, [{**row, **common} for row in rows])
    return await connection.execute(statement, {_all(name): [row[name] for row in rows] for name in rows[0]} | common)


def among(dialect: str, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column holds one of the keys that are bound by this name, a list."""
    if dialect != "postgresql":
        return column.in_(bindparam(name, expanding=True))
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


def _all(name: str) -> str:
    return f"all_{name}"
