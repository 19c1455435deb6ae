"""What a member presses on the page of a group: a line to the kernel in that group's place, and of that member with no right there."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.platform import Admitted, Place, Spoken
from bot.chat.reply import Message
from bot.texts import pages as texts
from bot.web.answers import PRESS, answered
from bot.web.desk import Desk
from bot.web.forms import Fields
from bot.web.joined import Joined, joined
from bot.web.numbers import numbered
from bot.web.pressing import pressed
from bot.web.refusals import Refused
from bot.web.visitors import Visitor

WORDS = frozenset({"in", "out", "move", "cancel"})
"""What the page offers behind /meet of a meeting that is called."""

CALL = re.compile(r"/meet \d{4}-\d\d-\d\d \d\d:\d\d \d{1,3}m (once|weekly)( #\S+)?", re.ASCII)
"""How its form calls one."""

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
        """The fields named "said", as the words of one line. Raises Refused."""
        desk, (visitor, there, fields) = self.desk, await self._heard(request)
        line = " ".join(" ".join(fields.all("said")).split())
        if len(line) > LONGEST or not _is_offered(line):
            raise Refused(404, texts.not_there())
        spoken = Spoken(there.context.speaker, _place_of(visitor, there), line, desk.clock())
        return await self._answered(request, visitor, there, await desk.kernel.say(spoken), fields)

    async def press(self, request: Request) -> Response:
        """A press on a button of what was answered there, or the form in it. Raises Refused."""
        visitor, there, fields = await self._heard(request)
        speaker, place = there.context.speaker, _place_of(visitor, there)
        message = await pressed(self.desk, visitor, speaker, place, fields, may=_is_of_a_meeting)
        return await self._answered(request, visitor, there, message, fields)

    async def _heard(self, request: Request) -> tuple[Visitor, Joined, Fields]:
        """Who sent a form of a group's page, in which group, and what stands in it. Raises Refused."""
        self.desk.check_origin(request)
        async with self.desk.context(request) as (visitor, context):
            there = await joined(context, request.path_params["group"])
        return visitor, there, await self.desk.fields(request, visitor.session)

    async def _answered(
        self, request: Request, visitor: Visitor, there: Joined, message: Message | None, fields: Fields
    ) -> Response:
        press = f"/groups/{there.now.group.id}{PRESS}"
        return await answered(self.desk, request, visitor, message, fields, press=press)


def _is_of_a_meeting(admitted: Admitted) -> bool:
    """Whether a button asks on about a meeting, as those do that the page is answered with."""
    return admitted.line.startswith("/meet ")


def _is_offered(line: str) -> bool:
    """Whether a form of the page may say this."""
    match line.split():
        case ["/meet", word, *_]:
            return word in WORDS or CALL.fullmatch(line) is not None
        case ["/canhelp", number] if number.isdecimal() and number.isascii():
            return True
        case ["/leave"]:
            return True
    return False


def _place_of(visitor: Visitor, there: Joined) -> Place:
    """The group's place as a page knows it: the answer is for who asked alone, and no right is claimed that the platform has not
    said, neither the speaker's nor the bot's."""
    group = there.now.group
    return Place(
        group.chat_id,
        direct=False,
        whispers=True,
        rights=frozenset(),
        thread_id=group.thread_id,
        server_id=group.server_id,
        title=group.title,
        abilities=None,
        afar=there.me.account_id != visitor.contact.account.id,
    )
