"""A learner's own page: what is to be done today, where they stand, and what they say."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.commands.today import today
from bot.commands.views import status
from bot.web.desk import Desk
from bot.web.saying import told


@dataclass(frozen=True, slots=True)
class Mine:
    """The page."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route("/", self.show)]

    async def show(self, request: Request) -> Response:
        async with self.desk.context(request) as (visitor, context):
            shown = await today.run(context), await status.run(context)
        answer = told(request, visitor.session)
        return self.desk.page("mine", shown=visitor.shown, answer=answer, today=shown[0], status=shown[1])
