"""Tables of topics, with columns in any order and wording; those under one heading are one stage of the roadmap."""

import re
from collections.abc import Iterator, Sequence

from roadmap.errors import Fault
from roadmap.finding import folded
from roadmap.reading.drafts import Draft, draft_of
from roadmap.reading.limits import LONGEST_PIECE
from roadmap.reading.outline import Grid, Heading, Outline, Paragraph
from roadmap.reading.roles import Field, Role, fields_of

_TELLING = frozenset((Role.TIME, Role.NEEDS, Role.STATUS, Role.DONE, Role.UNDERWAY, Role.DIFFICULTY))
_CHOOSE = re.compile(r"\b(?:choose|pick|select)\W+(?:one|any|two)\b", re.IGNORECASE)


def read_tables(outline: Outline, unclear: list[Fault]) -> list[Draft]:
    """The drafts of all rows of all tables of topics.

    A table with a title and a column only topics have is one, and so is any other with the same word for the title.
    """
    found = [(grid, stage, optional, _fields(grid, outline)) for grid, stage, optional in _placed(outline)]
    strong = {_title(grid, fields, outline) for grid, _, _, fields in found if _is_telling(fields)}
    return [
        draft
        for grid, stage, optional, fields in found
        if _is_telling(fields) or _title(grid, fields, outline) in strong or (not strong and _has_title(fields))
        for draft in _rows(grid, stage, optional, fields, outline, unclear)
    ]


def _placed(outline: Outline) -> Iterator[tuple[Grid, str, bool]]:
    """Each table with the heading it stands under, and whether the text before it says to choose."""
    stage, optional = "", False
    for block in outline.blocks:
        match block:
            case Heading():
                stage, optional = outline.words(block.text).said, False
            case Paragraph():
                optional = bool(_CHOOSE.search(outline.words(block.text).said))
            case Grid():
                yield block, stage, optional
                optional = False
            case _:
                pass


def _fields(grid: Grid, outline: Outline) -> tuple[Field, ...]:
    return fields_of([outline.words(cell).said for cell in grid.rows[0][1]])


def _has_title(fields: Sequence[Field]) -> bool:
    return any(field.role is Role.TITLE for field in fields)


def _is_telling(fields: Sequence[Field]) -> bool:
    return _has_title(fields) and any(field.role in _TELLING for field in fields)


def _title(grid: Grid, fields: Sequence[Field], outline: Outline) -> str:
    cells = zip(fields, grid.rows[0][1], strict=True)
    return next((folded(outline.words(cell).said) for field, cell in cells if field.role is Role.TITLE), "?")


def _rows(
    grid: Grid, stage: str, optional: bool, fields: Sequence[Field], outline: Outline, unclear: list[Fault]
) -> Iterator[Draft]:
    for line, cells in grid.rows[1:]:
        if any(len(cell) > LONGEST_PIECE for cell in cells):
            unclear.append(Fault(line, "too long", max(cells, key=len)[:80]))
            continue
        said = [(field, outline.lines(cell)) for field, cell in zip(fields, cells, strict=True) if cell.strip()]
        draft = draft_of(line, said, stage=stage)
        if draft:
            draft.optional = draft.optional or optional
            yield draft
        elif any(cell.strip(" -–—") for cell in cells):
            unclear.append(Fault(line, "missing title", " | ".join(cells)[:80]))
