"""PURE: what a platform with sub-words shows: each command at the top, or behind the word of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.chat.command import Command, Param, Where, Word


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu: the words in front, one or two, what they call, what is asked for there, and what it is for."""

    path: tuple[str, ...]
    command: Command
    params: tuple[Param, ...]
    help: str


def by_name(commands: Sequence[Command]) -> dict[str, Command]:
    """All of them, and those that stand only behind another."""
    behind = (word.command for one in commands for word in one.words if word.command and word.command.is_behind)
    return {one.name: one for one in (*commands, *behind)}


def menu_of(commands: Sequence[Command]) -> list[tuple[Command, tuple[Entry, ...]]]:
    """The commands at the top, those of a direct chat's own list first, each with its entries: itself, or those behind it."""
    led_to = {word.command.name for one in commands for word in one.words if word.command}
    top = [one for one in commands if one.offered and one.name not in led_to]
    first = sorted(top, key=lambda one: not one.menu or one.where is Where.GROUP)
    return [(one, tuple(_entries(one))) for one in first]


def _entries(command: Command) -> Iterator[Entry]:
    if not command.words:
        yield Entry((command.name,), command, command.in_menu, command.help)
    for word in command.words:
        if word.command:
            yield Entry((command.name, word.word), word.command, word.command.in_menu, word.command.help)
        else:
            yield Entry((command.name, word.word), command, tuple(_own(command, word)), word.help or command.help)


def _own(command: Command, word: Word) -> Iterator[Param]:
    """What follows a word of the command's own; what it is there for has to be said."""
    for param in command.in_menu:
        if param.name in word.params:
            yield replace(param, required=True) if word.stays and param.kind != "sure" else param
