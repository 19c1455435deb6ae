"""What is typed and pressed on a page: a line to the kernel, as the account that is signed in, and its answer on the next page."""

import json
import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.chat.kept import form_packed, form_unpacked, packed, unpacked
from bot.chat.platform import Pressed, Spoken
from bot.chat.reply import Message
from bot.texts import pages as texts
from bot.texts.phrases import paragraphs
from bot.web.desk import Desk
from bot.web.forms import Fields, fields_of
from bot.web.refusals import Refused
from bot.web.visitors import Visitor

LONGEST = 200_000
"""Characters of a line, with what is pasted below it."""

LONGEST_DATA = 64
"""Bytes of what a button carries."""

MOST_KEPT = 2 * 2**20
"""Bytes of the files that come with an answer; larger ones are for a chat."""

PATH = re.compile(r"/(?!/)[A-Za-z0-9/_-]{0,200}")
"""A page of ours on which an answer may be shown."""

TOLD = "told"
"""In the address of a page it has the name of the answer that the page shows."""

NAME = re.compile(r"[A-Za-z0-9_-]{1,16}")
"""What may be the name of an answer; nothing else is looked up."""

BYTES = 8
"""Of chance in it: it tells answers apart, and is of use to nobody without the secret of the session."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and the name by which a page asks for it and for its files."""

    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class Saying:
    """Takes forms: a line, or what a button carries."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/say", self.say, methods=["POST"]),
            Route("/press", self.press, methods=["POST"]),
            Route("/answer/{name}/{number:int}", self.file),
        ]

    async def say(self, request: Request) -> Response:
        """A line, as it would be typed in a chat; many check boxes are one."""
        visitor, fields = await self._heard(request)
        line = fields.line
        if len(line) > LONGEST:
            raise Refused(413, texts.too_much())
        if not line:
            return self._back(fields)
        desk = self.desk
        message = await desk.kernel.say(Spoken(visitor.speaker, visitor.place, line, desk.clock()))
        return await self._answered(visitor, message, fields)

    async def press(self, request: Request) -> Response:
        """A press on a button of an answer, be it the one that sends the form there."""
        visitor, fields = await self._heard(request)
        data, answers, kernel = fields.one("data"), fields.answers, self.desk.kernel
        if len(data.encode()) > LONGEST_DATA:
            raise Refused(400, texts.not_there())
        if sum(len(answer.text) for answer in answers) > LONGEST:
            raise Refused(413, texts.too_much())
        admitted = await kernel.admit(Pressed(visitor.speaker, visitor.place, data, self.desk.clock(), answers))
        if isinstance(admitted, str):
            message: Message | None = Message(text=texts.refused(admitted))
        else:
            message = await kernel.press(admitted)
        return await self._answered(visitor, message, fields)

    async def file(self, request: Request) -> Response:
        """A file that came with the answer of that name. Raises Refused."""
        visitor = await self.desk.visitor(request)
        number, kept = request.path_params["number"], await _kept(self.desk, visitor, request.path_params["name"])
        if kept is None or number >= len(kept.message.attachments):
            raise Refused(404, texts.not_there())
        file = kept.message.attachments[number]
        shown = "inline" if file.media_type == "image/png" else "attachment"
        name = re.sub(r"[^\w.-]", "_", file.name, flags=re.ASCII)
        headers = {"Content-Disposition": f'{shown}; filename="{name}"'}
        return Response(file.content, headers=headers, media_type=file.media_type)

    async def _heard(self, request: Request) -> tuple[Visitor, Fields]:
        """Who sent a form from a page of ours, and what stands in it. Raises Refused."""
        self.desk.check_origin(request)
        return await self.desk.visitor(request), await fields_of(request)

    async def _answered(self, visitor: Visitor, message: Message | None, fields: Fields) -> Response:
        """Keep the answer for the page that shows it, and go there: whoever loads that again sends nothing again."""
        if message is None:
            return self._back(fields)
        form = form_packed(message.form) if message.form else None
        kept, name = packed(_small(message)) | {"form": form}, secrets.token_urlsafe(BYTES)
        async with self.desk.database.store() as store:
            await store.web.keep(visitor.session.id, json.dumps(kept), name, self.desk.clock())
        return self._back(fields, name)

    def _back(self, fields: Fields, name: str = "") -> Response:
        """To the page that the form stands on, which shows the answer of that name."""
        then = fields.one("then")
        path = then if PATH.fullmatch(then) else "/"
        return RedirectResponse(f"{self.desk.sheets.base}{path}{f'?{TOLD}={name}#{TOLD}' if name else ''}", 303)


async def told(desk: Desk, request: Request, visitor: Visitor) -> Told | None:
    """The answer that a page is asked to show: the last one, for a while. None for a page of an earlier one, in another tab or gone
    back to."""
    return await _kept(desk, visitor, request.query_params.get(TOLD, ""))


async def _kept(desk: Desk, visitor: Visitor, name: str) -> Told | None:
    if not NAME.fullmatch(name):
        return None
    async with desk.database.reading() as store:
        kept = await store.web.answer(visitor.session.id, name, desk.clock())
    return Told(name, _unpacked(json.loads(kept))) if kept else None


def _unpacked(found: dict[str, Any]) -> Message:
    form = found.pop("form", None)  # earlier releases kept none
    return replace(unpacked(found, is_whole=True), form=form_unpacked(form) if form else None)


def _small(message: Message) -> Message:
    """The same without its files where they are too much to keep."""
    if sum(len(file.content) for file in message.attachments) <= MOST_KEPT:
        return message
    return replace(message, attachments=(), text=paragraphs(message.text, texts.too_large_here()))
