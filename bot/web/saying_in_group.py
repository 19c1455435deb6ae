"""What a member presses on the page of a group: a line to the kernel in that group's place, and of that member with no right there but to set a
goal, for which the platform is asked."""

import re
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.platform import Admitted, Spoken
from bot.chat.reply import Message
from bot.texts import pages as texts
from bot.web.answers import PRESS, answered
from bot.web.desk import Desk
from bot.web.forms import Fields
from bot.web.joined import Joined, joined, place_of
from bot.web.numbers import numbered
from bot.web.pressing import pressed
from bot.web.refusals import Refused
from bot.web.visitors import Visitor

WORDS = frozenset({"in", "out", "move", "cancel"})
"""What the page offers behind /meet of a meeting that is called."""

CALL = re.compile(r"/meet \d{4}-\d\d-\d\d \d\d:\d\d \d{1,3}m (once|weekly)( #\S+)?", re.ASCII)
"""How its form calls one."""

GOAL = "/group goal "
"""What those set who manage the group, which the kernel asks the platform."""

GOALS = re.compile(GOAL + r"(off|\d{1,5} (sessions|topics)( from \d{4}-\d\d-\d\d)?( until \d{4}-\d\d-\d\d)?)", re.ASCII)
"""How its form does."""

LONGEST = 200
"""Characters of the line."""


@dataclass(frozen=True, slots=True)
class SayingInGroup:
    """Takes the forms of a group's page. What is said of meetings in a group is told to it by the post that stands there."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        path = "/groups/" + numbered("group")
        return [
            Route(path + "/say", self.say, methods=["POST"]),
            Route(path + "/press", self.press, methods=["POST"]),
        ]

    async def say(self, request: Request) -> Response:
        """A line, or the fields named "said" as the words of one. Raises Refused."""
        desk, (visitor, there, fields) = self.desk, await self._heard(request)
        line = " ".join(" ".join((fields.line, *fields.all("said"))).split())
        if len(line) > LONGEST or not _is_offered(line):
            raise Refused(404, texts.not_there())
        speaker, place = there.context.speaker, place_of(visitor, there)
        if line.startswith(GOAL):
            place = replace(place, rights=None, warden=desk.managing.warden(speaker.platform))
        spoken = Spoken(speaker, place, line, desk.clock())
        return await self._answered(visitor, there, await desk.kernel.say(spoken), fields)

    async def press(self, request: Request) -> Response:
        """A press on a button of what was answered there, or the form in it. Raises Refused."""
        visitor, there, fields = await self._heard(request)
        speaker, place = there.context.speaker, place_of(visitor, there)
        message = await pressed(self.desk, visitor, speaker, place, fields, may=_is_of_a_meeting)
        return await self._answered(visitor, there, message, fields)

    async def _heard(self, request: Request) -> tuple[Visitor, Joined, Fields]:
        """Who sent a form of a group's page, in which group, and what stands in it. Raises Refused."""
        self.desk.check_origin(request)
        async with self.desk.context(request) as (visitor, context):
            there = await joined(context, request.path_params["group"])
        return visitor, there, await self.desk.fields(request, visitor.session)

    async def _answered(self, visitor: Visitor, there: Joined, message: Message | None, fields: Fields) -> Response:
        press = f"/groups/{there.now.group.id}{PRESS}"
        return await answered(self.desk, visitor, message, fields, press=press)


def _is_of_a_meeting(admitted: Admitted) -> bool:
    """Whether a button asks on about a meeting, as those do that the page is answered with."""
    return admitted.line.startswith("/meet ")


def _is_offered(line: str) -> bool:
    """Whether a form of the page may say this."""
    match line.split():
        case ["/meet", word, *_]:
            return word in WORDS or CALL.fullmatch(line) is not None
        case ["/group", *_]:
            return GOALS.fullmatch(line) is not None
        case ["/canhelp", number] if number.isdecimal() and number.isascii():
            return True
        case ["/leave"]:
            return True
    return False
