"""A message as the posts that bring it into a chat, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from discord import File, ui

from bot.chat.reply import Attachment, Message
from bot.platforms.discord.buttons import laid_out
from bot.platforms.discord.markup import parts

MOST_FILES = 10
LONGEST_DESCRIPTION = 1024
NOTHING = "…"
"""What a message reads before it is taken away."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One message's worth: Markdown, the buttons under it, the files with it."""

    content: str
    view: ui.View | None = None
    attachments: tuple[Attachment, ...] = ()

    def new(self) -> dict[str, Any]:
        """What a new message is made of."""
        made: dict[str, Any] = {"content": self.content, "suppress_embeds": True}
        if self.view:
            made["view"] = self.view
        if self.attachments:
            made["files"] = self._files()
        return made

    def changed(self) -> dict[str, Any]:
        """What a message becomes that stands there already."""
        return {"content": self.content, "view": self.view, "attachments": self._files()}

    def _files(self) -> list[File]:
        """The files, to be read once."""
        return [
            File(BytesIO(one.content), one.name, description=one.alt[:LONGEST_DESCRIPTION] or None)
            for one in self.attachments
        ]


def posts(message: Message) -> Iterator[Portion]:
    """Texts first; the buttons and the files are with the last of them, more files than fit there follow. None for a
    message with neither."""
    *most, last = parts(message.text) or ("",)
    files = message.attachments
    for text in most:
        yield Portion(text)
    if last or files:
        yield Portion(last, laid_out(message.keys), files[:MOST_FILES])
    for start in range(MOST_FILES, len(files), MOST_FILES):
        yield Portion("", attachments=files[start : start + MOST_FILES])
