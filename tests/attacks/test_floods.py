"""Floods by one account, by thirty and by a thousand: nobody else waits long, and nothing that was said is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copyfile
from time import perf_counter, thread_time

import pytest

from bot.store import Database
from roadmap.model import Status
from tests.attacks.limits import ANN, TRIES, Bot, World, dense, prepared, settled, words
from tests.bot.conftest import MONDAY
from tests.machine import fair

THREADS = True

PATIENCE = 0.2
"""Seconds of the loop's thread that anybody else waits at most: a busy machine takes longer, and it is not our doing."""

FLOODERS, OTHERS = (tuple(map(str, some)) for some in (range(1001, 2001), range(3001, 3013)))
COSTLY = ("/done " + "a;" * 400, "/replan", "/status", "/done zzzzzz", "/plan", "/next", "/done " + words(4, 500))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[World]:
    """Thirty accounts on all topics of the largest roadmap at once, and many on the ordinary one."""
    path = Path(copyfile(migrated, tmp_path_factory.mktemp("floods") / "world.db"))
    made = asyncio.run(_world(path))
    with settled():
        yield made


async def _world(path: Path) -> World:
    made = await prepared(path, *dense(Status.GOING_ON))
    database = Database(f"sqlite:///{path}")
    database._aside = made.aside
    async with database.store() as store:
        for user in (*FLOODERS, *OTHERS):
            contact = await store.learners.add("console", user, MONDAY)
            slug = made.slug if user in FLOODERS[:30] else "ml-data"
            await store.learners.enrol(contact, slug, MONDAY.date(), MONDAY)
    await database.close()
    return made


@asynccontextmanager
async def flooding(bot: Bot, accounts: Sequence[str], lines: int) -> AsyncIterator[list[asyncio.Task[object]]]:
    """Each of these accounts says so many lines at once, and they are still being worked on."""
    tasks = [
        asyncio.ensure_future(bot.say(COSTLY[(line + number) % len(COSTLY)], account))
        for line in range(lines)
        for number, account in enumerate(accounts)
    ]
    await asyncio.sleep(0.05)
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def waits(bot: Bot) -> tuple[list[float], list[float]]:
    """How long others wait for an answer while somebody floods: seconds of the loop's thread, and seconds that pass."""
    worked, passed = [], []
    for line in ("/status", "/next"):
        for user in OTHERS:
            began, seen = thread_time(), perf_counter()
            assert await bot.say(line, user)
            worked.append(thread_time() - began)
            passed.append(perf_counter() - seen)
    return worked, passed


@pytest.mark.drill
@pytest.mark.parametrize("accounts", [1, 30, 1000])
async def test_nobody_else_waits_long_while_accounts_flood(
    accounts: int, world: World, record_property: Callable[[str, object], None], request: pytest.FixtureRequest
) -> None:
    many = 12 if request.config.getoption("--long") else 4
    lines = 30 if accounts < 100 else many
    flooders = (ANN,) if accounts == 1 else FLOODERS[:accounts]
    longest = float("inf")
    for _ in range(TRIES):
        async with world.bot() as bot, flooding(bot, flooders, lines) as flood:
            worked, passed = await waits(bot)
            assert not all(task.done() for task in flood), "or nobody was flooding"
        longest = min(longest, fair(max(worked), PATIENCE))
        if longest < PATIENCE:
            break
    figure = f"flood by {accounts}: others waited {max(passed) * 1e3:.0f} ms at most, {sorted(passed)[len(passed) // 2] * 1e3:.0f} ms in the middle"
    record_property("figure", figure)
    assert longest < PATIENCE
