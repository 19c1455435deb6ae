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
        self.operators = operating.operators
        self.open_to_all = frozenset(name for name, one in self._all.items() if one.open_to_all)

    def to(self, speaker: Speaker, place: Place) -> Commands:
        """Those that are known to this speaker in this place."""
        return self._theirs if place.direct and speaker in self.operators else self._all
