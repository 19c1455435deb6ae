"""A chart of mermaid's "flowchart" kind as entries: its boxes, each with those that an arrow leads from."""

import re
from collections.abc import Iterator

from roadmap.reading.forms.markdown.outline import Fence
from roadmap.reading.tree import Cell, Kind, Part
from roadmap.reading.values.words import ESCAPED, Words

_BEGIN = re.compile(r"(?:flowchart|graph)\b")
_NODE = re.compile(r"([\w-]{1,60})\s*(?:[\[({>]{1,3}\s*\"?([^\"\[\](){}<>|]{1,300})\"?\s*[\])}]{1,3})?")
_ARROW = re.compile(r"\s*(?:<?[-=.~]{2,}(?:[^\n|>\[\](){}]{0,60}[-=.]{2,})?>?|[xo]?--[xo]?)(?:\|[^|\n]*\|)?\s*")
_AND = re.compile(r"\s*&\s*")


def flowchart(fence: Fence) -> Iterator[Part]:
    """An entry for each box that has words of its own, where it is first named; nothing of another block of code."""
    rows = fence.text.split("\n")
    begun = next((place for place, row in enumerate(rows) if _BEGIN.match(row.strip())), None)
    if fence.language.casefold() != "mermaid" or begun is None:
        return
    lines: dict[str, int] = {}
    names: dict[str, str] = {}
    waits: dict[str, list[str]] = {}
    for line, row in enumerate(rows[begun + 1 :], fence.line + begun + 2):
        bare = row.split("%%")[0].strip().rstrip(";")
        if bare.split(" ")[0] not in (
            "subgraph",
            "end",
            "classDef",
            "class",
            "style",
            "click",
            "linkStyle",
            "direction",
        ):
            _read(bare, line, lines, names, waits)
    for ident, line in lines.items():
        if name := names.get(ident):
            needs = tuple(_plain(one) for one in waits.get(ident, ()) if one in names)
            cells = (Cell("id", (_plain(ident),)), *((Cell("requires", needs),) if needs else ()))
            yield Part(Kind.ENTRY, line, line, Words(name, name), named=True, cells=cells)


def _read(row: str, line: int, lines: dict[str, int], names: dict[str, str], waits: dict[str, list[str]]) -> None:
    """The boxes and arrows of one row: "A[One] --> B[Two] & C --> D"."""
    before: list[str] = []
    for piece in _ARROW.split(row):
        here: list[str] = []
        for one in _AND.split(piece):
            if node := _NODE.fullmatch(one.strip()):
                ident, name = node.groups()
                lines.setdefault(ident, line)
                if name:
                    names.setdefault(ident, " ".join(name.split()))
                here.append(ident)
        for ident in here:
            waits.setdefault(ident, []).extend(one for one in before if one != ident)
        before = here


def _plain(text: str) -> Words:
    return Words(text, ESCAPED * len(text))
