"""Lengths of study as people type them, in minutes, and spans of days; each at its place in a line."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.said.patterns import any_of, whole
from roadmap.words import AmountWords, Unit, Words

MOST_MINUTES = 24 * 60
"""Minutes in a day: nobody studies for longer on one."""

MOST_CLOCKED_HOURS = 5
"""Up to "5:59" two numbers with a colon are a length, from "6:00" on a time of day."""

DAYS_OF = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.FORTNIGHTS: 14, Unit.MONTHS: 30, Unit.YEARS: 365}


@dataclass(frozen=True, slots=True)
class MinutesMeant:
    """The minutes that words may mean, the likeliest first; of one the learner is sure. None are possible where it is too
    short, or longer than a day."""

    options: tuple[int, ...]

    @property
    def sure(self) -> int | None:
        return self.options[0] if len(self.options) == 1 else None


MOST_DAYS = 36_525
"""Of a span of days: a century is longer than anything that somebody means."""


class AmountShapes:
    """The shapes of one language."""

    def __init__(self, words: Words) -> None:
        amounts = words.amounts
        self._words = amounts
        self._about = re.compile(f"(?:(?:{any_of(amounts.about)}) )+")
        self._or_so = re.compile(whole(f" (?:{any_of(amounts.or_so)})"))
        hours, minutes, seconds = (any_of(called(amounts, unit)) for unit in (Unit.HOURS, Unit.MINUTES, Unit.SECONDS))
        days = any_of(name for name, unit in amounts.units.items() if unit in DAYS_OF)
        number, half = counted(amounts), f"(?: (?P<half>{any_of(amounts.and_a_half)}))?"
        more = rf"(?:(?P<minutes>\d{{1,2}}) ?|(?P<more>{any_of(amounts.numbers)}) )(?:{minutes})"
        clocked = f"(?P<hours>{hours})|(?:{minutes})"
        low = rf"(?P<low>\d{{1,3}}(?:[.,]\d{{1,2}})?|{any_of(amounts.numbers)})(?: ?(?:{hours}|{minutes}))?"
        times = rf"(?:(?P<times>\d{{1,2}}|{any_of(amounts.numbers)}) ?(?:{any_of(amounts.times)})|(?P<twice>{any_of(amounts.twice)}))"
        often = rf"(?:(?:{any_of(amounts.times)}) ?(?P<often>\d{{1,2}})|{times})"
        shapes: tuple[tuple[str, Callable[[re.Match[str]], MinutesMeant | None]], ...] = (
            (f"(?P<spelled>{any_of(amounts.spelled)})", self._read_spelled),
            (f"{number}(?:{hours}) ?(?:and )?{more}", self._read_both),
            (rf"(?P<figures>\d{{1,2}})(?:{hours})(?P<minutes>\d{{1,2}})", self._read_as_one),
            (rf"{number}(?:{hours}) (?P<minutes>\d{{1,2}})$", self._read_both),
            (f"{number}(?:{hours}){half}", self._read_hours),
            (rf"(?:(?P<figures>\d{{1,2}})|(?P<word>{any_of(amounts.numbers)}))(?P<half> (?:{any_of(amounts.and_a_half)})) (?:{hours})", self._read_hours),
            (f"{number}(?:{minutes})", self._read_minutes),
            (f"{number}(?:{seconds})", self._read_seconds),
            (r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)", self._read_clocked),
            (f"{low} ?(?:[-–]|{any_of(amounts.ranging)}) ?{number}(?:{clocked})", self._read_range),
            (f"(?:{any_of(amounts.between)}) {low} (?:{any_of(amounts.and_)}) {number}(?:{clocked})", self._read_range),
            (f"{times} ?{number}(?:{clocked})", self._read_times),
            (f"{number}(?:{clocked}) {often}", self._read_times),
            (rf"(?P<times>\d{{1,2}})(?:{any_of(amounts.times)})(?P<figures>\d{{1,3}})", self._read_times),
        )  # fmt: skip
        self._shapes = tuple((re.compile(whole(shape)), read) for shape, read in shapes)
        self._days = re.compile(whole(f"{number}(?P<unit>{days})"))
        tables = (amounts.about, amounts.spelled, amounts.numbers, amounts.between, amounts.twice)
        self._starts = frozenset(phrase.split(" ", 1)[0] for table in tables for phrase in table)

    def length_at(self, plain: str, start: int) -> tuple[int, MinutesMeant] | None:
        """Where the longest length that starts here ends, and its minutes."""
        if not self._may_start(plain, start):
            return None
        begin = self._begin(plain, start)
        found = [
            (match.end(), length)
            for shape, read in self._shapes
            if (match := shape.match(plain, begin)) and (length := read(match)) is not None
        ]
        if not found:
            return None
        end, length = max(found, key=lambda one: one[0])
        more = self._or_so.match(plain, end)
        return more.end() if more else end, length

    def span_at(self, plain: str, start: int) -> tuple[int, timedelta] | None:
        """Where the span of days or weeks that starts here ends, and how long it is."""
        match = self._days.match(plain, self._begin(plain, start)) if self._may_start(plain, start) else None
        if match is None:
            return None
        days = round(self._count(match) * DAYS_OF[self._words.units[match["unit"]]])
        return (match.end(), timedelta(days=days)) if days <= MOST_DAYS else None

    def _begin(self, plain: str, start: int) -> int:
        """Where it starts behind "about" and its like."""
        about = self._about.match(plain, start)
        return about.end() if about else start

    def _may_start(self, plain: str, start: int) -> bool:
        return plain[start : start + 1].isdecimal() or plain[start:].split(" ", 1)[0] in self._starts

    def _number(self, said: str) -> float:
        return float(said.replace(",", ".")) if said[:1].isdecimal() else float(self._words.numbers[said])

    def _read_range(self, match: re.Match[str]) -> MinutesMeant | None:
        """ "30 to 45 minutes": either end."""
        unit = 60 if match["hours"] else 1
        low, high = round(unit * self._number(match["low"])), round(unit * self._count(match))
        ends = (possible(low), possible(high))
        return MinutesMeant((low, high)) if low < high and all(end.options for end in ends) else None

    def _read_times(self, match: re.Match[str]) -> MinutesMeant:
        """ "2 x 25 min", "25 min twice"."""
        groups = match.groupdict()
        times = groups.get("times") or groups.get("often")
        count = self._number(times) if times else self._words.twice[match["twice"]]
        return possible(round(count * self._count(match) * (60 if groups.get("hours") else 1)))

    def _count(self, match: re.Match[str]) -> float:
        groups = match.groupdict()
        if groups.get("figures"):
            return float(match["figures"].replace(",", "."))
        return float(sum(self._words.numbers[word] for word in match["word"].split()))

    def _read_spelled(self, match: re.Match[str]) -> MinutesMeant:
        return MinutesMeant((self._words.spelled[match["spelled"]],))

    def _read_both(self, match: re.Match[str]) -> MinutesMeant | None:
        minutes = int(match["minutes"]) if match["minutes"] else self._words.numbers[match["more"]]
        return possible(round(60 * self._count(match)) + minutes) if minutes < 60 else None

    def _read_as_one(self, match: re.Match[str]) -> MinutesMeant:
        """ "1h30"; "1h75" is no length, and nothing else either."""
        return self._read_both(match) or MinutesMeant(())

    def _read_hours(self, match: re.Match[str]) -> MinutesMeant:
        return possible(round(60 * self._count(match)) + (30 if match["half"] else 0))

    def _read_minutes(self, match: re.Match[str]) -> MinutesMeant:
        return possible(round(self._count(match)))

    def _read_seconds(self, _match: re.Match[str]) -> MinutesMeant:
        return MinutesMeant(())

    def _read_clocked(self, match: re.Match[str]) -> MinutesMeant | None:
        hours = int(match["hours"])
        return possible(60 * hours + int(match["minutes"])) if hours <= MOST_CLOCKED_HOURS else None


def called(amounts: AmountWords, unit: Unit) -> Iterable[str]:
    """What a unit is called."""
    return (name for name, its in amounts.units.items() if its is unit)


def counted(amounts: AmountWords) -> str:
    """A pattern of a number, in figures or in words, with the blank behind it."""
    words = f"(?:{any_of(amounts.tens)})(?: (?:{any_of(amounts.numbers)}))?|{any_of(amounts.numbers)}"
    return rf"(?:(?P<figures>\d{{1,18}}(?:[.,]\d{{1,2}})?) ?|(?P<word>{words}) )"


def possible(minutes: int) -> MinutesMeant:
    """A length of so many minutes; none where no day has so many, or it is none at all."""
    return MinutesMeant((minutes,)) if 1 <= minutes <= MOST_MINUTES else MinutesMeant(())
