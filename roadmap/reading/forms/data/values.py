"""The words of values of data: texts, lists and small mappings."""

from roadmap.model import Resource
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.roles import Role
from roadmap.reading.values.words import ESCAPED, Words

_NAMES = ("name", "title", "label", "text", "topic", "course", "description", "id", "slug")
_ADDRESSES = ("url", "link", "href", "uri", "source")


def lines_of(node: Node, role: Role) -> tuple[Words, ...]:
    """The lines a value stands for: a text's own, or one for each entry of a list, in which nothing separates."""
    if node.is_text:
        lines = node.text.splitlines() if role is not Role.TITLE else [node.text]
        return tuple(text_of(line) for line in lines if line.strip())
    if node.items is not None:
        return tuple(words for item in node.items for words in _entry(item, role))
    return _from_mapping(node, role)


def _entry(node: Node, role: Role) -> tuple[Words, ...]:
    if node.is_text:
        words = text_of(node.text)
        return (Words(words.text, ESCAPED * len(words.text), words.links),) if words.text else ()
    return lines_of(node, role)


def _from_mapping(node: Node, role: Role) -> tuple[Words, ...]:
    """A link {"name", "url"}, a range {"min", "max", "unit"}, or what each key says ("weeks: 4")."""
    pairs = {key.casefold(): value.text for key, value in node.pairs or () if value.is_text and value.text}
    name = next((pairs[key] for key in _NAMES if key in pairs), "")
    url = next((pairs[key] for key in _ADDRESSES if key in pairs), "")
    if role is Role.TIME:
        ends = "-".join(dict.fromkeys(pairs[key] for key in ("min", "max", "from", "to", "value") if key in pairs))
        text = (
            f"{ends} {pairs.get('unit', '')}" if ends else ", ".join(f"{value} {key}" for key, value in pairs.items())
        )
        return (Words(text, text),)
    if url:
        shown = " ".join(name.split()) or url
        return (Words(shown, ESCAPED * len(shown), (Resource(shown, url),)),)
    if name:
        return (Words(name, ESCAPED * len(name)),)
    found = [_pair(key, value, role) for key, value in node.pairs or ()]
    return tuple(words for lines in found for words in lines)


def _pair(key: str, value: Node, role: Role) -> tuple[Words, ...]:
    if role is Role.RESOURCES and value.is_text and value.text.startswith(("http://", "https://")):
        return (Words(key, ESCAPED * len(key), (Resource(key, value.text),)),)
    return lines_of(value, role)
