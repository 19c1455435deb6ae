"""Many rows, or many keys, in one statement. PostgreSQL takes rows as one JSON text, which Python writes in a third of the time
that its driver takes for arrays, and keys as an array: one way there and back, and a statement that stays the same however many
they are. To SQLite, which is in the process, rows go one after another, and keys as a list.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, JSON, ColumnElement, Executable, String, any_, bindparam, cast, column, func
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

Types = Mapping[str, TypeEngine[Any]]
"""What a row holds, by name."""

ROWS = "rows"


def a_row(dialect: str, types: Types) -> Mapping[str, ColumnElement[Any]]:
    """The values of each row that a statement is run for by ``run``, to build it from: bound ones, or columns."""
    if dialect != "postgresql":
        return {name: bindparam(name, type_=kind) for name, kind in types.items()}
    columns = (column(name, kind) for name, kind in types.items())
    rows = func.json_to_recordset(cast(bindparam(ROWS, type_=String()), JSON))
    return dict(rows.table_valued(*columns, name="given").render_derived(with_types=True).c)


async def run(
    connection: AsyncConnection, statement: Executable, rows: Sequence[Mapping[str, Any]], **common: object
) -> CursorResult[Any]:
    """Run a statement for rows, one at least, in their order; ``common`` are values that all of them share."""
    if connection.dialect.name != "postgresql":
        return await connection.execute(statement, [{**row, **common} for row in rows])
    return await connection.execute(statement, {ROWS: json.dumps(rows, default=_written), **common})


def among(dialect: str, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column holds one of the keys that are bound by this name, a list."""
    if dialect != "postgresql":
        return column.in_(bindparam(name, expanding=True))
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


def _written(moment: datetime) -> str:
    """A moment in JSON. Raises ValueError for one without a zone, as the columns do."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.isoformat()
