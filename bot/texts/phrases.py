"""The small words that all texts share: numbers, days, moments, lists."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from roadmap.model import Hours, Weeks

T = TypeVar("T")

SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


MOST_NAMED = 8
"""Of a list in a sentence."""

PLATFORMS = {"telegram": "Telegram", "discord": "Discord", "console": "the terminal"}
"""What the platforms are called."""

SHOWN = 60
"""Characters of what was said, or of a title in a list or on a button, that are shown."""


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Sentence(Markup):
    """Markup with places for values, which have no format of their own: each is written as it is and escaped, in half
    of the time that Markup's own ``format`` takes."""

    def format(self, *values: Any, **named: Any) -> Markup:  # type: ignore[override] # it is filled once, then it is Markup
        filled = str.format(self, *map(escape, values), **{name: escape(value) for name, value in named.items()})
        return Markup(filled)  # noqa: S704 - a sentence is ours, and its values are escaped


def shortened(said: str, most: int = SHOWN) -> str:
    """What was said, cut where it is long."""
    return said if len(said) <= most else f"{said[: most - 1]}…"


def platform_name(platform: str) -> str:
    """ "Telegram", "the terminal"."""
    return PLATFORMS.get(platform, platform)


def at_platform(platform: str) -> str:
    """ "on Telegram", "in the terminal"."""
    return f"{'in' if platform == 'console' else 'on'} {platform_name(platform)}"


def plural(number: int, noun: str) -> str:
    """ "1 day", "2 days"; the noun forms its plural with an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def spelled(number: int, noun: str) -> str:
    """ "one week", "two weeks", from ten on in figures."""
    return (
        plural(number, noun).replace(str(number), SPELLED[number], 1)
        if 0 <= number < len(SPELLED)
        else plural(number, noun)
    )


def day(when: date, today: date) -> str:
    """ "Mon 4 Jan", with the year where it is not this one."""
    return f"{WEEKDAYS[when.weekday()]} {short_day(when, today)}"


def short_day(when: date, today: date) -> str:
    """ "4 Jan", with the year where it is not this one."""
    year = "" if when.year == today.year else f" {when.year}"
    return f"{when.day} {MONTHS[when.month - 1]}{year}"


def moment(when: datetime, zone: ZoneInfo, today: date, *, named: bool = False) -> Markup:
    """ "Mon 4 Jan, 09:00" in the learner's zone, with its name on request; where a platform can, each reader sees it in
    their own instead."""
    local = when.astimezone(zone)
    shown = f"{day(local.date(), today)}, {local:%H:%M}" + (f" ({zone.key})" if named else "")
    return Sentence('<time datetime="{}">{}</time>').format(int(when.timestamp()), shown)


def weeks(duration: Weeks | None) -> str:
    """ "4–6 weeks", "1 week", "no set time"."""
    if duration is None:
        return "no set time"
    return counted(duration.short, duration.long, "week")


def counted(short: int, long: int, noun: str) -> str:
    """ "4–6 weeks", "1 week"; the noun forms its plural with an s."""
    return plural(long, noun) if short == long else f"{between(short, long)} {noun}s"


def hours(effort: Hours) -> str:
    """ "4.5–6 hours", "1 hour"."""
    return hours_between(effort.short, effort.long)


def hours_between(short: float, long: float) -> str:
    """ "4.5–6 hours", "1 hour"."""
    return "1 hour" if short == long == 1 else f"{between(short, long)} hours"


def hours_of(minutes: int) -> str:
    """ "6 hours", "7.5 hours", "1 hour"."""
    return "1 hour" if minutes == 60 else f"{number(minutes / 60)} hours"


def number(value: float) -> str:
    """ "6", "7.5", "0.33": up to two decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def between(short: float, long: float) -> str:
    """ "4–6", "4" where both ends are one, "4.5–6"."""
    ends = number(short), number(long)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def listed(things: Iterable[str], *, word: str = "and", most_named: int = MOST_NAMED) -> str:
    """ "a", "a and b", "a, b and c"; where there are too many, the first of them "and 7 more"."""
    named = list(things)
    if len(named) > most_named:
        named[most_named - 1 :] = [f"{len(named) - most_named + 1} more"]
    *most, last = named
    return f"{', '.join(most)} {word} {last}" if most else last


def listed_as(things: Iterable[T], say: Callable[[T], str], *, most_named: int = MOST_NAMED) -> str:
    """The same of things that are put into words only where they are named."""
    all_of_them = list(things)
    said = [say(thing) for thing in all_of_them[:most_named]]
    return listed((*said, *[""] * (len(all_of_them) - len(said))), most_named=most_named)


def named(titles: Iterable[str], *, most_named: int = MOST_NAMED) -> str:
    """Titles, each cut where it is long, as a list in a sentence."""
    return listed_as(titles, shortened, most_named=most_named)


def paragraphs(*parts: str | Markup | None) -> Markup:
    """The parts that say something, parted by empty lines."""
    return Markup("\n\n").join(part for part in parts if part)


def lines(*parts: str | Markup | None) -> Markup:
    """The parts that say something, each on a line of its own."""
    return Markup("\n").join(part for part in parts if part)
