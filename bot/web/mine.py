"""A learner's first page: what is to be done today, their plan against time, where they stand, and what they say."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.charts.timeline import Timeline, timeline
from bot.chat.context import MANY, Context
from bot.commands.today import today
from bot.commands.views import status
from bot.web.desk import Desk
from bot.web.own_page import own_page
from roadmap.forecast import band
from roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class Mine:
    """The page, with the weeks around now or the whole plan."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route("/", self.show), Route("/timeline", partial(self.show, whole=True))]

    async def show(self, request: Request, *, whole: bool = False) -> Response:
        path, stock = "/timeline" if whole else "/", self.desk.stock
        since = stock.clearings
        async with self.desk.look(request) as look:
            account, shown, now = look.session.account_id, look.shown, look.now
            if page := stock.page(request, path, account, shown, now):
                return page
            visitor, context = await look.context()
            values: dict[str, Any] = {
                "today": await today.run(context),
                "status": await status.run(context),
                "is_enrolled": context.enrolment is not None,
                "plan": await context.plan(),
                "timeline": await _timeline(context, whole=whole),
            }
        made = await own_page(self.desk, request, visitor, "mine", here="/", then=path, whole=whole, **values)
        return stock.lay(request, path, account, shown, made, now=now, since=since)


async def _timeline(context: Context, *, whole: bool) -> Timeline | None:
    """The plan against time; None for who is on no roadmap."""
    if context.enrolment is None:
        return None
    plan = await context.plan()
    if len(plan.roadmap.topics) > MANY:  # it takes a while, in which others have their turn
        return await asyncio.to_thread(_drawn, plan, whole)
    return _drawn(plan, whole)


def _drawn(plan: Plan, whole: bool) -> Timeline | None:
    return timeline(plan, band(plan), whole=whole)
