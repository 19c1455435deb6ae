"""PURE: a message's Markup as runs of visible text, and where it may part; platforms write it in their own way."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

NAMES = frozenset({"b", "i", "code", "pre", "a", "time"})
BREAKS = ("\n\n", "\n", " ")
"""Where a text may part, best first: between paragraphs, lines, words."""

Stretch = tuple[int, int]
"""Where something starts in the visible text (inclusive) and ends (exclusive)."""

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


def solids(runs: Sequence[Run], names: AbstractSet[str]) -> list[Stretch]:
    """What is not to be parted while it fits into one message: the stretches under tags of these names."""
    found: dict[Tag, Stretch] = {}
    at = 0
    for run in runs:
        for tag in run.tags:
            if tag.name in names:
                found[tag] = (found[tag][0] if tag in found else at, at + len(run.text))
        at += len(run.text)
    return list(found.values())


def slices(visible: str, reach: Callable[[int], int], whole: Sequence[Stretch] = ()) -> Iterator[Stretch]:
    """Where each message starts and ends in the visible text, given how far one that starts somewhere may reach; blanks
    at a cut belong to none."""
    start = 0
    while start < len(visible):
        end = reach(start)
        if end < len(visible):
            end = _cut(visible, start, end, whole)
        kept = visible[start:end].rstrip()
        if kept:
            yield start, start + len(kept)
        gap = visible[end : end + 1]
        start = end
        while gap in {"\n", " "} and visible[start : start + 1] == gap:
            start += 1  # only the separator itself goes: a line after it may be indented


def _cut(visible: str, start: int, end: int, whole: Sequence[Stretch]) -> int:
    """The last good place to cut at or before ``end``, always after ``start``."""
    for each in BREAKS:
        place = visible.rfind(each, start + 1, end + len(each))
        while place > start and _around(place, start, end, whole):
            place = visible.rfind(each, start + 1, place + len(each) - 1)
        if place > start:
            return place
    around = _around(end, start, end, whole)
    return around[0] if around and around[0] > start else end


def _around(place: int, start: int, end: int, whole: Sequence[Stretch]) -> Stretch | None:
    """The stretch that a cut would part, unless it is too long to be kept whole anyway."""
    return next((one for one in whole if one[0] < place < one[1] and (one[0] > start or one[1] <= end)), None)
