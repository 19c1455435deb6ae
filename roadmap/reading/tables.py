"""Tables of topics, with columns in any order and wording; those under one heading are one stage of the roadmap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.errors import Fault, FaultKind
from roadmap.names import folded
from roadmap.reading.drafts import Draft, gathered
from roadmap.reading.filling import draft_of
from roadmap.reading.limits import LONGEST_PIECE
from roadmap.reading.outline import Grid, Heading, Outline, Paragraph
from roadmap.reading.roles import Field, Role, fields_of

_TELLING = frozenset((Role.TIME, Role.NEEDS, Role.STATUS, Role.DONE, Role.UNDERWAY, Role.DIFFICULTY))
_CHOOSE = re.compile(r"\b(?:choose|pick|select)\W+(?:one|any|two)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with what its columns stand for, the heading above it, and whether its rows are a choice."""

    grid: Grid
    fields: tuple[Field, ...]
    title: str
    stage: str
    optional: bool

    @property
    def titled(self) -> bool:
        return any(field.role is Role.TITLE for field in self.fields)

    @property
    def telling(self) -> bool:
        return self.titled and any(field.role in _TELLING for field in self.fields)


def read_tables(outline: Outline, unclear: list[Fault]) -> list[Draft]:
    """The drafts of all rows of all tables of topics.

    A table with a title and a column only topics have is one, and so is any other with the same word for the title.
    """
    found = [table for table in _tables(outline) if table.titled]
    words = {table.title for table in found if table.telling}
    meant = [table for table in found if table.telling or not words or table.title in words]
    return gathered(draft for table in meant for draft in _rows(table, outline, unclear))


def _tables(outline: Outline) -> Iterator[_Table]:
    stage, optional = "", False
    for block in outline.blocks:
        match block:
            case Heading():
                stage, optional = outline.words(block.text).said, False
            case Paragraph():
                optional = bool(_CHOOSE.search(outline.words(block.text).said))
            case Grid():
                yield _table(block, outline, stage, optional=optional)
                optional = False
            case _:
                pass


def _table(grid: Grid, outline: Outline, stage: str, *, optional: bool) -> _Table:
    headings = [outline.words(cell).said for cell in grid.rows[0][1]]
    fields = fields_of(headings)
    titles = (heading for heading, field in zip(headings, fields, strict=True) if field.role is Role.TITLE)
    return _Table(grid, fields, folded(next(titles, "")), stage, optional)


def _rows(table: _Table, outline: Outline, unclear: list[Fault]) -> Iterator[Draft]:
    for line, cells in table.grid.rows[1:]:
        if any(len(cell) > LONGEST_PIECE for cell in cells):
            unclear.append(Fault(line, FaultKind.TOO_LONG, max(cells, key=len)[:80]))
            continue
        said = [(field, outline.lines(cell)) for field, cell in zip(table.fields, cells, strict=True) if cell.strip()]
        draft = draft_of(line, said, stage=table.stage)
        if draft:
            draft.optional = draft.optional or table.optional
            yield draft
        elif any(cell.strip(" -–—") for cell in cells):
            unclear.append(Fault(line, FaultKind.MISSING_TITLE, " | ".join(cells)[:80]))
