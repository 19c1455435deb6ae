"""When the nudges wake, and what that costs: looking writes nothing, and what is filed anywhere leaves within two seconds."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.store import Database
from tests.bot.nudge_stage import DAY, Stage

FIRST = datetime(2027, 1, 11, 9, tzinfo=UTC)
"""When the first nudge is due."""


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
        if not statement.startswith(("SELECT", "SET TRANSACTION READ ONLY")) or "FOR UPDATE" in statement:
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


async def test_after_a_nudge_it_is_tidied_up_once_and_then_nothing_is_written(stage: Stage) -> None:
    await stage.enrol()
    await stage.go(FIRST + timedelta(minutes=2))
    assert len(stage.platform.sent) == 1
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
