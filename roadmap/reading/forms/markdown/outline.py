"""A Markdown document as a flat row of blocks, from one parse: headings, list items, tables, paragraphs, fences."""

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from roadmap.errors import FaultKind
from roadmap.model import Resource
from roadmap.reading.forms.markdown.lone_lines import lone_line
from roadmap.reading.forms.markdown.tags import plainer
from roadmap.reading.limits import (
    LONGEST_PIECE,
    MOST_BRACKETS,
    MOST_DEPTH,
    MOST_OPEN,
    MOST_SIGNS,
    MOST_STARTS,
    narrow,
    refusal,
)
from roadmap.reading.values.words import BREAK, Parser, Words, read_lines

_DEEPEST = 4 * MOST_DEPTH
_BLOCKS = Parser("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("inline")
_BLOCKS.block.ruler.before("table", "lone line", lone_line)
_SIGNS = "*_`[<&\\!"
_STARTS = re.compile(r"^(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])(?=[ \t>]))+", re.MULTILINE)
_START = re.compile(r"[-+*>)]|\d\.")
_PLAIN = r"[^\\`*_\[\]<>&!|\n]"
_LINK = re.compile(rf"\[({_PLAIN}+)\]\(([^\s()<>\\&]*(?:&(?![#\w]*;)[^\s()<>\\&]*)*)\)")
_QUICK = re.compile(r"[\\`*_\[\]<>&!|]|\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` is 1 to 6."""

    line: int
    text: str
    level: int
    last: int = 0


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
    last: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``depth`` counts the lists it is in: 0 where it stands alone."""

    line: int
    text: str
    depth: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the (line, cells) of its heading row and of its other rows."""

    line: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code from ``line`` to ``last``, its fences among them; ``language`` as it is written."""

    line: int
    last: int
    language: str
    text: str


Block = Heading | Item | Paragraph | Grid | Fence


@dataclass(frozen=True, slots=True)
class Outline:
    """``links`` are the document's link definitions; ``words`` needs them."""

    blocks: tuple[Block, ...]
    links: MutableMapping[str, Any] = field(default_factory=dict)

    def lines(self, text: str) -> tuple[Words, ...]:
        """The lines of a piece of Markdown, which ``<br>`` separates; one too long to read is plain text. Where only all of
        them together are too long, each is read by itself."""
        one = plainer(text.replace("\n", " "))
        if len(parts := BREAK.split(one)) > 1 and not _is_easy(one):
            return tuple(line for part in parts for line in self._read(part))
        return self._read(one)

    def _read(self, one: str) -> tuple[Words, ...]:
        if not _QUICK.search(one) or not _is_easy(one):
            return (Words(one, one).part(),)
        simple = _with_links(one)
        return (simple,) if simple else read_lines(one, self.links)

    def words(self, text: str) -> Words:
        """A piece of Markdown as one line."""
        lines = self.lines(text)
        if len(lines) == 1:
            return lines[0]
        said = " ".join(words.text for words in lines)
        return Words(said, said, tuple(link for words in lines for link in words.links))


def _with_links(piece: str) -> Words | None:
    """A piece as the parser reads it, in a tenth of its time; None where something but links means anything in it."""
    parts = _LINK.split(piece)
    if any(map(_QUICK.search, parts[::3])):
        return None
    links = tuple(Resource(" ".join(name.split()), url) for name, url in zip(parts[1::3], parts[2::3], strict=True))
    del parts[2::3]
    text = "".join(parts)
    return Words(text, text, links).part()


def _is_easy(piece: str) -> bool:
    """Whether looking for links in a piece takes little time."""
    if len(piece) > LONGEST_PIECE or piece.count("[") > MOST_BRACKETS:
        return False
    return max(_open(piece, "[", "]"), _open(piece, "(", ")")) <= MOST_OPEN


def _open(piece: str, opens: str, closes: str) -> int:
    """How many brackets of a kind are open at the same time."""
    if piece.count(opens) <= MOST_OPEN:
        return 0
    now = most = 0
    for char in piece:
        now = now + 1 if char == opens else max(0, now - 1) if char == closes else now
        most = max(most, now)
    return most


def outline(text: str, lifted: Iterable[Grid | Item | Paragraph] = ()) -> Outline:
    """The blocks of a document, with these lifted out of it among them, each in its place. Raises RoadmapFaults "too deep" with
    the depth, "too many columns" and "too many signs" with their number.
    """
    if (signs := sum(map(text.count, _SIGNS))) > MOST_SIGNS:
        raise refusal(FaultKind.TOO_MANY_SIGNS, signs)
    if (starts := sum(len(_START.findall(begun)) for begun in _STARTS.findall(text))) > MOST_STARTS:
        raise refusal(FaultKind.TOO_MANY_SIGNS, starts)
    links: dict[str, Any] = {}
    blocks: list[Block] = list(_Walk().blocks(_BLOCKS.parse(text, links)))
    if more := list(lifted):
        blocks = sorted((*blocks, *more), key=lambda block: block.line)
    return Outline(tuple(blocks), links)


class _Walk:
    """A walk over the parser's tokens: how deep it is, and what the next text belongs to."""

    def __init__(self) -> None:
        self._lists: list[bool] = []
        self._quotes = 0
        self._heading = 0
        self._begun = False
        self._rows: list[tuple[int, list[str]]] | None = None

    def blocks(self, tokens: Iterable[Token]) -> Iterator[Block]:
        for token in tokens:
            line = token.map[0] + 1 if token.map else 0
            if token.type == "inline":
                yield from self._text(line, token.map[1] if token.map else 0, token.content)
            elif token.type == "fence" and token.map:
                yield Fence(line, token.map[1], token.info.strip(), token.content)
            elif token.type == "table_close" and self._rows:
                narrow(self._rows[0][1], self._rows[0][0])
                yield Grid(self._rows[0][0], tuple((at, tuple(cells)) for at, cells in self._rows))
                self._rows = None
            else:
                self._step(token, line)

    def _step(self, token: Token, line: int) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(token.type == "ordered_list_open")
                _shallow(len(self._lists), line)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._begun = False
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
                _shallow(self._quotes, line)
            case "list_item_open":
                self._begun = True
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1:]) if token.nesting > 0 else 0
            case "table_open":
                self._rows = []
            case "tr_open" if self._rows is not None:
                self._rows.append((line, []))
            case _:
                pass

    def _text(self, line: int, last: int, text: str) -> Iterator[Block]:
        if self._rows:
            self._rows[-1][1].append(text)
        elif self._begun:
            self._begun = False
            yield Item(line, text, len(self._lists) - 1, bool(self._heading), self._lists[-1], last)
        elif self._heading and not self._lists:
            yield Heading(line, text, self._heading, last)
        else:
            yield Paragraph(line, text, len(self._lists), last)


def _shallow(depth: int, line: int) -> None:
    if depth > MOST_DEPTH:
        raise refusal(FaultKind.TOO_DEEP, depth, line)
