"""The shapes a typed day may have, and how each is read; words of any other shape are no day, whatever dateparser says.

Left to itself dateparser makes days of "one", "second" and "march", and it costs a sixth of a second to import and
warm up: it is asked only about a shape that needs it.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, partial


class Look(StrEnum):
    """Where a bare weekday or a day without its year is looked for: facts look back, plans and pauses ahead."""

    BACK = "back"
    AHEAD = "ahead"


Reading = Callable[[date, Look], date | None]
"""Reads a shape with today's date; raises ValueError if no calendar has such a day."""


Reader = Callable[[re.Match[str], date, Look], date | None]


def reading_of(plain: str) -> Reading | None:
    """How to read ``plain``, which is lower case, single spaced and without commas; None if it has no day's shape."""
    for shape, read in _compiled_shapes():
        match = shape.fullmatch(plain)
        if match:
            return partial(read, match)
    return None


def may_end_a_day(word: str) -> bool:
    """Whether a day could end in this plain word: the cheap question asked of every line."""
    return word in _LAST_WORDS or any(character in _DIGITS for character in word)


def length_of(plain: str) -> tuple[int, str] | None:
    """How many of which unit ("day", "week", "fortnight", "month", "year") ``plain`` says, such as "2d" or "a week"."""
    match = re.fullmatch(_LENGTH, plain)
    return _count_and_unit(match) if match else None


@cache
def _compiled_shapes() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Compiled at the first word that may end a day: it takes six milliseconds."""
    return tuple((re.compile(shape), read) for shape, read in _SHAPES)


def _near(match: re.Match[str], today: date, _look: Look) -> date:
    return today + timedelta(days=_NEAR[match["near"]])


def _weekday(match: re.Match[str], today: date, look: Look) -> date:
    weekday = _WEEKDAYS[match["weekday"]]
    if look is Look.BACK:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    first = today if match["this"] else today + timedelta(days=1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _other_weekday(match: re.Match[str], today: date, _look: Look) -> date | None:
    full_name = _WEEKDAY_NAMES[_WEEKDAYS[match["weekday"]]][-1]  # dateparser knows no "last wed"
    return _ask_dateparser(f"{match['which']} {full_name}", today)


def _numbers(match: re.Match[str], _today: date, _look: Look) -> date:
    return date(_year(match["year"]), int(match["month"]), int(match["day"]))


def _named(match: re.Match[str], today: date, look: Look) -> date:
    day, month, year, weekday = match["day"], match["month"], match["year"], match["weekday"]
    if year:
        found = _ask_dateparser(f"{day} {month} {_year(year):04}", today)
    elif look is Look.BACK:
        found = _ask_dateparser(f"{day} {month}", today, prefer="past")
    else:  # "future" leaves out the day it counts from, which may be the one meant
        found = _ask_dateparser(f"{day} {month}", today - timedelta(days=1), prefer="future")
    if found is None or found.day != int(day) or (weekday and found.weekday() != _WEEKDAYS[weekday]):
        raise ValueError(match[0])
    return found


def _ago(match: re.Match[str], today: date, _look: Look) -> date | None:
    count, unit = _count_and_unit(match)
    return _ask_dateparser(f"{count} {unit}s ago", today)


def _coming(match: re.Match[str], today: date, _look: Look) -> date | None:
    count, unit = _count_and_unit(match)
    return _ask_dateparser(f"in {count} {unit}s", today)


def _length(match: re.Match[str], today: date, look: Look) -> date | None:
    """Ahead, three days end in three days; looking back they are more likely somebody's note."""
    return _coming(match, today, look) if look is Look.AHEAD else None


def _count_and_unit(match: re.Match[str]) -> tuple[int, str]:
    digits, word = match["digits"], match["word"]
    count = int(digits) if digits else _NUMBERS.get(word, 1)
    return count, next(unit for unit in _UNITS if unit[0] == match["unit"][0])


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _ask_dateparser(plain: str, base: date, *, prefer: str = "past") -> date | None:
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # noqa: PLC0415 - slow, seldom needed

    settings = {
        "PREFER_DATES_FROM": prefer,
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),  # noqa: DTZ001 - only its date is used
        "TIMEZONE": "UTC",  # never the machine's
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    found: datetime | None = DateDataParser(languages=["en"], settings=settings).get_date_data(plain).date_obj
    return found.date() if found else None


_DIGITS = frozenset("0123456789")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_WEEKDAY_NAMES = (
    ("mon", "monday"),
    ("tue", "tues", "tuesday"),
    ("wed", "wednesday"),
    ("thu", "thur", "thurs", "thursday"),
    ("fri", "friday"),
    ("sat", "saturday"),
    ("sun", "sunday"),
)
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names}
_MONTHS = (
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMBER_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {name: number for number, name in enumerate(_NUMBER_NAMES, 1)}
_UNITS = ("day", "week", "fortnight", "month", "year")
_UNIT_WORDS = ("d", "w", *_UNITS, *(f"{unit}s" for unit in _UNITS))
_LAST_WORDS = frozenset([*_WEEKDAYS, *_MONTHS, *_UNIT_WORDS, "today", "yesterday", "tomorrow", "ago", "now"])


def _one_of(words: Iterable[str]) -> str:
    return "|".join(words)


_AMOUNT = f"(?:(?P<digits>[0-9]{{1,3}}) ?|(?P<word>an?|{_one_of(_NUMBERS)}) )(?P<unit>{_one_of(_UNIT_WORDS)})"
_ON = f"(?:(?P<weekday>{_one_of(_WEEKDAYS)}) )?"
_DAY = "(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = f"(?P<month>{_one_of(_MONTHS)})"
_YEAR = "(?: '?(?P<year>[0-9]{4}|[0-9]{2}))?"
_LENGTH = f"(?:for )?{_AMOUNT}"
_SHAPES: tuple[tuple[str, Reader], ...] = (
    (f"(?:the )?(?P<near>{_one_of(_NEAR)})", _near),
    (f"(?P<this>this )?(?P<weekday>{_one_of(_WEEKDAYS)})", _weekday),
    (f"(?P<which>last|next) (?P<weekday>{_one_of(_WEEKDAYS)})", _other_weekday),
    (r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})", _numbers),
    (r"(?P<day>[0-9]{1,2})([-./])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})", _numbers),
    (r"(?P<day>[0-9]{1,2})([./])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{2})", _numbers),
    (f"{_ON}{_DAY} (?:of )?{_MONTH}{_YEAR}", _named),
    (f"{_ON}{_MONTH} {_DAY}{_YEAR}", _named),
    (f"{_AMOUNT} ago", _ago),
    (f"in {_AMOUNT}", _coming),
    (f"{_AMOUNT} from now", _coming),
    (_LENGTH, _length),
)
