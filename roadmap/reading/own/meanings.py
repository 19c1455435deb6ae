"""What the short cells of a row mean: number, title, difficulty, duration and ticks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from roadmap.errors import FaultKind
from roadmap.model import EASIEST, HARDEST, LONGEST_DAYS, MOST_HOURS, Duration, Hours
from roadmap.reading.values.words import Words, say

T_co = TypeVar("T_co", covariant=True)

NOTHING = re.compile(r"(?:[-–—]|none|n/a)?", re.IGNORECASE)
"""How a document writes, as a whole cell or part of one, that there is nothing to say."""

SKIPPED = re.compile("⏭\N{VARIATION SELECTOR-16}?")
"""The sign before the title of a skipped topic."""

STAR = "⭐"

_NUMBER = re.compile(r"#?([0-9]{1,6})\.?")
_DURATION = re.compile(r"([0-9]{1,4}) ?(?:(?:[-–—]|to) ?([0-9]{1,4}) ?)?(?:weeks?|(days?))", re.IGNORECASE)
_HOURS = re.compile(
    r"([0-9]{1,5}(?:\.[0-9]+)?)(?: ?(?:[-–—]|to) ?([0-9]{1,5}(?:\.[0-9]+)?))? ?(?:hours?)?", re.IGNORECASE
)
_TICK = re.compile(r"[☑✅✔]|\[x\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning(Generic[T_co]):
    """What a cell says, and the (kind, text) of each fault in it."""

    value: T_co
    faults: tuple[tuple[FaultKind, str], ...] = ()


def read_number(lines: Sequence[Words]) -> Meaning[int | None]:
    """The number the document gives a topic, None where it gives none; faults: "unusable number"."""
    said = say(lines)
    if NOTHING.fullmatch(said):
        return Meaning(None)
    found = _NUMBER.fullmatch(said)
    number = int(found[1]) if found else 0
    return Meaning(number) if number else Meaning(None, ((FaultKind.UNUSABLE_NUMBER, said),))


def read_title(lines: Sequence[Words]) -> Meaning[tuple[bool, str]]:
    """Whether the topic is skipped, and its title."""
    sign = SKIPPED.match(lines[0].shape)
    if not sign:
        return Meaning((False, say(lines)))
    return Meaning((True, say((lines[0].part(sign.end()), *lines[1:]))))


def read_difficulty(lines: Sequence[Words]) -> Meaning[int | None]:
    """The count of stars, None where there is none; faults: "impossible difficulty"."""
    stars = say(lines).count(STAR)
    if stars > HARDEST:
        return Meaning(None, ((FaultKind.IMPOSSIBLE_DIFFICULTY, str(stars)),))
    return Meaning(stars if stars >= EASIEST else None)


def read_duration(lines: Sequence[Words]) -> Meaning[Duration | None]:
    """A duration in weeks or days, None where there is none; faults: "impossible duration"."""
    said = say(lines)
    if NOTHING.fullmatch(said):
        return Meaning(None)
    found = _DURATION.fullmatch(said)
    days = 1 if found and found[3] else 7
    short, long = (days * int(found[1]), days * int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= short <= long <= LONGEST_DAYS:
        return Meaning(None, ((FaultKind.IMPOSSIBLE_DURATION, said),))
    return Meaning(Duration(short, long))


def read_hours(lines: Sequence[Words]) -> Meaning[Hours | None]:
    """A range of hours, None where there is none; faults: "impossible duration"."""
    said = say(lines)
    if NOTHING.fullmatch(said):
        return Meaning(None)
    found = _HOURS.fullmatch(said)
    short, long = (float(found[1]), float(found[2] or found[1])) if found else (0.0, 0.0)
    if not 0 < short <= long <= MOST_HOURS:
        return Meaning(None, ((FaultKind.IMPOSSIBLE_DURATION, said),))
    return Meaning(Hours(short, long))


def read_tick(lines: Sequence[Words]) -> Meaning[bool]:
    """Whether a status column is ticked."""
    return Meaning(bool(_TICK.search(say(lines))))


def read_text(lines: Sequence[Words]) -> Meaning[str]:
    """The cell as one line of text."""
    return Meaning(say(lines))
