"""All pages under one roof: what holds of each of their answers, whoever asked."""

import secrets
from collections.abc import Awaitable, Callable
from importlib.resources import files
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.platform import Kernel
from bot.clock import Clock
from bot.errors import BotError
from bot.store import Database
from bot.texts import pages as texts
from bot.web.desk import Desk
from bot.web.groups import Groups
from bot.web.mine import Mine
from bot.web.refusals import Refused
from bot.web.saying import Saying
from bot.web.saying_in_group import SayingInGroup
from bot.web.sheets import Sheets
from bot.web.signing_in import SigningIn

Answer = Callable[[Request], Awaitable[Response]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and do: what is ours, and no script or style within it."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
"""Of the files that are served as they are, by the end of their names."""

FOR_GOOD = "public, max-age=31536000, immutable"

log = structlog.get_logger()


class Site:
    """The pages of an installation that is found at ``public_url``."""

    def __init__(self, kernel: Kernel, database: Database, clock: Clock, default_zone: str, public_url: str) -> None:
        sheets = Sheets(urlsplit(public_url).path.rstrip("/"))
        self._desk = desk = Desk(kernel, database, clock, default_zone, public_url, sheets)
        groups = (Groups(desk), SayingInGroup(desk))
        self._routes = [route for page in (SigningIn(desk), Saying(desk), Mine(desk), *groups) for route in page.routes]

    @property
    def routes(self) -> list[Route]:
        """All of them, each with the headers that all have, and a page for what is refused or breaks."""
        own = [
            Route(route.path, self._answering(route.endpoint), methods=list(route.methods or ()))
            for route in self._routes
        ]
        return [*own, Route("/static/{name}", self._static)]

    def _answering(self, answer: Answer) -> Answer:
        async def answered(request: Request) -> Response:
            response = await self._answer(answer, request)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return answered

    async def _answer(self, answer: Answer, request: Request) -> Response:
        try:
            return await answer(request)
        except Refused as refused:
            return self._desk.page("refused", refused.status, said=refused.words)
        except BotError:
            return self._desk.page("refused", 503, said=texts.not_now())
        except Exception:
            incident = secrets.token_hex(4)
            log.exception("incident", incident=incident, platform="web")
            return self._desk.page("refused", 500, said=texts.broke(incident))

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        file = files("bot.web").joinpath("static", name)
        kind = KINDS.get(name.rpartition(".")[2])
        if kind is None or "/" in name or not file.is_file():
            return self._desk.page("refused", 404, said=texts.not_there())
        return Response(file.read_bytes(), headers={**HEADERS, "Cache-Control": FOR_GOOD}, media_type=kind)
