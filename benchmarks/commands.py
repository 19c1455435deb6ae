"""/status and /done through a real Application and SQLite, against the same Application answering a constant."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from benchmarks.blocks import Blocks
from benchmarks.people import NOW, enrol
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from benchmarks.telegram_app import TelegramApp
from bot.app import App
from bot.chat.platform import Admitted, Pressed, Spoken
from bot.chat.reply import Message
from bot.settings import Settings
from bot.store.schema import migrate

MOST_MORE = 2.0
"""Milliseconds of CPU that a command may take more than the constant."""

FULL, SMALLEST = Blocks(), Blocks(blocks=1, learners=2)

CONSTANT, EMPTY, STATUS, DONE = "a constant answer", "an empty transaction", "/status", "/done TOPIC"


class Constant:
    """Stands in for the Dispatcher."""

    answer = Message(text=Markup("You are on track."))

    async def say(self, *_: Spoken | None) -> Message:
        return self.answer

    async def admit(self, pressed: Pressed) -> Admitted:
        return Admitted(pressed, pressed.data, "")

    async def press(self, *_: Admitted | None) -> Message:
        return self.answer


class Sitting:
    """The two Applications side by side, and a clock that moves on a minute each round, for the pace of a learner."""

    def __init__(self, url: str, blocks: Blocks) -> None:
        self._blocks = blocks
        self.now: datetime = NOW
        self.samples = Samples("ms", 1e3)
        app = App(Settings(database_url=url, default_zone="UTC"), clock=lambda: self.now)
        self.database = app.database
        self._real = TelegramApp(app.dispatcher, lambda: self.now)
        self._constant = TelegramApp(Constant(), lambda: self.now)

    async def measure(self) -> Samples:
        await enrol(self.database, "telegram", self._blocks.everybody)
        for app in (self._real, self._constant):
            await app.start()
        await self._round(*self._blocks.warming_up)
        self.samples = Samples("ms", 1e3)  # the first round only warmed up
        for people, topic in self._blocks.rounds():
            await self._round(people, topic)
        for app in (self._real, self._constant):
            await app.stop()
        await self.database.close()
        return self.samples

    async def _round(self, people: range, topic: str) -> None:
        self.now += timedelta(minutes=1)
        await self._sample(CONSTANT, self._constant, people, "/status", "on track")
        with self.samples.cpu(EMPTY, len(people)):
            for _ in people:
                async with self.database.store():
                    pass
        await self._sample(STATUS, self._real, people, "/status", "Next: ")
        await self._sample(DONE, self._real, people, f"/done {topic}", "That's ")

    async def _sample(self, name: str, app: TelegramApp, people: range, line: str, expected: str) -> None:
        with self.samples.cpu(name, len(people)):
            for user_id in people:
                await app.hear(user_id, line, self.now)
        if expected not in app.request.last_text:
            raise AssertionError(f"{line} was answered: {app.request.last_text}")


def measure(blocks: Blocks = FULL) -> Chapter:
    """CPU a command, in medians over the rounds."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'commands.db'}"
        migrate(url)
        samples = asyncio.run(Sitting(url, blocks).measure())
    goals = tuple(
        Goal(
            f"{name} takes at most {MOST_MORE} ms of CPU more than a constant answer",
            f"{(more := samples.more(name, CONSTANT)):.2f} ms more",
            more <= MOST_MORE,
        )
        for name in (STATUS, DONE)
    )
    return Chapter("CPU of a command through python-telegram-bot and SQLite", samples.figures(CONSTANT), goals)
