"""The platforms side by side, each with the bot on a database of its own, at the same time by the same clock: what is said,
pressed and sent to all of them, and what each shows for it. ``SIDES`` has a line for each."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.chat.menu import menu_of
from bot.chat.platform import Platform
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.platforms.console.console import Console
from bot.platforms.console.renderer import plain
from bot.platforms.console.screens import Saved
from bot.platforms.telegram.platform import Telegram
from bot.store import Database
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import BotMessage
from tests.platforms.discord_stage import Stage, choose, labels
from tests.platforms.discord_stage import words as words_of
from tests.platforms.plainly import of_html, of_markdown, on_one_line

ANN = 11
MOMENT = re.compile(r'<time datetime="(\d+)"(?: format="clock")?(?: ahead="[^"]*")?(?: between="[^"]*")?>(.*?)</time>')
DIFFERENT_EACH_TIME = re.compile(r"(?<=/link )[A-Z2-9]{4}-[A-Z2-9]{4}|(?<=-)[a-z2-9]{6}(?=\.)")
"""Codes that link, and the tails of roadmaps that learners brought."""

LINK_INTO = re.compile(r"https://t\.me/roadmate_bot\?start=[\w-]+")
"""Telegram alone has links that lead into the bot; elsewhere a line is to be said instead."""

SHOWN = ("sendMessage", "editMessageText", "sendPhoto", "sendDocument")


@dataclass(frozen=True, slots=True)
class Shown:
    """What came back, as a learner reads it: ``files`` are names, with what is said of pictures."""

    words: str
    labels: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


class Side(Protocol):
    """One platform with the bot on it. What it shows reads alike on all of them."""

    database: Database
    platform: Platform
    user_id: int

    async def call(self, name: str, options: dict[str, Any]) -> Shown:
        """Ann asks for a command."""

    async def press(self, label: str) -> Shown:
        """Ann presses the latest button of this label."""

    async def send(self, path: Path, content: bytes) -> Shown:
        """Ann sends a file."""

    async def heard(self) -> Shown:
        """What is shown next."""

    def await_as_much_as(self, shown: Shown) -> None:
        """What is shown next is as much as this, for who cannot know when all of it is there."""


@dataclass(frozen=True)
class Common:
    """What the sides have in common: a clock, and words for moments by their numbers; ``fresh`` gives the address of a
    migrated database by a name."""

    stage: Stage
    fresh: Callable[[str], str]
    files: Path
    moments: dict[str, str] = field(default_factory=dict)


def shown(words: str, keys: Iterable[str], files: Iterable[tuple[str, str | None]]) -> Shown:
    words = LINK_INTO.sub("this line to me", DIFFERENT_EACH_TIME.sub("······", on_one_line(words)))
    return Shown(words, tuple(keys), tuple((name, alt or "") for name, alt in files))


@dataclass
class Paper:
    """A screen that keeps what it shows. See bot.platforms.console.screens.Screen."""

    said: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    shown: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)

    async def lines(self) -> AsyncIterator[str]:
        while True:
            yield await self.said.get()

    def show(self, message: Message, files: Iterable[Saved]) -> None:
        assert all(path.is_file() for path, _ in files)
        self.shown.put_nowait(message)

    def note(self, text: str) -> None:
        raise AssertionError(text)


class Terminal:
    """The first of them: what it shows is what the others are held against."""

    def __init__(self, common: Common, database: Database) -> None:
        self._paper, self._moments = Paper(), common.moments
        self.database = database
        clock, dispatcher = common.stage.clock, common.stage.dispatcher(database)
        self.platform = Console(dispatcher, clock, self._paper, files=common.files)
        self.user_id = "1"
        self._labels: tuple[str, ...] = ()

    async def call(self, name: str, options: dict[str, Any]) -> Shown:
        return await self._said(line(name, options))

    async def press(self, label: str) -> Shown:
        return await self._said(str(self._labels.index(label) + 1))

    async def send(self, path: Path, content: bytes) -> Shown:
        return await self._said(f"/import {path}")

    async def _said(self, line: str) -> Shown:
        self._paper.said.put_nowait(line)
        return await self.heard()

    async def heard(self) -> Shown:
        """What is shown next."""
        async with asyncio.timeout(5):
            message = await self._paper.shown.get()
        self._moments |= dict(MOMENT.findall(message.text))
        keys = tuple(key.label for key in message.keys)
        self._labels = keys or self._labels
        return shown(plain(message.text), keys, ((file.name, file.alt) for file in message.attachments))

    def await_as_much_as(self, shown: Shown) -> None:
        """It knows by itself."""


class OnTelegram:
    """The real Application, polling a Bot API server. What it shows is complete when as much stands there as is
    awaited: one text, and the files."""

    def __init__(self, common: Common, database: Database, api: BotApi) -> None:
        stage = common.stage
        self._api, self._clock = api, stage.clock
        self.database = database
        dispatcher = stage.dispatcher(database)
        self.platform = Telegram(
            token=api.token, api_url=api.url, dispatcher=dispatcher, database=database, clock=stage.clock, pause=0.01
        )
        self.user_id = str(ANN)
        self._awaited = 1
        self._seen = self._messages = 0

    def await_as_much_as(self, shown: Shown) -> None:
        self._awaited = 1 + len(shown.files)

    async def call(self, name: str, options: dict[str, Any]) -> Shown:
        self._api.say(ANN, line(name, options), date=self._clock())
        return await self.heard()

    async def press(self, label: str) -> Shown:
        message = next(one for one in reversed(self._api.messages) if label in _labels(one))
        self._api.press(ANN, message, message.data(label))
        return await self.heard()

    async def send(self, path: Path, content: bytes) -> Shown:
        self._api.send_file(ANN, path.name, content, date=self._clock())
        return await self.heard()

    async def heard(self) -> Shown:
        """What is shown next."""
        api = self._api
        await api.wait_until(lambda: len(api.made(*SHOWN)) >= self._seen + self._awaited)
        calls = api.made(*SHOWN)[self._seen :]
        edited = [call.params["message_id"] for call in calls if call.method == "editMessageText"]
        messages = [one for one in api.messages if one.message_id in edited] + api.messages[self._messages :]
        self._seen, self._messages = self._seen + len(calls), len(api.messages)
        texts = [one for one in messages if one.kind == "text"]
        words = "\n\n".join(of_html(one.html) for one in texts)
        return shown(words, _labels(texts[-1]), map(_file, (one for one in messages if one.file)))


def _labels(message: BotMessage) -> list[str]:
    return [label for row in message.labels for label in row]


def _file(message: BotMessage) -> tuple[str, str]:
    assert message.file
    return message.file[0], message.text


class OnDiscord:
    """The real client in simcord's world; what is in the menu is chosen from it, with its options, all else is typed."""

    def __init__(self, common: Common) -> None:
        stage = self._stage = common.stage
        self._moments = common.moments
        self.database, self.platform = stage.database, stage.discord
        self.user_id = str(stage.ann.id)
        self._pressable: list[Any] = []

    async def call(self, name: str, options: dict[str, Any]) -> Shown:
        ann = self._stage.ann
        path = path_of(name, options)
        if path in ann.available_commands():
            return self._answer(await ann.slash(path, **options))
        return await self._written(ann.send_dm(line(name, options)))

    async def _written(self, saying: Awaitable[object]) -> Shown:
        """What is written into the direct chat for something that is said there."""
        chat, me = self._stage.ann.dm_channel, self._stage.ann.id
        before = {one.id for one in chat.history()}
        await saying
        return self._read([one for one in chat.history() if one.id not in before and one.author.id != me])

    async def press(self, label: str) -> Shown:
        message = next(one for one in reversed(self._pressable) if label in _written_on(one))
        result = await choose(self._stage.ann, message, label)
        if result.followups and result.response and result.response.message.id == message.id:
            return self._read(result.followups)  # of the pressed message buttons were taken off
        return self._answer(result) if result.response else self._read([message])

    async def send(self, path: Path, content: bytes) -> Shown:
        stage, chat = self._stage, self._stage.ann.dm_channel
        kept = stage.env.backend.store_attachments(chat.id, [(path.name, content)])
        return await self._written(stage.ann.send_dm(attachments=kept))

    async def heard(self) -> Shown:
        """What is shown next: what was written last into the direct chat."""
        return self._read([self._stage.ann.dm_channel.last_message])

    def _answer(self, result: Any) -> Shown:
        return self._read([result.response, *result.followups])

    def _read(self, messages: list[Any]) -> Shown:
        self._pressable += [one for one in messages if _written_on(one)]
        words = "\n\n".join(of_markdown(words_of(one), self._moments) for one in messages)
        files = ((file.filename, file.description) for one in messages for file in one.attachments)
        return shown(words, _written_on(messages[-1]), files)

    def await_as_much_as(self, shown: Shown) -> None:
        """It knows by itself."""


