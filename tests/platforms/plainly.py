"""What a learner reads of a message, each platform's own marks taken away, with addresses in brackets behind what they are on.

What a terminal shows is the measure; moments read as they do there, without how far off they are.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from bot.platforms.discord.markup import UNSEEN
from bot.platforms.telegram.markup import BESIDE

MARKED = re.compile(
    r"```\n(?P<pre>.*?)\n```"
    r"|`` (?P<quoted>.*?) ``|`(?P<code>[^`]*)`"
    r"|(?P<relative> \(<t:\d+:R>\))|<t:(?P<moment>\d+):[Ft]>"
    r"|<(?P<command>/[-\w ]+):\d+>"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\(<(?P<target>[^>]*)>\)"
    r"|<(?P<address>https?://[^>]*)>"
    r"|\\(?P<escaped>.)"
    r"|(?P<mark>\*+)",
    re.DOTALL,
)
"""Discord's Markdown, as far as the bot writes it."""

TWICE = re.compile(r"(?P<address>https?://\S+) \((?P=address)\)")
"""An address that is its own label."""


def on_one_line(words: str) -> str:
    """Words without their line breaks: platforms cut long texts in different places."""
    return TWICE.sub(r"\g<address>", " ".join(words.split()))


def of_html(html: str) -> str:
    """The words of a text in Telegram's HTML."""
    return _Reader(BESIDE.sub("", html)).words


def of_markdown(text: str, moments: Mapping[str, str]) -> str:
    """The words of a text in Discord's Markdown; ``moments`` are the words for moments by their numbers."""

    def read(found: re.Match[str]) -> str:
        said = found.groupdict()
        if said["moment"]:
            return moments[said["moment"]]
        if said["target"]:
            return f"{MARKED.sub(read, said['label'])} ({said['target']})"
        kept = (said[name] for name in ("pre", "quoted", "code", "command", "address", "escaped"))
        return next((words for words in kept if words is not None), "")

    return MARKED.sub(read, text.replace(UNSEEN, ""))


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self._addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._addresses.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if address := self._addresses.pop():
            self.words += f" ({address})"

    def handle_data(self, data: str) -> None:
        self.words += data
