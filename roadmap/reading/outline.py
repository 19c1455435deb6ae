"""A Markdown document as a flat row of blocks, from one parse: headings, list items, tables and paragraphs."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from roadmap.reading.limits import LONGEST_PIECE, MOST_DEPTH, refusal
from roadmap.reading.words import Parser, Words, read_lines

_DEEPEST = 4 * MOST_DEPTH
_BLOCKS = Parser("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("inline")
_QUICK = re.compile(r"[\\`*_\[\]<>&!|]|\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` is 1 to 6."""

    line: int
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """A list item by the text it begins with; ``depth`` counts the lists it is in, from 0.

    ``heading`` is set where that text is a heading of its own ("- ### Arrays"), ``numbered`` in an ordered list.
    """

    line: int
    text: str
    depth: int
    heading: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``depth`` counts the lists it is in: 0 where it stands alone."""

    line: int
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the (line, cells) of its heading row and of its other rows."""

    line: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


Block = Heading | Item | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Outline:
    """``links`` are the document's link definitions; ``words`` needs them."""

    blocks: tuple[Block, ...]
    links: MutableMapping[str, Any] = field(default_factory=dict)

    def lines(self, text: str) -> tuple[Words, ...]:
        """The lines of a piece of Markdown, which ``<br>`` separates; one too long to read is plain text."""
        one = text.replace("\n", " ")
        if len(one) > LONGEST_PIECE or not _QUICK.search(one):
            return (Words(one, one).part(),)
        return read_lines(one, self.links)

    def words(self, text: str) -> Words:
        """A piece of Markdown as one line."""
        lines = self.lines(text)
        if len(lines) == 1:
            return lines[0]
        said = " ".join(words.text for words in lines)
        return Words(said, said, tuple(link for words in lines for link in words.links))


def outline(text: str) -> Outline:
    """The blocks of a document. Raises RoadmapFaults "too deep" with the depth."""
    links: dict[str, Any] = {}
    return Outline(tuple(_blocks(_BLOCKS.parse(text, links))), links)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[bool] = []
    quotes = 0
    fresh = False
    rows: list[tuple[int, list[str]]] | None = None
    heading = 0
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token.type == "ordered_list_open")
                _shallow(len(lists), line)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                fresh = False
            case "blockquote_open":
                quotes += 1
                _shallow(quotes, line)
            case "blockquote_close":
                quotes -= 1
            case "list_item_open":
                fresh = True
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append((line, []))
            case "table_close" if rows:
                yield Grid(rows[0][0], tuple((at, tuple(cells)) for at, cells in rows))
                rows = None
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "inline" if rows:
                rows[-1][1].append(token.content)
            case "inline" if fresh:
                fresh = False
                yield Item(line, token.content, len(lists) - 1, bool(heading), lists[-1])
            case "inline" if heading and not lists:
                yield Heading(line, token.content, heading)
            case "inline":
                yield Paragraph(line, token.content, len(lists))
            case _:
                pass


def _shallow(depth: int, line: int) -> None:
    if depth > MOST_DEPTH:
        raise refusal("too deep", depth, line)
