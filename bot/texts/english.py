"""English, as dates, numbers, plurals and lists need it. A language has one such room beside its catalogue of
sentences; ``bot.texts.phrases`` and the door of sentences alone look in here."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
"""Each week on that day."""

SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers that a sentence may spell."""

AND, OR = "and", "or"


HINT = re.compile(r"\{(?P<name>\w+)\}(?P<closed>(?:</\w+>)*) (?P<opened>(?:<\w+>)*)\((?P<hint>[^()]*)\)")
"""A value with a hint in brackets behind it."""

CLOSED = re.compile(r"\)(?:</\w+>)*\Z")
"""How a value ends that has brackets at its end."""

BEHIND_A_DOT = r"{\g<name>}\g<closed> · \g<opened>\g<hint>"


def is_one(number: float) -> bool:
    """Which of its two forms English takes: that of one, or that of many."""
    return number == 1


def number(value: float) -> str:
    """ "6", "7.5", "0.33", "1,234": up to two decimals."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def numeral(value: int) -> str:
    """ "7", "2027": a number that is a name."""
    return str(value)


def bare(value: float) -> str:
    """ "6", "2.5", "1200": without signs between thousands."""
    return f"{value:g}"


def day(when: date, *, weekday: bool, month: Sequence[str] = SHORT_MONTHS, year: bool = False) -> str:
    """ "Mon 4 Jan 2027", "4 January": its parts in their order, with those that are asked for."""
    said = f"{when.day} {month[when.month - 1]}"
    if weekday:
        said = f"{SHORT_WEEKDAYS[when.weekday()]} {said}"
    return f"{said} {when.year}" if year else said


def clock(at: time) -> str:
    """ "09:00"."""
    return f"{at.hour:02}:{at.minute:02}"


@cache
def _hinted(sentence: str) -> tuple[str, ...]:
    """The values of a sentence that a hint in brackets stands right behind."""
    return tuple(found["name"] for found in HINT.finditer(sentence))


def brackets_apart(sentence: str, values: Mapping[str, str]) -> str:
    """A sentence in which no hint in brackets follows others: behind a value that ends in some it stands behind a dot, "Knots (2 weeks) · 2"
    and not "Knots (2 weeks) (2)"."""
    hinted = _hinted(sentence)
    met = {name for name in hinted if CLOSED.search(values[name])} if hinted else ()
    if not met:
        return sentence
    return HINT.sub(lambda found: found.expand(BEHIND_A_DOT) if found["name"] in met else found[0], sentence)


BEHIND_BRACKETS = ", "
"""Between a moment with its zone in brackets and how far off it is: "Tue 5 Jan, 19:00 (Europe/Berlin), tomorrow"."""


def far_off(days: int) -> str:
    """How far off a day is: "today", "tomorrow", "in 3 days"; nothing for one that is over."""
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
    return f"in {days} days" if days > 0 else ""


def moment(day: str, at: str, zone: str = "") -> str:
    """ "Mon 4 Jan, 09:00", "Mon 4 Jan, 09:00 (Europe/Berlin)"."""
    return f"{day}, {at} ({zone})" if zone else f"{day}, {at}"


def stamped(weekday: str, local: datetime) -> str:
    """ "Mon 2027-01-04 09:00"."""
    return f"{weekday} {local.date().isoformat()} {clock(local.time())}"


def spent(minutes: int) -> str:
    """ "45 min", "1 h", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def span(short: str, long: str) -> str:
    """ "4–6", from a number to a number; of days and moments likewise."""
    return f"{short}–{long}"


def listed(things: Sequence[str], last: str, more: int = 0) -> str:
    """ "a", "a and b", "a, b or c", "a, b and 7 more"; ``last`` is AND or OR."""
    *most, end = (*things, f"{more} more") if more else things
    return f"{', '.join(most)} {last} {end}" if most else end


def clauses(parts: Sequence[str], more: int = 0) -> str:
    """ "its prerequisites are done, 12 days to its limit", "NLP, CV and 7 more": what stands side by side."""
    said = ", ".join(parts)
    return f"{said} and {more} more" if more else said


def points(parts: Sequence[str], more: int = 0) -> str:
    """ "NLP: week 2; CV: week 3", "NLP; CV and 7 more": what may hold commas itself."""
    said = "; ".join(parts)
    return f"{said} and {more} more" if more else said
