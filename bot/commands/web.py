"""/web: the way to a page of one's own, and out of it everywhere."""

import re
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import NO_PAGE, Button, Page, Reply, Style
from bot.errors import Choice, NotUnderstood
from bot.platforms.packs import traits_of
from bot.store.unguessable import WAY_IN_BITS, new_secret
from bot.texts import helps
from bot.texts import web as texts

VALID = timedelta(minutes=10)

OFF = "off"

ID = re.compile(r"[1-9][0-9]{0,17}")
"""What one browser is called where it is listed."""

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that are whatever machine somebody sits at."""


def _deeds() -> tuple[Choice, ...]:
    return (Choice(texts.sign_out(), OFF),)


@command("web", helps.WEB, "/web", "/web off")
async def web(context: Context, deed: Annotated[str | None, Arg(choices=_deeds)] = None) -> Reply:
    match (deed or "").casefold().split():
        case []:
            return await _way_in(context)
        case [word] if word == OFF:
            count = await context.store.web.end_all(context.contact.learner.id) if context.contact else 0
            return Reply(text=texts.signed_out(count), private=True, page=NO_PAGE)
        case [word, number] if word == OFF and ID.fullmatch(number):
            is_out = context.contact and await context.store.web.end_one(context.contact.learner.id, int(number))
            return Reply(text=texts.signed_out_one() if is_out else texts.no_such_browser(), private=True)
    raise NotUnderstood(deed or "", web.examples)


async def _way_in(context: Context) -> Reply:
    if context.page_url is None:
        return Reply(text=texts.off_here(), private=True)
    contact = await context.meet()
    secret = new_secret(WAY_IN_BITS)
    await context.store.web.offer(contact.account.id, secret, context.now + VALID)
    here = await context.store.web.of_learner(contact.learner.id, context.now)
    url = f"{context.page_url}/in/{secret}"
    said = texts.way_in_as_text if urlsplit(url).hostname in HERE else texts.way_in
    buttons = (Button(texts.sign_out(), f"/web {OFF}", Style.DANGER),) if here else ()
    page = _page(context, url)
    return Reply(text=said(url, VALID // timedelta(minutes=1), len(here)), buttons=buttons, private=True, page=page)


def _page(context: Context, way_in: str) -> Page | None:
    """The page as the platform opens it: within itself, where it says for whom, or by the way in. None where the address is no https."""
    if not way_in.startswith("https://"):
        return None
    traits = traits_of(context.speaker.platform)
    return Page(texts.my_page(), f"{context.page_url}/app/{traits.name}" if traits.opens_pages else way_in)
