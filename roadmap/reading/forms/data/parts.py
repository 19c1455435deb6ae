"""Data as people write it, as a tree: keys are headings, lists of records tables, lists of texts entries."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from roadmap.model import Resource
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.data.shapes import (
    ABOUT,
    CONTAINER,
    children_of,
    field_in,
    holds_records,
    is_described,
    is_generic,
    is_of_topics,
    is_record,
    text_at,
    title_key,
)
from roadmap.reading.forms.data.values import lines_of
from roadmap.reading.tree import Cell, Kind, Part
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.durations import wholly_time
from roadmap.reading.values.roles import Role, field_of
from roadmap.reading.values.words import Words

_END = re.compile(r"(?:^|[_ -])(min|max)(?:imum)?(?:$|[_ -])|^(min|max)(?=[A-Z])|(?<=[a-z])(Min|Max)$")
_LISTED = frozenset(
    (Role.NEEDS, Role.HELPS, Role.RESOURCES, Role.CERTIFICATIONS, Role.TEACHES, Role.WHY, Role.STATUS, Role.TIME)
)
_STEPS = re.compile(r"sub[_ -]?\w+|children|days|steps|tasks|todos?|checklist|activities|exercises", re.IGNORECASE)
_PATH = re.compile(r"[\w./-]+\.(?:md|html?|ipynb|pdf|adoc|org|rst|txt)(?:#\S*)?")


def document(root: Node) -> Part:
    """The document of a tree of data."""
    key = title_key(root) if root.pairs is not None else None
    if key is None:
        parts = tuple(_below("", root, 1))
    else:
        title, line = text_at(root, key), _line(root, key)
        own = tuple(_children(root, {key}, 1, cells=True))
        heading = Part(Kind.HEADING, line, line, _plain(title), 1, cells=cells_of(root, without=key))
        tables = any(one.kind is Kind.TABLE or one.parts for one in own)
        parts = own if tables else (replace(heading, parts=own),)
    return Part(Kind.DOCUMENT, 0, -1, parts=parts)


def _below(key: str, node: Node, level: int) -> Iterator[Part]:
    """What stands under a key."""
    if node.items is not None:
        yield from _list(key, node, level)
    elif node.pairs is not None:
        yield from _children(node, set(), level)


def _children(node: Node, without: set[str], level: int, *, cells: bool = False) -> Iterator[Part]:
    """What the keys of a mapping stand for; with ``cells`` those that say something of the mapping itself are left out."""
    mixed = not all(value.is_text for _, value in node.pairs or ())
    for key, value in node.pairs or ():
        empty = value.items is not None and not value.items
        if level == 1 and value.is_text and mixed and not _says(value.text):
            yield Part(Kind.PROSE, value.line, value.line + value.text.count("\n"), _plain(f"{key}: {value.text}"))
            continue
        if key in without or ABOUT.fullmatch(key) or (cells and (empty or _is_cell(key, value, node))):
            continue
        yield from _keyed(key, value, level)


def _says(text: str) -> bool:
    """Whether the text beside a name is its link or its length."""
    if "://" in text[:12] or _PATH.fullmatch(text):
        return True
    return wholly_time(text) is not None and any(map(str.isdecimal, text))


def _keyed(key: str, value: Node, level: int) -> Iterator[Part]:
    if value.is_text:
        yield _named_text(key, value)
    elif value.pairs is not None and is_record(value):
        yield _record(key, value, level)
    elif value.items is not None and not value.items:
        yield Part(Kind.ENTRY, value.line, value.line, _plain(key), 0)
    else:
        parts = tuple(_below(key, value, level + 1))
        alone = len(parts) == 1 and parts[0].kind is Kind.TABLE
        if (alone and _is_silent(key)) or (level == 1 and _is_kind(key)):
            yield from parts
        else:
            yield Part(Kind.HEADING, value.line, value.line, _plain(key), level, parts=parts)


def _named_text(key: str, value: Node) -> Part:
    """A name with a text: its length, its link or what it is about."""
    words = _plain(key)
    cell: tuple[Cell, ...] = ()
    if "://" in value.text[:12] or _PATH.fullmatch(value.text):
        words = Words(words.text, words.shape, (Resource(words.said, value.text),))
    elif wholly_time(value.text) is not None and any(map(str.isdecimal, value.text)):
        cell = (Cell("duration", (text_of(value.text),)),)
    elif value.text:
        cell = (Cell("description", tuple(text_of(line) for line in value.text.splitlines() if line.strip())),)
    return Part(Kind.ENTRY, value.line, value.line + value.text.count("\n"), words, 0, cells=cell)


def _record(key: str, node: Node, level: int) -> Part:
    """A topic by its key, with what its record says."""
    own = title_key(node)
    words = _plain(text_at(node, own)) if own else _plain(key)
    cells = cells_of(node, without=own)
    ident = (Cell("id", (_plain(key),)),) if own else ()
    parts = tuple(_children(node, {own} if own else set(), level + 1, cells=True))
    line = _line(node, own) if own else node.line
    return Part(Kind.ENTRY, line, max(line, _last(node)), words, 0, cells=(*cells, *ident), parts=_deeper(parts))


def _list(key: str, node: Node, level: int) -> Iterator[Part]:
    items = node.items or ()
    records = [item for item in items if item.pairs is not None and not _is_name(item)]
    if len(records) * 2 > len(items):
        yield _table(key, node, level)
        return
    for item in items:
        if item.is_text and item.text:
            yield Part(Kind.ENTRY, item.line, item.line, text_of(item.text), 0)
        elif _is_name(item) and item.pairs:
            name, value = item.pairs[0]
            if value.is_text:
                yield _named_text(name, value)
            elif value.pairs is not None and is_described(value) and title_key(value) is None:
                yield _record(name, value, level)
            else:
                parts = _deeper(tuple(_below(name, value, level)))
                yield Part(Kind.ENTRY, item.line, item.line, _plain(name), 0, parts=parts)
        else:
            yield from _below(key, item, level)


def _is_name(item: Node) -> bool:
    """Whether an entry of a list is one name with what stands under it ("- Harbour: [...]")."""
    return bool(item.pairs and len(item.pairs) == 1 and (title_key(item) is None or not item.pairs[0][1].is_text))


def _deeper(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts, their entries a level deeper, those under keys too."""
    return tuple(_lowered(part) for part in parts)


