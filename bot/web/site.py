"""All pages under one roof: what holds of each of their answers, whoever asked."""

import re
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Scope

from bot.chat.platform import Kernel, Warden
from bot.clock import Clock
from bot.errors import BotError, Refusal
from bot.platforms.pack import Vouches
from bot.store import Database
from bot.texts import pages as texts
from bot.texts.errors import words
from bot.web.bringing import Bringing
from bot.web.certificates_page import CertificatesPage
from bot.web.desk import Desk
from bot.web.editing import Editing
from bot.web.groups import Groups
from bot.web.limits import Limits
from bot.web.live import Live
from bot.web.log_page import LogPage
from bot.web.managing import NOBODY_ASKED, Managing
from bot.web.mine import Mine
from bot.web.mini_app import PLATFORM, MiniApp
from bot.web.packing import pack
from bot.web.policy import policy
from bot.web.portfolio_page import PortfolioPage
from bot.web.refusals import Refused
from bot.web.roadmap_page import NOWHERE, RoadmapPage, Starts
from bot.web.saying import Saying
from bot.web.saying_in_group import SayingInGroup
from bot.web.settings_page import SettingsPage
from bot.web.sheets import Sheets
from bot.web.signing_in import SigningIn
from bot.web.tidying import Tidying
from bot.web.topics import Topics
from bot.web.watch import Watch
from bot.web.you import You

Answer = Callable[[Request], Awaitable[Response]]

Counting = Callable[[Request, datetime], None]
"""Counts a request; raises Refused where there were too many."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
"""Of the files that are served as they are, by the end of their names."""

NAME = re.compile(r"[a-z-]{1,40}\.(css|js|svg)")

FOR_GOOD, NOT_KEPT = "public, max-age=31536000, immutable", "no-store"

RETRY_SECONDS = 60
"""Until the database may answer again."""

NOBODY_VOUCHES: Mapping[str, Vouches] = MappingProxyType({})

log = structlog.get_logger()


class Site:
    """The pages of an installation that is found at ``public_url``, of which ``streams`` are kept live at a time; ``starts`` leads onto
    a roadmap on each platform that is served. They are opened within the platforms too that have somebody who ``vouches``; ``wardens`` are
    asked who manages a group."""

    def __init__(
        self,
        kernel: Kernel,
        database: Database,
        clock: Clock,
        default_zone: str,
        public_url: str,
        *,
        starts: Starts = NOWHERE,
        streams: int = 100,
        limits: Limits | None = None,
        is_public: bool = True,
        vouches: Mapping[str, Vouches] = NOBODY_VOUCHES,
        wardens: Mapping[str, Warden] = NOBODY_ASKED,
    ) -> None:
        sheets = Sheets(urlsplit(public_url).path.rstrip("/"))
        self._desk = desk = Desk(
            kernel,
            database,
            clock,
            default_zone,
            public_url,
            sheets,
            limits or Limits(),
            is_public,
            managing=Managing(wardens),
        )
        database.when_forgotten(desk.forget)
        self.watch = Watch(database, clock, default_zone, most=streams)
        self.tidying = Tidying(desk)
        doors = (SigningIn(desk), Saying(desk), Live(desk, self.watch))
        mine = (Mine(desk), Topics(desk), LogPage(desk), CertificatesPage(desk), SettingsPage(desk), You(desk))
        roadmaps = (RoadmapPage(desk, starts), PortfolioPage(desk), Bringing(desk), Editing(desk))
        groups = (Groups(desk), SayingInGroup(desk))
        self._routes = [route for page in (*doors, *mine, *roadmaps, *groups) for route in page.routes]
        if PLATFORM in vouches:
            self._routes += MiniApp(desk, vouches[PLATFORM]).routes
        self._feeds: list[Route] = []
        if is_public:
            from bot.web.calendar import CalendarPage  # noqa: PLC0415 - it costs memory and time, and only some need it

            self._feeds = CalendarPage(desk).routes

    @property
    def routes(self) -> list[Route]:
        """All of them, each with the headers that all have, and a page for what is refused or breaks."""
        limits = self._desk.limits
        feeds = [Route(route.path, self._answering(route.endpoint, limits.of_calendars)) for route in self._feeds]
        own = [
            Route(route.path, self._answering(route.endpoint), methods=list(route.methods or ()))
            for route in self._routes
        ]
        static = Route("/static/{name}", self._answering(self._static))
        return [*feeds, *own, static, Nowhere(self._answering(_nowhere))]

    @property
    def beside(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        """What is to run for as long as they are served."""
        return [self.watch.run, self.tidying.run]

    def _answering(self, answer: Answer, counting: Counting | None = None) -> Answer:
        counted = counting or self._desk.limits.of_address

        async def answered(request: Request) -> Response:
            response = await self._answer(answer, request, counted)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            self._desk.cookie.give_again(request, response)
            pack(request, response)
            return response

        return answered

    async def _answer(self, answer: Answer, request: Request, counted: Counting) -> Response:
        try:
            counted(request, self._desk.clock())
            return await answer(request)
        except Refused as refused:
            return self._refusing(refused)
        except Refusal as refused:
            return self._refusing(Refused(409, words(refused)))
        except BotError:
            return self._refusing(Refused(503, texts.not_now(), retry_seconds=RETRY_SECONDS))
        except Exception:
            incident = secrets.token_hex(4)
            log.exception("incident", incident=incident, platform="web")
            return self._refusing(Refused(500, texts.broke(incident)))

    def _refusing(self, refused: Refused) -> Response:
        page = self._desk.page("refused", refused.status, said=refused.words)
        if refused.retry_seconds is not None:
            page.headers["Retry-After"] = str(refused.retry_seconds)
        return page

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if not NAME.fullmatch(name) or not (file := files("bot.web").joinpath("static", name)).is_file():
            raise Refused(404, texts.not_there())
        kind = KINDS[name.rpartition(".")[2]]
        is_it = self._desk.sheets.static(name).endswith(
            f"?{request.url.query}"
        )  # another release may have asked for its own
        cached = FOR_GOOD if is_it else NOT_KEPT
        return Response(file.read_bytes(), headers={"Cache-Control": cached}, media_type=kind)


class Nowhere(Route):
    """What is left: a path that is no page's, of whatever letters (line ends are none to a pattern), or a method that its page does not
    know."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("/{path:path}", answer)
        self.methods = None

    def matches(self, _scope: Scope) -> tuple[Match, Scope]:
        return Match.FULL, {"endpoint": self.endpoint, "path_params": {}}


async def _nowhere(_: Request) -> Response:
    raise Refused(404, texts.not_there())
