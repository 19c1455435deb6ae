"""What is on the disk when a learner is told so: each commit as SQLite's switch stood at it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, event

from bot.nudges.tick import tick
from bot.store import Database
from tests.bot.nudge_stage import Stage

FIRST = datetime(2027, 1, 11, 9, tzinfo=UTC)
"""When the first nudge is due."""

NORMAL, FULL = 1, 2


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    stage = Stage(sqlite_url)
    yield stage
    await stage.close()


@contextmanager
def commits(database: Database) -> Iterator[list[int]]:
    """The value of ``synchronous`` at every commit that writes."""
    seen: list[int] = []

    def note(connection: Connection) -> None:
        seen.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

    event.listen(database.engine.sync_engine, "commit", note)
    try:
        yield seen
    finally:
        event.remove(database.engine.sync_engine, "commit", note)


@pytest.mark.parametrize("line", ["/done 1", "/checkin 30", "/undo", "/status", "/begin nonsense", "/nudges off"])
async def test_whatever_answers_a_learner_is_on_the_disk_by_then(stage: Stage, line: str) -> None:
    await stage.enrol()
    await stage.work()
    with commits(stage.database) as seen:
        await stage.say(line)
    assert seen
    assert set(seen) == {FULL}


async def test_a_tick_does_not_wait_for_the_disk_and_the_answer_after_it_does(stage: Stage) -> None:
    await stage.enrol()
    stage.clock.now = FIRST
    with commits(stage.database) as seen:
        await tick(stage.database, "UTC", stage.nudging.bugs)
        assert set(seen) == {NORMAL}
        seen.clear()
        await stage.say("/done 1")
    assert set(seen) == {FULL}


async def test_what_became_of_a_nudge_is_on_the_disk_when_it_is_recorded(stage: Stage) -> None:
    await stage.enrol()
    stage.clock.now = FIRST
    with commits(stage.database) as seen:
        assert await stage.work() == 1
    assert seen.count(FULL) == 1
