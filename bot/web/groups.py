"""The study groups of whoever comes, by whichever of their accounts they joined, and the page of each: for its members alone, which is
asked of our own store at every request."""

from dataclasses import dataclass, replace
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.library import find_roadmaps
from bot.nudges.group.company import title_of
from bot.store.marks import Mark
from bot.store.unguessable import may_be_secret
from bot.texts import pages_group as texts
from bot.web.desk import Desk
from bot.web.group_goal import setting
from bot.web.group_shown import shown
from bot.web.joined import joined, place_of
from bot.web.numbers import numbered
from bot.web.own_page import LIVE, own_page
from bot.web.refusals import Refused
from bot.web.watch import stamp

PART = "/you"
"""Of the pages, to which these belong."""

MOST_LISTED = 100
LED = "/groups/by/"
"""In front of the word of a signpost, whose address leads on to its group's page."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The pages."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/groups", self.all_of_them),
            Route(LED + "{word}", self.led),
            Route("/groups/" + numbered("group"), self.one),
        ]

    async def all_of_them(self, request: Request) -> Response:
        async with self.desk.context(request) as (visitor, context):
            mine = await context.store.groups.of_all_accounts(visitor.contact.learner.id)
            going_on = [(one, one.roadmap) for one in mine if one.roadmap and not one.gone_at][:MOST_LISTED]
            roadmaps = await find_roadmaps(context.store, [slug for _, slug in going_on])
        found = [(one, roadmaps[slug]) for one, slug in going_on if slug in roadmaps]
        listed = [(one.id, title_of(one, roadmap), roadmap.title) for one, roadmap in found]
        return await own_page(
            self.desk, request, visitor, "groups", here=PART, then="/groups", stream="", groups=listed
        )

    async def one(self, request: Request) -> Response:
        """The page of one of them. Raises Refused."""
        number, desk = request.path_params["group"], self.desk
        since = desk.alike.clearings
        async with desk.context(request) as (visitor, context):
            marks = await context.store.group_marks.of([number], context.now)
            there, mine = await joined(context, number), visitor.contact.learner.id
            mark = (await context.store.group_marks.joined(marks, [mine]))[number, mine]
            alike = await desk.alike.of(there.context, there.now, self._stamp(marks[number], context.now), since)
            seen = await shown(there, alike)
        manages = await desk.managing.offers(there.context.speaker, place_of(visitor, there), desk.clock())
        path = f"/groups/{number}"
        visitor = replace(visitor, shown=self._stamp(mark, context.now))
        return await own_page(
            desk,
            request,
            visitor,
            "group",
            here=PART,
            then=path,
            stream=path + LIVE,
            group=seen,
            number=number,
            setting=setting(there.now, alike.aim) if manages else None,
        )

    def _stamp(self, mark: Mark, now: datetime) -> str:
        return stamp(mark, self.desk.default_zone, now)

    async def led(self, request: Request) -> Response:
        """From the word of a signpost to the page of its group. Raises Refused for who is no member there, as for a word that leads
        nowhere."""
        word = request.path_params["word"]
        async with self.desk.context(request) as (_, context):
            number = await context.store.signposts.lead_to(word, context.now) if may_be_secret(word) else None
            try:
                await joined(context, number)
            except Refused as refused:
                raise Refused(refused.status, texts.not_a_member()) from None
        return self.desk.to(f"/groups/{number}")
