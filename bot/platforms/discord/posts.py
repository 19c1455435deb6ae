"""A message as the posts that bring it into a chat, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from discord import Embed, File, ui
from markupsafe import Markup

from bot.chat.reply import Attachment, Message
from bot.platforms.discord.buttons import laid_out
from bot.platforms.discord.markup import parts

MOST_FILES = 10
LONGEST_DESCRIPTION = 1024
LONGEST_EMBED = 4096
"""UTF-16 units of an embed's Markdown."""

BLURPLE = 0x5865F2
"""Discord's own colour, for the bar of an embed."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One message's worth: Markdown, the buttons under it, the files with it, and what is set apart in a box."""

    content: str
    view: ui.View | None = None
    attachments: tuple[Attachment, ...] = ()
    embed: Embed | None = None

    def new(self) -> dict[str, Any]:
        """What a new message is made of."""
        made: dict[str, Any] = {"content": self.content}
        made |= {"embed": self.embed} if self.embed else {"suppress_embeds": True}
        if self.view:
            made["view"] = self.view
        if self.attachments:
            made["files"] = self._files()
        return made

    def changed(self) -> dict[str, Any]:
        """What a message becomes that stands there already."""
        embeds = [self.embed] if self.embed else []
        return {"content": self.content, "embeds": embeds, "view": self.view, "attachments": self._files()}

    def _files(self) -> list[File]:
        """The files, to be read once."""
        return [
            File(BytesIO(one.content), one.name, description=one.alt[:LONGEST_DESCRIPTION] or None)
            for one in self.attachments
        ]


def posts(message: Message) -> Iterator[Portion]:
    """Texts first; the buttons and the files are with the last of them, more files than fit there follow. None for a
    message with neither."""
    files = message.attachments
    if message.set_apart and (boxed := _in_a_box(message.text)):
        most, (last, embed) = [], boxed
    else:
        embed = None
        *most, last = parts(message.text) or ("",)
    for text in most:
        yield Portion(text)
    if last or files:
        yield Portion(last, laid_out(message.keys), files[:MOST_FILES], embed)
    for start in range(MOST_FILES, len(files), MOST_FILES):
        yield Portion("", attachments=files[start : start + MOST_FILES])


def _in_a_box(text: Markup) -> tuple[str, Embed] | None:
    """The first paragraph, which notifications and those who show no embeds have as well, and the others as an embed; None
    where there are none, or too many for one."""
    head, _, body = text.partition("\n\n")
    heads, bodies = parts(head), parts(body, LONGEST_EMBED)
    if len(heads) != 1 or len(bodies) != 1:
        return None
    return heads[0], Embed(description=bodies[0], colour=BLURPLE)