def _written_on(message: Any) -> list[str]:
    """The labels of an answer to a call, or of a message."""
    rows = message.components
    if rows and isinstance(rows[0], dict):
        return labels(message)
    return [one.label for row in rows for item in row.children for one in getattr(item, "options", [item])]


def path_of(name: str, options: Collection[str]) -> str:
    """Where a command with these options stands in a menu; its name where it stands in none."""
    entries = (entry for _, entries in menu_of(COMMANDS) for entry in entries if entry.command.name == name)
    return next((" ".join(one.path) for one in entries if set(options) <= {param.name for param in one.params}), name)


def line(name: str, options: dict[str, Any]) -> str:
    """What is typed for a command with these options."""
    words = ("yes" if value is True else str(value) for value in options.values())
    return f"/{name} {' '.join(words)}".rstrip()


@asynccontextmanager
async def terminal(common: Common) -> AsyncIterator[Side]:
    async with own_database("console", common) as database:
        side = Terminal(common, database)
        async with running(side.platform):
            yield side


@asynccontextmanager
async def on_telegram(common: Common) -> AsyncIterator[Side]:
    async with own_database("telegram", common) as database, BotApi() as api:
        side = OnTelegram(common, database, api)
        async with running(side.platform):
            yield side


@asynccontextmanager
async def on_discord(common: Common) -> AsyncIterator[Side]:
    """The stage is Discord's own: there it runs by itself."""
    yield OnDiscord(common)


Opened = Callable[[Common], AbstractAsyncContextManager[Side]]
SIDES: dict[str, Opened] = {
    "console": terminal,
    "telegram": on_telegram,
    "discord": on_discord,
}


@asynccontextmanager
async def side_by_side(
    fresh: Callable[[str], str], files: Path, others: Collection[str]
) -> AsyncIterator[tuple[Stage, Side, list[Side]]]:
    """The terminal and these others at work."""
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(Stage(fresh("discord")))
        common = Common(stage, fresh, files)
        measure = await stack.enter_async_context(terminal(common))
        yield stage, measure, [await stack.enter_async_context(SIDES[name](common)) for name in others]


@asynccontextmanager
async def own_database(name: str, common: Common) -> AsyncIterator[Database]:
    database = Database(common.fresh(name), common.stage.clock)
    yield database
    await database.close()


@asynccontextmanager
async def running(platform: Platform) -> AsyncIterator[None]:
    """The platform at work; it is stopped as the program stops it, by cancelling."""
    task = asyncio.create_task(platform.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
