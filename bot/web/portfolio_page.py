"""/portfolio: where a learner sets what others see of what they did; /portfolio/SECRET: what those see who have its address. One that is
wrong and one that was taken back look alike."""

import asyncio
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.context import Context, open_context
from bot.chat.platform import Speaker
from bot.commands.portfolio import kept_of, parts_of, seen, web_buttons
from bot.store import Store
from bot.store.portfolios import KeptPortfolio
from bot.store.unguessable import may_be_secret
from bot.texts import pages
from bot.texts import portfolio_page as texts
from bot.web.desk import Desk
from bot.web.markup import LINKS
from bot.web.refusals import Refused
from bot.web.saying import told
from roadmap.showing import Part, Showing

PATH = "/portfolio"


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """Both pages."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route(PATH, self.set), Route(PATH + "/{secret}", self.show)]

    async def set(self, request: Request) -> Response:
        """What is chosen, and what others would see of that. Raises Refused."""
        async with self.desk.context(request) as (visitor, context):
            kept = await kept_of(context)
            parts, buttons = parts_of(kept), await web_buttons(context)
            shown = await seen(context, parts)
        return self.desk.page(
            "portfolio_set",
            mark=visitor.shown,
            answer=await told(self.desk, request, visitor),
            is_on=kept is not None and kept.made_at is not None,
            buttons=buttons,
            all_parts=list(Part),
            parts=parts,
            shown=shown,
            path=PATH,
            **_words(),
        )

    async def show(self, request: Request) -> Response:
        """What others see. Raises Refused."""
        secret = request.path_params["secret"]
        shown = await self._shown(secret) if may_be_secret(secret) else None
        if shown is None:
            raise Refused(404, pages.not_there())
        return await asyncio.to_thread(self.desk.page, "portfolio", shown=shown, **_words())

    async def _shown(self, secret: str) -> Showing | None:
        async with self.desk.database.reading() as store:
            kept = await store.portfolios.behind(secret)
            context = await self._context(store, kept) if kept else None
            return await seen(context, parts_of(kept)) if context else None

    async def _context(self, store: Store, kept: KeptPortfolio) -> Context | None:
        """Its learner on its roadmap, whatever is under way; None where they are not on it any more, or are blocked."""
        contact = (await store.learners.by_ids([kept.account_id])).get(kept.account_id)
        enrolments = await store.learners.enrolments(contact.learner.id) if contact else ()
        enrolment = next((one for one in enrolments if one.roadmap == kept.roadmap), None)
        if contact is None or contact.account.blocked_at or enrolment is None:
            return None
        desk, account = self.desk, contact.account
        context = await open_context(
            store,
            Speaker(account.platform, account.user_id),
            desk.clock(),
            default_zone=desk.default_zone,
            contact=replace(contact, enrolment=enrolment),
        )
        return context if context.roadmap.slug == kept.roadmap else None


def _words() -> dict[str, object]:
    return {"texts": texts, "links": LINKS}
