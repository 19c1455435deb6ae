"""``@command``: a function's signature read into a frozen Command, checked against every platform's limits."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from inspect import Parameter, Signature, signature
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, NewType, Union, get_args, get_origin

from bot.chat.platform import Right
from bot.chat.reply import Reply
from bot.errors import Choice
from bot.files.reader import Read
from bot.said.readings import MOST, Grammar
from bot.said.values import Direction, End, Stretch
from bot.texts import helps
from bot.texts.helps import Help
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
    Document: "document",
    End: "end",
}

NAME = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_HELP = 100

Suggest = Callable[["Context"], Awaitable[list[Choice]]]
"""One read-only query: what an argument might be. A choice's ``line`` is the argument's text alone."""


class Where(Enum):
    """Where a command makes sense. What is answered among others is for everybody there only if it is for groups."""

    ANYWHERE = "anywhere"
    GROUP = "in groups"


@dataclass(frozen=True, slots=True)
class Arg:
    """Of a parameter what it might be, and where a date is looked for; of topics ``within`` is the command that is told of
    steps, where those are named. A text may have several ``lines``."""

    suggest: Suggest | None = None
    look: Direction = Direction.BACK
    within: str = ""
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a command; ``kind`` is one of KINDS, ``help`` says what it is for."""

    name: str
    kind: str
    required: bool
    arg: Arg
    help: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command as every platform gets it: ``usage`` shows how it is typed, ``examples`` are lines that work, ``right``
    is what the speaker must be allowed in the group; ``rights_asked`` says that some of what it does needs a right, which
    it checks itself; what it ``views`` it stores nothing of, so that a part of a topic's name will do. Those in the
    ``menu`` are offered by a platform's own list of commands; all others are words. One that ``keeps_files`` may take a
    picture or PDF that came along. ``form`` is the line that opens its form, with what was answered before behind it.

    Raises ValueError where a name, a help or a parameter does not fit all platforms.
    """

    name: str
    help: str
    run: Callable[..., Awaitable[Reply]]
    params: tuple[Param, ...]
    examples: tuple[str, ...] = ()
    open_to_all: bool = False
    where: Where = Where.ANYWHERE
    right: Right | None = None
    rights_asked: bool = False
    views: bool = False
    menu: bool = False
    keeps_files: bool = False
    form: str = ""
    usage: str = field(init=False)
    grammar: Grammar = field(init=False)
    takes_document: bool = field(init=False)
    takes_lines: bool = field(init=False)

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name for a command")
        for text in (self.help, *(param.help for param in self.params)):
            if not 1 <= len(text) <= LONGEST_HELP:
                raise ValueError(f"/{self.name}: a help has 1 to {LONGEST_HELP} characters: {text!r}")
        if (self.right or self.rights_asked) and self.where is not Where.GROUP:
            raise ValueError(f"/{self.name}: a right means something only in groups")
        object.__setattr__(self, "usage", " ".join([f"/{self.name}", *map(_usage, self.params)]))
        object.__setattr__(self, "grammar", _grammar(self.name, self.params, views=self.views))
        object.__setattr__(self, "takes_lines", any(param.arg.lines for param in self.params))
        object.__setattr__(self, "takes_document", any(param.kind == "document" for param in self.params))


def command(
    name: str,
    words: Help,
    *examples: str,
    open_to_all: bool = False,
    where: Where = Where.ANYWHERE,
    right: Right | None = None,
    rights_asked: bool = False,
    views: bool = False,
    menu: bool = False,
    keeps_files: bool = False,
    form: str = "",
) -> Callable[[Callable[..., Awaitable[Reply]]], Command]:
    """Make a command of an async function ``(context, …) -> Reply`` whose parameters are annotated with their types, and
    with an Arg where there is more to say of them.

    ``words`` are its help and theirs, ``examples`` are lines that work; a button of a command that is open to all may be pressed
    by anybody, who then acts for themselves.
    """

    def read(run: Callable[..., Awaitable[Reply]]) -> Command:
        parameters = list(signature(run, eval_str=True).parameters.values())[1:]
        if {parameter.name for parameter in parameters} != set(words.arguments):
            raise ValueError(f"/{name}: a help for each argument, and no other: {sorted(words.arguments)}")
        params = tuple(_param(parameter, words.arguments[parameter.name]) for parameter in parameters)
        return Command(
            name,
            words.what,
            run,
            params,
            examples,
            open_to_all=open_to_all,
            where=where,
            right=right,
            rights_asked=rights_asked,
            views=views,
            menu=menu,
            keeps_files=keeps_files,
            form=form,
        )

    return read


def _param(parameter: Parameter, what: str) -> Param:
    kind, arg = parameter.annotation, Arg()
    if get_origin(kind) is Annotated:
        kind, arg = get_args(kind)
    if get_origin(kind) in {Union, UnionType}:
        kind = next(one for one in get_args(kind) if one is not type(None))
    return Param(parameter.name, KINDS[kind], parameter.default is Signature.empty, arg, what)


def _grammar(name: str, params: tuple[Param, ...], *, views: bool) -> Grammar:
    """What of a line has a place in this command."""
    kinds = {param.kind: param for param in params}
    topic = kinds.get("topics") or kinds.get("topic")
    steps = kinds.get("steps")
    return Grammar(
        name,
        topics=MOST if steps else 0 if topic is None else 1 if topic.kind == "topic" else MOST,
        needs_topic=topic is not None and topic.required,
        day=kinds["day"].arg.look if "day" in kinds else None,
        minutes="minutes" in kinds,
        links="links" in kinds,
        note="note" in kinds,
        aside="aside" in kinds,
        stretch="days" in kinds,
        text="text" in kinds,
        number="number" in kinds,
        sure="sure" in kinds,
        view=views,
        stage="stage" in kinds,
        end="end" in kinds,
        within=name if steps else topic.arg.within if topic else "",
        step="step" in kinds,
    )


def _usage(param: Param) -> str:
    shown = helps.place(param.kind) or param.name
    return f"<{shown}>" if param.required else f"[{shown}]"
