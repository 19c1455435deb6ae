"""What takes a while to make, made after the commit: pictures, and documents ticked in their own form. Where one does
not come out, the reply stands and says so."""

import asyncio
from collections.abc import Hashable
from dataclasses import replace

import structlog

from bot.chat.reply import Attachment, Message, Picture, Reply
from bot.drawing import Draw
from bot.errors import NotDrawn
from bot.importing.reading import ticked
from bot.texts import pictures as texts
from bot.texts.phrases import paragraphs
from roadmap.errors import RoadmapFaults

log = structlog.get_logger()


async def attached(message: Message, reply: Reply, draw: Draw, *, account: Hashable = None) -> Message:
    """The message with its pictures drawn and its documents ticked; ``account`` asked for it. It raises nothing: what
    the command stored stays stored."""
    for picture in reply.pictures:
        png = await _drawn(picture, draw)
        if png is None:
            message = replace(message, text=paragraphs(message.text, texts.not_drawn(picture.alt)))
            continue
        message = _with(message, Attachment(picture.name, png, "image/png", picture.alt))
    for document in reply.documents:
        try:
            text = await ticked(document.source, document.statuses, account=account)
        except RoadmapFaults:
            log.warning("document.not_ticked", size=len(document.source))
            text = document.instead
        message = _with(message, Attachment(document.name, text.encode(), "text/markdown"))
    return message


async def _drawn(picture: Picture, draw: Draw) -> bytes | None:
    """The picture as a PNG; None where it does not come out."""
    try:
        return await draw(await asyncio.to_thread(picture.compose))
    except NotDrawn:
        log.warning("picture.not_drawn", picture=picture.name)
    except Exception:
        log.exception("picture.broke", picture=picture.name)
    return None


def _with(message: Message, attachment: Attachment) -> Message:
    return replace(message, attachments=(attachment, *message.attachments))
