"""Weeks on Discord's own terms, in seconds: the real program's parts against a Discord on loopback, by a clock that jumps to
whatever is due next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

from bot.chat.dispatch import Dispatcher
from bot.commands import COMMANDS
from bot.commands.events import happening
from bot.nudges.arming import returning
from bot.nudges.engine import Nudging
from bot.nudges.next_try import Chance
from bot.platforms.discord.platform import Discord
from bot.store import Database
from tests.bot.nudge_stage import MONDAY, StageClock, at_once
from tests.platforms.discord_server import DiscordServer

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def halfway() -> float:
    """Every pause after a fault is three quarters of its longest, so that a drill is the same each time."""
    return 0.5


class Weeks:
    """A bot at work, and the server it is on; ``chance`` says how long the pauses after a fault are."""

    def __init__(self, api: DiscordServer, clock: StageClock, database: Database, chance: Chance) -> None:
        self.api, self.clock = api, clock
        kernel = Dispatcher(
            database,
            COMMANDS,
            clock=clock,
            default_zone="UTC",
            returning=returning,
            on_happening=partial(happening, default_zone="UTC"),
        )
        self.discord = Discord(
            token=api.token, api_url=api.url, dispatcher=kernel, database=database, clock=clock, pause=0.01, grace=0.5
        )
        platforms = {self.discord.name: self.discord}
        self._nudging = Nudging(database, platforms, default_zone="UTC", limits={}, chance=chance, sleep=at_once)

    async def go(self, ahead: timedelta) -> None:
        """Work for so long, and jump over all the time in which nothing is due."""
        until = self.clock() + ahead
        await self._nudging.work()
        while (due := await self._nudging.next_due()) and due <= until:
            self.clock.now = max(due, self.clock.now + timedelta(seconds=1))
            await self._nudging.work()
        self.clock.now = max(until, self.clock.now)

    async def call(self, name: str, user: int, where: str | None = None, **options: str) -> str:
        """Somebody calls a command; returns what they read last there, once it has come."""
        before = len(self.api.read_by(user, where))
        await self.api.called(name, user, where=where, **options)
        await self.api.wait_until(lambda: "…" not in self.api.read_by(user, where)[before:] != [])
        return self.api.read_by(user, where)[-1]

    async def press(self, label: str, user: int, where: str | None = None) -> None:
        """Somebody presses the last button of that label, and is answered."""
        answers = len(self.api.made("/callback"))
        await self.api.pressed(label, user, where=where)
        await self.api.wait_until(lambda: len(self.api.made("/callback")) > answers)

    def posts(self, channel: str) -> list[str]:
        """What the bot has posted in a channel by itself, as it stands there."""
        return [one["content"] for one in self.api.messages.values() if one["channel_id"] == channel]


@asynccontextmanager
async def weeks(url: str, start: datetime = MONDAY, chance: Chance = halfway) -> AsyncIterator[Weeks]:
    """A bot that is stopped in the end as the program stops it."""
    clock = StageClock(start)
    async with DiscordServer(clock) as api, closing(Database(url, clock)) as database, asyncio.TaskGroup() as group:
        at_work = Weeks(api, clock, database, chance)
        running = group.create_task(at_work.discord.run())
        await api.wait_until(lambda: bool(api.gateway.identified))
        yield at_work
        running.cancel()


@asynccontextmanager
async def closing(database: Database) -> AsyncIterator[Database]:
    try:
        yield database
    finally:
        await database.close()
