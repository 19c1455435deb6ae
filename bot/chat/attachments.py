"""What takes a while to make, made after the commit: pictures, and documents. Where one does
not come out, the reply stands and says so."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import replace

import structlog

from bot.chat.incidents import new_number
from bot.chat.reply import Attachment, Composed, Message, Picture, Reply, Ticked, Written
from bot.drawing import Draw
from bot.errors import NotDrawn
from bot.files.reader import Run, ticked
from bot.files.writer import shown_below, written
from bot.texts import export
from bot.texts import pictures as texts
from bot.texts.phrases import paragraphs
from roadmap.errors import RoadmapFaults

log = structlog.get_logger()

OwnUp = Callable[[str], Awaitable[None]]
"""Lets the operators know of a bug by its number."""


async def attached(
    message: Message, reply: Reply, draw: Draw, run: Run, *, own_up: OwnUp, account: Hashable = None
) -> Message:
    """The message with its pictures drawn and its documents written; ``account`` asked for it. It raises nothing: what
    the command stored stays stored."""
    made: list[Attachment] = []
    for document in reply.documents:
        content = await _written(document, account, run, own_up)
        if content is None:
            message = replace(message, text=paragraphs(message.text, export.not_written()))
        else:
            made.append(Attachment(document.name, content, document.media_type))
    for picture in reply.pictures:
        png = await _drawn(picture, draw, own_up)
        if png is None:
            message = replace(message, text=paragraphs(message.text, texts.not_drawn(picture.alt)))
        else:
            made.append(Attachment(picture.name, png, "image/png", picture.alt))
    return replace(message, attachments=(*made, *message.attachments)) if made else message


async def _written(document: Ticked | Written | Composed, account: Hashable, run: Run, own_up: OwnUp) -> bytes | None:
    """The file; None where it does not come out."""
    try:
        match document:
            case Ticked(source=source, statuses=statuses, origin=origin):
                text = await ticked(source, statuses, origin, account=account, run=run)
                below = await asyncio.to_thread(shown_below, document.instead.wanted)
                return f"{text.rstrip()}\n{below}".encode() if below else text.encode()
            case Written(wanted=wanted):
                return await written(wanted, account=account, run=run)
            case Composed(compose=compose):
                return await asyncio.to_thread(compose)
    except RoadmapFaults:
        log.warning("document.not_written", kind=type(document).__name__)
    except Exception:
        incident = new_number()
        log.exception("document.broke", incident=incident, kind=type(document).__name__)
        await own_up(incident)
    return await _written(document.instead, account, run, own_up) if isinstance(document, Ticked) else None


async def _drawn(picture: Picture, draw: Draw, own_up: OwnUp) -> bytes | None:
    """The picture as a PNG; None where it does not come out."""
    try:
        return await draw(await asyncio.to_thread(picture.compose))
    except NotDrawn:
        log.warning("picture.not_drawn", picture=picture.name)
    except Exception:
        incident = new_number()
        log.exception("picture.broke", incident=incident, picture=picture.name)
        await own_up(incident)
    return None
