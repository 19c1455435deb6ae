"""The program on Discord, killed with -9 while calls come: what was stored counts once, and is answered once."""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

from sqlalchemy import select, update

from bot.program import cli
from bot.store import Database
from bot.store.tables import accounts, enrolments, progress_events, updates
from bot.texts.errors import said_before
from tests.conftest import BOTH_WHEN_LONG
from tests.forked import fork
from tests.platforms.discord_server import DiscordServer

ENGINES = BOTH_WHEN_LONG
LAST_MINUTES = 59
"""What everybody checks in once nobody is killed any more."""


def run(settings: dict[str, str]) -> None:
    """``roadmate run`` with these settings, in a process of its own."""
    os.environ.update(settings)
    cli.main(["run"])


@asynccontextmanager
async def program(api: DiscordServer, url: str) -> AsyncIterator[None]:
    """The program at work, which is killed in the end."""
    before = len(api.gateway.identified)
    process = fork(run, {"DISCORD_TOKEN": api.token, "DISCORD_API_URL": api.url, "DATABASE_URL": url})
    try:
        await until(lambda: len(api.gateway.identified) > before)
        yield
    finally:
        process.kill()
        process.join()
        process.close()


async def test_what_was_stored_is_answered_once_however_often_the_program_is_killed(database_url, long_form):
    learners, kills = (range(1, 41), 12) if long_form else (range(1, 9), 1)
    chance = random.Random(7)
    async with DiscordServer() as api:
        for number in range(kills):
            api.held = {user for user in learners if chance.random() < 0.4}
            async with program(api, database_url):
                unheard = api.unheard
                await called(api, learners, 10 + number)
                await until(lambda before=unheard: api.unheard > before)
                await asyncio.sleep(chance.uniform(0, 0.1))
        api.held = set()
        await let_go(database_url)
        async with program(api, database_url):
            await called(api, learners, LAST_MINUTES)
            await all_settled(database_url, len(learners))
        stored = await minutes(database_url)
        read = {user: api.read_by(user) + api.directly(user) for user in learners}
    for user in learners:
        assert sorted(stored[user]) == sorted(told(read[user]))
        assert LAST_MINUTES in stored[user]
    late = [text for user in learners for text in read[user] if text.startswith(str(said_before()))]
    assert late, "somebody was killed between the commit and the answer"


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


async def called(api: DiscordServer, learners: range, number: int) -> None:
    """Everybody checks in."""
    for user in learners:
        await api.called("checkin", user, minutes=str(number))


def told(texts: list[str]) -> Iterator[int]:
    """The minutes of which somebody was told that they are stored."""
    for text in texts:
        if "✍" in text:
            yield int(text.split("✍", 1)[1].split("· ", 1)[1].split(" min", 1)[0])


async def let_go(url: str) -> None:
    """What the killed held is let go at once, instead of after its lease."""
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.execute(update(updates).where(updates.c.done_at.is_(None)).values(leased_until=None))
    await database.close()


async def all_settled(url: str, learners: int) -> None:
    """Wait until all have checked in for the last time, and nothing waits."""
    database = Database(url)
    last = select(progress_events.c.id).where(progress_events.c.minutes == LAST_MINUTES)
    undone = select(updates.c.id).where(updates.c.done_at.is_(None))
    async with asyncio.timeout(40):
        while True:
            async with database.engine.connect() as connection:
                has_all = len((await connection.execute(last)).all()) == learners
                if has_all and not (await connection.execute(undone)).first():
                    break
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
    await database.close()


async def minutes(url: str) -> dict[int, list[int]]:
    """What each account checked in."""
    database, found = Database(url), {}
    facts = (
        select(accounts.c.user_id, progress_events.c.minutes)
        .join_from(progress_events, enrolments, progress_events.c.enrolment_id == enrolments.c.id)
        .join(accounts, enrolments.c.account_id == accounts.c.id)
    )
    async with database.engine.connect() as connection:
        for user_id, count in (await connection.execute(facts)).all():
            found.setdefault(int(user_id), []).append(count)
    await database.close()
    return found
