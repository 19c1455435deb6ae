"""A message as the posts that bring it into a chat, in their order."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from discord import AllowedMentions, Embed, File, Object, ui
from markupsafe import Markup

from bot.chat.reply import Attachment, Message
from bot.platforms.discord.buttons import laid_out
from bot.platforms.discord.markup import mention, parts, people
from bot.platforms.discord.named import NOTHING

MOST_FILES = 10
LONGEST_DESCRIPTION = 1024
BLANK = "…"
"""What a message reads before it is taken away."""
LONGEST_EMBED = 4096
"""UTF-16 units of an embed's Markdown."""

BLURPLE = 0x5865F2
"""Discord's own colour, for the bar of an embed."""


@dataclass(frozen=True, slots=True)
class Portion:
    """One message's worth: Markdown, the buttons under it, the files with it, the people whom it reaches, and what is set apart
    in a box."""

    content: str
    view: ui.View | None = None
    attachments: tuple[Attachment, ...] = ()
    people: tuple[int, ...] = ()
    embed: Embed | None = None

    def new(self) -> dict[str, Any]:
        """What a new message is made of."""
        made: dict[str, Any] = {"content": self.content}
        made |= {"embed": self.embed} if self.embed else {"suppress_embeds": True}
        if self.view:
            made["view"] = self.view
        if self.attachments:
            made["files"] = self._files()
        return made | self._reaching()

    def changed(self) -> dict[str, Any]:
        """What a message becomes that stands there already."""
        embeds = [self.embed] if self.embed else []
        files = self._files()
        return {"content": self.content, "embeds": embeds, "view": self.view, "attachments": files, **self._reaching()}

    def is_shown(self, message: Mapping[str, Any]) -> bool:
        """Whether a message, as Discord tells of it, reads as this does and has its buttons."""
        boxed = [one.get("description", "").strip() for one in message.get("embeds", ())]
        ours = [(self.embed.description or "").strip()] if self.embed else []
        rows = self.view.to_components() if self.view else ()
        has_its_text = (message.get("content", "").strip(), boxed) == (self.content.strip(), ours)
        return has_its_text and _carried(message.get("components", ())) == _carried(rows)

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


def _carried(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the buttons and choices of these rows carry."""
    items = [item for row in rows for item in row.get("components", ())]
    return [one.get("value") or one.get("custom_id", "") for item in items for one in item.get("options") or [item]]


@dataclass(frozen=True, slots=True)
class Stood:
    """A message that stands in a chat, and how its buttons are taken off."""

    message_id: int
    off: Callable[[], Awaitable[object]] = field(compare=False)


def posts(message: Message, named: Mapping[str, str] = NOTHING) -> Iterator[Portion]:
    """Texts first; the buttons and the files are with the last of them, more files than fit there follow. None for a
    message with neither. ``named`` are the commands that can be tapped where it is sent."""
    files, meant = message.attachments, sorted(people(message.text))
    if message.set_apart and (boxed := _in_a_box(message.text, named)):
        most, (last, embed) = [], boxed
    else:
        embed = None
        *most, last = parts(message.text, named=named) or ("",)
    for text in most:
        yield Portion(text, people=_reached(text, meant))
    if last or files:
        yield Portion(last, laid_out(message.keys, message.page), files[:MOST_FILES], _reached(last, meant), embed)
    for start in range(MOST_FILES, len(files), MOST_FILES):
        yield Portion("", attachments=files[start : start + MOST_FILES])


def _reached(text: str, meant: Sequence[int]) -> tuple[int, ...]:
    return tuple(one for one in meant if mention(one) in text)


def _in_a_box(text: Markup, named: Mapping[str, str]) -> tuple[str, Embed] | None:
    """The first paragraph, which notifications and those who show no embeds have as well, and the others as an embed; None
    where there are none, or too many for one."""
    head, _, body = text.partition("\n\n")
    heads, bodies = parts(head, named=named), parts(body, LONGEST_EMBED, named)
    if len(heads) != 1 or len(bodies) != 1:
        return None
    return heads[0], Embed(description=bodies[0], colour=BLURPLE)
