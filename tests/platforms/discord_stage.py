"""A Discord that is not there: the real client and dispatcher in simcord's world, on its clock, with a real database."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import simcord

from bot.chat.command import Command
from bot.chat.dispatch import Dispatcher
from bot.commands import COMMANDS
from bot.commands.telling import returning
from bot.platforms.discord import Discord
from bot.store import Database


@dataclass
class Stage:
    """Ann and Ben are known; ``env`` is simcord's world."""

    database: Database
    commands: tuple[Command, ...] = COMMANDS
    settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.discord = self.fresh()
        self.env = simcord.Env(self.discord.client)
        self.database._clock = self.clock

    def clock(self) -> datetime:
        return self.env.now()

    def fresh(self) -> Discord:
        """The bot as another start of the program makes it."""
        dispatcher = Dispatcher(
            self.database,
            self.commands,
            clock=self.clock,
            default_zone="UTC",
            returning=returning,
        )
        return Discord(token="not a token", dispatcher=dispatcher, database=self.database, **self.settings)
