"""Pictures and PDFs that stay at Discord: where one is, and how it is shown again.

The addresses of attachments expire, so what is kept is the message that the file came with. It is shown by forwarding that
message within the direct chat, and where it is gone, or the file was taken out of it, that is said.
"""

from functools import partial
from typing import Any

import discord
from discord import HTTPException

from bot.chat.exhibit import Exhibit
from bot.platforms.discord.chats import NAME
from bot.platforms.discord.markup import parts
from bot.platforms.discord.patience import persistently
from bot.texts import evidence

SHOWN = ("image/", "application/pdf")
"""Media types of what may be shown as evidence."""

GONE = frozenset({10003, 10008, 50001, 50035, 160014})
"""Codes for a message, or a channel, that is not there any more, or not for the bot."""


def exhibit_of(message: discord.Message) -> Exhibit | None:
    """The picture or the PDF that was sent with these words, or that its sender replied to with them."""
    answered = message.reference.resolved if message.reference else None
    own = answered if isinstance(answered, discord.Message) and answered.author == message.author else None
    for one in (message, own):
        files = [file for file in one.attachments if (file.content_type or "").startswith(SHOWN)] if one else []
        if one and files:
            return Exhibit(NAME, f"{one.channel.id}/{one.id}", several=False)  # a message is kept with all its files
    return None


async def show(chat: Any, exhibits: tuple[Exhibit, ...], pause: float) -> None:
    """Show them in a direct chat, each in its turn. Raises what will not pass."""
    for exhibit in exhibits:
        await persistently(partial(_show, chat, exhibit), pause)


async def _show(chat: Any, exhibit: Exhibit) -> None:
    channel, _, message = exhibit.where.partition("/")
    try:
        found = await chat.fetch_message(int(message)) if channel == str(chat.id) else None
        if found and found.attachments:
            await found.forward(chat)
            return
    except HTTPException as refusal:
        if refusal.code not in GONE:
            raise
    await chat.send(parts(evidence.gone(exhibit.platform))[0])