def _lowered(part: Part) -> Part:
    match part.kind:
        case Kind.ENTRY:
            return replace(part, level=part.level + 1, parts=_deeper(part.parts))
        case Kind.HEADING:
            return replace(part, parts=_deeper(part.parts))
        case _:
            return part


def _table(key: str, node: Node, level: int) -> Part:
    said = [(item, cells_of(item)) for item in node.items or () if item.pairs is not None]
    named = tuple(dict.fromkeys(cell.heading for _, cells in said for cell in cells))
    numbers = {heading for heading in named if CONTAINER.fullmatch(heading) and _counts(heading, said)}
    said = [(item, _numbered(cells, numbers)) for item, cells in said] if numbers else said
    headings = tuple(dict.fromkeys("number" if heading in numbers else heading for heading in named))
    places = {heading: place for place, heading in enumerate(headings)}
    rows = tuple(
        _row(item, [replace(cell, column=places[cell.heading]) for cell in cells], level) for item, cells in said
    )
    words = Words("", "") if is_generic(key) else _plain(key)
    return Part(Kind.TABLE, node.line, node.line, words, headings=headings, parts=rows)


def _numbered(cells: Sequence[Cell], numbers: Container[str]) -> tuple[Cell, ...]:
    """The cells of a record that is a stage itself, its place among the others as a number."""
    return tuple(replace(cell, heading="number") if cell.heading in numbers else cell for cell in cells)


def _counts(key: str, said: Sequence[tuple[Node, Sequence[Cell]]]) -> bool:
    """Whether records that hold others have each another number under a key, and a title under another one."""
    numbers = {text_at(item, key) for item, _ in said}
    holders = all(title_key(item) not in (None, key) and children_of(item) for item, _ in said)
    return len(numbers) == len(said) > 1 and all(map(str.isdecimal, numbers)) and holders


def _row(item: Node, cells: Sequence[Cell], level: int) -> Part:
    said = ", ".join(words.said for cell in cells for words in cell.lines)
    key = title_key(item)
    line = _line(item, key) if key else item.line
    parts: list[Part] = []
    for part in _children(item, set(), level + 1, cells=True):
        parts.extend(part.parts if part.kind is Kind.HEADING and _is_silent(part.words.said) else (part,))
    last = max(line, _last(item))
    return Part(Kind.ROW, line, last, Words(said, said), cells=tuple(cells), parts=tuple(parts))


def _is_silent(key: str) -> bool:
    """Whether a key only says that what one finishes stands under it."""
    return _is_kind(key) and not _STEPS.fullmatch(key)


def _is_kind(key: str) -> bool:
    """Whether a key only says what kind of things it holds, and names no stage by its number."""
    return is_generic(key) and not any(map(str.isdecimal, key))


def cells_of(node: Node, without: str | None = None) -> tuple[Cell, ...]:
    """What the keys of a mapping say of it; two ends of a range are one cell."""
    ends: dict[str, dict[str, str]] = {}
    cells: list[Cell] = []
    for key, value in node.pairs or ():
        if key == without:
            continue
        if (end := _END.search(key)) and value.is_text:
            side = next(group for group in end.groups() if group).lower()
            ends.setdefault(key[: end.start()] + " " + key[end.end() :], {})[side] = value.text
        elif _is_cell(key, value, node):
            role = field_in(key, node).role
            heading = "prerequisites" if role is Role.NEEDS and field_of(key).role is not Role.NEEDS else key
            if lines := tuple(words for words in lines_of(value, role) if words.text):
                cells.append(Cell(heading, lines))
    for key, pair in ends.items():
        text = "-".join(dict.fromkeys(filter(None, (pair.get("min"), pair.get("max")))))
        if text and field_of(key).role is Role.TIME:
            cells.append(Cell(key.strip(), (Words(text, text),)))
    return tuple(cells)


def _is_cell(key: str, value: Node, node: Node) -> bool:
    """Whether a key says something of its mapping, and nothing of what stands below that."""
    if ABOUT.fullmatch(key):
        return False
    role = field_in(key, node).role
    if value.is_text:
        return True
    if is_of_topics(key, value):
        return False
    if value.items is not None:
        return role in _LISTED and not (
            role not in (Role.RESOURCES, Role.NEEDS, Role.HELPS, Role.CERTIFICATIONS) and holds_records(value)
        )
    plain = all(inner.is_text for _, inner in value.pairs or ())
    return (role in _LISTED and (plain or role is not Role.TIME)) or (
        plain and title_key(value) is not None and not is_described(value) and not is_generic(key)
    )


def _plain(text: str) -> Words:
    """The words of a name, in which nothing separates and nothing is Markdown but its links."""
    return text_of(text)


def _line(node: Node, key: str) -> int:
    value = node.get(key)
    return value.line if value else node.line


def _last(node: Node) -> int:
    """The last line on which a mapping says something of itself."""
    return max(
        (value.line + value.text.count("\n") for _, value in node.pairs or () if value.is_text), default=node.line
    )
