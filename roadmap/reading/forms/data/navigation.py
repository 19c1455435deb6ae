"""The navigation of a site made with mkdocs: groups of pages by their titles; pages by themselves are about the site."""

from collections.abc import Iterator

from roadmap.model import Resource
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.words import ESCAPED, Words


def is_navigation(root: Node) -> bool:
    nav = root.get("nav")
    return bool(nav and nav.items and root.get("site_name"))


def navigation(root: Node) -> Part:
    nav = root.get("nav")
    items = nav.items or () if nav else ()
    grouped = any(item.pairs and not item.pairs[0][1].is_text for item in items)
    return Part(Kind.DOCUMENT, 0, -1, parts=tuple(part for item in items for part in _parts(item, 1, apart=grouped)))


def _parts(item: Node, level: int, *, apart: bool = False) -> Iterator[Part]:
    """What an entry of a level, from 1, stands for; ``apart`` are pages beside groups of them."""
    kind = Kind.PROSE if apart else Kind.ENTRY
    if item.is_text:
        yield Part(kind, item.line, item.line, _page(item.text.rpartition("/")[2], item.text))
    for title, below in item.pairs or ():
        if below.is_text:
            yield Part(kind, below.line, below.line, _page(title, below.text))
        else:
            inside = tuple(part for one in below.items or () for part in _parts(one, level + 1))
            yield Part(Kind.HEADING, below.line, below.line, Words(title, title), level, parts=inside)


def _page(title: str, url: str) -> Words:
    said = " ".join(title.split())
    return Words(said, ESCAPED * len(said), (Resource(said, url),))
