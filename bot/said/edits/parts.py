"""Topics, stages and lengths within a line that edits a roadmap, and where such a line may be parted."""

import re
from collections.abc import Iterable, Iterator

from bot.said.patterns import any_of
from bot.said.topics import topics_called
from roadmap.edits import Lasting
from roadmap.errors import LengthOutOfBounds
from roadmap.model import LONGEST_WEEKS, MOST_HOURS, Roadmap, Topic
from roadmap.names import folded
from roadmap.reading.values.durations import wholly_time
from roadmap.reading.values.titles import without_position

MOST_PARTINGS = 12
"""Places at which a line may be parted that are looked at."""

MOST_TAIL = 12
"""Words of a length and of what parts it from a name."""

MOST_FOUND = 7
"""Topics that are offered where several may be meant."""

LONGEST_LENGTH = 80
"""Characters of a text that may be a length."""

AROUND = " \t,;:."
QUOTED = re.compile(r"\"[^\"]+\"|[“„][^“”„]+[“”]|«[^»]+»")
_BRACKETED = re.compile(r"\s*\(([^()]{1,80})\)\s*$")

Parted = tuple[str, str]
"""What stands before, and what behind."""


def exactly(roadmap: Roadmap, said: str) -> tuple[Topic, ...]:
    """The topics that go by the whole of this: a reference, a number, a name."""
    bare = said.strip(AROUND)
    if topics := roadmap.names.own_numbers.of(bare):
        return topics
    if bare.startswith("#") and bare[1:] in roadmap.by_slug:
        return (roadmap.by_slug[bare[1:]],)
    if bare.removeprefix("#").isdecimal() and len(bare) < 7:
        return roadmap.names.numbered(int(bare.removeprefix("#")))
    return roadmap.names.exactly(folded(unquoted(bare)))


def named(roadmap: Roadmap, said: str) -> tuple[Topic, ...]:
    """The topics that this may name: wholly, by a slip, or by a part that one or several have."""
    bare = unquoted(said.strip(AROUND))
    found = exactly(roadmap, bare) or topics_called(roadmap, bare)
    if found or not (key := folded(bare)):
        return found
    return roadmap.names.containing(key)[:MOST_FOUND]


def stage_in(roadmap: Roadmap, said: str) -> str:
    """The stage of this name, of this number, or with this in its name, where it is the only one; empty where none is."""
    stages, key = list(dict.fromkeys(topic.stage for topic in roadmap.topics if topic.stage)), folded(unquoted(said))
    if key.isdecimal() and 1 <= int(key[:6]) <= len(stages):
        return stages[int(key[:6]) - 1]
    same = [stage for stage in stages if folded(stage) == key]
    holding = [stage for stage in stages if key and f" {key} " in f" {folded(stage)} "]
    found = same or holding
    return found[0] if len(found) == 1 else ""


def partings(said: str, phrases: Iterable[str]) -> Iterator[Parted]:
    """The line, parted at each of these phrases that stands in it outside of quotation marks."""
    quoted = [one.span() for one in QUOTED.finditer(said)]
    letters, signs = [one for one in phrases if one[0].isalpha()], [one for one in phrases if not one[0].isalpha()]
    shapes = [rf"(?<=\s)(?:{any_of(letters)})(?=\s)"] * bool(letters) + [any_of(signs)] * bool(signs)
    for count, found in enumerate(re.finditer("|".join(shapes), said, re.IGNORECASE)):
        if count == MOST_PARTINGS:
            return
        if not any(start <= found.start() < end for start, end in quoted):
            yield said[: found.start()].strip(AROUND), said[found.end() :].strip(AROUND)


def behind(said: str, phrases: Iterable[str]) -> str | None:
    """What stands behind one of these phrases, the longest first, at the beginning of the line; None where none does."""
    found = re.match(rf"(?:{any_of(phrases)})(?=[\s:,]|$)[\s:,]*", said, re.IGNORECASE)
    return said[found.end() :] if found else None


def before(said: str, phrases: Iterable[str]) -> str | None:
    """What stands before one of these phrases at the end of the line; None where none does."""
    found = re.search(rf"[\s,]+(?:{any_of(phrases)})[.!]*$", said, re.IGNORECASE)
    return said[: found.start()].strip(AROUND) if found else None


def unquoted(said: str) -> str:
    """The text without the quotation marks around all of it."""
    bare = said.strip()
    return bare[1:-1].strip() if QUOTED.fullmatch(bare) else bare


def quoted(said: str) -> str:
    """The text in quotation marks."""
    return f"«{said}»" if '"' in said else f'"{said}"'


def length_in(said: str, no_length: Iterable[str]) -> Lasting | None:
    """The whole of a text as a length, or as none; None where it is neither. Raises LengthOutOfBounds."""
    bare = unquoted(said.strip(AROUND)).strip("()").strip()
    if bare.casefold() in no_length:
        return Lasting()
    time = wholly_time(bare) if len(bare) <= LONGEST_LENGTH else None
    if time is None or without_position(bare)[1] is not None:
        return None
    if not time:
        raise LengthOutOfBounds(LONGEST_WEEKS, MOST_HOURS)
    return Lasting(time.duration, time.weekly, time.total)


def with_length(said: str, no_length: Iterable[str]) -> tuple[str, Lasting | None]:
    """The text without the length at its end, set apart by a comma, by brackets or by "for", and that length."""
    if (bracketed := _BRACKETED.search(said)) and (lasting := length_in(bracketed[1], no_length)):
        return said[: bracketed.start()].strip(AROUND), lasting
    for head, tail in (*partings(said, (",", ";", ":")), *partings(said, ("for", "taking", "in"))):
        if head and (lasting := length_in(tail, no_length)):
            return head, lasting
    return said, None


def tails(said: str) -> Iterator[Parted]:
    """The line parted before each of its last words, the longest tail first."""
    words = said.split()
    for at in range(max(1, len(words) - MOST_TAIL), len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])
