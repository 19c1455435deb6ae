"""A message as the posts that bring it into a chat, in their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from discord import AllowedMentions, File, Object, ui

from bot.chat.reply import Attachment, Message
from bot.platforms.discord.buttons import laid_out
from bot.platforms.discord.markup import mention, parts, people
from bot.platforms.discord.named import NOTHING

MOST_FILES = 10
LONGEST_DESCRIPTION = 1024
BLANK = "…"
"""What a message reads before it is taken away."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One message's worth: Markdown, the buttons under it, the files with it, and the people whom it reaches."""

    content: str
    view: ui.View | None = None
    attachments: tuple[Attachment, ...] = ()
    people: tuple[int, ...] = ()

    def new(self) -> dict[str, Any]:
        """What a new message is made of."""
        made: dict[str, Any] = {"content": self.content, "suppress_embeds": True}
        if self.view:
            made["view"] = self.view
        if self.attachments:
            made["files"] = self._files()
        return made | self._reaching()

    def changed(self) -> dict[str, Any]:
        """What a message becomes that stands there already."""
        return {"content": self.content, "view": self.view, "attachments": self._files(), **self._reaching()}

    def _reaching(self) -> dict[str, AllowedMentions]:
        """Those whom it names and nobody else; without them what the client says of all messages holds: nobody."""
        if not self.people:
            return {}
        return {"allowed_mentions": AllowedMentions(everyone=False, roles=False, users=[*map(Object, self.people)])}

    def _files(self) -> list[File]:
        """The files, to be read once."""
        return [
            File(BytesIO(one.content), one.name, description=one.alt[:LONGEST_DESCRIPTION] or None)
            for one in self.attachments
        ]


def posts(message: Message, named: Mapping[str, str] = NOTHING) -> Iterator[Portion]:
    """Texts first; the buttons and the files are with the last of them, more files than fit there follow. None for a
    message with neither. ``named`` are the commands that can be tapped where it is sent."""
    *most, last = parts(message.text, named=named) or ("",)
    files, meant = message.attachments, sorted(people(message.text))
    for text in most:
        yield Portion(text, people=_reached(text, meant))
    if last or files:
        yield Portion(last, laid_out(message.keys), files[:MOST_FILES], _reached(last, meant))
    for start in range(MOST_FILES, len(files), MOST_FILES):
        yield Portion("", attachments=files[start : start + MOST_FILES])


def _reached(text: str, meant: Sequence[int]) -> tuple[int, ...]:
    return tuple(one for one in meant if mention(one) in text)
