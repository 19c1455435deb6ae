"""What a learner did: a form for a sitting, the last of the log, their study days, and the first of their certificates; what was before that,
page by page."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.charts.study_days import study_days
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.certificate_views import leaf_of as leaf_of_certificates
from bot.commands.certificate_views import leaf_shown
from bot.commands.log_shown import Leaf, leaf_of, notes_file
from bot.commands.sitting_form import form_of
from bot.texts import log as texts
from bot.texts.pictures import heatmap, heatmap_alt
from bot.web.certificates_page import part_of
from bot.web.desk import Desk
from bot.web.numbers import numbered
from bot.web.own_page import own_page
from bot.web.parts import Part
from roadmap.minutes import minutes_by_day

PATH = "/log"


@dataclass(frozen=True, slots=True)
class LogPage:
    """The page, and those of the log behind it."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route(PATH, self.show), Route(PATH + "/" + numbered("page"), self.turn)]

    async def show(self, request: Request) -> Response:
        """The newest of all."""
        async with self.desk.context(request) as (visitor, context):
            log, form = await leaf_of(context, None, 1), await form_of(context)
            held, today = await leaf_of_certificates(context, 1), context.today
            minutes = minutes_by_day(await context.events())
            told = {day: minutes.get(day, 0) for day in (await context.progress()).study_days if day <= today}
            certificates = leaf_shown(context, held)
        days = study_days(told, today) if told else None
        return await own_page(
            self.desk,
            request,
            visitor,
            "log",
            here=PATH,
            then=PATH,
            log=_view(context, log),
            part=_part(log),
            form=form,
            certificates=certificates,
            held=part_of(held),
            days=days,
            days_said=heatmap(len(told), sum(told.values())),
            days_alt=heatmap_alt(told, days.first, today) if days else "",
        )

    async def turn(self, request: Request) -> Response:
        """A page of the log alone; the last one where there are not so many."""
        async with self.desk.context(request) as (visitor, context):
            log = await leaf_of(context, None, request.path_params["page"])
        part = _part(log)
        return await own_page(
            self.desk,
            request,
            visitor,
            "log_before",
            here=PATH,
            then=f"{PATH}/{part.page}",
            log=_view(context, log),
            part=part,
        )


def _view(context: Context, log: Leaf | None) -> Reply:
    """What stands on a page of the log; which one it is, its links say."""
    if log is None:
        return Reply(text=texts.nothing_yet(context.roadmap.title))
    return Reply(text=texts.by_day(log.head, log.entries, log.minutes, context.today, (1, 1)), buttons=notes_file(log))


def _part(log: Leaf | None) -> Part:
    return Part(log.page, log.pages, PATH) if log else Part(1, 1, PATH)
