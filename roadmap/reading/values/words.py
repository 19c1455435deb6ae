"""The words of one cell as Markdown means them, and which of their characters were written to mean only themselves."""

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from roadmap.model import Resource

ESCAPED, ENTITY = "\x00", "\x01"
"""What stands in ``Words.shape`` for a character written ``\\+``, in code or by a name (``&plus;``), and for one written by its
number (``&#43;``)."""

NOTHING = re.compile(r"(?:[-–—]|none|n/a)?", re.IGNORECASE)
"""How a document writes, in a whole cell or line, that there is nothing to say."""

LEADING = re.compile(r"(?:([✅✔☑🗹🚧⏳🔄🟡⏭☐⬜❌🔲])\ufe0f?\s*)")
"""A sign before a title that is no part of it."""

BREAK = re.compile(r"(?<!\\)<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"[-*]\s+")
_REFERENCES = re.compile(rf"(?:{LEADING.pattern})?(?P<by_number>{ENTITY}+)")
_BRACKETS = re.compile(r"\s*(?:\([^()]*\))?")
_ENCODED = "&<>\"'"
"""Characters that people write by their numbers for no reason of ours."""


class Parser(MarkdownIt):
    """CommonMark with tables. It leaves links as they are written: we judge them, so that a bad one is never lost."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (the library's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (the library's name)
        return url


_CELLS = Parser("commonmark", {"html": True}).disable("text_join")


def is_telling(char: str) -> bool:
    """Whether nobody writes this character by its number but to say that it means itself."""
    return char.isalnum() or (char.isascii() and char not in _ENCODED)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a cell, without surrounding white space.

    ``shape`` is as long as ``text`` and equal to it, but for ESCAPED and ENTITY where a character means only
    itself: whoever looks for a separator or a sign looks there. ``links`` are the links among the words; ``lead`` is
    what of them is bold at their beginning.
    """

    text: str
    shape: str
    links: tuple[Resource, ...] = ()
    lead: str = ""

    @property
    def said(self) -> str:
        """The text with each run of white space as one space."""
        return " ".join(self.text.split())

    @property
    def verbatim(self) -> bool:
        """Whether these words mean only themselves, with the sign apart that they may begin with: as we write what would
        mean something else, a letter or a sign by its number first ("&#78;LP"). A picture by its number is none."""
        begun = _REFERENCES.match(self.shape)
        if begun is None:
            return False
        said = self.text[begun.start("by_number") : begun.end()]
        return bool(_BRACKETS.fullmatch(self.shape, begun.end())) or any(map(is_telling, said))

    def part(self, start: int = 0, end: int | None = None) -> "Words":
        """The words from ``start`` up to ``end``, exclusive, without surrounding white space."""
        text, shape = self.text[start:end], self.shape[start:end]
        blank = len(text) - len(text.lstrip())
        return Words(text.strip(), shape[blank : len(text.rstrip())], self.links, "" if start else self.lead)

    def unbulleted(self) -> "Words":
        """The words without the bullet they may begin with."""
        bullet = _BULLET.match(self.shape)
        return self.part(bullet.end()) if bullet else self

    def split(self, separator: re.Pattern[str]) -> Iterator["Words"]:
        """The parts between what the separator matches in the shape; empty ones too."""
        start = 0
        for found in separator.finditer(self.shape):
            yield self.part(start, found.start())
            start = found.end()
        yield self.part(start)


def read_lines(cell: str, links: MutableMapping[str, Any] | None = None) -> tuple[Words, ...]:
    """The lines of a cell, which ``<br>`` separates; never none. ``links`` are the document's link definitions."""
    lines: list[list[Token]] = [[]]
    for inline in _CELLS.parseInline(cell, {} if links is None else links):
        for token in inline.children or ():
            if token.type == "html_inline" and BREAK.fullmatch(token.content):
                lines.append([])
            else:
                lines[-1].append(token)
    return tuple(map(_words, lines))


def say(lines: Iterable[Words]) -> str:
    """A whole cell as one line of text."""
    return " ".join(said for line in lines if (said := line.said))


def _words(tokens: Iterable[Token]) -> Words:
    text = shape = url = lead = ""
    begun = strong = 0
    links: list[Resource] = []
    for token in tokens:
        match token.type:
            case "strong_open":
                strong = len(text.strip()) + 1
            case "strong_close" if strong == 1:
                lead = " ".join(text.split())
            case "link_open":
                begun, url = len(text), str(token.attrGet("href") or "")
            case "link_close":
                links.append(Resource(" ".join(text[begun:].split()), url))
            case _:
                text += token.content
                shape += _shape(token)
    return Words(text, shape, tuple(links), lead).part()


def _shape(token: Token) -> str:
    match token.type, token.info:
        case "text_special", "entity" if token.markup.removeprefix("&#").removesuffix(";").isdecimal():
            return ENTITY * len(token.content)
        case (("text_special" | "code_inline"), _):
            return ESCAPED * len(token.content)
        case _:
            return token.content
