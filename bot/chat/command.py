"""``@command``: a function's signature read into a frozen Command, checked against every platform's limits."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from inspect import signature

from bot.chat.params import (
    COMPLETED,
    KINDS,
    LARGEST_NUMBER,
    MOST_PAGES,
    Arg,
    Aside,
    Clock,
    Document,
    Link,
    Links,
    Minutes,
    Note,
    Param,
    Person,
    Steps,
    Suggest,
    Sure,
    Topics,
    Weekday,
    Zone,
    param_of,
    words,
)
from bot.chat.platform import Right
from bot.chat.reply import Reply
from bot.said.options import TEXTS
from bot.said.readings import MOST, Grammar
from bot.texts import helps
from bot.texts.helps import Help

__all__ = [
    "COMPLETED",
    "KINDS",
    "LARGEST_NUMBER",
    "MOST_PAGES",
    "Arg",
    "Aside",
    "Clock",
    "Command",
    "Document",
    "Link",
    "Links",
    "Minutes",
    "Note",
    "Param",
    "Person",
    "Steps",
    "Suggest",
    "Sure",
    "Topics",
    "Weekday",
    "Where",
    "Word",
    "Zone",
    "command",
    "words",
]

NAME = re.compile(r"[a-z0-9_]{1,32}( [a-z0-9_]{1,32})?")
"""Of a command; one of two words stands behind another, and nowhere else."""

LONGEST_HELP = 100
LONGEST_ON_MESSAGE = 32
MOST_WORDS = 25


class Where(Enum):
    """Where a command makes sense. What is answered among others is for everybody there only if it is for groups."""

    ANYWHERE = "anywhere"
    GROUP = "in groups"


@dataclass(frozen=True, slots=True)
class Word:
    """A word behind the name of a command. It leads to another ``command``, or says which of its own command's ``params`` follow:
    it may be left out where it is typed, unless it ``stays`` as a part of what is said. ``help`` says what is so there, where it is
    not what the command is for."""

    word: str
    command: "Command | None" = None
    params: tuple[str, ...] = ()
    stays: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as every platform gets it: ``usage`` shows how it is typed, ``examples`` are lines that work, ``right``
    is what the speaker must be allowed in the group; ``rights_asked`` says that some of what it does needs a right, which
    it checks itself; what it ``views`` it stores nothing of, so that a part of a topic's name will do. Those in the
    ``menu`` are offered by a platform's own list of commands; all others are words, and those that are not ``offered`` are what
    buttons type and sentences lead to. One that ``keeps_files`` may take a picture or PDF that came along. One that is called
    ``on_message`` in a platform's menu for messages takes a message that stands in a chat: its file, where it takes a document,
    else its words; one that is ``about_post`` takes the post of the bot that it is said in reply to, or is chosen for. Where it has ``words``, they are all that a menu shows behind its name. ``form`` is the line that opens its
    form, with what was answered before behind it.

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
    offered: bool = True
    keeps_files: bool = False
    on_message: str = ""
    about_post: bool = False
    words: tuple[Word, ...] = ()
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
        if len(self.on_message) > LONGEST_ON_MESSAGE:
            raise ValueError(f"/{self.name}: on messages it is called by up to {LONGEST_ON_MESSAGE} characters")
        if len(self.words) > MOST_WORDS or len({one.word for one in self.words}) < len(self.words):
            raise ValueError(f"/{self.name}: up to {MOST_WORDS} words behind it, and no two alike")
        if (self.right or self.rights_asked) and self.where is not Where.GROUP:
            raise ValueError(f"/{self.name}: a right means something only in groups")
        object.__setattr__(self, "usage", " ".join([f"/{self.name}", *map(_usage, self.in_menu)]))
        object.__setattr__(self, "grammar", _grammar(self.name, self.params, views=self.views))
        object.__setattr__(self, "takes_lines", any(param.arg.lines for param in self.params))
        object.__setattr__(self, "takes_document", any(param.kind == "document" for param in self.params))

    @property
    def is_behind(self) -> bool:
        """Whether it stands behind the name of another, and nowhere else."""
        return " " in self.name

    def behind(self, said: str) -> tuple["Command", str]:
        """What a line with this command in front leads to, and what is said for it."""
        word, _, rest = said.strip().partition(" ")
        found = next((one for one in self.words if one.word == word.casefold() and not one.stays), None)
        return (found.command or self, rest.strip()) if found else (self, said)

    @property
    def in_menu(self) -> tuple[Param, ...]:
        """What is asked for in a menu, and named in its help."""
        return tuple(param for param in self.params if param.arg.offered)


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
    offered: bool = True,
    keeps_files: bool = False,
    on_message: str = "",
    about_post: bool = False,
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
        params = tuple(param_of(parameter, words.arguments[parameter.name]) for parameter in parameters)
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
            offered=offered,
            keeps_files=keeps_files,
            on_message=on_message,
            about_post=about_post,
            form=form,
        )

    return read


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
        text=not TEXTS.isdisjoint(kinds),
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
