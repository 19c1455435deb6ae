"""What a learner did: a form for a sitting, the last of the log, their study days, and their certificates."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.charts.study_days import study_days
from bot.commands.certificate_views import listed
from bot.commands.log_shown import show_page
from bot.commands.sitting_form import form_of, log_something
from bot.texts.pictures import heatmap, heatmap_alt
from bot.web.desk import Desk
from bot.web.own_page import own_page
from roadmap.minutes import minutes_by_day


@dataclass(frozen=True, slots=True)
class LogPage:
    """The page."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route("/log", self.show)]

    async def show(self, request: Request) -> Response:
        async with self.desk.context(request) as (visitor, context):
            log, form = await show_page(context, None, None), await form_of(context)
            log = replace(log, buttons=tuple(one for one in log.buttons if one != log_something()))  # it is a form here
            certificates, today = await listed(context, 1), context.today
            minutes = minutes_by_day(await context.events())
            told = {day: minutes.get(day, 0) for day in (await context.progress()).study_days if day <= today}
        days = study_days(told, today) if told else None
        return await own_page(
            self.desk,
            request,
            visitor,
            "log",
            here="/log",
            then="/log",
            log=log,
            form=form,
            certificates=certificates,
            days=days,
            days_said=heatmap(len(told), sum(told.values())),
            days_alt=heatmap_alt(told, days.first, today) if days else "",
        )
