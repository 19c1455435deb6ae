"""Roadmaps drawn as graphs: nodes with labels, edges from what comes first (roadmap.sh's own form among them).

There, subtopics hang on topics: they stand under the topic as their stage, and only lines between topics are
prerequisites. Boxes that are neither (titles, paragraphs, buttons, lines) say nothing.
"""

from roadmap.errors import FaultKind
from roadmap.reading.cellwords import text_of
from roadmap.reading.drafts import Draft
from roadmap.reading.filling import draft_of
from roadmap.reading.limits import MOST_DRAFTS, refusal
from roadmap.reading.needs import Need
from roadmap.reading.records import said_of
from roadmap.reading.roles import Field, Role
from roadmap.reading.trees import Node

_KINDS = ("topic", "subtopic", "todo", "checklist-item")
_ENDS = (("source", "target"), ("from", "to"), ("start", "end"))


def is_graph(root: Node) -> bool:
    """Whether the document is nodes and edges."""
    nodes, edges = root.get("nodes"), root.get("edges") or root.get("links")
    return bool(nodes and nodes.items and edges and edges.items is not None)


def read_graph(root: Node) -> list[Draft]:
    """A draft for each node that is a topic, in the order of the document. Raises RoadmapFaults "too many topics"."""
    nodes = [(node, _text(node, "type")) for node in (root.get("nodes") or root).items or () if node.pairs]
    drawn = any(kind in _KINDS for _, kind in nodes)
    meant = [(node, kind) for node, kind in nodes if kind in _KINDS or not drawn]
    if len(meant) > MOST_DRAFTS:
        raise refusal(FaultKind.TOO_MANY_TOPICS, len(meant), meant[MOST_DRAFTS][0].line)
    drafts = {_text(node, "id") or f" {place}": (_draft(node), kind) for place, (node, kind) in enumerate(meant)}
    topics = {ident: (draft, kind) for ident, (draft, kind) in drafts.items() if draft}
    for edge in (root.get("edges") or root.get("links") or root).items or ():
        first, second = _ends(edge)
        if first in topics and second in topics and first != second:
            _join(*topics[first], *topics[second])
    return [draft for draft, _ in topics.values() if draft]


def _join(first: Draft | None, kind: str, second: Draft | None, other: str) -> None:
    if first is None or second is None:
        return
    if kind == "topic" and other == "subtopic":
        second.stage = second.stage or first.title
    elif kind == "subtopic" and other == "topic":
        first.stage = first.stage or second.title
    elif not any(need.text == first.ident for need in second.needs):
        second.needs += (Need(first.ident),)


def _draft(node: Node) -> Draft | None:
    data = node.get("data")
    inner = data if data and data.pairs else node
    label = next(
        (text for key in ("label", "title", "name", "text") if (text := _text(inner, key) or _text(node, key))), ""
    )
    draft = draft_of(node.line, [(Field(Role.TITLE), (text_of(label),)), *said_of(inner)]) if label else None
    if draft:
        draft.ident, draft.needs = _text(node, "id") or draft.title, draft.needs
    return draft


def _ends(edge: Node) -> tuple[str, str]:
    return next(((_text(edge, one), _text(edge, two)) for one, two in _ENDS if edge.get(one)), ("", ""))


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value else ""
