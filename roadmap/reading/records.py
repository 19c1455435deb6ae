"""Trees of data read into drafts: lists of records, mappings by title, plain lists, and what stands within.

A record is a mapping with a key for a title. Records that hold records are stages; of a plain tree the first level
is stages and the second topics, as people draw them; what is deeper is a topic's description.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from roadmap.errors import Fault
from roadmap.reading.cellwords import lines_of, text_of
from roadmap.reading.drafts import Draft
from roadmap.reading.durations import wholly_time
from roadmap.reading.filling import Said, draft_of
from roadmap.reading.limits import LONGEST_TEXT, LONGEST_TITLE
from roadmap.reading.roles import Field, Role, field_of, fields_of, is_title
from roadmap.reading.titles import shortened
from roadmap.reading.trees import Node
from roadmap.reading.words import Words

_TITLE = Field(Role.TITLE)
_TELLING = frozenset((Role.TIME, Role.NEEDS, Role.HELPS, Role.STATUS, Role.DONE, Role.DIFFICULTY, Role.TEACHES))
_OWN = _TELLING | {Role.RESOURCES, Role.CERTIFICATIONS, Role.OPTIONAL, Role.ASIDE, Role.IDENT, Role.NUMBER}
_CONTAINER = re.compile(
    r"(?:phase|stage|section|level|part|tier|categor|track|semester|group|fase|etapa)", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:authors?|contributors?|maintainers?|tags?|keywords?|licen[cs]e|meta(?:data)?|files?|icons?)", re.IGNORECASE
)
_END = re.compile(r"(?:^|[_ -])(min|max)(?:imum)?(?:$|[_ -])|^(min|max)(?=[A-Z])|(?<=[a-z])(Min|Max)$")


def read_tree(root: Node, unclear: list[Fault]) -> list[Draft]:
    """The drafts of a document of data.

    Where some teach what others need, those that teach nothing are practice, and left out with their count.
    """
    pairs = root.pairs or ()
    title = _title_key(root)
    if title is None and len(pairs) == 1 and not pairs[0][1].is_text:
        value = pairs[0][1]
        drafts = list(_list(value, "") if value.items is not None else _mapping(value, "", 1))
    else:
        drafts = list(_walk(root, "", 0))
    teaching = [draft for draft in drafts if draft.teaches or draft.left_out]
    if not any(draft.teaches and draft.needs for draft in drafts):
        return drafts
    if others := [draft for draft in drafts if not draft.teaches and not draft.left_out]:
        unclear.append(Fault(others[0].line, "practice left out", str(len(others))))
    return teaching


def title_of(root: Node) -> str:
    """What the document calls itself; empty where it does not say."""
    key = _title_key(root)
    if key is not None:
        return shortened(" ".join(_text(root, key).split()), LONGEST_TITLE)
    pairs = root.pairs or ()
    alone = len(pairs) == 1 and pairs[0][1].pairs is not None
    return shortened(" ".join(pairs[0][0].split()), LONGEST_TITLE) if alone else ""


def _walk(node: Node, stage: str, depth: int) -> Iterator[Draft]:
    if node.items is not None:
        yield from _list(node, stage)
    elif node.pairs is not None and _title_key(node) is not None:
        yield from _record(node, stage, depth)
    elif node.pairs is not None:
        yield from _mapping(node, stage, depth)


def _list(node: Node, stage: str) -> Iterator[Draft]:
    for item in node.items or ():
        if item.is_text:
            yield from _plain(item.line, item.text, stage)
        elif item.pairs and len(item.pairs) == 1 and (_title_key(item) is None or not item.pairs[0][1].is_text):
            yield from _named(*item.pairs[0], stage)
        else:
            yield from _walk(item, stage, 1)


def _plain(line: int, text: str, stage: str) -> Iterator[Draft]:
    draft = draft_of(line, [(_TITLE, (text_of(text),))], stage=stage)
    if draft:
        yield draft


def _record(node: Node, stage: str, depth: int) -> Iterator[Draft]:
    key = _title_key(node)
    below = _children(node)
    records = [child for _, child in below if _holds_records(child)]
    texts = [child for _, child in below if not _holds_records(child)]
    title = " ".join(_text(node, key).split())
    if records:
        for child in _weighty(records):
            yield from _walk(child, title if depth else "", 1)
    elif texts and key and (depth == 0 or _CONTAINER.search(key)):
        for child in texts:
            yield from _walk(child, title if depth else "", 1)
    elif draft := draft_of(node.line, said_of(node, key), stage=stage):
        _describe(draft, texts)
        yield draft


def _mapping(node: Node, stage: str, depth: int) -> Iterator[Draft]:
    pairs = [(key, value) for key, value in node.pairs or () if not _ABOUT.fullmatch(key)]
    holding = [(key, value) for key, value in pairs if _holds_records(value)]
    if any(_is_described(value) for _, value in pairs) and not any(_weight(value) for _, value in holding):
        for key, value in pairs:
            if _is_described(value):
                yield from _named(key, value, stage)
        return
    weighty = {id(value) for value in _weighty([value for _, value in holding])}
    for key, value in holding:
        if id(value) in weighty:
            yield from _walk(value, key, 1)
    for key, value in () if holding else pairs:
        if depth or value.is_text:
            yield from _named(key, value, stage)
        else:
            yield from _walk(value, key, 1)


def _named(key: str, value: Node, stage: str) -> Iterator[Draft]:
    """A topic by its key; the value is its record, its span of time or its description."""
    said: list[Said] = [(_TITLE, (text_of(key),))]
    if _is_described(value):
        own = _title_key(value)
        said = said_of(value, own) if own else [*said, *said_of(value, None)]
        said += [(Field(Role.IDENT), (text_of(key),))] if own else []
    elif value.is_text and value.text:
        time = wholly_time(value.text) is not None
        said.append((Field(Role.TIME if time else Role.WHY), (text_of(value.text),)))
    draft = draft_of(value.line, said, stage=stage)
    if draft:
        _describe(draft, [] if _is_described(value) or value.is_text else [value])
        yield draft


def _title_key(node: Node) -> str | None:
    """The key whose text is the title of this record."""
    keys = [key for key, value in node.pairs or () if value.is_text and value.text]
    fields = fields_of(keys) if any(map(is_title, keys)) else ()
    found = next((key for key, field in zip(keys, fields, strict=False) if field.role is Role.TITLE), None)
    named = [key for key in keys if _CONTAINER.fullmatch(key) and not _text(node, key).isdecimal()]
    return found or next(iter(named), None)


def _text(node: Node, key: str | None) -> str:
    value = node.get(key) if key else None
    return value.text if value else ""


def _children(node: Node) -> list[tuple[str, Node]]:
    return [
        (key, value)
        for key, value in node.pairs or ()
        if (not value.is_text and field_of(key).role not in _OWN and not _ABOUT.fullmatch(key))
        or (value.items is not None and field_of(key).role is Role.TEACHES and _holds_records(value))
    ]


def _holds_records(node: Node) -> bool:
    below = node.items if node.items is not None else [value for _, value in node.pairs or ()]
    return any(
        (one.pairs is not None and (_title_key(one) is not None or _is_described(one)))
        or ((one.pairs or one.items) and _holds_records(one))
        for one in below
    )


def _is_described(node: Node) -> bool:
    """Whether a mapping says what only a topic's record says, and not merely has keys that sound like it."""
    return any(_tells(field_of(key).role, value) for key, value in node.pairs or ())


def _tells(role: Role, value: Node) -> bool:
    if role in (Role.NEEDS, Role.HELPS):
        return value.is_text or all(item.is_text or item.pairs for item in value.items or ())
    return value.is_text and role in (Role.TIME, Role.STATUS, Role.DONE, Role.DIFFICULTY)


def _weighty(nodes: Sequence[Node]) -> list[Node]:
    """Of several lists of records those that say what only topics say; all where none does."""
    heavy = [node for node in nodes if _weight(node)]
    return heavy or list(nodes)


def _weight(node: Node) -> bool:
    below = node.items if node.items is not None else tuple(value for _, value in node.pairs or ())
    return any(_is_described(one) or (not one.is_text and _weight(one)) for one in islice(below, 20))


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
        elif (field := field_of(key)).role not in (Role.OTHER, Role.ASIDE):
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
