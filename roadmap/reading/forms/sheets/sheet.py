"""A sheet as a tree: what stands above the headings is prose, the rest one table."""

import re
from collections.abc import Sequence

from roadmap.errors import RoadmapFaults
from roadmap.reading.forms.sheets.rows import Row, delimiter_of, rows_of
from roadmap.reading.forms.sheets.todoist import is_todoist, todoist
from roadmap.reading.limits import narrow
from roadmap.reading.tree import Cell, Kind, Part, Tree, prose, whole
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.durations import wholly_time
from roadmap.reading.values.roles import Role, field_of, fields_of, title_rank
from roadmap.reading.values.words import Words

_ABOVE = 8
"""Rows at the beginning of which one may be the headings."""


_CSV = re.compile(r"[^\S\t]*+[^\n|,;\t]*+[,;\t][^\n|]*+\n")


def is_sheet(text: str) -> bool:
    """Whether a text without a telling name is a sheet: by a column whose heading is a word for titles."""
    if not _CSV.match(text):
        return False
    try:
        tables = [part for part in read_sheet_tree(text).root.parts if part.kind is Kind.TABLE]
    except RoadmapFaults:
        return False
    fields = [fields_of(table.headings) for table in tables]
    return any(field.role is Role.TITLE for one in fields for field in one)


def read_sheet_tree(text: str) -> Tree:
    """Raises RoadmapFaults "unreadable csv", "too many columns"."""
    rows = list(rows_of(text, delimiter_of(text)))
    if rows and is_todoist(rows[0].cells):
        return Tree(whole(todoist(rows), text), "csv")
    return Tree(whole(sheet(rows), text), "csv")


def sheet(rows: Sequence[Row]) -> Part:
    """The document of some rows. Raises RoadmapFaults "too many columns"."""
    for row in rows[:_ABOVE]:
        narrow(row.cells, row.line)
    at = _headings(rows)
    above = tuple(prose(row.line, " ".join(filter(None, row.cells))) for row in rows[: at or 0])
    if not rows:
        return Part(Kind.DOCUMENT, 0, -1)
    width = max(len(row.cells) for row in rows)
    first = rows[at].cells if at is not None else ("",) * width
    narrow(first, rows[at].line if at is not None else rows[0].line)
    headings = tuple(" ".join(cell.split()) for cell in first)
    line, last = (rows[at].line, rows[at].last) if at is not None else (rows[0].line, rows[0].line - 1)
    below = rows[at + 1 :] if at is not None else rows
    table = Part(Kind.TABLE, line, last, headings=headings, parts=tuple(_row(row, headings) for row in below))
    return Part(Kind.DOCUMENT, 0, -1, parts=(*above, table))


def _headings(rows: Sequence[Row]) -> int | None:
    """The place of the row that has most words for columns; None where the first says what no heading says."""
    known = [sum(_is_known(cell) for cell in row.cells) for row in rows[:_ABOVE]]
    if not known:
        return None
    best = max(range(len(known)), key=lambda place: (known[place], -place))
    if known[best]:
        return best
    said = [cell for cell in rows[0].cells if cell.strip()]
    return None if len(rows) > 1 and any(_says_something(cell) for cell in said) else 0


def _is_known(cell: str) -> bool:
    return (
        bool(cell.strip())
        and not _says_something(cell)
        and (field_of(cell).role is not Role.OTHER or title_rank(cell) is not None)
    )


def _says_something(cell: str) -> bool:
    return "://" in cell or (cell.strip().isdecimal()) or bool(wholly_time(cell))


def _row(row: Row, headings: Sequence[str]) -> Part:
    cells = tuple(
        Cell(heading, tuple(map(text_of, filter(str.strip, cell.splitlines()))), column)
        for column, (heading, cell) in enumerate(zip(headings, row.cells, strict=False))
        if cell.strip()
    )
    said = ", ".join(row.cells)
    return Part(Kind.ROW, row.line, row.last, Words(said, said), cells=cells)
