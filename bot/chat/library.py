"""The roadmaps there are, by slug: those that are shipped, read once from their files, and those that learners brought."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from bot.store import Store
from roadmap.model import Roadmap
from roadmap.reading.forms.markdown.document import read_markdown_tree
from roadmap.reading.tree_readings import Naming, readings_of
from roadmap.roadmaps import SHIPPED, Shipped


@cache
def library() -> Mapping[str, Roadmap]:
    """Every roadmap by its slug; the first is the one that a learner is offered."""
    return {shipped.slug: shipped.called(_read(shipped)) for shipped in SHIPPED}


def document_of(slug: str) -> str:
    """The document of a shipped roadmap; empty where none is shipped under this slug."""
    shipped = any(one.slug == slug for one in SHIPPED)
    return files("roadmap.roadmaps").joinpath(f"{slug}.md").read_text(encoding="utf-8") if shipped else ""


def _read(shipped: Shipped) -> Roadmap:
    text = document_of(shipped.slug)
    readings = readings_of(read_markdown_tree(text), text, Naming(shipped.slug, shipped.slug, shipped.title))
    return next(iter(readings)).understood.roadmap


def default_roadmap() -> Roadmap:
    """The roadmap that a learner is offered."""
    return next(iter(library().values()))


async def find_roadmaps(store: Store, slugs: Collection[str]) -> Mapping[str, Roadmap]:
    """The roadmaps of these slugs, in their current versions; one that there is not is left out."""
    shipped = {slug: library()[slug] for slug in slugs if slug in library()}
    others = set(slugs) - set(shipped)
    return {**shipped, **await store.roadmaps.current(others)} if others else shipped
