"""Roadmaps drawn as graphs: nodes with labels, edges from what comes first (roadmap.sh's own form among them).

There, subtopics hang on topics: they stand within them, and only lines between topics are prerequisites. Boxes that are
neither (titles, paragraphs, buttons, lines) are prose.
"""

from dataclasses import replace

from roadmap.errors import FaultKind
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.data.parts import cells_of
from roadmap.reading.limits import MOST_DRAFTS, refusal
from roadmap.reading.tree import Cell, Kind, Part, prose
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.words import ESCAPED, Words

_KINDS = ("topic", "subtopic", "todo", "checklist-item")
_ENDS = (("source", "target"), ("from", "to"), ("start", "end"))


def is_graph(root: Node) -> bool:
    """Whether the document is nodes and edges."""
    nodes, edges = root.get("nodes"), root.get("edges") or root.get("links")
    return bool(nodes and nodes.items and edges and edges.items is not None)


def graph(root: Node) -> Part:
    """A document of entries, subtopics within their topics. Raises RoadmapFaults "too many topics"."""
    nodes = [(node, _text(node, "type")) for node in (root.get("nodes") or root).items or () if node.pairs]
    drawn = any(kind in _KINDS for _, kind in nodes)
    meant = [(node, kind) for node, kind in nodes if kind in _KINDS or not drawn]
    if len(meant) > MOST_DRAFTS:
        raise refusal(FaultKind.TOO_MANY_TOPICS, len(meant), meant[MOST_DRAFTS][0].line)
    kinds = {_text(node, "id") or f" {place}": (node, kind) for place, (node, kind) in enumerate(meant)}
    waits: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    for edge in (root.get("edges") or root.get("links") or root).items or ():
        first, second = _ends(edge)
        if first in kinds and second in kinds and first != second:
            _join((first, kinds[first][1]), (second, kinds[second][1]), waits, home)
    below: dict[str, list[str]] = {}
    for ident in kinds:
        below.setdefault(home.get(ident, ""), []).append(ident)
    entries = [_entry(ident, kinds, waits, below, 0) for ident in below.get("", ())]
    known = {id(node) for node, _ in meant}
    others = [prose(node.line, _label(node)) for node, _ in nodes if id(node) not in known and _label(node)]
    return Part(Kind.DOCUMENT, 0, -1, parts=(*entries, *others))


def _join(one: tuple[str, str], other: tuple[str, str], waits: dict[str, list[str]], home: dict[str, str]) -> None:
    """Put one node within the other, or behind it; both as (id, kind)."""
    (first, kind), (second, then) = one, other
    if kind == "topic" and then == "subtopic":
        home.setdefault(second, first)
    elif kind == "subtopic" and then == "topic":
        home.setdefault(first, second)
    elif first not in waits.setdefault(second, []):
        waits[second].append(first)


def _entry(
    ident: str,
    kinds: dict[str, tuple[Node, str]],
    waits: dict[str, list[str]],
    below: dict[str, list[str]],
    level: int,
) -> Part:
    node, _ = kinds[ident]
    data = node.get("data")
    inner = data if data and data.pairs else node
    needs = tuple(Words(name, ESCAPED * len(name)) for name in waits.get(ident, ()))
    name = _text(node, "id") or _label(node)
    cells = [*cells_of(inner), Cell("id", (Words(name, name),)), *([Cell("requires", needs)] if needs else [])]
    parts = tuple(_entry(one, kinds, waits, below, level + 1) for one in below.get(ident, ()) if one != ident)
    part = Part(Kind.ENTRY, node.line, node.line, text_of(_label(node)), level, named=True, cells=tuple(cells))
    return replace(part, parts=parts)


def _label(node: Node) -> str:
    data = node.get("data")
    inner = data if data and data.pairs else node
    keys = ("label", "title", "name", "text")
    return next((text for key in keys if (text := _text(inner, key) or _text(node, key))), "")


def _ends(edge: Node) -> tuple[str, str]:
    return next(((_text(edge, one), _text(edge, two)) for one, two in _ENDS if edge.get(one)), ("", ""))


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value else ""
