"""A line about study times in its pieces: days, times of day, lengths, and whatever else there is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from functools import cache

from bot.said.patterns import any_of
from bot.said.tokens import folded
from roadmap.words import StudyTimeWords

LONGEST_LENGTH = 12 * 60
"""Minutes of one study time."""

MOST_HOURS = 5
""" "10h" is a time of day, "2h" a length."""

_NO_CLOCK = r"(?!\d{1,2}\.[0-5]\d ?h\b)"
"""In front of a length: "19.30h" is a time of day."""


_HOURS = re.compile(rf"[0-{MOST_HOURS}](?:h\d{{2}}|[:.]\d{{2}} ?h)")
"""So many hours and minutes."""

_UNREAD = r"\d{1,2}[:.]\d{2} ?\+\d{1,2}(?::?\d{2})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
"""What looks like times and is none: "19:00 +02:00", "14/1"."""


class Sort(StrEnum):
    """What a piece is. An HOUR says nothing of minutes, nor which half of the day it is of."""

    DAYS = "days"
    CLOCK = "clock"
    HOUR = "hour"
    PART = "part of the day"
    LENGTH = "length"
    NOTHING = "nothing"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Piece:
    """``number`` are the days as bits, the minutes of the day, or those of a length; ``at`` is the time of a part of the day. It ``joins``
    where "and" or a comma stands in front of it, and is ``parted`` where a part of the day stands behind it."""

    sort: Sort
    text: str
    number: int = 0
    at: time | None = None
    joins: bool = False
    parted: bool = False


def plainly(said: str) -> str:
    """The line as its words are looked up."""
    return " ".join(folded(said).replace("’", "'").split()).strip(" .!")


@cache
def _shape(words: "_ById") -> re.Pattern[str]:
    table = words.words
    day = any_of(table.weekdays)
    behind_am = any_of(one.removeprefix("am ") for one in (*table.parts, *table.days) if one.startswith("am "))
    am_or_pm = rf"am(?! (?:{behind_am}))|pm"  # "8 am abend" is in the evening
    minutes = rf" ?(?:{any_of(table.oclock)}) (?P<past>[0-5]\d)(?! ?(?:{any_of(table.units)}))"  # "18 uhr 30", not "18 uhr 30 min"
    shapes = (
        ("unread", _UNREAD),
        (
            "length",
            rf"(?P<whole>{any_of(table.lengths)})|{_NO_CLOCK}(?P<count>\d{{1,3}}(?:[.,]\d{{1,2}})?) ?(?P<unit>{any_of(table.units)})",
        ),
        (
            "clock",
            rf"(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d{{2}})|{minutes})(?: ?(?P<half>{am_or_pm}))?(?: ?(?:uhr|h))?",
        ),
        ("halved", rf"(?P<at>\d{{1,2}}) ?(?:(?P<side>{am_or_pm}|a\.m\.?|p\.m\.?)|(?:{any_of(table.oclock)}))"),
        ("bare", r"\d{1,2}"),
        ("several", any_of(table.days)),
        ("span", rf"(?P<first>{day}) ?(?:[-–]|to|bis) ?(?P<last>{day})"),
        ("part", any_of(table.parts)),
        ("day", day),
        ("nothing", any_of((*table.fillers, *table.joints))),
    )
    ending = r"(?=[\s,;&+/]|$)"
    return re.compile(
        "|".join(rf"(?P<{name}>(?:{shape}){ending})" for name, shape in shapes)
        + r"|(?P<joint>[\s,;&+/]+)|(?P<word>[^\s,;&]+)"
    )


@dataclass(frozen=True, slots=True, eq=False)
class _ById:
    """Tables are looked up by which they are, for they cannot be hashed."""

    words: StudyTimeWords

    def __hash__(self) -> int:
        return id(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.words is self.words


def pieces_of(line: str, words: StudyTimeWords) -> tuple[Piece, ...]:
    """The pieces of a line as ``plainly`` makes it, in order; what only joins others is none."""
    return tuple(_parted(tuple(_pieces(line, words))))


def _parted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, of which each knows whether a part of the day stands behind it: "8 in the evening", but not "8 and in the evening"."""
    for place, piece in enumerate(pieces):
        behind = next((one for one in pieces[place + 1 :] if one.sort is not Sort.NOTHING), piece)
        known = replace(piece, parted=behind.sort is Sort.PART and not behind.joins)
        yield replace(known, sort=Sort.LENGTH) if _is_length(known) else known


def _is_length(piece: Piece) -> bool:
    """Whether what looks like a clock is how long: "2h30", "1:30h", but not "2h30 in the afternoon"."""
    return piece.sort is Sort.CLOCK and piece.number > 0 and not piece.parted and bool(_HOURS.fullmatch(piece.text))


def _pieces(line: str, words: StudyTimeWords) -> Iterator[Piece]:
    joins = False
    for match in _shape(_ById(words)).finditer(line):
        if match["joint"] is not None:
            joins = joins or not match[0].isspace()
            continue
        piece = _piece(match, words)
        yield replace(piece, joins=joins)
        joins = piece.text in words.joints or (joins and piece.sort is Sort.NOTHING)


def _piece(match: re.Match[str], words: StudyTimeWords) -> Piece:
    text = match[0]
    if match["length"] is not None:
        return _length(match, words)
    if match["several"] is not None:
        return Piece(Sort.DAYS, text, words.days[text])
    if match["span"] is not None:
        return Piece(Sort.DAYS, text, _span(words.weekdays[match["first"]], words.weekdays[match["last"]]))
    if match["day"] is not None:
        return Piece(Sort.DAYS, text, 1 << words.weekdays[text])
    if match["part"] is not None:
        return Piece(Sort.PART, text, at=time(*words.parts[text]))
    if match["nothing"] is not None:
        return Piece(Sort.NOTHING, text)
    return _clock(match) or Piece(Sort.WORD, text)


def _span(first: int, last: int) -> int:
    """The days from one to another, both inclusive, over the weekend where that lies between."""
    return sum(1 << (first + step) % 7 for step in range((last - first) % 7 + 1))


def _length(match: re.Match[str], words: StudyTimeWords) -> Piece:
    text = match[0]
    if match["whole"]:
        return Piece(Sort.LENGTH, text, words.lengths[match["whole"]])
    count, unit = float(match["count"].replace(",", ".")), words.units[match["unit"]]
    minutes = round(count * unit)
    if unit == 60 and MOST_HOURS < count < 24 and count.is_integer():
        return Piece(Sort.CLOCK, text, minutes)
    return Piece(Sort.LENGTH, text, minutes) if 0 < minutes <= LONGEST_LENGTH else Piece(Sort.WORD, text)


def _clock(match: re.Match[str]) -> Piece | None:
    """A time of day, where the hour is one."""
    if match["clock"] is not None:
        return _at(match, int(match["hour"]), int(match["minute"] or match["past"]), match["half"] or "")
    if match["halved"] is not None:
        return _at(match, int(match["at"]), 0, match["side"] or "")
    if match["bare"] is not None and int(match[0]) < 24:
        return Piece(Sort.HOUR, match[0], int(match[0]) * 60)
    return None


def _at(match: re.Match[str], hour: int, minute: int, half: str) -> Piece | None:
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * half.startswith("p") if half else hour
    if hour > 23 or minute > 59:
        return None
    return Piece(Sort.CLOCK, match[0], hour * 60 + minute)
