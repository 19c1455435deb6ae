"""The roadmaps there are, by slug: those that are shipped, read once from their files, and those that learners brought."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from bot.store import Store
from roadmap.model import Roadmap
from roadmap.reading.markdown import read_markdown
from roadmap.roadmaps import SHIPPED


@cache
def library() -> Mapping[str, Roadmap]:
    """Every roadmap by its slug; the first is the one that a learner is offered."""
    shelf = files("roadmap.roadmaps")
    return {
        shipped.slug: read_markdown(
            shelf.joinpath(f"{shipped.slug}.md").read_text(encoding="utf-8"),
            slug=shipped.slug,
            title=shipped.title,
            aliases=shipped.aliases,
        ).roadmap
        for shipped in SHIPPED
    }


def default_roadmap() -> Roadmap:
    """The roadmap that a learner is offered."""
    return next(iter(library().values()))


async def find_roadmaps(store: Store, slugs: Collection[str]) -> Mapping[str, Roadmap]:
    """The roadmaps of these slugs, in their current versions; one that there is not is left out."""
    shipped = {slug: library()[slug] for slug in slugs if slug in library()}
    others = set(slugs) - set(shipped)
    return {**shipped, **await store.roadmaps.current(others)} if others else shipped
