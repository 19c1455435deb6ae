"""What a learner sets about themselves: as it is, and a form for each, which types the line that sets it."""

from dataclasses import dataclass
from datetime import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.looks import looks_
from bot.commands.settings import settings
from bot.commands.study_times import times
from bot.commands.today import today
from bot.said.lexicon import LEXICON
from bot.web.desk import Desk
from bot.web.leaves import leaf
from roadmap.facts import EVERY_DAY
from roadmap.replan import heeds_hours
from roadmap.streak import WEEK, goal_in, monday

USUAL = (time(22), time(7, 30))
"""Quiet hours that are offered to who has none."""


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The page; who is on no roadmap begins with one."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route("/settings", self.show)]

    async def show(self, request: Request) -> Response:
        async with self.desk.context(request) as (visitor, context):
            learner, plan = visitor.contact.learner, await context.plan() if context.enrolment else None
            views = {"view": await today.run(context)} if plan is None else await _views(context)
        if plan is None:
            return await leaf(self.desk, request, visitor, "no_roadmap", here="/settings", then="/settings", **views)
        progress, counting = plan.progress, plan.progress.weekdays or EVERY_DAY
        return await leaf(
            self.desk,
            request,
            visitor,
            "settings",
            here="/settings",
            then="/settings",
            **views,
            learner=learner,
            weekday_words=[LEXICON.clocks.weekday_word(day) for day in range(7)],
            quiet=[at.isoformat("minutes") for at in learner.quiet or USUAL],
            counting=[bool(counting >> day & 1) for day in range(7)],
            heeds_hours=heeds_hours(plan),
            hours=f"{progress.weekly_minutes / 60:g}" if progress.weekly_minutes else "",
            goal=goal_in(progress.goals, monday(plan.today) + WEEK),
            end=progress.end.day.isoformat() if progress.end else "",
        )


async def _views(context: Context) -> dict[str, Reply]:
    """What the settings, the study times and what others see say."""
    return {
        "view": await settings.run(context),
        "times": await times.run(context),
        "looks": await looks_.run(context),
    }
