"""When the nudges wake, and what that costs: looking writes nothing, and what is filed anywhere leaves within two seconds."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from time import monotonic

import pytest
from sqlalchemy import event

from bot.app import GLANCE_SECONDS, App
from bot.chat.happenings import Added
from bot.chat.platform import Place, Right, Speaker, Spoken
from bot.clock import system_clock
from bot.nudges.engine import Nudging
from bot.settings import Settings
from bot.store import Database
from bot.traits import UNLIMITED
from tests.bot.group_stage import CHAT, GroupPlatform
from tests.bot.nudge_stage import DAY, Stage
from tests.forked import fork, pipe

FIRST = datetime(2027, 1, 11, 9, tzinfo=UTC)
"""When the first nudge is due."""

AT_ONCE = GLANCE_SECONDS * 0.8
"""Seconds: sooner than it would be found by looking."""


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    stage = Stage(database_url)
    yield stage
    await stage.close()


@contextmanager
def writes(database: Database) -> Iterator[list[str]]:
    """The statements that take a turn to write, or may write."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("SELECT") or "FOR UPDATE" in statement:
            seen.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_wake_with_nothing_to_do_writes_nothing(stage: Stage) -> None:
    await stage.enrol()
    await stage.work()
    with writes(stage.database) as seen:
        assert await stage.work() == 0
        await stage.nudging.wait_seconds(60)
    assert seen == []


async def test_what_a_limit_leaves_is_tidied_up_once_and_then_nothing_is_written(stage: Stage) -> None:
    await stage.enrol()
    await stage.go(FIRST + timedelta(minutes=2))
    assert len(stage.platform.sent) == 1
    async with stage.database.store() as store:
        await store.rates.hold({"telegram:1": FIRST})
    with writes(stage.database) as seen:
        await stage.work()
        assert seen
        seen.clear()
        await stage.work()
    assert seen == []


async def test_while_a_platform_asks_to_wait_its_rows_are_left_alone(stage: Stage) -> None:
    await stage.enrol()
    stage.clock.now = FIRST
    async with stage.database.store() as store:
        await store.rates.hold({"telegram": FIRST + DAY})
    await stage.work()
    with writes(stage.database) as seen:
        await stage.work()
    assert seen == []
    await stage.go(FIRST + DAY)
    assert len(stage.platform.sent) == 1


class Running:
    """A process that delivers, by the real clock, for a platform that takes everything."""

    def __init__(self, url: str) -> None:
        self.app = App(Settings(_env_file=None), database_url=url)
        self.app.limits["telegram"] = UNLIMITED
        self.edge = GroupPlatform(system_clock)
        self.nudging = self.app.nudging({"telegram": self.edge})
        self.stop = asyncio.Event()

    async def say(self, name: str, line: str) -> None:
        speaker = Speaker("telegram", str(len(name)), name)
        place = Place(CHAT, direct=False, rights=frozenset([Right.MANAGE_GROUP]), title="The Owls")
        await self.app.dispatcher.say(Spoken(speaker, place, line, system_clock()))

    def reads(self, words: str) -> bool:
        """Whether this stands in the group, in any post as it reads now."""
        return any(words in post.text for post in self.edge.posts.values())

    async def seconds_until(self, words: str, *, gone: bool = False) -> float:
        """How long it takes until this stands there, or does no longer."""
        begun = monotonic()
        async with asyncio.timeout(10):
            while self.reads(words) is gone:
                await asyncio.sleep(0.01)
        return monotonic() - begun


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Running]:
    """It is idle, and about to rest for a minute, when the block begins."""
    process = Running(url)
    nudges = asyncio.create_task(process.app.nudge(process.nudging, process.stop))
    await asyncio.sleep(0.3)
    try:
        yield process
    finally:
        process.stop.set()
        process.app.pulse.set()
        await nudges
        await process.app.database.close()


@pytest.mark.drill
async def test_what_is_filed_in_this_process_leaves_at_once(database_url: str) -> None:
    async with running(database_url) as process:
        await process.app.dispatcher.happened(Added("telegram", CHAT, "The Owls"), system_clock())
        assert await process.seconds_until("/group start") < AT_ONCE
        for name, line in (("Ann", "/group start"), ("Ann", "/join yes"), ("Benjamin", "/join yes")):
            await process.say(name, line)
        await process.say("Ann", "/helpme nlp What is a transformer?")
        assert await process.seconds_until("What is a transformer?") < AT_ONCE
        await process.say("Benjamin", "/canhelp")
        await process.say("Ann", "/thanks Benjamin")
        assert await process.seconds_until("Ann thanks Benjamin") < AT_ONCE
        await process.say("Benjamin", "/leave")
        assert await process.seconds_until("Benjamin", gone=True) < AT_ONCE


def file_elsewhere(line: Connection, url: str) -> None:
    """What another process does: it files something when it is told to."""
    line.send("ready")
    line.recv()
    asyncio.run(_file(url))
    line.send("filed")
    line.recv()


async def _file(url: str) -> None:
    app = App(Settings(_env_file=None), database_url=url)
    await app.dispatcher.happened(Added("telegram", CHAT, "The Owls"), system_clock())
    await app.database.close()


@pytest.mark.drill
async def test_what_another_process_files_leaves_within_two_seconds(database_url: str) -> None:
    here, there = pipe()
    with here, there:
        other = fork(file_elsewhere, there, database_url)
        assert await asyncio.to_thread(here.recv) == "ready"
        async with running(database_url) as process:
            here.send("file it")
            assert await asyncio.to_thread(here.recv) == "filed"
            assert await process.seconds_until("/group start") < 2
        here.send("leave")
        await asyncio.to_thread(other.join)


async def test_glancing_writes_nothing_and_finds_nothing_that_is_not_due(stage: Stage) -> None:
    await stage.enrol()
    await stage.work()
    with writes(stage.database) as seen:
        assert not await stage.nudging.has_rows()
    assert seen == []


async def test_news_ends_a_turn_before_everything_is_sent(stage: Stage) -> None:
    await stage.enrol()
    await stage.enrol(user="2")
    stage.clock.now = FIRST
    served = {"telegram": stage.platform}
    nudging = Nudging(stage.database, served, default_zone="UTC", limits={}, in_flight=1, short_turn=0.0)
    assert await nudging.work(is_news=lambda: bool(stage.platform.sent)) == 1
    assert await nudging.work(is_news=lambda: False) == 1
