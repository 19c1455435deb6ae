"""The navigation of a site made with mkdocs: groups of pages by their titles; pages by themselves are about the site."""

from roadmap.model import Resource
from roadmap.reading.forms.data.nodes import Node
from roadmap.reading.forms.growing import Growing
from roadmap.reading.tree import Kind, Part
from roadmap.reading.words import ESCAPED, Words


def is_navigation(root: Node) -> bool:
    nav = root.get("nav")
    return bool(nav and nav.items and root.get("site_name"))


def navigation(root: Node) -> Part:
    growing = Growing()
    nav = root.get("nav")
    items = nav.items or () if nav else ()
    grouped = any(item.pairs and not item.pairs[0][1].is_text for item in items)
    for item in items:
        _put(item, 1, growing, apart=grouped)
    return growing.grown()


def _put(item: Node, level: int, growing: Growing, *, apart: bool = False) -> None:
    """One entry of a level, from 1; ``apart`` are pages beside groups of them."""
    if item.is_text:
        growing.entry(Part(Kind.ENTRY, item.line, item.line, _page(item.text.rpartition("/")[2], item.text)))
        return
    for title, below in item.pairs or ():
        if below.is_text and apart:
            growing.leaf(Part(Kind.PROSE, below.line, below.line, _page(title, below.text)))
        elif below.is_text:
            growing.entry(Part(Kind.ENTRY, below.line, below.line, _page(title, below.text)))
        else:
            growing.heading(Part(Kind.HEADING, below.line, below.line, Words(title, title), level))
            for one in below.items or ():
                _put(one, level + 1, growing)


def _page(title: str, url: str) -> Words:
    said = " ".join(title.split())
    return Words(said, ESCAPED * len(said), (Resource(said, url),))
