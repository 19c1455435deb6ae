"""The common dates of a group as somebody types them: "4 jan to 30 jun", "from monday", "until end of june", "4 jan for 12 weeks"."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.said.ends import last_day_in
from bot.said.settings import LONGEST, day_in, is_off, span_in
from bot.said.values import Direction
from bot.said.world import World

NO_END = frozenset({"no end", "without end", "without an end", "open end"})
_BETWEEN = r"(?: (?:to|until|till|til|through|up to|ending) | ?– ?| - )"
FORMS = (
    re.compile(rf"(?:from )?(?P<first>.+?)(?:{_BETWEEN}(?P<last>.+)| for (?P<span>.+))"),
    re.compile(r"(?:to|until|till|til|through|up to|end|ends|ending)(?: on)? (?P<last>.+)"),
    re.compile(r"(?:from |begin |start |starting )?(?P<first>.+)"),
)
"""Both ends, the last day alone, the first day alone."""


@dataclass(frozen=True, slots=True)
class CommonDatesSaid:
    """The ``first`` day, or the ``last`` (inclusive), None where nothing was said of it; or that there is no end (``is_open``)."""

    first: date | None = None
    last: date | None = None
    is_open: bool = False


def common_dates_in(said: str, world: World, first_day: date) -> CommonDatesSaid | None:
    """The dates that the whole says; a last day without its year follows the first one, which stands at ``first_day`` unless another
    one is said. None for what is none. Raises NoSuchDay."""
    plain = " ".join(said.casefold().split())
    if len(plain) > LONGEST:
        return None
    if is_off(plain) or plain in NO_END:
        return CommonDatesSaid(is_open=True)
    found = (_read(match, world, first_day) for form in FORMS if (match := form.fullmatch(plain)))
    return next((dates for dates in found if dates), None)


def _read(match: re.Match[str], world: World, first_day: date) -> CommonDatesSaid | None:
    parts = {name: part for name, part in match.groupdict().items() if part}
    first = _first(parts["first"], world) if "first" in parts else None
    if "first" in parts and first is None:
        return None
    if parts.keys() <= {"first"}:
        return CommonDatesSaid(first)
    last = _last(parts, replace(world, now=_midnight(first or first_day, world.now)))
    return CommonDatesSaid(first, last) if last else None


def _first(said: str, world: World) -> date | None:
    """The nearest day of that name: a group may have begun already."""
    days = day_in(said, world.now, look=Direction.NEAR, order=world.order)
    return days.options[0] if days and len(days.options) == 1 else None


def _last(parts: dict[str, str], world: World) -> date | None:
    if "span" not in parts:
        return last_day_in(parts["last"], world)
    span = span_in(parts["span"])
    return world.now.date() + span - timedelta(days=1) if span else None


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time.min, now.tzinfo)
