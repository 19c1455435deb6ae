"""Pictures into attachments, after the commit; where one does not come out, its words are said instead."""

from dataclasses import replace

import structlog

from bot.chat.reply import Attachment, Message, Picture
from bot.drawing import Draw
from bot.errors import NotDrawn
from bot.texts import pictures as texts
from bot.texts.phrases import paragraphs

log = structlog.get_logger()


async def illustrated(message: Message, pictures: tuple[Picture, ...], draw: Draw) -> Message:
    """The message with its pictures drawn. It raises nothing: what the command stored stays stored."""
    for picture in pictures:
        try:
            png = await draw(picture.svg)
        except NotDrawn:
            log.warning("picture.not_drawn", picture=picture.name)
            message = replace(message, text=paragraphs(message.text, texts.not_drawn(picture.alt)))
            continue
        drawn = Attachment(picture.name, png, "image/png", picture.alt)
        message = replace(message, attachments=(*message.attachments, drawn))
    return message
