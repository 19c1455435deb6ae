"""Times of day, weekdays and weekly moments as people type them, and as the bot writes them."""

import re
from datetime import time

from bot.said.amounts import MOST_MINUTES, MinutesMeant, possible
from bot.said.patterns import any_of
from roadmap.words import Words

Weekly = tuple[int | None, time | None]
"""A weekday, Monday 0, and a time of day; None for the one that was not said."""

Week = tuple[int | None, bool | None]
"""The days one studies on, as bits, and whether the weeks of a duration stay as they are written; None for what was not said."""

LONGEST = 80
"""Characters of a setting that are looked at."""


class ClockShapes:
    """The shapes of one language."""

    def __init__(self, words: Words) -> None:
        clock = words.clock
        self._clock, self._weekdays = clock, words.days.weekdays
        self._everyday = clock.everyday
        morning, afternoon = any_of(clock.morning), any_of(clock.afternoon)
        self._time = (
            rf"(?:(?P<name>{any_of(clock.names)})"
            rf"|(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d{{2}}))? ?(?:(?:{any_of(clock.oclock)}) ?)?"
            rf"(?:(?P<am>{morning})|(?P<pm>{afternoon}))?)"
        )
        named = any_of(day for day in words.days.weekdays)
        self._weekday = rf"(?:(?:{any_of(clock.every)}) )?(?P<day>{named})s?"
        self._at = rf"(?:(?:{any_of(clock.at)}) ?)?"
        self._whole_time = re.compile(rf"{self._at}{self._time}")
        self._whole_weekday = re.compile(self._weekday)
        self._weekly = re.compile(rf"(?:{self._weekday})?,? ?{self._at}{self._time}")
        self._weekly_behind = re.compile(rf"{self._at}{self._time},? (?:on )?{self._weekday}")
        self._in_line = re.compile(rf"{self._at}{self._time}(?=\s|$)")
        bare = _unnamed(self._time)
        self._between = re.compile(
            rf"(?:from )?(?P<start>{bare}) ?(?:[-–]|{any_of(clock.to)}) ?(?P<end>{bare})(?=\s|$)"
        )
        self._dashes = re.compile(rf" ?[-–—] ?| (?:{any_of(clock.to)}) ")

    def weekday_word(self, number: int) -> str:
        """A weekday, Monday being 0, as it is typed."""
        return next(word for word, day in self._weekdays.items() if day == number)

    def at(self, plain: str, start: int) -> tuple[int, time] | None:
        """Where a time of day that starts here ends: one with minutes, half of a day, name, or "at" in front."""
        match = self._in_line.match(plain, start)
        if match is None or not (match["name"] or match["minute"] or match["am"] or match["pm"]):
            at = next((word for word in self._clock.at if plain.startswith(f"{word} ", start)), None)
            if match is None or at is None or at in {"about", "around", "by"}:
                return None
        found = self._read(match)
        return (match.end(), found) if found else None

    def between_at(self, plain: str, start: int) -> tuple[int, MinutesMeant] | None:
        """Where two times of day that start here end, and the minutes between them: "from 9 to 10:30"."""
        match = self._between.match(plain, start)
        if match is None or not any(mark in match[0] for mark in (":", "m")):
            return None
        ends = [self.time_of(match[name]) for name in ("start", "end")]
        first, last = ends
        if first is None or last is None:
            return None
        minutes = (60 * last.hour + last.minute - 60 * first.hour - first.minute) % MOST_MINUTES
        return match.end(), possible(minutes)

    def time_of(self, said: str) -> time | None:
        """The whole as a time of day: "18:00", "9am", "18h30", "noon"."""
        match = self._whole_time.fullmatch(_plain(said))
        return self._read(match) if match else None

    def weekday_of(self, said: str) -> int | None:
        """The whole as a weekday, Monday 0, from three letters on: "tues", "every friday", "Mondays"."""
        plain = _plain(said)
        match = self._whole_weekday.fullmatch(plain)
        if match:
            return self._weekdays[match["day"]]
        begun = [day for day in self._weekdays if len(plain) > 2 and day.startswith(plain)]
        return self._weekdays[begun[0]] if begun else None

    def weekly(self, said: str) -> Weekly | None:
        """A weekday, a time, or both: "Mondays at 09:00", "every monday 9", "18h30"; None for anything else."""
        plain = _plain(said)
        if (weekday := self.weekday_of(plain)) is not None:
            return weekday, None
        match = self._weekly.fullmatch(plain) or self._weekly_behind.fullmatch(plain)
        if match is None:
            day, _, rest = plain.partition(" ")
            weekday, at = self.weekday_of(day), self.time_of(rest)
            return (weekday, at) if weekday is not None and at else None
        at = self._read(match)
        return (self._weekdays[match["day"]] if match["day"] else None, at) if at else None

    def hours(self, said: str) -> tuple[time, time] | None:
        """From (inclusive) and to (exclusive), with a dash or "to" between; they may span midnight."""
        ends = self._dashes.split(_plain(said).removeprefix("from "))
        if len(ends) != 2:
            return None
        start, end = (self.time_of(one) for one in ends)
        return (start, end) if start and end and start != end else None

    def is_off(self, said: str) -> bool:
        """Whether something is to be set to nothing."""
        return _plain(said) in self._clock.off

    def week(self, said: str) -> Week | None:
        """Days as ``weekdays`` reads them, how the weeks are meant, or both: "mon wed sat, the weeks stay"; None for anything
        else."""
        plain = _plain(said)
        for phrases, stay in ((self._clock.weeks_stay, True), (self._clock.weeks_stretch, False)):
            for phrase in phrases:
                if plain == phrase:
                    return None, stay
                if plain.endswith(f" {phrase}") and (days := self._before(plain, phrase)):
                    return days, stay
        days = self.weekdays(plain)
        return (days, None) if days else None

    def _before(self, plain: str, phrase: str) -> int | None:
        return self.weekdays(plain.removesuffix(phrase).rstrip(" ,;:.–—-").removesuffix(" but").rstrip(" ,;"))

    def weekdays(self, said: str) -> int | None:
        """The days of "mon-fri", "Mon, Wed and Sat", "fri-mon", "weekends", as bits, Monday 1; None if they are none."""
        plain = _plain(said)
        if plain in self._everyday:
            return self._everyday[plain]
        spans = [span for span in re.split(r" and |[,;&+ ]", self._dashes.sub("-", plain)) if span]
        found = [self._span(span) for span in spans]
        bits = 0
        for days in found:
            if days is None:
                return None
            bits |= days
        return bits or None

    def _read(self, match: re.Match[str]) -> time | None:
        return time(*self._clock.names[match["name"]]) if match["name"] else _hour_and_minute(match)

    def _span(self, said: str) -> int | None:
        """The days of one weekday, or of two with a dash between them, both inclusive; "fri-mon" goes over the weekend."""
        ends = [self.weekday_of(end) for end in said.split("-")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None:
            return None
        return sum(1 << (first + step) % 7 for step in range((last - first) % 7 + 1))


def _hour_and_minute(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["am"] or match["pm"]:
        if not 1 <= hour <= 12 and not (match["pm"] and hour <= 23):
            return None
        hour = hour % 12 + (12 if match["pm"] else 0) if hour <= 12 else hour
    return time(hour % 24, minute) if hour <= 24 and minute < 60 and (hour < 24 or minute == 0) else None


def _unnamed(pattern: str) -> str:
    """The pattern without the names of its groups."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _plain(said: str) -> str:
    return " ".join(said[:LONGEST].casefold().split()).strip(" .!")
