"""What a learner sets about themselves: as it is, and a form for each, which types the line that sets it."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.commands.looks import looks_
from bot.commands.settings import settings
from bot.commands.study_times import times
from bot.commands.today import today
from bot.said.lexicon import LEXICON
from bot.texts import labels
from bot.texts import settings as texts
from bot.web.desk import Desk
from bot.web.own_page import own_page
from roadmap.facts import EVERY_DAY
from roadmap.plan import Plan
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
            return await own_page(
                self.desk, request, visitor, "no_roadmap", here="/settings", then="/settings", **views
            )
        progress, counting = plan.progress, plan.progress.weekdays or EVERY_DAY
        return await own_page(
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


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that the roadmap assumes: the button that ticks it, or does so no more, and what it is for."""

    button: Button
    wanted: str


def _skills(plan: Plan) -> list[Skill]:
    known = plan.progress.known_skills
    return [
        Skill(Button(labels.skill(name, known=name in known), f"/skills #{name}"), texts.wanted_for(titles))
        for name, titles in texts.skills_wanted(plan.roadmap).items()
    ]


async def _views(context: Context) -> dict[str, Any]:
    """The skills, and what the settings, the study times and what others see say."""
    return {
        "skills": _skills(await context.plan()),
        "about_skills": texts.about_skills(),
        "more_skills": texts.more_skills(context.roadmap),
        "view": await settings.run(context),
        "times": await times.run(context),
        "looks": await looks_.run(context),
    }
