"""What the shape of data says of it: which mappings are records, what stands below them, which lists are of topics."""

import re
from collections.abc import Sequence
from itertools import islice

from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.values.roles import Field, Role, field_of, fields_of, is_title

_TELLING = frozenset((Role.TIME, Role.NEEDS, Role.HELPS, Role.STATUS, Role.DONE, Role.DIFFICULTY, Role.TEACHES))
_OWN = _TELLING | {Role.RESOURCES, Role.CERTIFICATIONS, Role.OPTIONAL, Role.ASIDE, Role.IDENT, Role.NUMBER}
_NAMED = frozenset((Role.NEEDS, Role.HELPS, Role.RESOURCES, Role.CERTIFICATIONS))
CONTAINER = re.compile(
    r"(?:phase|stage|section|level|part|tier|categor|track|semester|group|fase|etapa)", re.IGNORECASE
)
ABOUT = re.compile(
    r"(?:authors?|contributors?|maintainers?|tags?|keywords?|licen[cs]e|meta(?:data)?|files?|icons?|labels?|assignees?|members?|actions?|reactions?|user|kind|etag|selfLink|theme|plugins?|extra|features?|key_features)",
    re.IGNORECASE,
)


def is_generic(key: str) -> bool:
    """Whether a key only says what kind of things it holds ("courses", "weeks"), and is no stage."""
    return is_title(key) or bool(CONTAINER.match(key)) or field_of(key).role is not Role.OTHER


def title_key(node: Node) -> str | None:
    """The key whose text is the title of this record."""
    keys = [key for key, value in node.pairs or () if value.is_text and value.text]
    fields = fields_of(keys) if any(map(is_title, keys)) else ()
    found = next((key for key, field in zip(keys, fields, strict=False) if field.role is Role.TITLE), None)
    named = [key for key in keys if CONTAINER.fullmatch(key) and not text_at(node, key).isdecimal()]
    return found or next(iter(named), None)


def text_at(node: Node, key: str | None) -> str:
    value = node.get(key) if key else None
    return value.text if value else ""


def children_of(node: Node) -> list[tuple[str, Node]]:
    pairs = [(key, value) for key, value in node.pairs or () if not value.is_text and _is_below(key, value)]
    return [(key, value) for key, value in pairs if field_in(key, node).role is not Role.NEEDS]


def _is_below(key: str, value: Node) -> bool:
    """Whether a value stands for things below a record, and does not say something of it."""
    role = field_of(key).role
    if ABOUT.fullmatch(key) or (role in _NAMED and not is_of_topics(key, value)):
        return False
    return role not in _OWN or (value.items is not None and holds_records(value))


def is_of_topics(key: str, value: Node) -> bool:
    """Whether a list under a word for topics is one of records, whatever that word means in another language
    ("lectures")."""
    return is_title(key) and value.items is not None and holds_records(value)


def holds_records(node: Node) -> bool:
    return any(
        (one.pairs is not None and (title_key(one) is not None or is_described(one)))
        or ((one.pairs or one.items) and holds_records(one))
        for one in _below(node)
    )


def _below(node: Node) -> tuple[Node, ...]:
    """The entries of a list, or the values of a mapping that say nothing of a topic by their keys."""
    if node.items is not None:
        return node.items
    return tuple(value for key, value in node.pairs or () if value.is_text or _is_below(key, value))


def is_described(node: Node) -> bool:
    """Whether a mapping says what only a topic's record says, and not merely has keys that sound like it."""
    return any(_tells(field_of(key).role, value) for key, value in node.pairs or ())


def is_record(node: Node) -> bool:
    """Whether a mapping is one topic: it says what only topics say, or has a title and no records below it."""
    return is_described(node) or (node.pairs is not None and title_key(node) is not None and not holds_records(node))


def _tells(role: Role, value: Node) -> bool:
    if role in (Role.NEEDS, Role.HELPS):
        return value.is_text or all(item.is_text or item.pairs for item in value.items or ())
    return value.is_text and role in (Role.TIME, Role.STATUS, Role.DONE, Role.DIFFICULTY)


def weighty(nodes: Sequence[Node]) -> list[Node]:
    """Of several lists of records those that say what only topics say; all where none does."""
    heavy = [node for node in nodes if is_weighty(node)]
    return heavy or list(nodes)


def is_weighty(node: Node) -> bool:
    return any(is_described(one) or (not one.is_text and is_weighty(one)) for one in islice(_below(node), 20))


def field_in(key: str, node: Node) -> Field:
    """The field of a key; beside prerequisites, skills are what is assumed."""
    if key.casefold() == "skills" and node.get("prerequisites"):
        return Field(Role.NEEDS)
    return field_of(key)
