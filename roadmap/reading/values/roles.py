"""What the columns, keys and labels of people's own documents stand for, by their words in several languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from roadmap.names import folded
from roadmap.reading.values.timewords import Unit
from roadmap.words.documents import each, listed, tables

UNSPACED = "\u0900"
"""The first character of the scripts that are written without spaces, or in which folding takes words apart."""

LONGEST_PHRASE = 4
"""Words in the longest of the phrases below."""


class Role(StrEnum):
    """What a column, a key or a label says about a topic."""

    TITLE = "title"
    TIME = "time"
    NEEDS = "prerequisites"
    HELPS = "recommended"
    STATUS = "status"
    DONE = "done"
    UNDERWAY = "underway"
    UNBEGUN = "unbegun"
    RESOURCES = "resources"
    CERTIFICATIONS = "certifications"
    DIFFICULTY = "difficulty"
    WHY = "why"
    NUMBER = "number"
    IDENT = "ident"
    STAGE = "stage"
    OPTIONAL = "optional"
    TEACHES = "teaches"
    ALIASES = "aliases"
    STEPS = "steps"
    ASIDE = "aside"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """A role, with what a number alone counts; ``position`` where numbers are the weeks something stands in."""

    role: Role
    unit: Unit | None = None
    position: bool = False


def _listed(text: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in text.split(","))


class _Words:
    """Words to look for, the first of them the weightiest; those in scripts without spaces may stand inside others."""

    def __init__(self, words: Sequence[str]) -> None:
        ranks = {word: rank for rank, word in reversed(tuple(enumerate(words))) if word}
        self._phrases = {word: rank for word, rank in ranks.items() if word < UNSPACED}
        self._signs = {word: rank for word, rank in ranks.items() if word >= UNSPACED}

    def first_in(self, plain: str) -> int | None:
        """The place of the weightiest word that stands in the text, from 0."""
        found = [self._phrases[phrase] for phrase in _phrases(plain) if phrase in self._phrases]
        signs = () if plain.isascii() else (rank for sign, rank in self._signs.items() if sign in plain)
        return min((*found, *signs), default=None)

    def stand_in(self, plain: str) -> bool:
        """Whether one of the words stands in the text."""
        if not self._phrases.keys().isdisjoint(_phrases(plain)):
            return True
        return not plain.isascii() and any(sign in plain for sign in self._signs)


@lru_cache(maxsize=16)
def _phrases(plain: str) -> frozenset[str]:
    """All runs of words in a folded text."""
    words = plain.split()
    return frozenset(
        " ".join(words[start : start + length])
        for length in range(1, LONGEST_PHRASE + 1)
        for start in range(len(words))
    )


def _words(text: str) -> _Words:
    return _Words(_listed(text))


def _kind(kind: str) -> _Words:
    """The words of a kind in all languages."""
    return _Words(tuple(map(folded, each(kind))))


_SOFT = "corequisite,corequisites,co requisite,co requisites,soft prerequisites,recommended prerequisites,nice to have,helpful"

_DAY, _PER_WEEK = _words("day"), _kind("week")
_WEEKLY = _kind("weekly")
_UNITS = (
    (Unit.WEEKS, _kind("in_weeks")),
    (Unit.MONTHS, _kind("in_months")),
    (Unit.HOURS, _kind("in_hours")),
    (Unit.MINUTES, _kind("in_minutes")),
    (Unit.DAYS, _kind("in_days")),
)
_TIME = _kind("time")
_MOMENTS = _words(
    "created time,creation time,last edited time,edited time,start time,end time,due time,time zone,start date,due date"
)
"""What programs call the moments of a record, which say nothing of how long it takes."""

_WEEK = frozenset(map(folded, each("week")))
_ROLES = (
    (Role.CERTIFICATIONS, _kind("certifications")),
    (Role.HELPS, _words(_SOFT)),
    (Role.NEEDS, _kind("needs")),
    (Role.RESOURCES, _kind("resources")),
    (Role.UNBEGUN, _kind("unbegun_column")),
    (Role.UNDERWAY, _kind("underway_column")),
    (Role.DONE, _kind("done_column")),
    (Role.STATUS, _kind("status")),
    (Role.DIFFICULTY, _kind("difficulty")),
    (Role.OPTIONAL, _kind("optional")),
    (Role.HELPS, _Words(tuple(map(folded, ("recommended", *each("helps")))))),
    (Role.TEACHES, _kind("teaches")),
    (Role.ALIASES, _kind("aliases")),
    (Role.STEPS, _kind("steps")),
    (Role.ASIDE, _kind("aside")),
    (Role.WHY, _kind("why")),
    (Role.STAGE, _kind("stage")),
    (Role.IDENT, _kind("ident")),
)
_NUMBERS = frozenset(("", *map(folded, each("number"))))
_TITLES = tuple(_Words(tuple(map(folded, listed(words.titles)))) for words in tables())
_BRACKETS = re.compile(r"([a-z])([A-Z])")


def fields_of(headings: Sequence[str]) -> tuple[Field, ...]:
    """The field of each heading of a table; at most one is the title, and none where nothing tells which."""
    found = [field_of(heading) for heading in headings]
    ranks = [
        title_rank(heading) if field.role is Role.OTHER else None
        for heading, field in zip(headings, found, strict=True)
    ]
    ranked = [(rank, place) for place, rank in enumerate(ranks) if rank is not None]
    if not ranked and any(field.role in (Role.TIME, Role.NEEDS) for field in found):
        ranked = [(0, place) for place, field in enumerate(found) if field.role is Role.OTHER][:1]
    if ranked:
        found[min(ranked)[1]] = Field(Role.TITLE)
    return tuple(found)


@lru_cache(maxsize=2048)
def field_of(heading: str) -> Field:
    """The field a heading, a key ("hoursPerWeek") or a label stands for; a title is told only among its neighbours."""
    plain = folded(_BRACKETS.sub(r"\1 \2", heading))
    if plain in _NUMBERS:
        return Field(Role.NUMBER if plain or heading.strip() in ("#", "🔢", "№") else Role.OTHER)
    if plain in _WEEK:
        return Field(Role.TIME, Unit.WEEKS, position=True)
    if len(plain) > 60:
        return Field(Role.OTHER)
    if _MOMENTS.stand_in(plain):
        return Field(Role.ASIDE)
    unit = next((unit for unit, words in _UNITS if words.stand_in(plain)), None)
    weekly = _WEEKLY.stand_in(plain) or (unit is Unit.HOURS and _PER_WEEK.stand_in(plain))
    if _TIME.stand_in(plain) or (unit and not _DAY.stand_in(plain)):
        return Field(Role.TIME, Unit.WEEKLY_HOURS if weekly else unit)
    return Field(next((role for role, words in _ROLES if words.stand_in(plain)), Role.OTHER))


def is_title(heading: str) -> bool:
    """Whether this is a word for a topic's title, and not merely the first column of a table."""
    return title_rank(heading) is not None


@lru_cache(maxsize=2048)
def title_rank(heading: str) -> int | None:
    """How weighty the word for a title is that stands in a heading, 0 the most; None where none does."""
    plain = folded(_BRACKETS.sub(r"\1 \2", heading))
    if len(plain) >= 40:
        return None
    forms = (plain, plain[:-1]) if plain.endswith("s") and plain.isascii() else (plain,)
    ranks = (words.first_in(form) for form in forms for words in _TITLES)
    return min((rank for rank in ranks if rank is not None), default=None)
