"""The certifications of a roadmap, and a learner's own: a page at a time, which links turn. The first stands on the page of the log too."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.commands.certificate_views import Leaf, leaf_of, leaf_shown
from bot.web.desk import Desk
from bot.web.numbers import numbered
from bot.web.own_page import own_page
from bot.web.parts import Part

PATH = "/certificates"

PART = "/log"
"""Of the pages, to which these belong."""


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    """The pages."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route(PATH, self.show), Route(PATH + "/" + numbered("page"), self.show)]

    async def show(self, request: Request) -> Response:
        """The first, or that of a number; the last one where there are not so many."""
        async with self.desk.context(request) as (visitor, context):
            leaf = await leaf_of(context, request.path_params.get("page", 1))
            view = leaf_shown(context, leaf)
        part = part_of(leaf)
        then = f"{PATH}/{part.page}" if part.page > 1 else PATH
        return await own_page(
            self.desk, request, visitor, "certificates", here=PART, then=then, certificates=view, part=part
        )


def part_of(leaf: Leaf | None) -> Part:
    """Which one it is, for its links."""
    return Part(leaf.page, leaf.pages, PATH) if leaf else Part(1, 1, PATH)
