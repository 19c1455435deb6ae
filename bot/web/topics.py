"""The topics of a roadmap, those of a stage, and one topic with its steps: ticked there as many at once as somebody likes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.commands.shelf import roadmaps
from bot.commands.steps import form_of
from bot.commands.views import topic
from bot.said.referred import MOST_REFERRED
from bot.texts import glance
from bot.texts import pages as texts
from bot.texts.steps_shown import on_page, pages_of
from bot.web.desk import Desk
from bot.web.numbers import numbered
from bot.web.own_page import own_page
from bot.web.parts import Part
from bot.web.refusals import Refused
from roadmap.model import Topic
from roadmap.overview import here, is_long
from roadmap.plan import Plan
from roadmap.stages import Stage

T = TypeVar("T")

PAGE = MOST_REFERRED
"""Topics, or stages, on a page: so many can be told in one line."""

MOST_AT_ONCE = 100
"""Steps that have their check boxes on one page: so many can be told in one line."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The pages."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        stage = "/stage/" + numbered("number")
        return [
            Route("/topics", self.all),
            Route("/topics/" + numbered("page"), self.all),
            Route(stage, self.stage),
            Route(stage + "/" + numbered("page"), self.stage),
            Route("/topic/{slug}", self.one),
            Route("/topic/{slug}/" + numbered("page"), self.one),
        ]

    async def all(self, request: Request) -> Response:
        """All topics by their stages; of a long roadmap the stages, and the topics of the one where the learner is."""
        async with self.desk.context(request) as (visitor, context):
            plan = await context.plan()
            shelf = await roadmaps.run(context) if context.enrolment else None
        stages, is_folded = plan.roadmap.stages.all, is_long(plan.roadmap)
        part = _part(request, _pages(stages) if is_folded else 1, "/topics")
        now = here(plan.roadmap, plan.progress) if is_folded else None
        return await own_page(
            self.desk,
            request,
            visitor,
            "topics",
            here="/topics",
            then=f"{part.path}/{part.page}",
            plan=plan,
            stages=_cut(stages, part) if is_folded else stages,
            is_folded=is_folded,
            now=now if part.page == 1 else None,
            around=_around(plan, now),
            part=part,
            shelf=shelf,
            briefly=glance.briefly,
        )

    async def stage(self, request: Request) -> Response:
        """The topics of a stage, in their order."""
        async with self.desk.context(request) as (visitor, context):
            plan = await context.plan()
        number = request.path_params["number"]
        stage = plan.roadmap.stages.numbered(number)
        if stage is None:
            raise Refused(404, texts.not_there())
        part = _part(request, _pages(stage.topics), f"/stage/{number}")
        return await own_page(
            self.desk,
            request,
            visitor,
            "stage",
            here="/topics",
            then=f"{part.path}/{part.page}",
            plan=plan,
            stage=stage,
            topics=_cut(stage.topics, part),
            part=part,
            briefly=glance.briefly,
        )

    async def one(self, request: Request) -> Response:
        """A topic: all that is known of it, and its steps."""
        async with self.desk.context(request) as (visitor, context):
            found = context.roadmap.by_slug.get(request.path_params["slug"])
            if found is None:
                raise Refused(404, texts.not_there())
            plan, view = await context.plan(), await topic.run(context, topic=found)
        inside = plan.inside(found)
        pages = 1 if len(inside.steps) <= MOST_AT_ONCE else pages_of(inside)
        part = _part(request, pages, f"/topic/{found.slug}")
        return await own_page(
            self.desk,
            request,
            visitor,
            "topic",
            here="/topics",
            then=f"{part.path}/{part.page}" if part.page > 1 else part.path,
            topic=found,
            stage=plan.roadmap.stages.of(found),
            view=view,
            inside=inside,
            part=part,
            form=form_of(found, inside, part.page if pages > 1 else 0) if inside.steps else None,
            steps=on_page(inside, part.page if pages > 1 else 0),
        )


def _part(request: Request, pages: int, path: str) -> Part:
    """The page that is asked for, or the nearest that there is."""
    return Part(min(max(1, request.path_params.get("page", 1)), max(1, pages)), max(1, pages), path)


def _pages(things: Sequence[object]) -> int:
    return -(-len(things) // PAGE)


def _cut(things: Sequence[T], part: Part) -> Sequence[T]:
    return things[(part.page - 1) * PAGE : part.page * PAGE]


def _around(plan: Plan, now: Stage | None) -> Sequence[Topic]:
    """Of the stage where the learner is the topics that are to be done next."""
    if now is None:
        return ()
    return sorted(now.topics, key=lambda topic: plan.progress.of(topic.slug).finished)[:PAGE]
