"""/roadmap/SLUG: a roadmap for everybody who has its address, with the ways onto it; nothing of whoever learns by it, or brought it.
One that is neither shipped nor shared looks like one that there never was."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.library import find_roadmaps, library
from bot.texts import pages
from bot.texts import roadmap_page as texts
from bot.web.desk import Desk
from bot.web.numbers import numbered
from bot.web.refusals import Refused
from bot.web.roadmap_leaves import Leaf, leaf
from roadmap.model import Roadmap

Starts = Mapping[str, Callable[[str], str]]
"""For each platform that is served what leads onto a roadmap there; see Platform.start_link."""

NOWHERE: Starts = MappingProxyType({})

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What may be the slug of a roadmap; nothing else is looked up."""

TERMINAL = "console"

SHIPPED_HEADERS = {"Cache-Control": "public, max-age=300", "X-Robots-Tag": "all"}
"""Of what changes with a release alone and may be found. What somebody brought is kept nowhere, so that taking it back holds at once."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way onto a roadmap: a link with its words."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class RoadmapPage:
    """The page."""

    desk: Desk
    starts: Starts

    @property
    def routes(self) -> list[Route]:
        return [Route("/roadmap/{slug}", self.show), Route("/roadmap/{slug}/" + numbered("page"), self.show)]

    async def show(self, request: Request) -> Response:
        """A page of its topics. Raises Refused."""
        slug, page = request.path_params["slug"], request.path_params.get("page", 1)
        roadmap = await self._seen(slug) if SLUG.fullmatch(slug) else None
        if roadmap is None:
            raise Refused(404, pages.not_there())
        shown = leaf(roadmap.topics, page)
        if shown is None:
            raise Refused(404, pages.not_there())
        response = await asyncio.to_thread(self._written, roadmap, shown)
        if slug in library():
            response.headers.update(SHIPPED_HEADERS)
        return response

    async def _seen(self, slug: str) -> Roadmap | None:
        """A roadmap that everybody may see."""
        if slug in library():
            return library()[slug]
        async with self.desk.database.reading() as store:
            return (await find_roadmaps(store, [slug])).get(slug) if await store.roadmaps.is_shared(slug) else None

    def _written(self, roadmap: Roadmap, shown: Leaf) -> Response:
        return self.desk.page(
            "roadmap",
            roadmap=roadmap,
            stages=texts.stages(roadmap, shown.topics),
            leaf=shown,
            path=f"/roadmap/{roadmap.slug}",
            ways=self._ways(roadmap.slug),
            is_shipped=roadmap.slug in library(),
            in_a_terminal=roadmap.slug in library() or TERMINAL in self.starts,
            texts=texts,
        )

    def _ways(self, slug: str) -> Sequence[Way]:
        links = ((name, start(slug)) for name, start in self.starts.items())
        return [Way(texts.start_on(name), link) for name, link in links if link]
