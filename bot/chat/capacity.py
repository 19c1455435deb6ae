"""Weekly hours and chosen weekdays as people type them."""

import re
from calendar import day_name

from roadmap.progress import EVERY_DAY

HOURS = re.compile(
    r"(?P<hours>\d{1,3}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?)?(?: ?(?:/|a|per|each|every) ?(?:week|wk)| weekly)?",
    re.IGNORECASE,
)
SETS = {
    **dict.fromkeys(["all", "all days", "every day", "everyday", "daily", "any"], EVERY_DAY),
    **dict.fromkeys(["weekdays", "workdays", "working days"], 0b0011111),
    **dict.fromkeys(["weekend", "weekends"], 0b1100000),
}
LONGEST = 80


def parse_hours(said: str) -> int | None:
    """The minutes of "6", "7.5 hours", "10h a week"; None if it is anything else. They may be 0, or more than fit."""
    match = HOURS.fullmatch(said.strip())
    return round(float(match["hours"].replace(",", ".")) * 60) if match else None


def parse_weekdays(said: str) -> int | None:
    """The days of "mon-fri", "mon, wed and sat", "fri-mon", "weekends", as bits, Monday 1; None if they are none."""
    plain = " ".join(said[:LONGEST].casefold().split())
    if plain in SETS:
        return SETS[plain]
    dashed = re.sub(r" ?[-–] ?| to ", "-", plain)
    chosen = [_span(span) for span in re.split(r" and |[,;&+ ]", dashed) if span]
    found = [days for days in chosen if days is not None]
    if not found or len(found) < len(chosen):
        return None
    bits = 0
    for days in found:
        bits |= days
    return bits


def _span(said: str) -> int | None:
    """The days of one weekday, or of two with a dash between them, both inclusive; "fri-mon" goes over the weekend."""
    ends = [_weekday(end) for end in said.split("-")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None:
        return None
    return sum(1 << (first + step) % 7 for step in range((last - first) % 7 + 1))


def _weekday(said: str) -> int | None:
    """Monday is 0; from three letters on, "tues" and "fridays" too."""
    names = [name.casefold() for name in day_name]
    said = said.removesuffix("s") if said.removesuffix("s") in names else said
    return next((number for number, name in enumerate(names) if len(said) > 2 and name.startswith(said)), None)
