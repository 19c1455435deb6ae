"""Trees of data read into drafts: lists of records, mappings by title, plain lists, and what stands within.

A record is a mapping with a key for a title. Records that hold records are stages; of a plain tree the first level
is stages and the second topics, as people draw them; what is deeper is a topic's description.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from roadmap.errors import Fault, FaultKind
from roadmap.reading.cellwords import lines_of, text_of
from roadmap.reading.drafts import Draft, gathered
from roadmap.reading.durations import wholly_time
from roadmap.reading.filling import Said, draft_of
from roadmap.reading.limits import LONGEST_TEXT, LONGEST_TITLE
from roadmap.reading.roles import Field, Role, field_of
from roadmap.reading.shapes import (
    ABOUT,
    CONTAINER,
    children_of,
    field_in,
    holds_records,
    is_generic,
    is_record,
    is_weighty,
    text_at,
    title_key,
    weighty,
)
from roadmap.reading.titles import shortened
from roadmap.reading.trees import Node
from roadmap.reading.words import Words

_TITLE = Field(Role.TITLE)
_PARTS = re.compile(r"sub[_ -]?(?:topics?|skills?|items?|tasks?)|children", re.IGNORECASE)
_END = re.compile(r"(?:^|[_ -])(min|max)(?:imum)?(?:$|[_ -])|^(min|max)(?=[A-Z])|(?<=[a-z])(Min|Max)$")


def read_tree(root: Node, unclear: list[Fault]) -> list[Draft]:
    """The drafts of a document of data. Raises RoadmapFaults "too many topics".

    Where some teach what others need, those that teach nothing are practice, and left out with their count.
    """
    pairs = root.pairs or ()
    title = title_key(root)
    if title is None and len(pairs) == 1 and not pairs[0][1].is_text:
        value = pairs[0][1]
        if title_key(value) is not None:
            return read_tree(value, unclear)
        drafts = gathered(_list(value, "") if value.items is not None else _mapping(value, "", 1))
    else:
        drafts = gathered(_walk(root, "", 0))
    teaching = [draft for draft in drafts if draft.teaches or draft.left_out]
    if not any(draft.teaches and draft.needs for draft in drafts):
        return drafts
    if others := [draft for draft in drafts if not draft.teaches and not draft.left_out]:
        unclear.append(Fault(others[0].line, FaultKind.PRACTICE_LEFT_OUT, str(len(others))))
    return teaching


def title_of(root: Node) -> str:
    """What the document calls itself; empty where it does not say."""
    key = title_key(root)
    if key is not None:
        return shortened(" ".join(text_at(root, key).split()), LONGEST_TITLE)
    pairs = root.pairs or ()
    alone = len(pairs) == 1 and pairs[0][1].pairs is not None
    if alone and title_key(pairs[0][1]) is not None:
        return title_of(pairs[0][1])
    return shortened(" ".join(pairs[0][0].split()), LONGEST_TITLE) if alone else ""


def _walk(node: Node, stage: str, depth: int) -> Iterator[Draft]:
    if node.items is not None:
        yield from _list(node, stage)
    elif node.pairs is not None and title_key(node) is not None:
        yield from _record(node, stage, depth)
    elif node.pairs is not None:
        yield from _mapping(node, stage, depth)


def _list(node: Node, stage: str) -> Iterator[Draft]:
    for item in node.items or ():
        if item.is_text:
            yield from _plain(item.line, item.text, stage)
        elif item.pairs and len(item.pairs) == 1 and (title_key(item) is None or not item.pairs[0][1].is_text):
            yield from _named(*item.pairs[0], stage)
        else:
            yield from _walk(item, stage, 1)


def _plain(line: int, text: str, stage: str) -> Iterator[Draft]:
    draft = draft_of(line, [(_TITLE, (text_of(text),))], stage=stage)
    if draft:
        yield draft


def _record(node: Node, stage: str, depth: int) -> Iterator[Draft]:
    key = title_key(node)
    line = named.line if key and (named := node.get(key)) else node.line
    below = children_of(node)
    records = [child for _, child in below if holds_records(child)]
    texts = [child for _, child in below if not holds_records(child)]
    title = " ".join(text_at(node, key).split())
    if any(_PARTS.fullmatch(key) and holds_records(child) for key, child in below):
        own = draft_of(line, said_of(node, key), stage=stage)
        yield from [own] if own else []
    if records:
        for child in weighty(records):
            yield from _walk(child, title if depth else "", 1)
    elif texts and key and (depth == 0 or CONTAINER.search(key)):
        for child in texts:
            yield from _walk(child, title if depth else "", 1)
    elif draft := draft_of(line, said_of(node, key), stage=stage):
        _describe(draft, texts)
        yield draft


def _mapping(node: Node, stage: str, depth: int) -> Iterator[Draft]:
    pairs = [(key, value) for key, value in node.pairs or () if not ABOUT.fullmatch(key)]
    holding = [(key, value) for key, value in pairs if holds_records(value)]
    own = [(key, value) for key, value in pairs if is_record(value)]
    if own and not any(is_weighty(value) for _, value in holding):
        for key, value in own:
            yield from _named(key, value, stage)
        return
    heavy = {id(value) for value in weighty([value for _, value in holding])}
    for key, value in holding:
        if id(value) in heavy:
            yield from _walk(value, "" if is_generic(key) else key, 1)
    for key, value in () if holding else pairs:
        if depth or value.is_text:
            yield from _named(key, value, stage)
        else:
            yield from _walk(value, key, 1)


def _named(key: str, value: Node, stage: str) -> Iterator[Draft]:
    """A topic by its key; the value is its record, its span of time or its description."""
    said: list[Said] = [(_TITLE, (text_of(key),))]
    if is_record(value):
        own = title_key(value)
        said = said_of(value, own) if own else [*said, *said_of(value, None)]
        said += [(Field(Role.IDENT), (text_of(key),))] if own else []
    elif value.is_text and value.text:
        time = wholly_time(value.text) is not None
        said.append((Field(Role.TIME if time else Role.WHY), (text_of(value.text),)))
    draft = draft_of(value.line, said, stage=stage)
    if draft:
        _describe(draft, [] if is_record(value) or value.is_text else [value])
        yield draft


def said_of(node: Node, title: str | None = None) -> list[Said]:
    """What the keys of a record say of its topic."""
    ends: dict[str, dict[str, str]] = {}
    said: list[Said] = []
    for key, value in node.pairs or ():
        if key == title:
            said.append((_TITLE, lines_of(value, Role.TITLE)))
        elif end := _END.search(key):
            side = next(group for group in end.groups() if group).lower()
            ends.setdefault(key[: end.start()] + " " + key[end.end() :], {})[side] = value.text
        elif (field := field_in(key, node)).role not in (Role.OTHER, Role.ASIDE):
            said.append((field, lines_of(value, field.role)))
    for key, pair in ends.items():
        if field_of(key).role is Role.TIME and any(pair.values()):
            text = "-".join(dict.fromkeys(filter(None, (pair.get("min"), pair.get("max")))))
            said.append((field_of(key), (Words(text, text),)))
    return said


def _describe(draft: Draft, nodes: Sequence[Node]) -> None:
    """What stands below a topic without being one, as its description."""
    leaves = [leaf for node in nodes for leaf in islice(_leaves(node), 200)]
    if leaves and not draft.why:
        draft.why = shortened("; ".join(leaves), LONGEST_TEXT)


def _leaves(node: Node) -> Iterator[str]:
    if node.is_text:
        yield from filter(None, [" ".join(node.text.split())])
    for item in node.items or ():
        yield from _leaves(item)
    for key, value in node.pairs or ():
        yield from [key] if value.is_text else _leaves(value)
