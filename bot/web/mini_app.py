"""/app/telegram: the page as Telegram opens it within itself. Telegram's client says who opened it, which Telegram has signed; that is
exchanged, once, for the secret of a session. The page holds the secret in memory alone and shows it with all that it asks for: in
Telegram's web client it is a third party's frame, which is given no cookie."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.platforms.pack import Opened, Vouches
from bot.store import Contact, Store
from bot.store.unguessable import SESSION_BITS, may_be_secret, new_secret
from bot.texts import blocked
from bot.texts import pages as texts
from bot.web.desk import Desk
from bot.web.groups import LED
from bot.web.policy import policy
from bot.web.refusals import Refused
from bot.web.visitors import AUTHORIZATION

PLATFORM = "telegram"

PATH = f"/app/{PLATFORM}"

SCHEME = "tma"
"""The word before initData in the header, as Telegram's own libraries send it."""

SCRIPT = "https://telegram.org/js/telegram-web-app.js"
"""What Telegram asks a page to load: without it nothing is known of the client around it."""

MOST = 3
"""Of one account that are open at a time: a secret in memory is gone with its page, and nobody signs that out."""

FRAMES = ("https://web.telegram.org", "https://*.telegram.org")
"""Where Telegram's web clients are."""

HEADERS = {
    "Content-Security-Policy": policy(scripts=["https://telegram.org"], pictures=["blob:"], frames=FRAMES),
    "Cross-Origin-Opener-Policy": "unsafe-none",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Telegram's script may run in it and its web client be around it, and pictures are fetched with the secret. Nothing on it is anybody's:
what is, comes by other addresses, and stays for this origin alone."""


@dataclass(frozen=True, slots=True)
class MiniApp:
    """Opens the page within Telegram, which ``vouches`` for whoever opens it."""

    desk: Desk
    vouches: Vouches

    @property
    def routes(self) -> list[Route]:
        return [Route(PATH, self.open), Route(f"{PATH}/session", self.sign_in, methods=["POST"])]

    async def open(self, _request: Request) -> Response:
        """The page before it knows for whom it is; what it is called with tells Telegram alone."""
        response = self.desk.page("mini_app", script=SCRIPT, session=f"{PATH}/session")
        response.headers.update(HEADERS)
        return response

    async def sign_in(self, request: Request) -> Response:
        """The secret of a session, for what Telegram says of who opened the page, and the page to begin with. Raises Refused."""
        desk = self.desk
        desk.check_origin(request)
        now = desk.clock()
        scheme, _, said = request.headers.get(AUTHORIZATION, "").partition(" ")
        opened = self.vouches(said, now) if scheme.lower() == SCHEME else None
        if opened is None:
            raise Refused(401, texts.open_again())
        secret = new_secret(SESSION_BITS)
        async with desk.database.store() as store:
            is_new = await store.web.spend(opened.signature, opened.until, now)
            if is_new:
                contact = await self._known(store, opened)
                await store.web.begin(contact.account.id, secret, PLATFORM, now, MOST)
        if not is_new:
            raise Refused(401, texts.open_again())
        first = f"{LED}{opened.start}" if may_be_secret(opened.start) else "/"
        return JSONResponse({"secret": secret, "first": desk.sheets.base + first})

    async def _known(self, store: Store, opened: Opened) -> Contact:
        """Whoever opened it. Raises Refused for who is blocked, and for who is not known, or not any more: the button that opens it may stay
        beside the chat of who was forgotten, and nobody is met by a tap on that."""
        now = self.desk.clock()
        contact = await store.learners.by_account(PLATFORM, opened.user_id)
        if contact:
            is_blocked = contact.account.blocked_at is not None
        else:
            is_blocked = await store.operating.blocks.holds(PLATFORM, opened.user_id, now)
        if is_blocked:
            raise Refused(403, blocked.blocked())
        if contact is None:
            raise Refused(401, texts.not_known_inside())
        return contact
