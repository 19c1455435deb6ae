"""The rows of a text with separated columns, each with the lines it stands on."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.errors import FaultKind
from roadmap.reading.limits import LONGEST_PIECE, MOST_COLUMNS, refusal
from roadmap.reading.values.roles import Role, fields_of

_DELIMITERS = ",;\t|"
_UNCLOSED = "unexpected end of data"
_LOOKED_AT = 12
"""Lines by which it is told what separates the columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, and its first and last line, from 1 and inclusive."""

    line: int
    last: int
    cells: tuple[str, ...]


def delimiter_of(text: str) -> str:
    """What separates the columns: whatever gives most headings that are known, else most rows of one width."""
    lines = [line[:LONGEST_PIECE] for line in text.lstrip("\n").split("\n")[:_LOOKED_AT] if line.strip()]

    def known(delimiter: str) -> tuple[bool, int, int]:
        rows = list(csv.reader(lines, delimiter=delimiter))
        fields = fields_of(rows[0][:MOST_COLUMNS]) if rows else ()
        titled = len(fields) > 1 and any(field.role is Role.TITLE for field in fields)
        width = len(rows[0]) if rows else 0
        even = sum(len(row) == width for row in rows) if width > 1 else 0
        return titled, sum(field.role is not Role.OTHER for field in fields), even

    return max(_DELIMITERS, key=known)


def rows_of(text: str, delimiter: str = ",") -> Iterator[Row]:
    """Each row that is not empty. A quote that is never closed is a sign like any other. Raises RoadmapFaults
    "unreadable csv".
    """
    try:
        rows = list(_rows(text, delimiter))
    except csv.Error as error:
        if str(error) != _UNCLOSED:
            raise refusal(FaultKind.UNREADABLE_CSV, error, text.count("\n", 0, text.rfind('"')) + 1) from error
        rows = [_unquoted(line, row, delimiter) for line, row in enumerate(text.split("\n"), 1)]
    yield from (row for row in rows if any(cell.strip() for cell in row.cells))


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    for cells in reader:
        yield Row(begun, reader.line_num, tuple(cells))
        begun = reader.line_num + 1


def _unquoted(line: int, row: str, delimiter: str) -> Row:
    return Row(line, line, tuple(cell.strip().strip('"') for cell in row.split(delimiter)))
