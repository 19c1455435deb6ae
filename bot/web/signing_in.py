"""The way in from a chat, and out. Messengers fetch every link to draw a preview of it, so looking at one changes nothing: whoever
wants in presses the button, and that spends it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.store.unguessable import SESSION_BITS, may_be_secret, new_secret
from bot.texts import pages as texts
from bot.web.desk import Desk
from bot.web.refusals import Refused
from bot.web.visitors import is_opened_inside, session_behind

THROUGH = "link"


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Signs browsers in and out."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/in/{secret}", self.ask),
            Route("/in/{secret}", self.sign_in, methods=["POST"]),
            Route("/out", self.sign_out, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """A button; whether the link is any good is not looked up."""
        return self.desk.page("sign_in", path=f"/in/{request.path_params['secret']}")

    async def sign_in(self, request: Request) -> Response:
        """Spend the way in, and sign this browser in under a secret that nobody has seen before. A page within a platform would keep no
        cookie, and spends nothing. Raises Refused."""
        desk, secret, shown = self.desk, request.path_params["secret"], new_secret(SESSION_BITS)
        desk.check_origin(request)
        if not may_be_secret(secret):
            raise Refused(410, texts.stale())
        if is_opened_inside(request):
            raise Refused(409, texts.for_a_browser())
        async with desk.database.store() as store:
            now = desk.clock()
            account = await store.web.take(secret, now)
            if account is not None:
                before = await session_behind(store, desk.cookie.shown(request), now)
                if before:
                    await store.web.end(before.id)
                await store.web.begin(account, shown, THROUGH, now)
        if account is None:
            raise Refused(410, texts.stale())
        response = desk.to("/")
        desk.cookie.give(response, shown)
        return response

    async def sign_out(self, request: Request) -> Response:
        """This browser is nobody's from now on."""
        self.desk.check_origin(request)
        visitor = await self.desk.visitor(request)
        async with self.desk.database.store() as store:
            await store.web.end(visitor.session.id)
        response = self.desk.to("/")
        self.desk.cookie.take(response)
        return response
