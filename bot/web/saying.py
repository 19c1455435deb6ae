"""What is typed and pressed on a page: a line to the kernel, as the account that is signed in, and its answer on the next page."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.platform import Spoken
from bot.texts import pages as texts
from bot.web.answers import PRESS, answered, back, named
from bot.web.desk import Desk
from bot.web.forms import Fields
from bot.web.numbers import numbered
from bot.web.pressing import pressed
from bot.web.refusals import Refused
from bot.web.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Saying:
    """Takes forms: a line, or what a button carries."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/say", self.say, methods=["POST"]),
            Route(PRESS, self.press, methods=["POST"]),
            Route("/answer/{name}/" + numbered("number"), self.file),
        ]

    async def say(self, request: Request) -> Response:
        """A line, as it would be typed in a chat; many check boxes are one."""
        visitor, fields = await self._heard(request)
        desk, line = self.desk, fields.line
        if not line:
            return back(desk, fields)
        message = await desk.kernel.say(Spoken(visitor.speaker, visitor.place, line, desk.clock()))
        return await answered(desk, visitor, message, fields)

    async def press(self, request: Request) -> Response:
        """A press on a button of an answer, be it the one that sends the form there."""
        visitor, fields = await self._heard(request)
        message = await pressed(self.desk, visitor, visitor.speaker, visitor.place, fields)
        return await answered(self.desk, visitor, message, fields)

    async def file(self, request: Request) -> Response:
        """A file that came with the answer of that name. Raises Refused."""
        visitor = await self.desk.visitor(request)
        number, kept = request.path_params["number"], await named(self.desk, visitor, request.path_params["name"])
        if kept is None or number >= len(kept.message.attachments):
            raise Refused(404, texts.not_there())
        file = kept.message.attachments[number]
        shown = "inline" if file.media_type == "image/png" else "attachment"
        name = re.sub(r"[^\w.-]", "_", file.name, flags=re.ASCII)
        headers = {"Content-Disposition": f'{shown}; filename="{name}"'}
        return Response(file.content, headers=headers, media_type=file.media_type)

    async def _heard(self, request: Request) -> tuple[Visitor, Fields]:
        """Who sent a form from a page of ours, and what stands in it. Raises Refused."""
        self.desk.check_origin(request)
        visitor = await self.desk.visitor(request)
        return visitor, await self.desk.fields(request, visitor.session)
