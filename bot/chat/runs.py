"""PURE: a message's Markup as runs of visible text, for the platforms to write in their own way."""

from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

NAMES = frozenset({"b", "i", "code", "pre", "a", "time"})
VALUES = {"a": "href", "time": "datetime"}
"""The attributes that two of the six tags need: an address, and a moment in seconds since 1970, UTC."""


@dataclass(frozen=True, eq=False)
class Tag:
    """One tag of the text; it equals only itself, so that two neighbours of one name stay two."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Visible text under the same tags, outermost first."""

    text: str
    tags: tuple[Tag, ...]


class _Reader(HTMLParser):
    """A tag that is not one of the six, or lacks its value, is left out; its text stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: tuple[Tag, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in NAMES:
            return
        value = dict(attrs).get(VALUES.get(tag, "")) or ""
        if tag not in VALUES or (value.isdecimal() if tag == "time" else value):
            self._open += (Tag(tag, value),)

    def handle_endtag(self, tag: str) -> None:
        closed = next((each for each in reversed(self._open) if each.name == tag), None)
        self._open = tuple(each for each in self._open if each is not closed)

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(data, self._open))


def runs_of(text: Markup) -> list[Run]:
    """The text as runs, in order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.runs
