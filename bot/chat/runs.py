"""PURE: a message's Markup as runs of visible text, and where it may part; platforms write it in their own way."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

PERSON, COMMAND = "person", "command"
"""What an ``a`` may be of instead of an address: somebody, "discord:7", or a command. No address that anybody gives us is one of these."""

OWN = frozenset({"a", PERSON, COMMAND})

NAMES = frozenset({"b", "i", "code", "pre", "a", "time"})
BREAKS = ("\n\n", "\n", " ")
"""Where a text may part, best first: between paragraphs, lines, words."""

TAG = re.compile(r"""<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*+)>""")
VALUE = re.compile(r'([^\s"=/>]++)="([^"]*)"')
"""A tag as our texts write it, and a value in it: what a learner said is escaped, so that no sign of theirs is one of ours."""

Stretch = tuple[int, int]
"""Where something starts in the visible text (inclusive) and ends (exclusive)."""

VALUES = {"a": "href", "time": "datetime"}
"""The attributes that two of the six tags need: an address, and a moment in seconds since 1970, UTC."""


@dataclass(frozen=True, eq=False)
class Tag:
    """One tag of the text; it equals only itself, so that two neighbours of one name stay two. Of a moment ``is_clock`` says that it is
    near, so that its time of day is enough, ``ahead`` how far off it is in words, where it lies ahead, and ``between`` what leads to
    these where they are to stand in no brackets; ``is_relative`` is a tag over those words. An ``a`` of a person or a command is a tag of its own, called so."""

    name: str
    value: str = ""
    is_clock: bool = False
    ahead: str = ""
    between: str = ""
    is_relative: bool = False

    def person_on(self, platform: str) -> int | None:
        """The number by which this platform knows the person that the tag is of, if it does."""
        where, _, number = self.value.partition(":")
        is_known = self.name == PERSON and where == platform and re.fullmatch(r"[1-9]\d{0,19}", number, re.ASCII)
        return int(number) if is_known else None


@dataclass(frozen=True, slots=True)
class Run:
    """Visible text under the same tags, outermost first."""

    text: str
    tags: tuple[Tag, ...]


def runs_of(text: Markup) -> list[Run]:
    """The text as runs, in order. A tag that is not one of the six, or lacks its value, is left out; its text stays."""
    runs: list[Run] = []
    tags: tuple[Tag, ...] = ()
    html, at = str(text), 0
    for found in TAG.finditer(html):
        if at < found.start():
            runs.append(Run(unescape(html[at : found.start()]), tags))
        tags, at = _moved(tags, found), found.end()
    if at < len(html):
        runs.append(Run(unescape(html[at:]), tags))
    return runs


def _moved(tags: tuple[Tag, ...], found: re.Match[str]) -> tuple[Tag, ...]:
    """The tags over what follows one that was found."""
    name = found["name"].lower()
    if found["closing"]:
        closed = next(
            (each for each in reversed(tags) if each.name == name or (name == "a" and each.name in OWN)), None
        )
        return tuple(each for each in tags if each is not closed)
    if name not in NAMES:
        return tags
    if name not in VALUES:
        return (*tags, Tag(name))
    given = {key.lower(): unescape(value) for key, value in reversed(VALUE.findall(found["rest"]))}
    if name == "a" and (of := next((one for one in (PERSON, COMMAND) if given.get(one)), "")):
        return (*tags, Tag(of, given[of]))
    value = given.get(VALUES[name], "")
    if not (value.isdecimal() if name == "time" else value):
        return tags
    is_clock, ahead, between = given.get("format") == "clock", given.get("ahead", ""), given.get("between", "")
    return (*tags, Tag(name, value, is_clock=is_clock, ahead=ahead, between=between))


def with_relatives(runs: Sequence[Run]) -> Iterator[Run]:
    """The same with the words for how far off it is behind each moment ahead, under a tag of their own: "9:00 (in 3 days)",
    "9:00 (UTC), in 3 days"."""
    for number, run in enumerate(runs):
        yield run
        moment = next((tag for tag in run.tags if tag.ahead), None)
        if moment and not (number + 1 < len(runs) and moment in runs[number + 1].tags):
            around = run.tags[: run.tags.index(moment)]
            beside = Tag(moment.name, moment.value, is_relative=True)
            yield from (Run(moment.between or " (", around), Run(moment.ahead, (*around, beside)))
            if not moment.between:
                yield Run(")", around)


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
