"""OPML, what outliners write: outlines within outlines; no entity is known and no declaration read."""

import re
from collections.abc import Sequence
from xml.parsers.expat import ExpatError, ParserCreate

from roadmap.errors import FaultKind
from roadmap.model import Resource
from roadmap.reading.forms.growth import Growing
from roadmap.reading.limits import MOST_DEPTH, MOST_NODES, refusal
from roadmap.reading.tree import Cell, Kind, Part, Tree, whole
from roadmap.reading.values.words import ESCAPED, Words

_ADDRESSES = ("url", "htmlUrl", "xmlUrl", "link")
_DONE = ("_complete", "complete", "checked", "_status")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_YES = ("true", "yes", "1", "checked", "done")


def is_opml(text: str) -> bool:
    return "<opml" in text[:1000]


def read_opml_tree(text: str) -> Tree:
    """Raises RoadmapFaults "unreadable opml" with the line, "too deep", "too many values"."""
    reader = _Outlines()
    try:
        reader.read(text)
    except ExpatError as error:
        raise refusal(FaultKind.UNREADABLE_OPML, error, error.lineno) from error
    growing = Growing()
    boxed = _boxed(reader.outlines)
    for place, (depth, line, said) in enumerate(reader.outlines):
        holds = _holds(reader.outlines, place)
        _put(depth, line, said, growing, heading=holds and depth == 0, boxed=holds in boxed)
    return Tree(whole(growing.grown(), text), "opml", reader.title)


_Outline = tuple[int, int, dict[str, str]]
"""An outline with its depth and its line."""


def _holds(outlines: Sequence[_Outline], place: int) -> bool:
    """Whether others stand within an outline."""
    below = outlines[place + 1 : place + 2]
    return bool(below and below[0][0] > outlines[place][0])


def _boxed(outlines: Sequence[_Outline]) -> frozenset[bool]:
    """Which outlines have a box, though most programs write only what is done: all that hold none where one of all is
    marked, and those that hold others where one of these is."""
    marked = [_holds(outlines, place) for place, (_, _, said) in enumerate(outlines) if said.keys() & set(_DONE)]
    return frozenset((False, *marked) if marked else ())


def _put(depth: int, line: int, said: dict[str, str], growing: Growing, *, heading: bool, boxed: bool) -> None:
    title = " ".join(_TAG.sub("", said.get("text") or said.get("title") or "").split())
    url = next((said[key] for key in _ADDRESSES if said.get(key)), "")
    words = Words(title, ESCAPED * len(title), (Resource(title, url),) if url else ())
    marks = next(
        (("x",) if said[key].casefold() in _YES else (" ",) for key in _DONE if key in said), (" ",) if boxed else ()
    )
    note = said.get("_note", "").strip()
    cells = (Cell("description", (Words(note, note),)),) if note else ()
    kind, level = (Kind.HEADING, 1) if heading else (Kind.ENTRY, depth)
    growing.put(Part(kind, line, line, words, level, marks, cells=cells))


class _Outlines:
    """The outlines of a document, each with its depth and line."""

    def __init__(self) -> None:
        self.outlines: list[tuple[int, int, dict[str, str]]] = []
        self.title = ""
        self._depth = 0
        self._inside = ""
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._parser.StartDoctypeDeclHandler = self._refused
        self._parser.EntityDeclHandler = self._refused

    def read(self, text: str) -> None:
        _, declared, rest = text.partition("?>") if text.lstrip().startswith("<?xml") else ("", "", text)
        lines = text[: len(text) - len(rest)].count("\n") if declared else 0
        self._parser.Parse(("\n" * lines + rest.lstrip() if not lines else "\n" * lines + rest).encode(), True)

    def _refused(self, *_: object) -> None:
        raise refusal(FaultKind.UNREADABLE_OPML, "declaration", self._parser.CurrentLineNumber)

    def _start(self, name: str, said: dict[str, str]) -> None:
        self._inside = name
        if name != "outline":
            return
        if self._depth >= MOST_DEPTH:
            raise refusal(FaultKind.TOO_DEEP, self._depth + 1, self._parser.CurrentLineNumber)
        if len(self.outlines) >= MOST_NODES:
            raise refusal(FaultKind.TOO_MANY_VALUES, len(self.outlines) + 1, self._parser.CurrentLineNumber)
        self.outlines.append((self._depth, self._parser.CurrentLineNumber, said))
        self._depth += 1

    def _end(self, name: str) -> None:
        self._inside = ""
        self._depth -= name == "outline"

    def _said(self, text: str) -> None:
        if self._inside == "title":
            self.title = f"{self.title}{text}".strip()
