"""What every page is made with: the kernel that is spoken to, the database that is looked into, and the sheets it is written on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.chat.context import Context, open_context
from bot.chat.platform import Kernel
from bot.clock import Clock
from bot.store import Database, Store
from bot.texts import pages as texts
from bot.web.limits import Limits
from bot.web.origin import is_own
from bot.web.refusals import Refused
from bot.web.sheets import Sheets
from bot.web.visitors import Cookie, Visitor, bearer, is_opened_inside, noted, visitor_behind
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

    @property
    def origin(self) -> str:
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def cookie(self) -> Cookie:
        return Cookie(self.origin)

    def check_origin(self, request: Request) -> None:
        """Raises Refused for what comes from elsewhere."""
        if not is_own(request.headers, self.origin):
            raise Refused(403, texts.not_from_here())

    async def visitor(self, request: Request) -> Visitor:
        """Who comes. Raises Refused for who is not signed in."""
        async with self.database.reading() as store:
            visitor = await self.known(store, request)
        await noted(self.database, request, visitor.session, self.clock())
        return visitor

    async def known(self, store: Store, request: Request) -> Visitor:
        """The same within a transaction that is open; nothing is noted. Raises Refused for who comes too often, too."""
        is_inside = is_opened_inside(request)
        secret = bearer(request) if is_inside else self.cookie.shown(request)
        visitor = await visitor_behind(store, secret, self.clock())
        if visitor is None:
            raise Refused(401, texts.signed_out_inside() if is_inside else texts.signed_out())
        self.limits.of_session(visitor.session.id, self.clock())
        return visitor

    @asynccontextmanager
    async def context(self, request: Request) -> AsyncIterator[tuple[Visitor, Context]]:
        """What views are made from, as a command of this visitor's would see it; nothing can be stored in it. Raises Refused."""
        async with self.database.reading() as store:
            visitor = await self._as_it_is(store, await self.known(store, request))
            context = await open_context(
                store,
                visitor.speaker,
                self.clock(),
                default_zone=self.default_zone,
                contact=visitor.contact,
                commands=self.kernel.commands,
            )
            context.place, context.page_url = visitor.place, self.public_url
            context.public_url = self.public_url if self.is_public else None
            yield visitor, context
        await noted(self.database, request, visitor.session, self.clock())

    async def _as_it_is(self, store: Store, visitor: Visitor) -> Visitor:
        """The same with the mark of what is so, looked at before anything else: what changes while a page is made, it may lack."""
        learner = visitor.contact.learner.id
        mark = (await store.marks.of([learner]))[learner]
        return replace(visitor, shown=stamp(mark, self.default_zone, self.clock()))

    def page(self, name: str, code: int = 200, /, **values: Any) -> HTMLResponse:
        """A page written on the sheet of that name."""
        return HTMLResponse(self.sheets.written(name, **values), code)

    def to(self, path: str) -> Response:
        """Go on to a page of ours, by GET."""
        return RedirectResponse(self.sheets.base + path, 303)
