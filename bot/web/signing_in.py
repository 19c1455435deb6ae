"""The way in from a chat, and out. Messengers fetch every link to draw a preview of it, so looking at one changes nothing: whoever
wants in presses the button, and that spends it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.store import Store
from bot.store.unguessable import SESSION_BITS, may_be_secret, new_secret
from bot.store.web_sessions import WebSession
from bot.texts import pages as texts
from bot.web.desk import Desk
from bot.web.refusals import Refused
from bot.web.visitors import is_opened_inside, session_behind

THROUGH = "link"

OVER = "over"
"""In the address of a form it says which session its page warned of."""


@dataclass(frozen=True, slots=True)
class Over:
    """The session of a browser that is another learner's than the way in; the platform of the account that it shows ``now``, and of the one
    that it would show ``then``."""

    session: WebSession
    now: str
    then: str


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
        """A button; whether the link is any good is not looked up, but in a browser that is signed in, which may be another learner's."""
        secret, over = request.path_params["secret"], None
        if self.desk.cookie.shown(request):
            async with self.desk.database.reading() as store:
                over = await self._over(store, await self._before(store, request), secret)
        return self.desk.page("sign_in", path=f"/in/{secret}", over=over)

    async def sign_in(self, request: Request) -> Response:
        """Spend the way in, and sign this browser in under a secret that nobody has seen before. Who was signed in is so no more; where
        that is another learner, of whom the page did not warn, it is shown again first. A page within a platform would keep no cookie, and
        spends nothing. Raises Refused."""
        desk, secret, shown = self.desk, request.path_params["secret"], new_secret(SESSION_BITS)
        desk.check_origin(request)
        if not may_be_secret(secret):
            raise Refused(410, texts.stale())
        if is_opened_inside(request):
            raise Refused(409, texts.for_a_browser())
        async with desk.database.store() as store:
            before, now = await self._before(store, request), desk.clock()
            over = await self._over(store, before, secret)
            if over and request.query_params.get(OVER) != f"{over.session.id}":
                return desk.to(f"/in/{secret}")
            account = await store.web.take(secret, now)
            if account is not None:
                if before:
                    await store.web.end(before)
                await store.web.begin(account, shown, THROUGH, now)
        if account is None:
            raise Refused(410, texts.stale())
        response = desk.to("/")
        desk.cookie.give(response, shown)
        return response

    async def _before(self, store: Store, request: Request) -> WebSession | None:
        return await session_behind(store, self.desk.cookie.shown(request), self.desk.clock())

    async def _over(self, store: Store, before: WebSession | None, secret: str) -> Over | None:
        """Whom this way in would sign another learner in over; None where it would not, or is no good."""
        account = await store.web.whose(secret, self.desk.clock()) if before and may_be_secret(secret) else None
        if before is None or account is None:
            return None
        found = await store.learners.by_ids([before.account_id, account])
        now, then = found[before.account_id], found[account]
        return Over(before, now.account.platform, then.account.platform) if now.learner.id != then.learner.id else None

    async def sign_out(self, request: Request) -> Response:
        """This browser is nobody's from now on."""
        self.desk.check_origin(request)
        visitor = await self.desk.visitor(request)
        async with self.desk.database.store() as store:
            await store.web.end(visitor.session)
        response = self.desk.to("/")
        self.desk.cookie.take(response)
        return response
