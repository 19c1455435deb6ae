"""What every page is made with: the kernel that is spoken to, the database that is looked into, and the sheets it is written on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.chat.context import Context, open_context
from bot.chat.platform import Kernel
from bot.clock import Clock
from bot.store import Database, Store
from bot.store.web_sessions import WebSession
from bot.texts import pages as texts
from bot.web.forms import Fields, fields_in, sent
from bot.web.group_alike import AlikeForAll
from bot.web.limits import Limits
from bot.web.managing import Managing
from bot.web.origin import is_own
from bot.web.refusals import Refused
from bot.web.sheets import Sheets
from bot.web.stock import Stock
from bot.web.visitors import Cookie, Visitor, bearer, is_opened_inside, noted, session_behind, visitor_in
from bot.web.watch import stamp


@dataclass(frozen=True, slots=True)
class Desk:
    """``public_url`` is where the installation is found on the web, without a slash at its end, or where its pages are on this
    machine alone: then it ``is_public`` not."""

    kernel: Kernel
    database: Database
    clock: Clock
    default_zone: str
    public_url: str
    sheets: Sheets
    limits: Limits = field(default_factory=Limits)
    is_public: bool = True
    stock: Stock = field(default_factory=Stock)
    alike: AlikeForAll = field(default_factory=AlikeForAll)
    managing: Managing = field(default_factory=Managing)

    @property
    def origin(self) -> str:
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def cookie(self) -> Cookie:
        return Cookie(self.origin)

    def forget(self) -> None:
        """Keep nothing in memory of anybody: somebody was forgotten, and all else is soon made anew."""
        self.stock.clear()
        self.alike.clear()
        self.managing.clear()

    def check_origin(self, request: Request) -> None:
        """Raises Refused for what comes from elsewhere."""
        if not is_own(request.headers, self.origin):
            raise Refused(403, texts.not_from_here())

    async def visitor(self, request: Request) -> Visitor:
        """Who comes. Raises Refused for who is not signed in."""
        async with self.database.reading(brief=True) as store:
            visitor = await visitor_in(store, await self._signed_in(store, request))
        await noted(self.database, request, visitor.session, self.clock())
        return visitor

    @asynccontextmanager
    async def look(self, request: Request) -> AsyncIterator["Look"]:
        """What is so for who comes, before anything else of it is asked. Raises Refused."""
        async with self.database.reading(brief=True) as store:
            session, now = await self._signed_in(store, request), self.clock()
            mark = (await store.marks.of([session.learner_id]))[session.learner_id]
            yield Look(self, store, session, now, stamp(mark, self.default_zone, now))
        await noted(self.database, request, session, now)

    @asynccontextmanager
    async def context(self, request: Request) -> AsyncIterator[tuple[Visitor, Context]]:
        """What views are made from, see Look. Raises Refused."""
        async with self.look(request) as look:
            yield await look.context()

    async def fields(self, request: Request, session: WebSession) -> Fields:
        """What stands in a form of a browser that is signed in. Raises Refused for one that is too large, or none, or one too
        many."""
        with self.limits.on_its_way(session.learner_id):
            body = await sent(request)
            self.limits.of_form(session.id, len(body), self.clock())
            return await fields_in(body)

    async def _signed_in(self, store: Store, request: Request) -> WebSession:
        """The browser that comes. Raises Refused for who is not signed in, or comes too often."""
        is_inside = is_opened_inside(request)
        secret = bearer(request) if is_inside else self.cookie.shown(request)
        session = await session_behind(store, secret, self.clock())
        if session is None:
            raise Refused(401, texts.signed_out_inside() if is_inside else texts.signed_out())
        self.limits.of_session(session.id, self.clock())
        return session

    def page(self, name: str, code: int = 200, /, **values: Any) -> HTMLResponse:
        """A page written on the sheet of that name."""
        return HTMLResponse(self.sheets.written(name, **values), code)

    def to(self, path: str) -> Response:
        """Go on to a page of ours, by GET."""
        return RedirectResponse(self.sheets.base + path, 303)


@dataclass(frozen=True, slots=True)
class Look:
    """A look of a browser at what is so of its learner at a moment, in one transaction that cannot store anything. ``shown`` is the mark of
    that: by it an open page knows that there is something new."""

    desk: Desk
    store: Store
    session: WebSession
    now: datetime
    shown: str

    async def context(self) -> tuple[Visitor, Context]:
        """What views are made from, as a command of this visitor's would see it."""
        desk, visitor = self.desk, await visitor_in(self.store, self.session, self.shown)
        context = await open_context(
            self.store,
            visitor.speaker,
            self.now,
            default_zone=desk.default_zone,
            contact=visitor.contact,
            commands=desk.kernel.commands,
        )
        context.place, context.page_url = visitor.place, desk.public_url
        context.public_url = desk.public_url if desk.is_public else None
        return visitor, context
