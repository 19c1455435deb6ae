"""JSON and YAML as one kind of tree with lines; its law: nothing is built but text, lists and mappings of these.

No tag is obeyed and no alias grows beyond a bound, so that no file can fetch, execute or include anything.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from roadmap.errors import FaultKind
from roadmap.reading.limits import MOST_DEPTH, MOST_KEYS, MOST_NODES, refusal, speakable

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A string that does not end goes on to the end of the text: looking for it is not begun again at each quote in it.
_JSON_PARTS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]|\n', re.DOTALL)
_DEPTHS = "exceeded maximum nesting depth"
"""What libyaml says from 0.2.6 on: it looks ahead through brackets, and gives up before it has told of the first."""
_NULL = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list of ``items`` or a mapping of ``pairs``; ``size`` counts the nodes in it, itself among them."""

    line: int
    text: str = ""
    items: "tuple[Node, ...] | None" = None
    pairs: "tuple[tuple[str, Node], ...] | None" = None
    size: int = 1

    def get(self, key: str) -> "Node | None":
        return dict(self.pairs or ()).get(key)

    @property
    def is_text(self) -> bool:
        return self.items is None and self.pairs is None


def listed(line: int, items: tuple[Node, ...]) -> Node:
    return Node(line, items=items, size=1 + sum(item.size for item in items))


def mapped(line: int, pairs: tuple[tuple[str, Node], ...]) -> Node:
    """Raises RoadmapFaults "too many keys"."""
    if len(pairs) > MOST_KEYS:
        raise refusal(FaultKind.TOO_MANY_KEYS, len(pairs), line)
    return Node(line, pairs=pairs, size=1 + sum(value.size for _, value in pairs))


class _Pairs(tuple[tuple[str, Any], ...]):
    """A JSON object as it stands, in its own order."""

    __slots__ = ()


class _Number(str):
    """A JSON number by its digits."""

    __slots__ = ()


def read_json(text: str) -> Node:
    """Raises RoadmapFaults: "too deep", "too many keys", "too many values", "unreadable json" with the line."""
    lines = iter(_json_lines(text))
    try:
        data = json.loads(
            text, object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_Number
        )
    except json.JSONDecodeError as error:
        raise refusal(FaultKind.UNREADABLE_JSON, error.msg, error.lineno) from error
    return _bounded(_json(data, lines, [1]))


def read_json_lines(text: str) -> Node:
    """A value on each line, as one list. Raises as ``read_json``."""
    rows = [row.strip().rstrip(",") for row in text.split("\n")]
    filled = [place for place, row in enumerate(rows) if row]
    last = filled[-1] if filled else 0
    return read_json(
        "[" + "\n".join(f"{row}," if row and place < last else row for place, row in enumerate(rows)) + "]"
    )


def _json_lines(text: str) -> list[int]:
    """The line of each string in the text, keys among them."""
    line, depth, lines = 1, 0, []
    for found in _JSON_PARTS.finditer(text):
        match found[0][0]:
            case "\n":
                line += 1
            case '"':
                lines.append(line)
                line += found[0].count("\n")
            case "[" | "{":
                depth += 1
                if depth > MOST_DEPTH:
                    raise refusal(FaultKind.TOO_DEEP, depth, line)
            case _:
                depth -= 1
    return lines


def _json(data: object, lines: Iterator[int], last: list[int]) -> Node:
    """``last`` holds the line of the last string, which is where a number, an object or a list stands for us."""
    match data:
        case _Pairs():
            line, pairs = last[0], []
            for key, value in data:
                last[0] = next(lines, last[0])
                pairs.append((speakable(key), _json(value, lines, last)))
            return mapped(line, tuple(pairs))
        case list():
            return listed(last[0], tuple(_json(value, lines, last) for value in data))
        case str():
            last[0] = last[0] if isinstance(data, _Number) else next(lines, last[0])
            return Node(last[0], speakable(data).strip())
        case bool():
            return Node(last[0], str(data).lower())
        case _:
            return Node(last[0])


def read_yaml(text: str) -> Node:
    """Raises RoadmapFaults: "too deep", "too many keys", "too many values", "circular alias", "unreadable yaml" with the line."""
    try:
        documents = _Yaml(yaml.parse(text, Loader=_LOADER)).documents()
    except yaml.MarkedYAMLError as error:
        line = min(error.problem_mark.line, text.count("\n")) + 1 if error.problem_mark else 0
        if error.problem == _DEPTHS:
            raise refusal(FaultKind.TOO_DEEP, MOST_DEPTH + 1, line) from error
        raise refusal(FaultKind.UNREADABLE_YAML, error.problem or "", line) from error
    except yaml.YAMLError as error:
        raise refusal(FaultKind.UNREADABLE_YAML, type(error).__name__) from error
    return _bounded(documents[0] if len(documents) == 1 else listed(1, documents))


def _bounded(node: Node) -> Node:
    if node.size > MOST_NODES:
        raise refusal(FaultKind.TOO_MANY_VALUES, node.size)
    return node


class _Yaml:
    """The tree of a row of YAML events, built without recursion into aliases."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, Node] = {}
        self._depth = 0
        self._merged = 0

    def documents(self) -> tuple[Node, ...]:
        found: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors.clear()
            elif isinstance(event, yaml.NodeEvent):
                found.append(self._node(event))
        return tuple(found)

    def _node(self, event: Any) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            return _bounded(self._known(event.anchor, line))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.value in _NULL
            node = Node(line, "" if plain else speakable(event.value).strip())
        else:
            self._depth += 1
            if self._depth > MOST_DEPTH:
                raise refusal(FaultKind.TOO_DEEP, self._depth, line)
            node = self._sequence(line) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(line)
            self._depth -= 1
        if event.anchor:
            self._anchors[event.anchor] = node
        return _bounded(node)

    def _known(self, anchor: str | None, line: int) -> Node:
        known = self._anchors.get(anchor or "")
        if known is None:
            raise refusal(FaultKind.CIRCULAR_ALIAS, anchor, line)
        return known

    def _copied(self, value: Node, line: int) -> list[tuple[str, Node]]:
        """The pairs that a merge key brings; they are copied, so that they count each time."""
        sources = (value, *(value.items or ()))
        self._merged += sum(len(source.pairs or ()) for source in sources)
        if self._merged > MOST_NODES:
            raise refusal(FaultKind.TOO_MANY_VALUES, self._merged, line)
        return [pair for source in sources for pair in source.pairs or ()]

    def _sequence(self, line: int) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return listed(line, tuple(items))

    def _mapping(self, line: int) -> Node:
        pairs: dict[str, Node] = {}
        merged: list[tuple[str, Node]] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, value = self._node(event), self._node(next(self._events))
            if key.text == "<<" and not value.is_text:
                merged += self._copied(value, key.line)
            else:
                pairs[key.text] = Node(key.line, value.text, value.items, value.pairs, value.size)
        return mapped(line, tuple({**dict(reversed(merged)), **pairs}.items()) if merged else tuple(pairs.items()))
