"""Days as people type them, in English and day first; ``split_day`` finds one at the end of a line."""

from datetime import date, timedelta

from bot.chat.day_shapes import Look, length_of, may_end_a_day, reading_of
from bot.errors import NotADay

__all__ = ["Look", "parse_day", "parse_span", "split_day"]

_MOST_CHARACTERS = 60
_MOST_WORDS = 6  # "until the 3rd of march 2027"
_MOST_YEARS_AWAY = 20
_LONGEST_SPAN = timedelta(days=60)
_FILLERS = frozenset(["on", "until", "till", "til", "from", "since", "by"])


def parse_day(said: str, *, today: date, look: Look) -> date | None:
    """The whole of ``said`` as a day; None if it is none or more than twenty years away. Raises NotADay."""
    day, _ = _read(said, today, look)
    return day


def split_day(said: str, *, today: date, look: Look) -> tuple[str, date | None]:
    """What stands before the longest tail with the shape of a day, and the day: "nlp 3 march" is "nlp" and 3 March.

    A filler word goes with the day: "until friday" is "" and Friday. Without a day ``said`` comes back, stripped.
    Raises NotADay if that tail is in no calendar.
    """
    said = said.strip()
    words = said.rsplit(maxsplit=_MOST_WORDS)[-_MOST_WORDS:]
    if not words or not may_end_a_day(_plain(words[-1])):
        return said, None
    for count in range(len(words), 0, -1):
        pieces = said.rsplit(maxsplit=count)
        tail = " ".join(pieces[-count:])
        day, is_shaped = _read(tail, today, look)
        if is_shaped:
            return (pieces[0].rstrip(", ") if len(pieces) > count else "", day) if day else (said, None)
    return said, None


def parse_span(said: str) -> timedelta | None:
    """A length of one to sixty days: "2d", "2 days", "a week"; None if it is anything else."""
    length = length_of(_plain(said))
    match length:
        case (count, "day"):
            span = timedelta(days=count)
        case (count, "week"):
            span = timedelta(weeks=count)
        case _:
            return None
    return span if timedelta(days=1) <= span <= _LONGEST_SPAN else None


def _read(said: str, today: date, look: Look) -> tuple[date | None, bool]:
    """The day, and whether ``said`` has the shape of one."""
    plain = _plain(said)
    first, _, others = plain.partition(" ")
    reading = reading_of(others if first in _FILLERS else plain)
    if reading is None:
        return None, False
    try:
        day = reading(today, look)
    except ValueError:
        raise NotADay(said) from None
    return (day if day and abs(day.year - today.year) <= _MOST_YEARS_AWAY else None), True


def _plain(said: str) -> str:
    if len(said) > _MOST_CHARACTERS:
        return ""
    return " ".join(said.casefold().replace(",", " ").split()).rstrip(".!;")
