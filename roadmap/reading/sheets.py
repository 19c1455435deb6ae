"""CSV read into drafts, with columns in any order and wording and whatever separates them."""

import csv
import io
from collections.abc import Iterator, Sequence

from roadmap.errors import Fault, FaultKind
from roadmap.reading.cellwords import text_of
from roadmap.reading.drafts import Draft, gathered
from roadmap.reading.filling import draft_of
from roadmap.reading.limits import LONGEST_PIECE, MOST_COLUMNS, narrow, refusal
from roadmap.reading.roles import Field, Role, fields_of

_DELIMITERS = ",;\t|"

Row = tuple[int, list[str]]
"""A row's line, from 1, and its cells."""


def read_sheet(text: str, unclear: list[Fault]) -> list[Draft]:
    """The drafts of the rows; none where no column is the title.

    Raises RoadmapFaults "unreadable csv", "too many columns", "too many topics".
    """
    rows = rows_of(text, delimiter_of(text))
    line, headings = next(rows, (0, []))
    fields = fields_of(narrow(headings, line))
    if not any(field.role is Role.TITLE for field in fields):
        return []
    return gathered(_drafts(rows, fields, unclear))


def _drafts(rows: Iterator[Row], fields: Sequence[Field], unclear: list[Fault]) -> Iterator[Draft]:
    for line, cells in rows:
        if any(len(cell) > LONGEST_PIECE for cell in cells):
            unclear.append(Fault(line, FaultKind.TOO_LONG, max(cells, key=len)[:80]))
            continue
        said = [
            (field, tuple(map(text_of, filter(str.strip, cell.splitlines()))))
            for field, cell in zip(fields, cells, strict=False)
            if cell.strip()
        ]
        if draft := draft_of(line, said):
            yield draft
        elif said:
            unclear.append(Fault(line, FaultKind.MISSING_TITLE, ", ".join(cells)[:80]))


def delimiter_of(text: str) -> str:
    """What separates the columns of the first row: whatever gives most headings that are known."""
    first = text.lstrip("\n").partition("\n")[0][:LONGEST_PIECE]

    def known(delimiter: str) -> tuple[bool, int]:
        fields = fields_of(next(csv.reader([first], delimiter=delimiter), [])[:MOST_COLUMNS])
        return (
            any(field.role is Role.TITLE for field in fields),
            sum(field.role is not Role.OTHER for field in fields),
        )

    return max(_DELIMITERS, key=known)


def rows_of(text: str, delimiter: str = ",") -> Iterator[Row]:
    """Each row that is not empty, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise refusal(FaultKind.UNREADABLE_CSV, error, reader.line_num) from error
