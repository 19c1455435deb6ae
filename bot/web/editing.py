"""/edit: the topics of a roadmap of one's own, leaf by leaf and one by one, to rename, move, lengthen, part into steps and remove. Each change
is a line of /edit, as it would be typed in a chat."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.context import Context
from bot.commands.edits import edit, is_own
from bot.texts import editing_page as texts
from bot.texts import pages
from bot.web.desk import Desk
from bot.web.numbers import numbered
from bot.web.own_page import own_page
from bot.web.refusals import Refused
from bot.web.roadmap_leaves import leaf
from roadmap.inside import with_own_steps
from roadmap.names import reference

PATH = "/edit"

PART = "/topics"
"""Of the pages, to which these belong."""

MOST_STEPS = 60
"""Of a topic that are shown to be edited."""


@dataclass(frozen=True, slots=True)
class Editing:
    """The pages."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [
            Route(PATH, self.topics),
            Route(PATH + "/" + numbered("page"), self.topics),
            Route(PATH + "/topic/{slug}", self.topic),
        ]

    async def topics(self, request: Request) -> Response:
        """A page of the topics; of a roadmap that is not one's own, the way to a copy. Raises Refused."""
        async with self.desk.context(request) as (visitor, context):
            context.enrolled()
            own, roadmap = await is_own(context), context.roadmap
            view = None if own else await edit.run(context)
        shown = leaf(roadmap.topics, request.path_params.get("page", 1))
        if shown is None:
            raise Refused(404, pages.not_there())
        return await own_page(
            self.desk,
            request,
            visitor,
            "edit",
            here=PART,
            then=PATH if shown.number == 1 else f"{PATH}/{shown.number}",
            roadmap=roadmap,
            view=view,
            leaf=shown,
            rows=[texts.row(topic) for topic in shown.topics],
            last=reference(roadmap.topics[-1]),
            path=PATH,
            texts=texts,
        )

    async def topic(self, request: Request) -> Response:
        """One topic with its forms. Raises Refused."""
        slug = request.path_params["slug"]
        async with self.desk.context(request) as (visitor, context):
            if not await is_own(context) or slug not in context.roadmap.by_slug:
                raise Refused(404, pages.not_there())
            shown = await self._shown(context, slug)
        then = f"{PATH}/topic/{slug}"
        return await own_page(
            self.desk, request, visitor, "edit_topic", here=PART, then=then, path=PATH, texts=texts, **shown
        )

    async def _shown(self, context: Context, slug: str) -> dict[str, Any]:
        topic = with_own_steps(context.roadmap, await context.progress()).by_slug[slug]
        return {
            "topic": topic,
            "name": reference(topic),
            "row": texts.row(topic),
            "steps": list(enumerate(topic.steps[:MOST_STEPS], 1)),
            "more_steps": max(0, len(topic.steps) - MOST_STEPS),
        }
