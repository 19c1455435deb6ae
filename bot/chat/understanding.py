"""What was said, pressed or called, as a command with what was said for its arguments."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.chat import buttons
from bot.chat.command import Command, Where
from bot.chat.platform import Called, Place, Pressed, Spoken
from bot.errors import Choice, Expired, GroupOnly, NotAllowed, UnknownCommand, Unreadable
from bot.store import Store

LONGEST_LINE = 1000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Heard = Spoken | Pressed | Called
Commands = Mapping[str, Command]
"""Commands by name."""


async def understood(heard: Heard, commands: Commands, store: Store) -> tuple[Command, str | Mapping[str, str]]:
    """The command that is meant, with what was said for its arguments: the rest of a line, or texts by name.

    Raises UnknownCommand, Unreadable, Expired, and GroupOnly or NotAllowed for what has no place here.
    """
    command: Command
    said: str | Mapping[str, str]
    match heard:
        case Spoken():
            command, said = _read(heard.line, commands)
        case Pressed():
            command, said = _read(await _line(heard, store), commands)
        case Called():
            command, said = _named(heard, commands)
    _allow(command, heard.place)
    return command, said


def name_of(heard: Heard) -> str | None:
    """The name of the command that is meant; None for a button that only points to its line."""
    match heard:
        case Called(name=name):
            return name
        case Spoken(line=line):
            said = line
        case Pressed(data=data):
            press = buttons.read(data)
            said = press.line if press else ""
    words = said.split(maxsplit=1)
    return words[0].removeprefix("/").casefold() if words else None


def _named(called: Called, commands: Commands) -> tuple[Command, Mapping[str, str]]:
    """The command of that name and its texts. Raises UnknownCommand, Unreadable."""
    command, _ = _read(f"/{called.name}", commands)
    together = " ".join(called.options.values())
    if len(together) > LONGEST_LINE or CONTROL.search(together):
        raise Unreadable(LONGEST_LINE)
    return command, {name: " ".join(said.split()) for name, said in called.options.items()}


def _read(line: str, commands: Commands) -> tuple[Command, str]:
    """The command a line calls and the rest of it. Raises UnknownCommand, Unreadable."""
    if len(line) > LONGEST_LINE or CONTROL.search(line):
        raise Unreadable(LONGEST_LINE)
    line = " ".join(line.split())
    called, _, said = line.partition(" ")
    name = called.removeprefix("/").casefold()
    if command := commands.get(name):
        return command, said
    near = process.extract(name, commands.keys(), scorer=fuzz.ratio, score_cutoff=60, limit=3)
    choices = tuple(Choice(f"/{like}", f"/{like} {said}".strip()) for like, _, _ in near)
    raise UnknownCommand(called if called.startswith("/") else line, choices)


async def _line(pressed: Pressed, store: Store) -> str:
    """The line a button types. Raises Expired for one that was not kept any longer."""
    press = buttons.read(pressed.data)
    if press is None or not (line := press.line or await store.buttons.line(press.token, pressed.at)):
        raise Expired
    return line


def _allow(command: Command, place: Place) -> None:
    """Raises GroupOnly, NotAllowed. A platform's own menu may have hidden the command, or not: it is not trusted."""
    if command.where is Where.GROUP and place.direct:
        raise GroupOnly
    if command.right and command.right not in (place.rights or ()):
        raise NotAllowed
