"""A document as one tree of parts, whatever form it came in; its law: every line that is not empty is in the tree.

Nothing is judged here: which parts are topics is proposed by ``roadmap.reading.judgement``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from roadmap.reading.values.words import Words

SILENT = Words("", "")


class Kind(StrEnum):
    """What a part of a document is by its look; the rest are lines that are kept and not read, code among them."""

    DOCUMENT = "document"
    HEADING = "heading"
    ENTRY = "entry"
    TABLE = "table"
    ROW = "row"
    PROSE = "prose"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a part says under a heading, a key or a label of its own; ``column`` is its place in a table, from 0."""

    heading: str
    lines: tuple[Words, ...]
    column: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document with the pieces in it.

    Its own text stands on the lines from ``line`` to ``last``, both inclusive, from 1. ``level`` is that of a heading,
    from 1, or the depth of an entry, from 0. ``marks`` are the boxes before an entry as they are written, one for each;
    an empty box is " ". ``numbered`` entries stand in an ordered list. A table's ``headings`` are those of its columns;
    ``named`` is set where the document itself calls these words a title (the title of a card, the label of a node).
    """

    kind: Kind
    line: int
    last: int
    words: Words = SILENT
    level: int = 0
    marks: tuple[str, ...] = ()
    numbered: bool = False
    named: bool = False
    headings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    parts: "tuple[Part, ...]" = ()

    def all(self) -> "Iterator[Part]":
        """This part and every one in it, as they stand in the document."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.parts))

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines its own text stands on."""
        return tuple(range(self.line, self.last + 1))


@dataclass(frozen=True, slots=True)
class Tree:
    """A document read: its ``root``, the ``form`` it came in, and what it calls itself, "" where it does not say."""

    root: Part
    form: str
    title: str = ""


def prose(line: int, text: str) -> Part:
    return Part(Kind.PROSE, line, line, Words(text, text).part())


def whole(root: Part, text: str) -> Part:
    """The tree with every line of the document: those that no part stands on are the rest, each before what follows it."""
    held = {line for part in root.all() for line in part.lines}
    rows = enumerate(text.split("\n"), 1)
    missing = [
        Part(Kind.REST, line, line, Words(row, row).part()) for line, row in rows if row.strip() and line not in held
    ]
    return _filled(root, missing) if missing else root


def _filled(part: Part, missing: list[Part]) -> Part:
    """The part with these lines, in the order of lines, each in the deepest part that it stands within."""
    inside: list[Part] = []
    at = 0
    for place, child in enumerate(part.parts):
        while at < len(missing) and missing[at].line < child.line:
            inside.append(missing[at])
            at += 1
        end = part.parts[place + 1].line if place + 1 < len(part.parts) else 0
        begun = at
        while at < len(missing) and (not end or missing[at].line < end):
            at += 1
        inside.append(_filled(child, missing[begun:at]) if at > begun else child)
    return replace(part, parts=(*inside, *missing[at:]))
