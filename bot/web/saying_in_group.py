"""What a member presses on the page of a group: a line to the kernel in that group's place, and of that member with no right there."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.platform import Place, Spoken
from bot.store import Group
from bot.texts import pages as texts
from bot.web.answers import answered
from bot.web.desk import Desk
from bot.web.forms import fields_of
from bot.web.joined import joined, number_in
from bot.web.refusals import Refused

COMMAND = "/meet"
WORDS = frozenset({"in", "out", "move", "cancel"})
"""What the page offers behind /meet."""

LONGEST = 100
"""Characters of the line."""


@dataclass(frozen=True, slots=True)
class SayingInGroup:
    """Takes the forms of meetings. What is said of them in a group is told to it by the post that stands there."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route("/groups/{group}/meet", self.meet, methods=["POST"])]

    async def meet(self, request: Request) -> Response:
        """The fields named "said", as the words of one line. Raises Refused."""
        desk = self.desk
        desk.check_origin(request)
        async with desk.context(request) as (visitor, context):
            there = await joined(context, number_in(request))
        fields = await fields_of(request)
        words = " ".join(fields.all("said")).split()
        line = " ".join(words)
        if words[:1] != [COMMAND] or not WORDS.intersection(words[1:2]) or len(line) > LONGEST:
            raise Refused(404, texts.not_there())
        spoken = Spoken(there.context.speaker, place_of(there.now.group), line, desk.clock())
        return await answered(desk, visitor, await desk.kernel.say(spoken), fields)


def place_of(group: Group) -> Place:
    """The group's place as a page knows it: the answer is for who asked alone, and no right is claimed that the platform has not
    said, neither the speaker's nor the bot's."""
    return Place(
        group.chat_id,
        direct=False,
        whispers=True,
        rights=frozenset(),
        thread_id=group.thread_id,
        server_id=group.server_id,
        title=group.title,
        abilities=None,
    )
