"""Days with one time of day, as the words of a line about study times come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from bot.said.days import SMALL_HOURS
from bot.said.study_time_tokens import Piece, Sort

LAST_OF_EVENING = 8
"""Up to this hour a bare one is in the evening, for that is when most people study."""

FIRST_OF_MORNING = 5
"""From this hour on such a one may as well be of the morning."""

HALF_A_DAY, DAY = 12, 24
"""Hours."""

WEEK = 7
"""Days."""

MOMENTS = (time(0), time(12))
"""Midnight and noon, which need no telling when they are."""

FIRST_OF_NIGHT = 18
"""A part of the day from this hour on goes on after midnight."""

_LEADING = re.compile(r"\d+")

LATE, LONGEST_NIGHT = 20, 8
"""A part of the day from this hour on is of the night, which goes on for so many hours behind it."""

TONIGHT = Piece(Sort.PART, "tonight", at=time(20))
"""The half of the day that an hour of tonight is of; by itself it is no time."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Times on some ``weekdays``, as bits that were named (0: none was named). ``at`` is None where no time was. ``minutes`` and ``topic`` may be
    left out; ``word`` is what was typed where the time is ours to say: "after dinner", "7". It is ``of_night`` where ``at`` lies after
    midnight in the night that begins on the days that were named: "12 in the evening"."""

    weekdays: int = 0
    at: time | None = None
    minutes: int | None = None
    topic: str = ""
    word: str = ""
    of_night: bool = False

    @property
    def is_either(self) -> bool:
        """Whether the hour may be one of the morning as well."""
        hour = _LEADING.match(self.word)
        return hour is not None and int(hour[0]) >= FIRST_OF_MORNING

    def days(self, named: int = 0) -> tuple[int, ...]:
        """The weekdays on which it comes, Monday 0: its own or else those ``named``; or those behind them, where it is of their nights."""
        bits = self.weekdays or named
        return tuple(sorted((day + self.of_night) % WEEK for day in range(WEEK) if bits >> day & 1))


@dataclass(slots=True)
class Group:
    """Days with one time, as the words of a line come; it ``inherits`` the days of the one before while it has none of its own."""

    weekdays: int = 0
    inherits: bool = False
    at: Piece | None = None
    part: Piece | None = None
    minutes: int | None = None
    topic: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        return bool(self.weekdays or self.at or self.part or self.minutes or self.topic)

    @property
    def is_of_hour(self) -> bool:
        """Whether its time is an HOUR."""
        return self.at is not None and self.at.sort is Sort.HOUR

    @property
    def is_joined(self) -> bool:
        """Whether its time is an HOUR that belongs to the time in front of it: "and 8"."""
        return self.is_of_hour and bool(self.at and self.at.joins)

    def takes(self, piece: Piece) -> bool:
        """Whether the next piece belongs to it; if so, it is in it."""
        match piece.sort:
            case Sort.DAYS if (self.at or self.part) and self.weekdays and not self.inherits:
                return False
            case Sort.DAYS:
                self.weekdays = piece.number | (0 if self.inherits else self.weekdays)
                self.inherits = False
            case Sort.CLOCK | Sort.HOUR:
                return self._takes_time(piece)
            case Sort.PART if self.part or not self._is_of_time(piece):
                return False
            case Sort.PART:
                self.part = piece
            case Sort.LENGTH if self.minutes:
                return False
            case Sort.LENGTH:
                self.minutes = piece.number
            case Sort.WORD:
                self._is_about(piece)
        return True

    def _is_of_time(self, part: Piece) -> bool:
        """Whether a part of the day says of the time that came, if one did, which half it is of: "8:00 in the evening", "20 uhr abends",
        but neither "8:00 and in the evening" nor "19:00 mornings"."""
        if self.at is None or (self.at.sort is Sort.HOUR and self.at.number // 60 <= HALF_A_DAY):
            return True
        return not part.joins and may_be_of(self.at, part)

    def _takes_time(self, piece: Piece) -> bool:
        if self.at and piece.sort is Sort.HOUR and not self._has_another(piece):
            self._is_about(piece)
            return True
        if self.at:
            return False
        self.at = piece
        return True

    def _is_about(self, piece: Piece) -> None:
        """The next piece is of the topic, be it by its number: "tue 19:00 3". Directly behind a bare hour a number may be anything, so there it
        names none: "7 30"."""
        is_either = self.is_of_hour and not (self.part or self.minutes or self.topic) and piece.text.isdecimal()
        self.topic.append(f"{self.at.text} {piece.text}" if self.at and is_either else piece.text)

    def _has_another(self, hour: Piece) -> bool:
        """Whether an HOUR behind the time is another time: "7 and 8", "7 in the morning 6 in the evening", but not "19:00 3"."""
        return hour.parted or (hour.joins and not (self.minutes or self.topic))

    def meant(self, of: Piece | None = None) -> Meant:
        """What it says; ``of`` is the part of the day that an hour is of where it names none."""
        part = self.part or of
        at, word = self._time(part)
        return Meant(self.weekdays, at, self.minutes, " ".join(self.topic), word, is_of_night(self.at, part))

    def _time(self, part: Piece | None) -> tuple[time | None, str]:
        if self.at is None:
            return (self.part.at, "" if self.part.at in MOMENTS else self.part.text) if self.part else (None, "")
        is_told = is_ours(self.at, self.part) or is_either(self.at, part)
        return time_of(self.at, part), self.at.text if is_told else ""


def typed_of_night(at: time) -> str:
    """A time after midnight as it is typed behind the day before."""
    return f"{at.hour or HALF_A_DAY}:{at:%M} at night"


def meant_by(groups: Sequence[Group], usual: Piece | None) -> Iterator[Meant]:
    """What the groups of a line say. An hour that names no part of the day is of that of the hour beside it which "and" or a comma joins it
    to: of "7 and 8 in the morning" both are; of none it is of the ``usual`` one."""
    parts, behind = [one.part for one in groups], range(1, len(groups))
    for place in reversed(behind):
        if groups[place].is_joined and groups[place - 1].is_of_hour:
            parts[place - 1] = parts[place - 1] or parts[place]
    for place in behind:
        if groups[place].is_joined:
            parts[place] = parts[place] or parts[place - 1]
    return _filled([group.meant(part or usual) for group, part in zip(groups, parts, strict=True)])


def _filled(times: list[Meant]) -> Iterator[Meant]:
    """What one of several does not say is that of the one behind it, or before it: "tue and thu 19:00", "tue 19:00 and thu"."""
    for place, one in enumerate(times):
        around = [*times[place + 1 :], *reversed(times[:place])]
        timed = next((other for other in around if other.at), one)
        long = next((other.minutes for other in times[place + 1 :] if other.minutes), None)
        about = next((other.topic for other in times[place + 1 :] if other.topic), "")
        yield replace(
            one,
            at=one.at or timed.at,
            word=one.word if one.at else timed.word,
            of_night=one.of_night if one.at else timed.of_night,
            minutes=one.minutes or long,
            topic=one.topic or about,
        )


def is_ours(at: Piece, part: Piece | None) -> bool:
    """Whether it is ours to say that an hour is in the evening."""
    return at.sort is Sort.HOUR and not part and 0 < at.number // 60 <= LAST_OF_EVENING


def is_either(at: Piece, part: Piece | None) -> bool:
    """Whether an hour that is taken for one of the evening may be one of the morning as well, or noon "in the morning" midnight."""
    hour = at.number // 60
    if part and part.at and is_of_morning(part.at):
        return hour == HALF_A_DAY
    return is_ours(at, part) and hour >= FIRST_OF_MORNING


def is_of_night(at: Piece | None, part: Piece | None) -> bool:
    """Whether it lies after midnight in the night of a ``part`` of the day: "1 at night", "12 in the evening", "midnight"; what a clock says
    by itself is on the day that is named: "0:30"."""
    if part is None or part.at is None or (at and not 0 < at.number // 60 <= HALF_A_DAY):
        return False
    due = time_of(at, part) if at else part.at
    return due.hour < SMALL_HOURS and not SMALL_HOURS <= part.at.hour < FIRST_OF_NIGHT


def is_of_morning(at: time) -> bool:
    """Whether a part of the day that stands for this time is one of the morning."""
    return 0 < at.hour < HALF_A_DAY


def time_of(at: Piece, part: Piece | None) -> time:
    """The time of a CLOCK or an HOUR, which is of the half of the day that is nearer to ``part``; of none, it is in the evening where it
    may be."""
    hour, minute = divmod(at.number, 60)
    if part and part.at and 0 < hour <= HALF_A_DAY:
        return time(_nearer(hour, part.at), minute)
    return time(hour + HALF_A_DAY if is_ours(at, part) else hour, minute)


def may_be_of(at: Piece, part: Piece) -> bool:
    """Whether a CLOCK may be of a part of the day: one from 1 to 12 may be of any, for it is of either half."""
    hour = at.number // 60
    return part.at is None or 0 < hour <= HALF_A_DAY or _apart(hour, part.at) < HALF_A_DAY / 2


def _nearer(hour: int, to: time) -> int:
    """The ``hour``, from 1 to 12, of the half of the day that is nearer around midnight; one of a morning is as it is said, and so is one of the
    night: "4 at night"."""
    if is_of_morning(to) or (to.hour >= LATE and (hour - to.hour) % DAY <= LONGEST_NIGHT):
        return hour
    return min(hour, (hour + HALF_A_DAY) % DAY, key=lambda one: _apart(one, to))


def _apart(hour: int, to: time) -> float:
    """The hours between, around midnight."""
    return min((hour - _hours(to)) % DAY, (_hours(to) - hour) % DAY)


def _hours(at: time) -> float:
    return at.hour + at.minute / 60
