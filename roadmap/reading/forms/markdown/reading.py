"""A document in Markdown as a tree, from the blocks of one parse."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from roadmap.reading.forms.growing import Growing
from roadmap.reading.forms.markdown.gantt import gantt
from roadmap.reading.forms.markdown.lifting import lifted
from roadmap.reading.headline import headline, without_front_matter
from roadmap.reading.outline import Fence, Grid, Heading, Item, Outline, Paragraph, outline
from roadmap.reading.statuses import BOX_SIGN, MARKS
from roadmap.reading.tree import Cell, Kind, Part, Tree, whole
from roadmap.reading.words import Words

_BOLD = re.compile(r"(?:\*\*|__)([^*\n]{2,120}?)(?:\*\*|__):?(?:\s*\([^()\n]{1,40}\))?")
_BOLDER = 6
"""The level of a bold line that stands for a heading: below all that are headings."""

_PART = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})+\.?\s+\S")
_MARK = re.compile(r"\[([^\[\]]*)\]")


def is_markdown(text: str) -> bool:
    """Whether a text without a telling name is Markdown: by a box or a table in it."""
    blocks = outline(text).blocks
    return any(
        isinstance(block, Grid) or (isinstance(block, Item) and bool(MARKS.match(block.text))) for block in blocks
    )


def read_markdown_tree(text: str) -> Tree:
    """Raises RoadmapFaults as ``outline`` does."""
    bare, title = without_front_matter(text)
    markdown, grids = lifted(bare)
    return tree_of(markdown, text, grids=grids, title=title)


def tree_of(markdown: str, text: str, *, grids: Iterable[Grid] = (), title: str = "", form: str = "markdown") -> Tree:
    """The tree of a text that line by line is this Markdown, with these tables; ``title`` stands before a heading's."""
    outlined = outline(markdown, grids)
    growing = Growing()
    for block in outlined.blocks:
        match block:
            case Heading():
                growing.heading(_heading(block, outlined))
            case Item():
                for part in _entries(block, outlined):
                    growing.entry(part)
            case Paragraph() if not block.depth and (bold := _BOLD.fullmatch(block.text)):
                growing.heading(Part(Kind.HEADING, block.line, block.last, outlined.words(bold[1]), _BOLDER))
            case Paragraph():
                for part in _paragraph(block, outlined):
                    growing.leaf(part, block.depth)
            case Grid():
                growing.leaf(table_of(block, outlined))
            case Fence():
                for part in gantt(block, growing.level + 1):
                    growing.heading(part) if part.kind is Kind.HEADING else growing.entry(part)
    return Tree(whole(growing.grown(), text), form, title or headline(outlined))


def _heading(block: Heading, outlined: Outline) -> Part:
    found = MARKS.match(block.text)
    words = outlined.words(block.text[found.end() :] if found else block.text)
    return Part(Kind.HEADING, block.line, block.last, words, block.level, marks_of(found["marks"]) if found else ())


def _entries(item: Item, outlined: Outline) -> Iterator[Part]:
    """An entry, and those in it that are numbered like parts of it in lines of their own ("1.1 …")."""
    first, *rows = item.text.split("\n")
    if not rows or not all(_PART.match(row) for row in rows):
        yield _entry(item, outlined)
        return
    yield _entry(replace(item, text=first, last=item.line), outlined)
    for line, row in enumerate(rows, item.line + 1):
        yield Part(Kind.ENTRY, line, line, outlined.words(row), item.depth + 1)


def _entry(item: Item, outlined: Outline) -> Part:
    found = MARKS.match(item.text)
    marks = marks_of(found["marks"]) if found else ()
    words = outlined.words(item.text[found.end() :] if found else item.text)
    return Part(Kind.ENTRY, item.line, item.last, words, item.depth, marks, item.numbered, named=item.heading)


def marks_of(boxes: str) -> tuple[str, ...]:
    """What stands in each of some boxes as they are written."""
    return tuple(mark or " " for mark in _MARK.findall(boxes))


def _paragraph(block: Paragraph, outlined: Outline) -> Iterator[Part]:
    """A part for each line: an entry where all of them begin with the sign of a box."""
    rows = block.text.split("\n")
    signs = [BOX_SIGN.match(row) for row in rows]
    for line, (row, sign) in enumerate(zip(rows, signs, strict=True), block.line):
        if sign and all(signs):
            yield Part(Kind.ENTRY, line, line, outlined.words(row[sign.end() :]), block.depth, (sign[1],))
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
