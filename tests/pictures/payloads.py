"""What a platform is sent for a message, as it leaves the bot: the texts with their marks, and the rows of buttons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from bot.chat.reply import Message
from bot.platforms.discord.markup import UNSEEN
from bot.platforms.discord.posts import posts
from bot.platforms.telegram.keyboard import keyboard
from bot.platforms.telegram.markup import parts

MOMENT = "Mon 11 Jan, 09:00"
"""As which any moment is drawn; a client writes it in its reader's own way."""

MARK = re.compile(
    r"```\n(?P<pre>.*?)\n```|`` (?P<quoted>.*?) ``|`(?P<code>[^`]*)`|<t:(?P<moment>\d+):[FtR]>"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\(<(?P<target>[^>]*)>\)|<(?P<address>https?://[^>]*)>"
    r"|\\(?P<escaped>.)|(?P<bold>\*\*)|(?P<slanted>\*)",
    re.DOTALL,
)
"""Discord's Markdown, as far as the bot writes it."""


@dataclass(frozen=True)
class Piece:
    """Text in one style: of ``b i a code``."""

    text: str
    style: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pressable:
    """A button; ``style`` is plain, main or danger."""

    label: str
    style: str = "plain"


@dataclass(frozen=True)
class Bubble:
    """One message as it was sent: text, what lies in boxes of its own below that, and rows of buttons."""

    pieces: tuple[Piece, ...]
    rows: tuple[tuple[Pressable, ...], ...] = ()
    boxes: tuple[tuple[Piece, ...], ...] = ()


TELEGRAM_STYLES = {"primary": "main", "danger": "danger"}
DISCORD_STYLES = {1: "main", 2: "plain", 4: "danger"}


def on_telegram(message: Message) -> Iterator[Bubble]:
    *most, last = parts(message.text)
    for text in most:
        yield Bubble(_of_html(text))
    rows = (keyboard(message.keys) or {"inline_keyboard": []})["inline_keyboard"]
    keys = [[Pressable(one["text"], TELEGRAM_STYLES.get(one.get("style", ""), "plain")) for one in row] for row in rows]
    yield Bubble(_of_html(last), tuple(map(tuple, keys)))


def on_discord(message: Message) -> Iterator[Bubble]:
    for post in posts(message):
        sent = post.new()
        found = sent["view"].to_components() if "view" in sent else ()
        rows = tuple(
            tuple(Pressable(one["label"], DISCORD_STYLES[one["style"]]) for one in row["components"]) for row in found
        )
        boxes = [sent["embed"].to_dict()["description"]] if "embed" in sent else []
        yield Bubble(tuple(_of_markdown(sent["content"])), rows, tuple(tuple(_of_markdown(one)) for one in boxes))


def _of_html(html: str) -> tuple[Piece, ...]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.pieces)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        self._open.append(tag)

    def handle_endtag(self, _tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, frozenset(self._open) & {"b", "i", "a", "code"}))


def _of_markdown(text: str, around: frozenset[str] = frozenset()) -> Iterator[Piece]:
    at, style = 0, around
    text = text.replace(UNSEEN, "")
    for found in MARK.finditer(text):
        if at < found.start():
            yield Piece(text[at : found.start()], style)
        at, said = found.end(), found.groupdict()
        if said["bold"] or said["slanted"]:
            style ^= {"b" if said["bold"] else "i"}
        elif said["target"]:
            yield from _of_markdown(said["label"], style | {"a"})
        elif said["address"]:
            yield Piece(said["address"], style | {"a"})
        elif said["moment"]:
            yield Piece(MOMENT, style | {"code"})
        elif said["escaped"]:
            yield Piece(said["escaped"], style)
        else:
            yield Piece(said["pre"] or said["quoted"] or said["code"] or "", style | {"code"})
    if at < len(text):
        yield Piece(text[at:], style)
