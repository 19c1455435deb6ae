"""What those who lead a group are told of it: distributions and one number of those who agreed, and in a group that is small
enough who might like to hear from somebody. It is no ranking: names come in alphabetical order, whatever is told of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from roadmap.group.sight import LEVEL_OF, Figures, Flag, Level, completed_lately, flags_of

T = TypeVar("T")

FEWEST = 5
"""People over whom anything is distributed."""

MOST_NAMED = 200
"""Members of a group in which anybody is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A member as those who lead may know of them; ``waits`` is whether a question of theirs waits for an answer. Of who agreed
    to nothing there are no figures. Where nobody is named one stands for ``count`` members of whom the same is true."""

    id: int
    name: str
    level: Level
    figures: Figures | None
    waits: bool = False
    count: int = 1

    @property
    def alphabetical(self) -> tuple[str, int]:
        """The only order in which members are ever listed."""
        return self.name.casefold(), self.id


@dataclass(frozen=True, slots=True)
class Flagged:
    """A member with what is worth knowing of them."""

    member: Led
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A group of ``members``, ``agreed`` of whom let anything be seen. ``completed`` is the number of the week: how many of
    these completed a topic within seven days, None over fewer than FEWEST people. ``flags`` are how many each flag is true of, ``topics`` how many are on each by
    slug, ``quarters`` how many are in each quarter of their topic's steps; each is empty over fewer than FEWEST people.
    ``flagged`` are in alphabetical order, and nobody where the group is large."""

    members: int
    agreed: int
    completed: int | None
    flags: Mapping[Flag, int]
    topics: Mapping[str, int]
    quarters: Mapping[int, int]
    flagged: tuple[Flagged, ...]


def overview(led: Iterable[Led], members: int, today: date) -> Overview:
    """What is told of a group of so many members, of whom ``led`` are those who agreed, in any order."""
    seen = [(one, _held(one.figures, one.level)) for one in led if one.level is not Level.NOTHING and one.figures]
    flagged = [(one, flags_of(figures, today, waits=one.waits)) for one, figures in seen]
    agreed = sum(one.count for one, _ in seen)
    completed = sum(one.count for one, figures in seen if completed_lately(figures, today))
    return Overview(
        members=members,
        agreed=agreed,
        completed=completed if agreed >= FEWEST else None,
        flags=_flags(flagged),
        topics=_spread((figures.topic, one.count) for one, figures in seen if figures.topic),
        quarters=_spread((figures.quarter, one.count) for one, figures in seen if figures.quarter is not None),
        flagged=_named(flagged) if members <= MOST_NAMED else (),
    )


def _named(flagged: Iterable[tuple[Led, tuple[Flag, ...]]]) -> tuple[Flagged, ...]:
    found = (Flagged(*pair) for pair in flagged if pair[1])
    return tuple(sorted(found, key=lambda one: one.member.alphabetical))


def _held(figures: Figures, level: Level) -> Figures:
    """No more of the figures than the level holds, should they be older than it."""
    if level >= Level.STUDY_DAY:
        return figures
    return Figures(
        topic=figures.topic,
        quarter=figures.quarter,
        idle_from=figures.idle_from,
        longer_from=figures.longer_from,
        completed_on=figures.completed_on,
    )


def _flags(flagged: Sequence[tuple[Led, tuple[Flag, ...]]]) -> dict[Flag, int]:
    """How many each flag is true of, of those whose level holds its figure, where these are enough; in the order of Flag."""
    counts = _counted((flag, one.count) for one, flags in flagged for flag in flags)
    asked = {level: sum(one.count for one, _ in flagged if one.level >= level) for level in Level}
    return {flag: counts[flag] for flag in Flag if counts[flag] and asked[LEVEL_OF[flag]] >= FEWEST}


def _spread(values: Iterable[tuple[T, int]]) -> dict[T, int]:
    counts = _counted(values)
    return dict(counts) if counts.total() >= FEWEST else {}


def _counted(values: Iterable[tuple[T, int]]) -> Counter[T]:
    counts: Counter[T] = Counter()
    for value, count in values:
        counts[value] += count
    return counts
