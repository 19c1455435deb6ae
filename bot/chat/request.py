"""A request: a command and what was said for its arguments, where it may be carried out; and how long a line may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.command import Command, Where
from bot.chat.platform import Place, Right
from bot.errors import GroupOnly, NotAllowed, RightsUnknown, Unreadable
from bot.said.values import Call

LONGEST_LINE, LONGEST_LINES = 1000, 4096
"""Characters of what is read, and of a list that stands below its command: as many as one message of Telegram has."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Commands = Mapping[str, Command]
"""Commands by name."""


@dataclass(frozen=True, slots=True)
class Request:
    """A command and what was said for its arguments."""

    command: Command
    call: Call
    unknown: str = ""
    """What no topic is called, where one has to be chosen."""


def readable(said: str, longest: int = LONGEST_LINE) -> str:
    """What was said. Raises Unreadable where it is too long, or no text."""
    if len(said) > longest or CONTROL.search(said):
        raise Unreadable(longest)
    return said


def allow(command: Command, place: Place) -> None:
    """Raises GroupOnly, NotAllowed, RightsUnknown. A platform's own menu may have hidden the command, or not: it is not trusted."""
    if command.where is Where.GROUP and place.direct:
        raise GroupOnly
    if command.right:
        check_right(command.right, place)


def check_right(right: Right, place: Place) -> None:
    """Raises NotAllowed, and RightsUnknown where the platform has not said; nobody may do more for that."""
    if place.rights is None:
        raise RightsUnknown
    if right not in place.rights:
        raise NotAllowed
