"""Days with one time of day, as the words of a line about study times come."""

from dataclasses import dataclass, field
from datetime import time

from bot.said.study_time_tokens import Piece, Sort

LAST_OF_EVENING = 8
"""Up to this hour a bare one is in the evening, for that is when most people study."""

FIRST_OF_MORNING = 5
"""From this hour on such a one may as well be of the morning."""

HALF_A_DAY, DAY = 12, 24
"""Hours."""

TONIGHT = Piece(Sort.PART, "tonight", at=time(21))
"""The half of the day that an hour of tonight is of; by itself it is no time."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Times on some ``weekdays``, as bits (0: none was named). ``at`` is None where no time was. ``minutes`` and ``topic`` may be
    left out; ``word`` is what was typed where the time is ours to say: "after dinner", "7"."""

    weekdays: int = 0
    at: time | None = None
    minutes: int | None = None
    topic: str = ""
    word: str = ""

    @property
    def is_either(self) -> bool:
        """Whether the hour may be one of the morning as well."""
        return self.word.isdecimal() and int(self.word) >= FIRST_OF_MORNING


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
                self.topic.append(piece.text)
        return True

    def _is_of_time(self, part: Piece) -> bool:
        """Whether a part of the day says of the time that came, if one did, which half it is of: "8:00 in the evening", "20 uhr abends",
        but neither "8:00 and in the evening" nor "19:00 mornings"."""
        if self.at is None or self.at.sort is not Sort.CLOCK:
            return True
        return not part.joins and may_be_of(self.at, part)

    def _takes_time(self, piece: Piece) -> bool:
        if self.at and piece.sort is Sort.HOUR:
            self.topic.append(piece.text)  # a topic by its number
            return True
        if self.at:
            return False
        self.at = piece
        return True

    def meant(self, of: Piece | None = None) -> Meant:
        """What it says; ``of`` is the part of the day that an hour is of where it names none."""
        at, word = self._time(self.part or of)
        return Meant(self.weekdays, at, self.minutes, " ".join(self.topic), word)

    def _time(self, part: Piece | None) -> tuple[time | None, str]:
        if self.at is None:
            return (self.part.at, self.part.text) if self.part else (None, "")
        return time_of(self.at, part), self.at.text if is_ours(self.at, part) else ""


def is_ours(at: Piece, part: Piece | None) -> bool:
    """Whether it is ours to say that an hour is in the evening."""
    return at.sort is Sort.HOUR and not part and 0 < at.number // 60 <= LAST_OF_EVENING


def is_either(at: Piece, part: Piece | None) -> bool:
    """Whether an hour that is taken for one of the evening may be one of the morning as well."""
    return is_ours(at, part) and at.number // 60 >= FIRST_OF_MORNING


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
    """The ``hour``, from 1 to 12, of the half of the day that is nearer around midnight; one of a morning is as it is said."""
    if 0 < to.hour < HALF_A_DAY:
        return hour
    return min(hour, (hour + HALF_A_DAY) % DAY, key=lambda one: _apart(one, to))


def _apart(hour: int, to: time) -> float:
    """The hours between, around midnight."""
    return min((hour - _hours(to)) % DAY, (_hours(to) - hour) % DAY)


def _hours(at: time) -> float:
    return at.hour + at.minute / 60
