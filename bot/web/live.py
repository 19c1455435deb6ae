"""/live: what keeps an open page as it is to be. A stream of server-sent events says that the page has changed, and the page is
fetched anew by its own address: as whoever it is by then, in a transaction of its own, and compressed on the way, as a stream may not
be. A page says in its address what it shows, so that one that comes back after a break, in which it may have missed anything, is told
at once; there is nothing to be sent again, and no ids."""

import asyncio
import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.texts import pages as texts
from bot.web.desk import Desk
from bot.web.joined import joined
from bot.web.numbers import numbered
from bot.web.own_page import LIVE
from bot.web.refusals import Refused
from bot.web.visitors import Visitor
from bot.web.watch import Watch

OF_A_GROUP = "/groups/" + numbered("group") + LIVE
"""The stream of a group's page, for its members."""

SHOWN = re.compile(r"[0-9a-f.-]{0,40}")
"""What a page may say that it shows."""

QUIET_SECONDS = 20.0
"""After which a line without a meaning is sent, for whatever lies between to see that the stream goes on."""

ANYTHING = b":\n\n"

CHANGED = b"event: changed\ndata: "
"""By this a page hears that it is to be fetched anew; behind it stands what it is to show."""

RETRY_SECONDS = 60
"""Until there may be room for a stream."""

HEADERS = {"X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class Live:
    """Keeps pages live."""

    desk: Desk
    watch: Watch
    quiet_seconds: float = QUIET_SECONDS

    @property
    def routes(self) -> list[Route]:
        return [Route(LIVE, self.open), Route(OF_A_GROUP, self.open)]

    async def open(self, request: Request) -> Response:
        """The stream of a page; its head alone for who asks for no more. Raises Refused for who is not signed in, or no member of its group,
        and where there is no room."""
        visitor, group = await self._who(request)
        shown = request.query_params.get("shown", "")
        if not SHOWN.fullmatch(shown):
            raise Refused(404, texts.not_there())
        if self.watch.is_full:
            raise Refused(503, texts.too_often(), retry_seconds=RETRY_SECONDS)
        return Stream(self.watch, visitor.session.id, group, shown, self.quiet_seconds)

    async def _who(self, request: Request) -> tuple[Visitor, int | None]:
        """Whose page it is, and of which group."""
        if "group" not in request.path_params:
            return await self.desk.visitor(request), None
        async with self.desk.context(request) as (visitor, context):
            there = await joined(context, request.path_params["group"])
        return visitor, there.now.group.id


class Stream(StreamingResponse):
    """A page that is open, see bot.web.watch.Open. It has no task beside the one that answers, which waits for the browser to go and
    is woken by the clock, at once where there is something to be said."""

    media_type = "text/event-stream"

    def __init__(self, watch: Watch, session: int, group: int | None, shown: str, quiet_seconds: float) -> None:
        super().__init__((), headers=HEADERS)
        self.session, self.group = session, group
        self._watch, self._shown, self._quiet_seconds = watch, shown, quiet_seconds
        self._news: bytes | None = None
        self._is_over = False
        self._rest: asyncio.Timeout | None = None

    def tell(self, mark: str) -> None:
        if mark != self._shown:
            self._shown = mark
            self._say(CHANGED + mark.encode() + b"\n\n")

    def end(self) -> None:
        """Whoever reads it is to look at the page once more, which is another one by now."""
        self._is_over = True
        self._say(CHANGED + b"\n\n")

    def give_way(self) -> None:
        """Its browser comes again by itself, unless it has gone."""
        self._is_over = True
        self._say(ANYTHING)

    def _say(self, news: bytes) -> None:
        self._news = news
        if self._rest and not self._rest.expired():
            self._rest.reschedule(asyncio.get_running_loop().time())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        if scope["method"] == "HEAD":
            await send(start)
            await send({"type": "http.response.body"})
            return
        with self._watch.over(self):
            await send(start)
            await send(_part(ANYTHING))
            while await self._stays(receive):
                news, self._news = self._news, None
                await send(_part(news or ANYTHING))
                if self._is_over and self._news is None:
                    await send(_part(b"", more=False))
                    return

    async def _stays(self, receive: Receive) -> bool:
        """Wait for something to say, or until it was quiet for a while; False for a browser that has gone."""
        if self._news is not None:
            return True
        try:
            async with asyncio.timeout(self._quiet_seconds) as self._rest:
                while (await receive())["type"] != "http.disconnect":
                    pass
        except TimeoutError:
            return True
        finally:
            self._rest = None
        return False


def _part(body: bytes, *, more: bool = True) -> dict[str, object]:
    return {"type": "http.response.body", "body": body, "more_body": more}
