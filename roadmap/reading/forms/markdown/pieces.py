"""The blocks of a document in Markdown, each as the parts it stands for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from roadmap.reading.forms.markdown.flowchart import flowchart
from roadmap.reading.forms.markdown.gantt import gantt
from roadmap.reading.forms.markdown.outline import Block, Fence, Grid, Heading, Item, Outline, Paragraph
from roadmap.reading.tree import Cell, Kind, Part
from roadmap.reading.values.statuses import BOX_SIGN, MARKS
from roadmap.reading.values.timewords import Unit
from roadmap.reading.values.titles import without_position
from roadmap.reading.values.words import Words

_BOLD = re.compile(r"(?:\*\*|__)([^*\n]{2,120}?)(?:\*\*|__):?(?:\s*\([^()\n]{1,40}\))?")
LONE = 6
"""The level of a line by itself that stands for a heading, as a bold one does: below all that are headings."""

_PART = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})+\.?\s+\S")
_KEYWORDS = {
    **dict.fromkeys(("TODO", "LATER", "WAITING"), " "),
    **dict.fromkeys(("DOING", "NOW", "IN-PROGRESS", "STARTED"), "/"),
    **dict.fromkeys(("DONE",), "x"),
    **dict.fromkeys(("CANCELED", "CANCELLED"), "-"),
}
_KEYWORD = re.compile(rf"({'|'.join(_KEYWORDS)})\s+(?=\S)")
_HASHES = re.compile(r"#{1,6}\s+")
_PROPERTY = re.compile(r"[ \t]*(?:[a-z][a-z0-9-]*::|:(?:LOGBOOK|PROPERTIES|END):|(?:CLOCK|DEADLINE|SCHEDULED):)")
"""What programs keep in lines of their own below an entry."""

_MARK = re.compile(r"\[([^\[\]]*)\]")


def parts_of(block: Block, outlined: Outline, level: int, *, plain: bool) -> Iterator[Part]:
    """The parts of a block below a heading of this level; in a ``plain`` text a paragraph may begin with a week."""
    match block:
        case Heading():
            yield _heading(block, outlined)
        case Item():
            yield from _entries(block, outlined)
        case Paragraph() if plain and _is_place(block):
            yield from _place(block, outlined)
        case Paragraph() if not block.depth and (bold := _BOLD.fullmatch(block.text)):
            yield Part(Kind.HEADING, block.line, block.last, outlined.words(bold[1]), LONE)
        case Paragraph():
            yield from _paragraph(block, outlined)
        case Grid():
            yield table_of(block, outlined)
        case Fence():
            yield from gantt(block, level + 1)
            yield from flowchart(block)


def _heading(block: Heading, outlined: Outline) -> Part:
    found = MARKS.match(block.text)
    words = outlined.words(block.text[found.end() :] if found else block.text)
    return Part(Kind.HEADING, block.line, block.last, words, block.level, marks_of(found["marks"]) if found else ())


def _entries(item: Item, outlined: Outline) -> Iterator[Part]:
    """An entry, and those in it that are numbered like parts of it in lines of their own ("1.1 …")."""
    first, *rows = item.text.split("\n")
    kept = [row for row in rows if not _PROPERTY.match(row)]
    if len(kept) < len(rows):
        yield from _entries(replace(item, text="\n".join((first, *kept))), outlined)
        for line, row in enumerate(rows, item.line + 1):
            if _PROPERTY.match(row):
                yield Part(Kind.REST, line, line, outlined.words(row))
        return
    if not rows or not all(_PART.match(row) for row in rows):
        yield _entry(item, outlined)
        return
    yield _entry(replace(item, text=first, last=item.line), outlined)
    for line, row in enumerate(rows, item.line + 1):
        yield Part(Kind.ENTRY, line, line, outlined.words(row), item.depth + 1)


def _entry(item: Item, outlined: Outline) -> Part:
    found = MARKS.match(item.text) or _KEYWORD.match(item.text)
    marks = _marks(found) if found else ()
    words = outlined.words(_HASHES.sub("", item.text[found.end() :]) if found else item.text)
    return Part(Kind.ENTRY, item.line, item.last, words, item.depth, marks, item.numbered, named=item.heading)


def _marks(found: re.Match[str]) -> tuple[str, ...]:
    """What stands in the boxes of an entry, or what a keyword in their place says in one."""
    said = found.groupdict()
    return marks_of(said["marks"]) if said.get("marks") else (_KEYWORDS[found[1]],)


def marks_of(boxes: str) -> tuple[str, ...]:
    """What stands in each of some boxes as they are written."""
    return tuple(mark or " " for mark in _MARK.findall(boxes))


def _is_place(block: Paragraph) -> bool:
    """Whether a paragraph begins with a week or a month, in a text without headings and lists."""
    return without_position(block.text.split("\n")[0])[1] in (Unit.WEEKS, Unit.MONTHS)


def _place(block: Paragraph, outlined: Outline) -> Iterator[Part]:
    """A heading, and an entry for each line below it."""
    for line, row in enumerate(block.text.split("\n"), block.line):
        kind, level = (Kind.HEADING, 2) if line == block.line else (Kind.ENTRY, 0)
        yield Part(kind, line, line, outlined.words(row), level)


def _paragraph(block: Paragraph, outlined: Outline) -> Iterator[Part]:
    """A part for each line: an entry where all of them begin with the sign of a box."""
    rows = block.text.split("\n")
    boxes = [(len(rows) > 1 and MARKS.match(row)) or BOX_SIGN.match(row) for row in rows]
    for line, (row, box) in enumerate(zip(rows, boxes, strict=True), block.line):
        if box and all(boxes):
            marks = marks_of(box["marks"]) if box.re is MARKS else (box[1],)
            yield Part(Kind.ENTRY, line, line, outlined.words(row[box.end() :]), block.depth, marks)
        else:
            yield Part(Kind.PROSE, line, line, outlined.words(row))


def table_of(grid: Grid, outlined: Outline) -> Part:
    """A table with its rows; the line below its headings is its own."""
    (line, headings), *rows = grid.rows
    said = tuple(outlined.words(cell).said for cell in headings)
    last = min((at - 1 for at, _ in rows), default=line + 1)
    return Part(
        Kind.TABLE,
        line,
        max(line, last),
        headings=said,
        parts=tuple(_row(at, cells, said, outlined) for at, cells in rows),
    )


def _row(line: int, cells: tuple[str, ...], headings: tuple[str, ...], outlined: Outline) -> Part:
    said: list[Cell] = []
    for column, (heading, cell) in enumerate(zip(headings, cells, strict=False)):
        if cell.strip():
            said.append(Cell(heading, outlined.lines(cell), column))
    return Part(Kind.ROW, line, line, _whole(cells), cells=tuple(said))


def _whole(cells: tuple[str, ...]) -> Words:
    text = " | ".join(cells)
    return Words(text, text)
