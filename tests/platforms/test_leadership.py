"""Leadership: one of all processes polls, another takes over when it dies, and no two are ever at it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest

from bot.errors import OperatorError
from bot.store import Database
from bot.store.leadership import LOOK_SECONDS, Leadership
from tests.platforms.bot_api import BotApi
from tests.platforms.test_inbox import until
from tests.platforms.updates import Scribe, facts, working
from tests.postgres import postgres

HURRY = 0.2
HOLDERS = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
LEADER = """
import asyncio, sys
from bot.store import Database
from bot.store.leadership import Leadership

async def work():
    print("leading", flush=True)
    await asyncio.Event().wait()

asyncio.run(Leadership(Database(sys.argv[1]), "polling", look=float(sys.argv[2])).during(work))
"""


@dataclass
class Work:
    """What only one may do at a time."""

    at_it: set[str] = field(default_factory=set)
    began: list[str] = field(default_factory=list)

    def by(self, name: str) -> Callable[[], object]:
        async def work() -> None:
            assert not self.at_it, f"{name} begins while {self.at_it} is at it"
            self.at_it.add(name)
            self.began.append(name)
            try:
                await asyncio.Event().wait()
            finally:
                self.at_it.remove(name)

        return work

    async def wait_for(self, *names: str) -> float:
        """Until these have begun, in this order; how many seconds it took."""
        begun = monotonic()
        async with asyncio.timeout(12):
            while self.began != list(names):
                await asyncio.sleep(0.01)
        return monotonic() - begun


@pytest.fixture
def url() -> str:
    return postgres().fresh()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@asynccontextmanager
async def leaders(process: Callable[[], Database], work: Work, *names: str) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Processes that want to lead, one after another."""
    async with asyncio.TaskGroup() as group:
        tasks = []
        for name in names:
            leadership = Leadership(process(), "polling", look=HURRY)
            tasks.append(group.create_task(leadership.during(work.by(name))))
            await asyncio.sleep(0.1)
        yield tasks
        for task in tasks:
            task.cancel()


@pytest.mark.drill
async def test_only_the_first_leads(process: Callable[[], Database]) -> None:
    work = Work()
    async with leaders(process, work, "one", "two", "three"):
        await work.wait_for("one")
        await asyncio.sleep(4 * HURRY)
        assert work.began == ["one"]


@pytest.mark.drill
async def test_when_the_leader_stops_another_takes_over(process: Callable[[], Database]) -> None:
    work = Work()
    async with leaders(process, work, "one", "two") as (first, _):
        await work.wait_for("one")
        first.cancel()
        assert await work.wait_for("one", "two") < 7 * HURRY


@pytest.mark.drill
async def test_a_leader_whose_connection_dies_stops_before_another_begins(process: Callable[[], Database]) -> None:
    work = Work()
    async with leaders(process, work, "one", "two"):
        await work.wait_for("one")
        ((holder,),) = postgres().run(HOLDERS)
        postgres().run(f"SELECT pg_terminate_backend({holder})")
        assert await work.wait_for("one", "two") < 7 * HURRY


@pytest.mark.drill
async def test_a_leader_goes_on_when_the_database_comes_back(process: Callable[[], Database]) -> None:
    work = Work()
    async with leaders(process, work, "one"):
        await work.wait_for("one")
        postgres().stop()
        await asyncio.sleep(3 * HURRY)
        assert not work.at_it
        postgres().start()
        await work.wait_for("one", "one")
        await asyncio.sleep(5 * HURRY)
        assert work.began == ["one", "one"]


@pytest.mark.drill
@pytest.mark.parametrize(("fate", "looks"), [(signal.SIGKILL, 3), (signal.SIGSTOP, 6)], ids=["killed", "frozen"])
async def test_another_takes_over_within_ten_seconds_of_a_leader_that_was(
    process: Callable[[], Database], url: str, fate: signal.Signals, looks: int
) -> None:
    assert looks * LOOK_SECONDS < 10
    look = 0.5  # the rest of the proof is in proportion
    program = (sys.executable, "-c", LEADER, url, str(look))
    house = os.environ | {"PYTHONPATH": str(Path.cwd())}
    dying = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE, env=house)
    assert dying.stdout
    async for line in dying.stdout:
        if b"leading" in line:
            break
    work = Work()
    async with asyncio.TaskGroup() as group:
        heir = group.create_task(Leadership(process(), "polling", look=look).during(work.by("heir")))
        await asyncio.sleep(look)
        dying.send_signal(fate)
        assert await work.wait_for("heir") < looks * look + 1
        heir.cancel()
        if fate is signal.SIGSTOP:
            dying.kill()
        await dying.wait()


async def test_what_the_work_raises_is_raised(process: Callable[[], Database]) -> None:
    async def work() -> None:
        raise OperatorError("this", "that")

    with pytest.raises(OperatorError, match="this: that"):
        await Leadership(process(), "polling", look=HURRY).during(work)


async def test_on_sqlite_everybody_leads(database: Database) -> None:
    work = Work()
    async with leaders(lambda: database, work, "one"):
        await work.wait_for("one")


async def test_of_two_that_poll_one_bot_one_waits_its_turn_and_no_update_is_lost(
    api: BotApi, process: Callable[[], Database]
) -> None:
    one, two = process(), process()
    async with working(api, Scribe(two), two, webhook=None):
        async with working(api, Scribe(one), one, webhook=None):
            await api.wait_until(lambda: api.polls > 0)
            api.say(11, "hello")
            await until(lambda: facts(one))
        api.say(11, "bye")
        await until(lambda: _said(two, "bye"), seconds=10)
    assert await facts(two) == [(11, "hello"), (11, "bye")]


async def _said(database: Database, line: str) -> bool:
    return any(line == said for _, said in await facts(database))
