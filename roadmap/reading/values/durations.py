"""Durations and efforts as people write them; its law: what the text does not say is None, never guessed.

"14 weeks" and "6 months" are durations, "8-10 hours/week" is an effort, "58 hours" the whole effort. "Week 17–21" is
a length of five weeks; "Day 12" and "Session 3" are positions and say nothing about time. Half weeks are days ("1.5
weeks" is 10–11); a month is 52/12 weeks, in whole weeks and never none; an effort a day counts seven days.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import ceil, floor

from roadmap.model import LONGEST_DAYS, MOST_HOURS, Duration, Hours
from roadmap.reading.values.plain import plain
from roadmap.reading.values.timewords import (
    AROUND,
    CLOCKED,
    ENDS,
    LETTERS,
    MONTHS_FROM,
    NO_TIME,
    NUMBER_WORDS,
    NUMBERS,
    PIECE,
    PLACE,
    RANGE,
    SPELLED,
    SPELLED_OUT,
    TOKENS,
    WEEKS_FROM,
    Unit,
)

LONGEST = 400
"""Characters of a text that are looked at for spans of time."""

_TILDE = re.compile(r"(?<=\d)~(?=\d)")
_HALF = re.compile(r"(?:(?P<whole>\d{1,3})\s*)?(?:1[\u2044/]2(?![\d/])|½)|(?P<and>\d{1,3})\s+and\s+a\s+half")
_AND_HALF = re.compile(r"(\d{1,3})(\s*[\u3040-\u9fff\uac00-\ud7af]{1,3}?)\s*(?:半|반)(?![\u3040-\u9fff\uac00-\ud7af])")
"""A number of them and a half, as it is said behind the unit ("1ヶ月半")."""

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)")
_NUMERIC = re.compile(r"[\d\u00bc-\u00be〇一二三四五六七八九十百半]")
_BARE = re.compile(rf"[~≈]?\s*{RANGE}\s*\.?")
_RANGED = re.compile(r"\s*(?:-|to|a|ate|hasta|bis)\s*")
_DAYS_IN = {Unit.DAYS: 1.0, Unit.WEEKS: 7.0, Unit.MONTHS: 7 * 52 / 12, Unit.YEARS: 7 * 52.0}
_ROUGH = (Unit.MONTHS, Unit.YEARS)
_HOURS_IN = {Unit.MINUTES: 1 / 60, Unit.HOURS: 1.0, Unit.WEEKLY_HOURS: 1.0}


class Kind(StrEnum):
    LENGTH = "length, in days"
    WEEKLY = "hours a week"
    WHOLE = "hours in all"


@dataclass(frozen=True, slots=True)
class Time:
    """What a text says about time; ``clear`` unless there was something in it that could not be made sense of."""

    duration: Duration | None = None
    weekly: Hours | None = None
    total: Hours | None = None
    clear: bool = True

    def __bool__(self) -> bool:
        return bool(self.duration or self.weekly or self.total)

    def filled(self, other: "Time") -> "Time":
        """This, and where it says nothing, what the other says."""
        if other.clear and not other:
            return self
        whole = self.clear and other.clear
        return Time(self.duration or other.duration, self.weekly or other.weekly, self.total or other.total, whole)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    unit: Unit
    short: float
    long: float
    start: int
    end: int


def read_time(text: str, unit: Unit | None = None) -> Time:
    """What a text says about time; ``unit`` is what a number counts, where its column says so."""
    plain = folded(text)
    if NO_TIME.compiled.fullmatch(plain):
        return Time()
    if (clock := _CLOCK.fullmatch(plain)) and unit in (None, Unit.MINUTES, Unit.HOURS):
        return _clocked(clock, unit)
    if unit and (bare := _BARE.fullmatch(plain)):
        return _time([_counted(bare, unit, weekly=unit is Unit.WEEKLY_HOURS)])
    pieces = [piece for found in PIECE.compiled.finditer(plain) if (piece := _piece(found))]
    if not any(piece.kind is Kind.LENGTH for piece in pieces):
        pieces += _from_position(PIECE.compiled.sub(lambda found: " " * len(found[0]), plain))
    if unit is Unit.WEEKLY_HOURS and not any(piece.kind is Kind.WEEKLY for piece in pieces):
        pieces = [replace(piece, kind=Kind.WEEKLY) if piece.kind is Kind.WHOLE else piece for piece in pieces]
    if pieces:
        return _time(_together(pieces, plain))
    return Time(clear=bool(PLACE.compiled.search(plain)))


def _clocked(found: re.Match[str], unit: Unit | None) -> Time:
    """Minutes and seconds, as films have them, with hours where there are three; hours and minutes in a column of hours."""
    first, second, third = (int(part or 0) for part in found.groups())
    hours = second + third / 60 if unit is Unit.HOURS and not found[1] else first + second / 60 + third / 3600
    total = round(hours, 2)
    return Time(total=Hours(total, total) if 0 < total <= MOST_HOURS else None)


@lru_cache(maxsize=4096)
def wholly_time(text: str) -> Time | None:
    """What a text says that is about nothing but time or a position; None where it is about something else."""
    if len(text) > LONGEST or not may_be_time(text):
        return None
    plain = folded(text)
    rest = plain
    for pattern in (PIECE, WEEKS_FROM, MONTHS_FROM, PLACE):
        rest = pattern.compiled.sub(" ", rest)
    return replace(read_time(text), clear=True) if rest != plain and not AROUND.compiled.sub("", rest) else None


@lru_cache(maxsize=4096)
def may_name_time(text: str) -> bool:
    """Whether there may be a word of time in a text: there is none in one in ASCII where this is False."""
    return not text.isascii() or not TOKENS.isdisjoint(LETTERS.findall(text.casefold()))


def may_be_time(text: str) -> bool:
    """Whether there is a number in a text, in digits or in words, and a word of time."""
    if not may_name_time(text):
        return False
    if _NUMERIC.search(text):
        return True
    bare = plain(text)
    return bool(SPELLED_OUT.compiled.search(bare) or NUMBERS.compiled.search(bare))


def folded(text: str) -> str:
    """The text in one case, without accents, with plain digits and dashes, and numbers and lengths in words as digits."""
    halves = _HALF.sub(_halved, plain(text[:LONGEST]))
    digits = " ".join(_TILDE.sub("-", halves if halves.isascii() else _AND_HALF.sub(r"\1.5\2", halves)).split())
    spelled = SPELLED_OUT.compiled.sub(lambda found: SPELLED[found[0]], digits)
    counted = NUMBERS.compiled.sub(lambda found: str(NUMBER_WORDS[found[0]]), spelled)
    return CLOCKED.compiled.sub(r"\1h \2min", counted)


def _halved(found: re.Match[str]) -> str:
    whole = found["whole"] or found["and"] or "0"
    return f"{whole}.5"


def _number(text: str) -> float:
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", text)
    return float(text.replace(",", "" if thousands else "."))


def _counted(found: re.Match[str], unit: Unit, *, weekly: bool = False, times: float = 1) -> _Piece:
    short = _number(found["short"])
    long = _number(found["long"]) if found["long"] else short
    factor = _DAYS_IN.get(unit) or _HOURS_IN[unit] * times
    kind = Kind.LENGTH if unit in _DAYS_IN else Kind.WEEKLY if weekly else Kind.WHOLE
    return _Piece(kind, unit, short * factor, long * factor, found.start(), found.end())


def _piece(found: re.Match[str]) -> _Piece | None:
    unit = next(unit for unit in (*_DAYS_IN, *_HOURS_IN) if unit is not Unit.WEEKLY_HOURS and found[unit.name])
    if found["other"] and not (found["a_week"] or found["a_day"]):
        return None
    if found["a_day"] and unit in _HOURS_IN:
        return _counted(found, unit, weekly=True, times=7)
    return _counted(found, unit, weekly=bool(found["a_week"] or found["every_week"]))


def _from_position(plain: str) -> Iterable[_Piece]:
    for pattern, unit in ((WEEKS_FROM, Unit.WEEKS), (MONTHS_FROM, Unit.MONTHS)):
        if found := pattern.compiled.search(plain):
            first, last = (int(n) for n in _ends(found))
            length = (last - first + 1) * _DAYS_IN[unit]
            return [_Piece(Kind.LENGTH, unit, length, length, found.start(), found.end())]
    return []


def _ends(found: re.Match[str]) -> tuple[str, str]:
    for first, last in ENDS:
        if found[first]:
            return found[first], found[last] or found[first]
    raise ValueError(found)


def _together(pieces: list[_Piece], plain: str) -> list[_Piece]:
    """One piece of each kind: what is added is summed, two ends are one range, and what is said again is not."""
    kept: dict[Kind, _Piece] = {}
    for piece in pieces:
        last = kept.get(piece.kind)
        between = plain[last.end : piece.start] if last and last.end <= piece.start else ","
        if last is None:
            kept[piece.kind] = piece
        elif "+" in between or (not between.strip() and last.unit is not piece.unit):
            whole = replace(last, short=last.short + piece.short, long=last.long + piece.long, end=piece.end)
            kept[piece.kind] = whole
        elif _RANGED.fullmatch(between):
            kept[piece.kind] = replace(last, long=piece.long, end=piece.end)
    return list(kept.values())


def _time(pieces: list[_Piece]) -> Time:
    by_kind = {piece.kind: piece for piece in pieces}
    duration = _duration(by_kind.get(Kind.LENGTH))
    weekly, total = _hours(by_kind.get(Kind.WEEKLY)), _hours(by_kind.get(Kind.WHOLE))
    return Time(duration, weekly, total, sum(map(bool, (duration, weekly, total))) == len(by_kind))


def _duration(piece: _Piece | None) -> Duration | None:
    if piece is None or not 0 < piece.short <= piece.long <= LONGEST_DAYS:
        return None
    if piece.unit in _ROUGH:
        return Duration.in_weeks(max(1, round(piece.short / 7)), max(1, round(piece.long / 7)))
    return Duration(max(1, floor(piece.short)), max(1, ceil(piece.long)))


def _hours(piece: _Piece | None) -> Hours | None:
    if piece is None or not 0 < piece.short <= piece.long <= MOST_HOURS:
        return None
    short, long = round(piece.short, 2), round(piece.long, 2)
    return Hours(short, long) if short > 0 else None
