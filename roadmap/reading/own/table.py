"""The table of topics as it stands in a Markdown document: its rows, their lines and their cells' own text."""

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.reading.own.columns import Column, columns_of
from roadmap.reading.values.words import Parser, read_lines, say

LONGEST_TEXT = 512 * 1024
"""The longest document read, in characters."""

MOST_LINES = 20_000
"""The most lines of a document that is read."""

LONGEST_CELL = 4 * 1024
"""The longest cell read, in characters: reading what is inside a cell takes more than linear time."""

MOST_TOPICS = 2000

_BLOCKS = Parser("commonmark").enable("table").disable("inline")
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it stands on, from 1, and the text of each cell, as many as the table has columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` names what each of the headings stands for; ``links`` are the document's link definitions."""

    headings: Row
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    links: MutableMapping[str, Any]


def find_table(text: str) -> Table:
    """The first table that has a heading for topics, and a row.

    Raises RoadmapFaults: "too long", "no table" or "too many topics".
    """
    if len(text) > LONGEST_TEXT or max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise RoadmapFaults((Fault(0, FaultKind.TOO_LONG, str(len(text))),))
    for table in _tables(_UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", text)):
        if Column.TITLE in table.columns and table.rows:
            return _bounded(table)
    raise RoadmapFaults((Fault(0, FaultKind.NO_TABLE, ""),))


def _tables(text: str) -> Iterator[Table]:
    links: dict[str, Any] = {}
    rows: list[tuple[int, list[str]]] = []
    for token in _BLOCKS.parse(text, links):
        match token.type:
            case "tr_open" if token.map:
                rows.append((token.map[0] + 1, []))
            case "inline" if rows:
                rows[-1][1].append(token.content)
            case "table_close":
                headings, *others = (Row(line, tuple(cells)) for line, cells in rows)
                rows = []
                yield Table(headings, _columns(headings, links), tuple(others), links)


def _columns(headings: Row, links: MutableMapping[str, Any]) -> tuple[str, ...]:
    return columns_of([say(read_lines(cell[:LONGEST_CELL], links)) for cell in headings.cells])


def _bounded(table: Table) -> Table:
    if len(table.rows) > MOST_TOPICS:
        raise RoadmapFaults((Fault(table.rows[MOST_TOPICS].line, FaultKind.TOO_MANY_TOPICS, str(len(table.rows))),))
    if faults := tuple(
        Fault(row.line, FaultKind.TOO_LONG, cell[:80])
        for row in (table.headings, *table.rows)
        for cell in row.cells
        if len(cell) > LONGEST_CELL
    ):
        raise RoadmapFaults(faults)
    return table
