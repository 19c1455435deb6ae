"""Places whose clocks are so far from UTC now: what "GMT+2" is answered with, for an offset is never stored."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.zones.gazetteer import largest_cities
from bot.zones.matches import Choices, Place

OFFSET = re.compile(
    r"(?:utc|gmt|z)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?|(?P<zero>utc|gmt)", re.IGNORECASE
)
MOST = 6
FURTHEST = timedelta(hours=14)


def offset_in(said: str) -> timedelta | None:
    """The whole as a distance from UTC: "GMT+2", "UTC+5:30", "-03"."""
    match = OFFSET.fullmatch(said.strip())
    if match is None or match["zero"]:
        return None
    length = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return (length if match["sign"] == "+" else -length) if length <= FURTHEST else None


def places_at(offset: timedelta, now: datetime) -> Choices:
    """The largest cities of zones whose clocks are that far from UTC at this moment."""
    found: dict[str, Place] = {}
    wrong: set[str] = set()
    for city in largest_cities():
        if city.zone in found or city.zone in wrong:
            continue
        if now.astimezone(ZoneInfo(city.zone)).utcoffset() == offset:
            found[city.zone] = city.place
        else:
            wrong.add(city.zone)
        if len(found) == MOST:
            break
    return Choices(tuple(found.values()))
