"""The roadmaps there are, by slug; read once from the files that are shipped."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

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
