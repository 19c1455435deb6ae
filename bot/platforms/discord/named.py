"""How commands are named in texts so that a tap begins one: "/done" becomes "</done:7>". What Discord calls a command is
known once the menu is sent, and changes with it: so it is never in what is stored, and until then a name is a name."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, str] = MappingProxyType({})

SUB_COMMAND, GROUP_OF_THEM = 1, 2
SERVER, DIRECT = 0, 1
"""Where a command is shown, by Discord's number; one that says nothing of it is shown everywhere."""


class Named:
    """The commands that can be tapped, in a direct chat and among others."""

    def __init__(self) -> None:
        self.direct = self.among = NOTHING

    def learn(self, commands: Iterable[Mapping[str, Any]], *, only_of_a_server: bool) -> None:
        """These are the commands as Discord has them."""
        known = list(commands)
        self.direct = NOTHING if only_of_a_server else _taps(one for one in known if _is_shown(one, DIRECT))
        self.among = _taps(one for one in known if only_of_a_server or _is_shown(one, SERVER))

    def where(self, *, among: bool) -> Mapping[str, str]:
        return self.among if among else self.direct


def _is_shown(command: Mapping[str, Any], where: int) -> bool:
    contexts = command.get("contexts")
    return contexts is None or where in contexts


def _taps(commands: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    return {f"/{name}": f"</{name}:{command['id']}>" for command in commands for name in _names(command)}


def _names(command: Mapping[str, Any]) -> Iterator[str]:
    """What can be called: a command, or each of its sub-commands, but then not itself."""
    parts = [one for one in command.get("options") or () if one["type"] in {SUB_COMMAND, GROUP_OF_THEM}]
    if not parts:
        yield command["name"]
    for part in parts:
        yield from (f"{command['name']} {name}" for name in _names(part))
