"""What of HTML people put into Markdown, lifted out of it: headings become Markdown's, tables grids, wrappers go.

Each line stays in its place.
"""

import re
from html.parser import HTMLParser

from roadmap.reading.forms.markdown.html_lists import without_lists
from roadmap.reading.forms.markdown.outline import Grid, Item
from roadmap.reading.limits import MOST_COLUMNS

_TAGS = re.compile(r"<(?:html|h[1-6]|table|summary|details|div|p|center|section|li)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"<!doctype[^<>]*>|<head\b(?:(?!</?head\b).)*+</head\s*>|</?(?:html|body|main|article)\b[^<>]*>[ \t]*",
    re.DOTALL | re.IGNORECASE,
)
"""What makes a page of HTML of what it shows; its title stands in what it shows as well."""

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*<table\b(?:(?!<table\b).)*?</table\s*>[^\S\n]*", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(
    r"^[ \t]*<(?:h([1-6])|(summary))\b[^<>]*>((?:(?!</?(?:h[1-6]|summary)\b).){0,2000}+)</(?:h[1-6]|summary)\s*>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_WRAPPER = re.compile(
    r"^[ \t]*(?:</?(?:div|p|center|section|details|br|hr|picture|blockquote|ul|ol)\b[^<>]*>[ \t]*)+$",
    re.MULTILINE | re.IGNORECASE,
)
_OPENING = re.compile(
    r"<details\b[^<>]*>[ \t]*(?=<summary)|<(?:div|p|center)\b[^<>]*>[ \t]*(?=<h[1-6]\b)", re.IGNORECASE
)
_MOST_CARRIED = 12
"""Columns whose cells may reach down over rows."""

_ITEM = re.compile(r"^[ \t]*<li\b[^<>]*>[ \t]*(?:<p>)?", re.MULTILINE | re.IGNORECASE)
_ITEM_END = re.compile(r"(?:</p>)?[ \t]*(?<!\\)</li\s*>[ \t]*$", re.MULTILINE | re.IGNORECASE)
_SUMMARY = 6
_INNER = re.compile(r"</?h[1-6]\b[^<>]*>", re.IGNORECASE)


def lifted(text: str) -> tuple[str, tuple[Grid | Item, ...]]:
    """The text with as many lines as before, its tables, and the items of its lists that have several to a line."""
    if not _TAGS.search(text):
        return text, ()
    grids: list[Grid] = []
    items: list[Item] = []
    pieces: list[str] = []
    at = line = 0
    for fence in [*_FENCE.finditer(text), None]:
        end = fence.start() if fence else len(text)
        pieces.append(_lifted(text[at:end], line, grids, items))
        line += text.count("\n", at, fence.end() if fence else end)
        pieces.append(fence[0] if fence else "")
        at = fence.end() if fence else end
    return "".join(pieces), (*grids, *items)


def _lifted(text: str, before: int, grids: list[Grid], items: list[Item]) -> str:
    def table(found: re.Match[str]) -> str:
        reader = _Rows(before + text.count("\n", 0, found.start()))
        reader.feed(found[0])
        if rows := reader.read():
            grids.append(Grid(rows[0][0], tuple(rows)))
        return "\n" * found[0].count("\n")

    shown = _PAGE.sub(lambda found: "\n" * found[0].count("\n"), text)
    without = without_lists(_TABLE.sub(table, _OPENING.sub("", shown)), before, items)
    listed = _ITEM_END.sub("", _ITEM.sub("- ", without))
    return _WRAPPER.sub("", _HEADING.sub(_heading, listed))


def _heading(found: re.Match[str]) -> str:
    inside = " ".join(_INNER.sub(" ", found[3]).split())
    level = int(found[1]) if found[1] else _SUMMARY
    return f"{'#' * level} {inside}" + "\n" * found[0].count("\n") if inside else "\n" * found[0].count("\n")


class _Rows(HTMLParser):
    """The rows of one table as (line, cells), their cells in Markdown; the first are its headings."""

    def __init__(self, before: int) -> None:
        super().__init__(convert_charrefs=True)
        self._before = before
        self._rows: list[tuple[int, list[str], bool]] = []
        self._spans: dict[int, tuple[int, str]] = {}
        self._cell: list[str] | None = None
        self._span = 1
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        match tag:
            case "tr":
                self._end()
                self._rows.append((self._before + self.getpos()[0], [], False))
            case "td" | "th" if self._rows:
                self._end()
                self._cell, self._span = (
                    [],
                    int(said.get("rowspan") or 1) if (said.get("rowspan") or "1").isdecimal() else 1,
                )
                line, cells, heading = self._rows[-1]
                self._rows[-1] = line, cells, heading or tag == "th"
            case "a" if self._cell is not None:
                self._link = said.get("href") or ""
                self._cell.append("[")
            case "br" | "li" if self._cell is not None:
                self._cell.append("<br>")
            case "input" if self._cell is not None:
                self._cell.append("✅ " if "checked" in said else "☐ ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._cell is not None:
            self._cell.append(f"](<{self._link}>)")
        elif tag in ("td", "th", "tr", "table"):
            self._end()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split()) if data.strip() else " ")

    def _end(self) -> None:
        if self._cell is None:
            return
        cells = self._rows[-1][1]
        self._carry(cells)
        text = "".join(self._cell).strip()
        if self._span > 1 and len(cells) < _MOST_CARRIED:
            self._spans[len(cells)] = self._span, text
        cells.append(text)
        self._cell = None

    def _carry(self, cells: list[str]) -> None:
        """Put the cells of rows above that reach down here before the next one."""
        while (found := self._spans.get(len(cells))) and found[0] > 0:
            rest, text = found
            self._spans[len(cells)] = rest - 1, text
            if rest == 1:
                del self._spans[len(cells)]
                return
            cells.append(text)

    def read(self) -> list[tuple[int, tuple[str, ...]]]:
        self.close()
        self._end()
        rows = [(line, tuple(cells)) for line, cells, _ in self._rows if any(cells)]
        if not rows or len(rows[0][1]) > MOST_COLUMNS:
            return []
        if not next(heading for _, cells, heading in self._rows if any(cells)):
            rows.insert(0, (rows[0][0], ("",) * len(rows[0][1])))
        width = len(rows[0][1])
        return [(line, (*cells, *("",) * (width - len(cells)))) for line, cells in rows]
