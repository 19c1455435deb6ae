"""What typed words stand for: days that one or several may be meant by, stretches of days, calls of commands."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from roadmap.model import Step, Topic
from roadmap.stages import Stage
from roadmap.value import value

NUMBERED = "#"
"""In front of a number that is a name, as a post shows it."""


def number_named(said: str) -> int | None:
    """ "3" or "#3", of up to nine figures; None for anything else."""
    figures = said.removeprefix(NUMBERED)
    return int(figures) if figures.isdecimal() and len(figures) < 10 else None


class Direction(StrEnum):
    """Where a bare weekday, or a day without its year, is looked for: facts look back, plans ahead."""

    BACK = "back"
    AHEAD = "ahead"
    NEAR = "near"


class Order(StrEnum):
    """Which of day and month people of a place write first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class NoSuchDay(Exception):
    """Words with the shape of a day that is in no calendar; ``year`` is the one that lacks it, where there is one."""

    def __init__(self, said: str, year: int | None = None) -> None:
        super().__init__(said, year)
        self.said, self.year = said, year


@dataclass(frozen=True, slots=True)
class Days:
    """The days that words may mean, the likeliest first. Of one the learner is sure, of several they are asked."""

    options: tuple[date, ...]
    stretch: bool = False
    """Whether they follow one another, as those of a week that was named do."""
    far: bool = False
    """Whether the one day that is meant is so far away that another year is as likely."""

    @property
    def sure(self) -> date | None:
        return self.options[0] if len(self.options) == 1 and not self.far else None

    def on(self, weekday: int | None) -> "Days":
        """Of several days those on this weekday (Monday 0); all of them where there are none, and for None."""
        found = tuple(day for day in self.options if day.weekday() == weekday)
        return replace(self, options=found) if found else self


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``first`` (inclusive) to ``back`` (exclusive; None while nobody knows)."""

    first: date
    back: date | None = None

    @property
    def last(self) -> date | None:
        """The last day of it, inclusive."""
        return self.back - timedelta(days=1) if self.back else None


@dataclass(frozen=True, slots=True)
class End:
    """By when all is to be done: a ``day``, inclusive, or so many topics (``count``) a week, or ``daily`` a day; neither: no
    end any more. ``unread`` is what stands where a day would, and is none."""

    day: date | None = None
    count: int | None = None
    daily: bool = False
    unread: str = ""


@value
class Call:
    """One command with its arguments, as a line was read. ``day`` is None where none was named; ``texts`` are what
    a command takes as it was typed, in the order of its parameters, empty where one was left out. ``number`` is also that
    of a page, ``stage`` what of a roadmap is shown of it. ``refers`` names all the topics in a line, where they were named
    by what they have in common; else each goes by its own reference. ``steps`` are those of its one topic that are meant."""

    command: str
    topics: tuple[Topic, ...] = ()
    steps: tuple[Step, ...] = ()
    day: date | None = None
    minutes: int | None = None
    links: tuple[str, ...] = ()
    note: str = ""
    stretch: Stretch | None = None
    texts: tuple[str, ...] = ()
    sure: bool = False
    number: int | None = None
    stage: Stage | None = None
    refers: str = ""
    end: End | None = None
