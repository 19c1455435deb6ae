"""What a browser was told last: it waits in the row of its session, for the page that shows it."""

import json
import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.chat.kept import form_packed, form_unpacked, packed, unpacked
from bot.chat.reply import Message
from bot.texts import pages as texts
from bot.texts.phrases import paragraphs
from bot.web.desk import Desk
from bot.web.forms import Fields
from bot.web.visitors import Visitor

MOST_KEPT = 2 * 2**20
"""Bytes of the files that come with an answer; larger ones are for a chat."""

PATH = re.compile(r"/(?!/)[A-Za-z0-9/_-]{0,200}")
"""A page of ours on which an answer may be shown."""

TOLD = "told"
"""In the address of a page it has the name of the answer that the page shows, and in a form of an answer that of its own."""

PRESS = "/press"
"""Where buttons of an answer are pressed that was given in private."""

NAME = re.compile(r"[A-Za-z0-9_-]{1,16}")
"""What may be the name of an answer; nothing else is looked up."""

BYTES = 8
"""Of chance in it: it tells answers apart, and is of use to nobody without the secret of the session."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, the name by which a page asks for it and for its files, and where its buttons are pressed."""

    name: str
    message: Message
    press: str


async def told(desk: Desk, request: Request, visitor: Visitor) -> Told | None:
    """The answer that a page is asked to show: the last one, for a while. None for a page of an earlier one, in another tab or gone
    back to."""
    return await named(desk, visitor, request.query_params.get(TOLD, ""))


async def named(desk: Desk, visitor: Visitor, name: str) -> Told | None:
    """The last answer, if that is its name."""
    if not NAME.fullmatch(name):
        return None
    async with desk.database.reading(brief=True) as store:
        kept = await store.web.answer(visitor.session, name, desk.clock())
    if kept is None:
        return None
    found = json.loads(kept)
    press = found.pop("press", PRESS)  # earlier releases kept none
    return Told(name, _unpacked(found), press)


async def answered(
    desk: Desk, visitor: Visitor, message: Message | None, fields: Fields, *, press: str = PRESS
) -> Response:
    """Keep the answer for the page that shows it, and go there: whoever loads that again sends nothing again. Its buttons are to be
    pressed at ``press``. Whom it signed out is shown its words at once."""
    if message is None:
        return back(desk, fields)
    form = form_packed(message.form) if message.form else None
    kept, name = packed(_small(message)) | {"form": form, "press": press}, secrets.token_urlsafe(BYTES)
    async with desk.database.store() as store:
        is_kept = await store.web.keep(visitor.session, json.dumps(kept), name, desk.clock())
    return back(desk, fields, name) if is_kept else _last_words(desk, message)


def back(desk: Desk, fields: Fields, name: str = "") -> Response:
    """To the page that the form stands on, which shows the answer of that name."""
    then = fields.one("then")
    path = then if PATH.fullmatch(then) else "/"
    return desk.to(f"{path}?{TOLD}={name}#{TOLD}" if name else path)


def _last_words(desk: Desk, message: Message) -> Response:
    """What is said to who is signed in no more: no page is theirs to come back to, nor any button to press. The cookie is left to its
    browser, which may have been given another one meanwhile."""
    page = desk.page("last_words", said=message.text)
    page.headers["HX-Replace-Url"] = "false"  # it has no address, at which it could be loaded again
    return page


def _unpacked(found: dict[str, Any]) -> Message:
    form = found.pop("form", None)  # earlier releases kept none
    return replace(unpacked(found, is_whole=True), form=form_unpacked(form) if form else None)


def _small(message: Message) -> Message:
    """The same without its files where they are too much to keep."""
    if sum(len(file.content) for file in message.attachments) <= MOST_KEPT:
        return message
    return replace(message, attachments=(), text=paragraphs(message.text, texts.too_large_here()))
