"""/status and /done as slash commands through discord.py's tree and SQLite, against the same client answering a constant."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from benchmarks.blocks import Blocks
from benchmarks.discord_client import DiscordClient
from benchmarks.people import NOW, enrol
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.app import App
from bot.chat.command import Command
from bot.chat.platform import Called
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.settings import Settings
from bot.store.schema import migrate

MOST_MORE = 4.0
"""Milliseconds of CPU that a command may take more than the constant."""

FULL, SMALLEST = Blocks(), Blocks(blocks=1, learners=2)

CONSTANT, STATUS, DONE = "a constant answer", "/status", "/done TOPIC"


class Constant:
    """Stands in for the Dispatcher."""

    commands: tuple[Command, ...] = COMMANDS
    answer = Message(text=Markup("You are on track."))

    async def call(self, *_: Called | None) -> Message:
        return self.answer


class Sitting:
    """The two clients side by side, and a clock that moves on a minute each round, for the pace of a learner."""

    def __init__(self, url: str, blocks: Blocks) -> None:
        self._blocks = blocks
        self.now: datetime = NOW
        self.samples = Samples("ms", 1e3)
        app = App(Settings(database_url=url, default_zone="UTC"), clock=lambda: self.now)
        self.database = app.database
        self._real = DiscordClient(app.dispatcher, app.database, lambda: self.now)
        self._constant = DiscordClient(Constant(), app.database, lambda: self.now)

    async def measure(self) -> Samples:
        await enrol(self.database, "discord", self._blocks.everybody)
        await self._round(*self._blocks.warming_up)
        self.samples = Samples("ms", 1e3)  # the first round only warmed up
        for people, topic in self._blocks.rounds():
            await self._round(people, topic)
        await self.database.close()
        return self.samples

    async def _round(self, people: range, topic: str) -> None:
        self.now += timedelta(minutes=1)
        await self._sample(CONSTANT, self._constant, people, {}, "on track")
        await self._sample(STATUS, self._real, people, {}, ".**")
        await self._sample(DONE, self._real, people, {"topics": topic}, "That's ")

    async def _sample(
        self, name: str, client: DiscordClient, people: range, options: dict[str, str], expected: str
    ) -> None:
        command, said = "done" if options else "status", ""
        await client.start()
        with self.samples.cpu(name, len(people)):
            for user_id in people:
                said = await client.call(user_id, command, options, self.now)
        if expected not in said:
            raise AssertionError(f"/{command} was answered: {said}")


def measure(blocks: Blocks = FULL) -> Chapter:
    """CPU a command, in medians over the rounds."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'slash.db'}"
        migrate(url)
        samples = asyncio.run(Sitting(url, blocks).measure())
    goals = tuple(
        Goal(
            f"the slash command {name} takes at most {MOST_MORE} ms of CPU more than a constant answer",
            f"{(more := samples.more(name, CONSTANT)):.2f} ms more",
            more <= MOST_MORE,
        )
        for name in (STATUS, DONE)
    )
    return Chapter("CPU of a slash command through discord.py and SQLite", samples.figures(CONSTANT), goals)
