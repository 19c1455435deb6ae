"""Issues of GitHub and GitLab, as their programs export them: under their milestones, with the check lists of their texts."""

import re
from collections.abc import Iterator

from roadmap.model import Resource
from roadmap.reading.forms.data.boards import told_below
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.growth import Growing
from roadmap.reading.tree import Cell, Kind, Part
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.words import ESCAPED, Words

_STATES = frozenset(("open", "opened", "closed"))
_ADDRESSES = ("html_url", "web_url", "url")
_CHECK = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[([ xX])\]\s+(?=\S)")
_DEEPEST = 6
"""How many mappings may be around the list, as in what a query gives back."""


def issues_in(root: Node, depth: int = 0) -> tuple[Node, ...]:
    """The issues of a document of data, in its own order; none where it is of something else."""
    if root.items is not None:
        return root.items if root.items and all(map(_is_issue, root.items)) else ()
    if depth > _DEEPEST:
        return ()
    inside = [value for _, value in root.pairs or () if not value.is_text]
    return issues_in(inside[0], depth + 1) if len(inside) == 1 else ()


def _is_issue(node: Node) -> bool:
    return _text(node, "state").casefold() in _STATES and bool(_text(node, "title") and _address(node))


def issues(found: tuple[Node, ...]) -> Part:
    """The document: those without a milestone first, then each milestone as a heading. Pull requests are none of it."""
    growing = Growing()
    own = [node for node in found if (asked := node.get("pull_request")) is None or not asked.pairs]
    by_milestone: dict[str, list[Node]] = {"": []}
    for node in own:
        by_milestone.setdefault(_milestone(node), []).append(node)
    for name, nodes in by_milestone.items():
        if name:
            growing.put(Part(Kind.HEADING, nodes[0].line, nodes[0].line - 1, text_of(name), 1))
        for node in nodes:
            _put(node, growing)
    return growing.grown()


def _put(node: Node, growing: Growing) -> None:
    title = node.get("title") or node
    lines = _text(node, "body").splitlines() or _text(node, "description").splitlines()
    growing.put(Part(Kind.ENTRY, title.line, title.line, text_of(title.text), cells=tuple(_cells(node)), named=True))
    for part in told_below(title.line, (line for line in lines if not _CHECK.match(line))):
        growing.put(part, 1)
    for line in lines:
        if check := _CHECK.match(line):
            growing.put(Part(Kind.ENTRY, title.line, title.line, text_of(line[check.end() :]), 1, (check[1],)))


def _cells(node: Node) -> Iterator[Cell]:
    state, url = _text(node, "state"), _address(node)
    yield Cell("status", (Words(state, state),))
    yield Cell("link", (Words(url, ESCAPED * len(url), (Resource(url, url),)),))


def _milestone(node: Node) -> str:
    value = node.get("milestone")
    return "" if value is None else value.text or _text(value, "title")


def _address(node: Node) -> str:
    return next((url for key in _ADDRESSES if (url := _text(node, key))), "")


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value else ""
