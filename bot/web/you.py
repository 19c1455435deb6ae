"""About oneself: what is kept, the files that it comes as, and the browsers that are signed in."""

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.context import Context
from bot.commands.export import FORMS, kept
from bot.store.web_sessions import WebSession
from bot.texts import export as texts
from bot.texts import pages_settings
from bot.texts.phrases import moment
from bot.web.desk import Desk
from bot.web.own_page import own_page
from bot.web.visitors import Visitor

WITHOUT_A_ROADMAP = ("everything",)
"""Files for who is on none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A browser in the list of them."""

    id: int
    is_this: bool
    through: str
    made: Markup
    seen: Markup


@dataclass(frozen=True, slots=True)
class You:
    """The page."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route("/you", self.show)]

    async def show(self, request: Request) -> Response:
        async with self.desk.context(request) as (visitor, context):
            learner, told = visitor.contact.learner, await kept(context)
            browsers = await context.store.web.of_learner(learner.id, context.now)
            accounts = (await context.store.learners.accounts([learner.id]))[learner.id]
            forms = tuple(FORMS) if context.enrolment else WITHOUT_A_ROADMAP
        platforms = {account.id: account.platform for account in accounts}
        return await own_page(
            self.desk,
            request,
            visitor,
            "you",
            here="/you",
            then="/you",
            kept=told,
            exports=[(form, texts.label(form)) for form in forms],
            sessions=[_listed(one, visitor, context, platforms[one.account_id]) for one in browsers],
        )


def _listed(one: WebSession, visitor: Visitor, context: Context, platform: str) -> Listed:
    made, seen = (moment(when, context.zone, context.today, is_ahead=False) for when in (one.made_at, one.seen_at))
    return Listed(one.id, one.id == visitor.session.id, pages_settings.came_in(one.through, platform), made, seen)
