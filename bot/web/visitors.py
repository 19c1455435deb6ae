"""Who comes: a browser that shows the secret of a session is the account that signed it in, and has no more rights than that."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.chat.platform import Place, Speaker
from bot.store import Contact, Database, Store
from bot.store.unguessable import may_be_secret
from bot.store.web_sessions import IDLE, SELDOM, WebSession

NOTED = "noted"
"""In the state of a request: that the visit of a browser which showed a cookie was written down."""

AUTHORIZATION, BEARER = "authorization", "bearer"
"""The header, and the word before the secret in it, of a page that is opened within a platform."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser that is signed in, and whose it is. ``shown`` is the mark of what a page that is made now shows, where it was asked
    for: by it an open page knows that there is something new."""

    session: WebSession
    contact: Contact
    shown: str = ""

    @property
    def speaker(self) -> Speaker:
        """As whom it speaks. Names are the platforms' to tell, and a page knows none."""
        account = self.contact.account
        return Speaker(account.platform, account.user_id)

    @property
    def place(self) -> Place:
        """Where it speaks: in private."""
        return Place(self.contact.account.user_id, direct=True, on_page=True)


class Cookie:
    """The cookie by which a browser is known; over https no other host and no other path can set it."""

    def __init__(self, origin: str) -> None:
        self._is_secure = origin.startswith("https://")
        self.name = "__Host-roadmate" if self._is_secure else "roadmate"

    def shown(self, request: Request) -> str | None:
        secret = request.cookies.get(self.name, "")
        return secret if may_be_secret(secret) else None

    def give(self, response: Response, secret: str) -> None:
        response.set_cookie(
            self.name,
            secret,
            max_age=int(IDLE.total_seconds()),
            path="/",
            secure=self._is_secure,
            httponly=True,
            samesite="lax",
        )

    def give_again(self, request: Request, response: Response) -> None:
        """Give who was noted with this request the cookie that they showed for as long as their session has from now on, unless they
        are given or deprived of one already."""
        secret = self.shown(request) if getattr(request.state, NOTED, False) else None
        if secret and "set-cookie" not in response.headers:
            self.give(response, secret)

    def take(self, response: Response) -> None:
        response.delete_cookie(self.name, path="/", secure=self._is_secure, httponly=True, samesite="lax")


def is_opened_inside(request: Request) -> bool:
    """Whether it comes from a page within a platform, which says who it is by a header of its own; a proxy may ask for others."""
    return request.headers.get(AUTHORIZATION, "").partition(" ")[0].lower() == BEARER


def bearer(request: Request) -> str | None:
    """The secret of a page that is opened within a platform, where it may be a third party's frame that gets no cookie."""
    scheme, _, secret = request.headers.get(AUTHORIZATION, "").partition(" ")
    return secret if scheme.lower() == BEARER and may_be_secret(secret) else None


async def session_behind(store: Store, secret: str | None, now: datetime) -> WebSession | None:
    """The browser that shows this; None for one that is not signed in, or no longer, and for one of an account that is blocked."""
    return await store.web.behind(secret, now) if secret else None


async def visitor_in(store: Store, session: WebSession, shown: str = "") -> Visitor:
    """Whose browser it is, see Visitor."""
    return Visitor(session, (await store.learners.by_ids([session.account_id]))[session.account_id], shown)


async def noted(database: Database, request: Request, session: WebSession, now: datetime) -> None:
    """That it was here, which is written down once in a while; its cookie is to be given again then."""
    if now - session.seen_at >= SELDOM:
        async with database.store(lasting=False) as store:
            await store.web.see(session, now)
        setattr(request.state, NOTED, not is_opened_inside(request))
