"""``roadmate say`` killed in the middle, and typed again: everybody is told once, nobody twice."""

import asyncio
import os
import signal
from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from bot.errors import OperatorError
from bot.program import operating
from bot.settings import Settings
from bot.store import Database, NudgeKind
from bot.store.operator_tables import announcements
from bot.store.tables import nudges
from tests.bot.nudge_stage import MONDAY
from tests.forked import fork

SAID = "Maintenance at 20:00"
LEARNERS = 230
"""More than two pages of those who are written to."""

NOON = MONDAY.replace(hour=12)


def die(*_: object) -> None:
    """kill -9"""
    os.kill(os.getpid(), signal.SIGKILL)


def said(url: str, amid: str) -> None:
    """What the command does, in a process of its own that is killed ``amid`` something."""
    rows = iter(range(2))

    def entered(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO nudges") and next(rows, None) is None:
            die()

    if amid == "the rows":
        event.listen(Engine, "after_cursor_execute", entered)
    if amid == "its end":
        event.listen(Engine, "commit", die)
    asyncio.run(operating.say(Settings(_env_file=None, database_url=url), SAID, sure=True))
    die()  # before a word of it is printed


def say_and_be_killed(url: str, amid: str) -> None:
    process = fork(said, url, amid)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


async def said_whole(url: str, words: str = SAID) -> str:
    return await operating.say(Settings(_env_file=None, database_url=url), words, sure=True)


async def enrolled(database: Database, at: datetime = NOON) -> None:
    async with database.store() as store:
        for number in range(LEARNERS):
            await store.learners.add("telegram", str(number + 1), at)


@pytest.mark.drill
@pytest.mark.parametrize("amid", ["the rows", "its end", "its answer"])
async def test_an_announcement_that_was_killed_and_is_said_again_reaches_everybody_once(
    database_url: str, amid: str
) -> None:
    database = Database(database_url)
    await enrolled(database)
    say_and_be_killed(database_url, amid)
    is_stored = amid == "its answer"
    async with database.engine.connect() as connection:
        rows = await connection.scalar(select(func.count()).select_from(nudges))
    assert rows == (LEARNERS if is_stored else 0), "all of it or nothing"
    again = await said_whole(database_url)
    assert (f"went to {LEARNERS} learners already" in again, f"On its way to {LEARNERS}" in again) == (
        is_stored,
        not is_stored,
    )
    assert f"went to {LEARNERS} learners already" in await said_whole(database_url, f'"{SAID}"')
    async with database.engine.connect() as connection:
        found = await connection.execute(select(nudges.c.learner_id).where(nudges.c.kind == NudgeKind.ANNOUNCEMENT))
        told = Counter(found.scalars().all())
        kept = await connection.scalar(select(func.count()).where(announcements.c.sent_at.is_not(None)))
    assert (len(told), set(told.values()), kept) == (LEARNERS, {1}, 1)
    await database.close()


@pytest.mark.drill
async def test_in_other_words_it_is_another_announcement(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await enrolled(database)
    await said_whole(sqlite_url)
    assert f"On its way to {LEARNERS}" in await said_whole(sqlite_url, "Maintenance is over")
    with pytest.raises(OperatorError):
        await said_whole(sqlite_url, "")
    await database.close()
