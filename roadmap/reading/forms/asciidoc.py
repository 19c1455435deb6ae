"""AsciiDoc, line by line in Markdown: its sections, lists, boxes and links; its tables are read here."""

import re
from collections.abc import Sequence

from roadmap.reading.forms.markdown.document import tree_of
from roadmap.reading.forms.markdown.outline import Grid
from roadmap.reading.limits import MOST_COLUMNS
from roadmap.reading.tree import Tree

_TITLE = re.compile(r"^(={1,6})\s+(\S.*)$")
_ITEM = re.compile(r"^\s*(\*{1,10}|-|\.{1,5})\s+(\S.*)$")
_LINK = re.compile(r"(?:(https?://[^\s\[\]<>]+)|(?:link|xref):([^\s\[\]]+))\[([^\[\]]*)\]")
_CROSS = re.compile(r"<<([^<>,]+)(?:,([^<>]+))?>>")
_COLUMNS = re.compile(r"cols\s*=\s*\"([^\"]*)\"")
_FORMATTED = re.compile(r"(?:\d+\+|\d*\*)?[<^>]?[adehlms]?(?=\|)")
_BLOCK = re.compile(r"^(?:----+|\.\.\.\.+|====+|\*\*\*\*+|____+|\+\+\+\++|--)$")
_ATTRIBUTE = re.compile(r"^:!?[\w-]+!?:|^//|^\[.*\]$|^\.[^\s.]|^'''|^image::|^include::|^toc::")


def is_asciidoc(text: str) -> bool:
    """Whether a text without a telling name is one: by its title and its attributes, tables or sections."""
    return bool(re.match(r"\s*= \S", text)) and bool(re.search(r"^(?:== \S|:[\w-]+:|\|===)", text, re.MULTILINE))


def read_asciidoc_tree(text: str) -> Tree:
    """Raises RoadmapFaults as Markdown does."""
    rows = text.split("\n")
    said: list[str] = []
    grids: list[Grid] = []
    title, columns, at = "", 0, 0
    while at < len(rows):
        row = rows[at]
        if row.strip() in ("|===", "!==="):
            end = next(
                (place for place in range(at + 1, len(rows)) if rows[place].strip() == row.strip()), len(rows) - 1
            )
            grids.extend(_grid(rows[at + 1 : end], at + 2, columns))
            said.extend([""] * (end - at + 1))
            at, columns = end + 1, 0
            continue
        if _BLOCK.match(row.strip()) and row.strip().startswith(("----", "....", "++++")):
            end = next((place for place in range(at + 1, len(rows)) if rows[place].strip() == row.strip()), at)
            said.extend([""] * (end - at + 1))
            at = end + 1
            continue
        if found := _COLUMNS.search(row):
            columns = _count(found[1])
        heading = _TITLE.match(row)
        title = title or (heading[2].strip() if heading and len(heading[1]) == 1 else "")
        said.append(_row(row))
        at += 1
    return tree_of("\n".join(said), text, blocks=grids, title=title, form="asciidoc")


def _row(row: str) -> str:
    if heading := _TITLE.match(row):
        return f"{'#' * len(heading[1])} {_inline(heading[2])}"
    if _ATTRIBUTE.match(row) or _BLOCK.match(row.strip()):
        return ""
    if item := _ITEM.match(row):
        depth = len(item[1]) - 1
        mark = "1." if item[1].startswith(".") else "-"
        text = re.sub(r"^\[\*\]", "[x]", item[2])
        return f"{'    ' * depth}{mark} {_inline(text)}"
    return _inline(row.strip())


def _inline(text: str) -> str:
    linked = _LINK.sub(
        lambda found: f"[{found[3].rstrip('^') or found[1] or found[2]}](<{found[1] or found[2]}>)", text
    )
    return _CROSS.sub(lambda found: found[2] or found[1], linked)


def _count(said: str) -> int:
    """How many columns an attribute of them names: "1,1,1" and "3*" are three."""
    times = re.fullmatch(r"\s*(\d+)\*.*", said)
    return (
        min(int(times[1]), MOST_COLUMNS + 1) if times else len([one for one in re.split(r"[,;]", said) if one.strip()])
    )


def _grid(rows: Sequence[str], line: int, columns: int) -> list[Grid]:
    """The table of some rows: as wide as it says, else as its first row."""
    cells: list[tuple[int, str]] = []
    first = 0
    for at, row in enumerate(rows, line):
        if "|" not in row:
            if cells and row.strip():
                cells[-1] = cells[-1][0], f"{cells[-1][1]}<br>{_inline(row.strip())}"
            continue
        before, *pieces = re.split(r"(?<!\\)\|", _FORMATTED.sub("", row))
        if cells and before.strip():
            cells[-1] = cells[-1][0], f"{cells[-1][1]} {_inline(before.strip())}"
        cells.extend((at, _inline(piece.strip())) for piece in pieces)
        first = first or len(pieces)
    width = columns or first
    if not width or not cells:
        return []
    found = [cells[start : start + width] for start in range(0, len(cells), width)]
    table = [(row[0][0], (*(text for _, text in row), *("",) * (width - len(row)))) for row in found]
    return [Grid(table[0][0], tuple(table))]
