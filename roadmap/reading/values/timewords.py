"""The patterns of spans of time, made of the words of all languages there are tables of.

All are for text as ``durations.folded`` leaves it: one case, no accents, plain dashes.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

from roadmap.reading.values.plain import plain
from roadmap.words.documents import each, listed, tables


class Unit(StrEnum):
    """What a number counts."""

    MINUTES = "minutes"
    HOURS = "hours"
    WEEKLY_HOURS = "hours a week"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Late:
    """A pattern that is compiled when it is first used: a list that says nothing about time is read without these, and
    compiling all of them takes as long as reading a hundred of its entries."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, for whoever looks for it."""
        return re.compile(self._pattern)


def _any(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longer before those they begin with."""
    return "|".join(sorted({re.escape(plain(word)) for word in words}, key=lambda word: (-len(word), word)))


_KINDS = (Unit.WEEKS, Unit.MONTHS, Unit.DAYS, Unit.YEARS, Unit.MINUTES, Unit.HOURS)
_WORDS = {unit: _any(each(unit.value)) for unit in _KINDS}
_END = r"(?![a-z\u0400-\u04ff\u0900-\u097f차目])"
_BEGIN = r"(?<![a-z\u0400-\u04ff])"
_UNITS = "|".join(f"(?P<{unit.name}>(?:{words}){_END})" for unit, words in _WORDS.items())
_TO = f"(?:-|{_any(each('to'))})"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,2})?"

RANGE = rf"(?P<short>{_NUMBER})\s*\+?(?:\s*{_TO}\s*(?P<long>{_NUMBER})\s*\+?)?"
"""One number or two: "4", "4-6", "4 to 6", "4 a 6", "4+"."""

_PER = rf"(?:/|\b(?:{_any(each('per'))})\b)"
_A_WEEK = rf"\.?\s*{_PER}\s*(?:{_WORDS[Unit.WEEKS]}){_END}|\s*(?:{_any(each('a_week'))}){_END}"
_A_DAY = rf"\.?\s*{_PER}\s*(?:{_WORDS[Unit.DAYS]}){_END}|\s*(?:{_any(each('a_day'))})"
_EVERY_WEEK = _any((*each("every_week"), *each("weekly")))

PIECE = Late(
    rf"(?P<every_week>(?:{_EVERY_WEEK})\s*:?\s*)?(?<![a-z0-9.,第])(?<!第\d-)(?<!第\d\d-)(?<!第\s)(?<!第\s\d-)(?<!第\s\d\d-){RANGE}\s*(?:x\s+)?-?\s*"
    rf"(?:{_UNITS})(?P<a_week>{_A_WEEK})?(?P<a_day>{_A_DAY})?(?P<other>\s*(?:/|\bper\b)\s*[a-z]+)?"
)
"""A number or a range with its unit, and what it is counted for."""


def _ordered(unit: Unit) -> str:
    """What stands behind the number of a position of this unit ("1주차")."""
    begun = tuple(plain(word) for word in each(unit.value))
    return _any(word for word in each("ordered") if plain(word).startswith(begun))


def _position(unit: Unit) -> str:
    ends = rf"(?P<short>\d{{1,4}})(?:\s*(?:-|&|{_TO})\s*(?P<long>\d{{1,4}}))?"
    behind = rf"(?P<first>\d{{1,4}})(?:\s*(?:-|~|{_TO})\s*(?P<last>\d{{1,4}}))?"
    ordered = _ordered(unit)
    return (
        rf"(?:{_BEGIN}(?:{_WORDS[unit]})s?(?:\s*[#№]|\s*no\.?)?\s*[-_]?{ends}"
        rf"|第\s*{behind}\s*(?:{_WORDS[unit]})"
        rf"|(?P<first_of>\d{{1,4}})(?:\s*(?:-|~)\s*(?P<last_of>\d{{1,4}}))?\s*(?:{ordered})"
        rf"|(?P<nth>\d{{1,3}})(?:(?:\.|st|nd|rd|th)?\s*-\s*(?P<mth>\d{{1,3}}))?(?:\.|st|nd|rd|th)\s*(?:{_WORDS[unit]}){_END})(?!\d)"
    )


WEEKS_FROM = Late(_position(Unit.WEEKS))
"""Where in the roadmap something stands, in weeks: "week 3", "weeks 17-21", "3주차"; a length by its two ends."""

MONTHS_FROM = Late(_position(Unit.MONTHS))

ENDS = (("short", "long"), ("first", "last"), ("first_of", "last_of"), ("nth", "mth"))
"""The names of the groups of a position, by pairs."""

_SESSIONS = _any(each("sessions"))
PLACE = Late(
    rf"{_BEGIN}(?:{_WORDS[Unit.DAYS]}|{_SESSIONS})\s*#?\d{{1,4}}(?:\s*(?:-|&|{_TO})\s*\d{{1,4}})?(?!\d)"
    rf"|第\s*\d{{1,4}}(?:\s*-\s*\d{{1,4}})?\s*[天日]|\d{{1,4}}(?:\s*[-~]\s*\d{{1,4}})?\s*(?:{_ordered(Unit.DAYS)})"
    rf"|\d{{1,3}}\.\s*(?:{_WORDS[Unit.DAYS]}|{_SESSIONS}){_END}"
)
"""A position that says nothing about time: "day 12", "days 1-7", "session 3"."""

_ANY = "|".join(_WORDS.values())
_NOTHING = _any((*each("nothing"), "tba", "tbd", "unknown", "na"))
NO_TIME = Late(rf"[-?.…/\s]*(?:{_NOTHING})?[-?.…\s]*|-\s*[^\W\d_]+(?:\s*/\s*[^\W\d_]+)?[-?.\s]*")
"""How a document writes that it says nothing about time; "- weeks" among them."""

AROUND = Late(
    rf"[\s,;:.+&/|~≈<>≤≥±()⏱⏰⏳🕐🕒🕓🗓📅\ufe0f-]+|(?<![^\W_])(?:{_any((*each('around'), *each('optional_mark')))})(?![^\W_])"
)
"""What may stand around a span of time and says no more."""

CLOCKED = Late(r"(?<![a-z0-9])(\d{1,3})\s*h\s*(\d{1,2})(?:\s*m(?:in)?)?(?![0-9a-z])")
"""Hours and minutes in one: "2h30", "1h 30m"."""


def _numbers() -> dict[str, int]:
    """The small numbers in words, of more than two letters where the script has letters."""
    found: dict[str, int] = {}
    for words in tables():
        found |= {plain(word): number for number, word in enumerate(listed(words.numbers), 1)}
        pairs = (pair.partition("=") for pair in listed(words.more_numbers))
        found |= {plain(word): int(number) for word, _, number in pairs}
    return found


NUMBER_WORDS = _numbers()
_COUNTED = rf"(?=\s+(?:{_TO}\s+\w+\s+)?(?:{_ANY}){_END})"
NUMBERS = Late(rf"(?:^an?|(?<![^\s(])(?:{_any(word for word in NUMBER_WORDS if len(word) > 2)})){_COUNTED}")
"""A small number in words before a unit."""


def _tokens() -> frozenset[str]:
    """Of each word a position or a length has, the longest run of plain letters; some are followed by an s, and some are
    written in one with what stands around them ("3rdweek", "weekno 3")."""
    words = [word for unit in _KINDS for word in each(unit.value)]
    words += [*each("ordered"), *each("sessions"), *(pair.partition("=")[0] for pair in each("spelled"))]
    runs = [max(LETTERS.findall(plain(word)), key=len, default="") for word in words]
    return frozenset(
        begin + run + end
        for run in runs
        if run
        for begin in ("", "st", "nd", "rd", "th")
        for end in ("", "s", "no", "sno")
    )


LETTERS = re.compile(r"[a-z]+")
TOKENS = _tokens()
"""A text in ASCII without one of these runs of letters is not about time."""

SPELLED = {plain(phrase): said for pair in each("spelled") for phrase, _, said in (pair.partition("="),)}
SPELLED_OUT = Late(rf"(?<![^\W\u2e80-\U0001ffff])(?<![第每])(?:{_any(SPELLED)})(?![^\W\u2e80-\U0001ffff])")
"""A whole length in words: "a fortnight", "半年"."""
