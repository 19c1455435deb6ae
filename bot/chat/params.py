"""What arguments are: a person, a number with bounds, minutes, a day … Each platform gives them its form."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from inspect import Parameter, Signature
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, NewType, Union, get_args, get_origin

from bot.errors import Choice
from bot.files.reader import Read
from bot.said.values import Direction, End, Stretch
from bot.texts.phrases import whole_weekday
from roadmap.model import Step, Topic
from roadmap.stages import Stage

if TYPE_CHECKING:
    from bot.chat.context import Context

Link = NewType("Link", str)
"""A web address, however it is wrapped."""

Links = tuple[Link, ...]

Minutes = NewType("Minutes", int)
"""Minutes of study: a number with a unit, or one that stands alone."""

Note = NewType("Note", str)
"""What of a line has no other place, or is set apart: behind a colon, a dash, in quotes or on a line of its own."""

Aside = NewType("Aside", str)
"""A note only where it is set apart: behind a colon, a dash, in quotes or on a line of its own."""

Sure = NewType("Sure", bool)
"""The word "yes" at the end of a line: what was previewed is to be done."""

Person = NewType("Person", str)
"""Somebody: a mention, or a name as it was typed."""

Weekday = NewType("Weekday", str)
"""A day of the week, as it was typed."""

Clock = NewType("Clock", str)
"""A time of day, as it was typed."""

Zone = NewType("Zone", str)
"""A time zone, by a city, a country or its name, as it was typed."""

Document = Read
"""A roadmap that somebody sent as a file or pasted below the command, read before the command runs."""

Topics = tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of one topic, in the order of its list; none where only the topic was named."""

    topic: Topic
    steps: tuple[Step, ...]


KINDS: dict[Any, str] = {
    Topic: "topic",
    Topics: "topics",
    Steps: "steps",
    Step: "step",
    Stage: "stage",
    date: "day",
    Stretch: "days",
    Links: "links",
    Minutes: "minutes",
    Note: "note",
    Aside: "aside",
    Sure: "sure",
    int: "number",
    str: "text",
    Person: "person",
    Weekday: "weekday",
    Clock: "time",
    Zone: "zone",
    Document: "document",
    End: "end",
}

COMPLETED = frozenset({"day", "days", "minutes", "end", "time", "zone"})
"""The kinds of which something can be offered whatever the command: see bot.chat.offers."""

LARGEST_NUMBER = 999_999_999
MOST_PAGES = 999

Suggest = Callable[["Context"], Awaitable[list[Choice]]]
"""One read-only query: what an argument might be. A choice's ``line`` is the argument's text alone."""


def words(*said: str) -> tuple[Choice, ...]:
    """Fixed choices that are called as they are typed."""
    return tuple(Choice(one, one) for one in said)


def weekdays() -> tuple[Choice, ...]:
    """The days of the week, from Monday on."""
    return tuple(Choice(whole_weekday(one), whole_weekday(one).casefold()) for one in range(7))


@dataclass(frozen=True, slots=True)
class Arg:
    """Of a parameter what it might be, and where a date is looked for; of topics ``within`` is the command that is told of
    steps, where those are named. A text may have several ``lines``; one that is a choice is one of its ``choices`` where it
    is chosen, whatever else may be typed. A number is from ``least`` to ``most``, both inclusive. What is not ``offered`` is
    in no menu: buttons carry it."""

    suggest: Suggest | None = None
    look: Direction = Direction.BACK
    within: str = ""
    lines: bool = False
    choices: tuple[Choice, ...] | Callable[[], tuple[Choice, ...]] = ()
    least: int = 0
    most: int = LARGEST_NUMBER
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a command; ``kind`` is one of KINDS, ``help`` says what it is for. Raises ValueError for one that
    has to be said, and is in no menu."""

    name: str
    kind: str
    required: bool
    arg: Arg
    help: str

    def __post_init__(self) -> None:
        if self.required and not self.arg.offered:
            raise ValueError(f"{self.name}: what has to be said is in the menu")

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The fixed choices there are; none for what is typed."""
        if self.kind == "weekday":
            return weekdays()
        return self.arg.choices() if callable(self.arg.choices) else self.arg.choices

    @property
    def is_completed(self) -> bool:
        """Whether there is something to offer while it is typed. What has fixed choices shows them all."""
        return not self.choices and (self.arg.suggest is not None or self.kind in COMPLETED)


def param_of(parameter: Parameter, what: str) -> Param:
    """The parameter that a function's is, with what it is for."""
    kind, arg = parameter.annotation, Arg()
    if get_origin(kind) is Annotated:
        kind, arg = get_args(kind)
    if get_origin(kind) in {Union, UnionType}:
        kind = next(one for one in get_args(kind) if one is not type(None))
    return Param(parameter.name, KINDS[kind], parameter.default is Signature.empty, arg, what)
