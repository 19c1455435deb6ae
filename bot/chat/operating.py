"""PURE: which commands there are for whom. What operators type in their direct chat is unknown to everybody else, and everywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.command import Command
from bot.chat.menu import by_name
from bot.chat.platform import Place, Speaker
from bot.chat.request import Commands


@dataclass(frozen=True, slots=True)
class Operating:
    """Who operates the bot, and the commands that are theirs."""

    operators: frozenset[Speaker] = frozenset()
    commands: tuple[Command, ...] = ()


class Known:
    """The commands by name, as somebody somewhere knows them. One of operators goes before another of the same name."""

    def __init__(self, commands: Sequence[Command], operating: Operating) -> None:
        self._all = by_name(commands)
        self._theirs = {**self._all, **by_name(operating.commands)}
        self._listed, self._listed_theirs = _listed(self._all), _listed(self._theirs)
        self.operators = operating.operators
        self.open_to_all = frozenset(name for name, one in self._all.items() if one.open_to_all)

    def to(self, speaker: Speaker, place: Place) -> Commands:
        """Those that are known to this speaker in this place."""
        return self._theirs if self._operates(speaker, place) else self._all

    def listed(self, speaker: Speaker, place: Place) -> tuple[Command, ...]:
        """Those of them that do not stand only behind another, for /help."""
        return self._listed_theirs if self._operates(speaker, place) else self._listed

    def _operates(self, speaker: Speaker, place: Place) -> bool:
        return place.direct and speaker in self.operators


def _listed(commands: Commands) -> tuple[Command, ...]:
    return tuple(command for command in commands.values() if not command.is_behind)
