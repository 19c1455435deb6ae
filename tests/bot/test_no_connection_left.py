"""Who finds no connection free for too long: nothing is broken, and it goes well in a minute."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from bot.errors import DatabaseGone
from bot.platforms.console.renderer import plain
from bot.store import Database
from bot.texts.errors import database_gone
from tests.bot.conftest import Talk


@asynccontextmanager
async def none_left(*engines: AsyncEngine) -> AsyncIterator[None]:
    """All connections of these are in use, and none is waited for long."""
    async with AsyncExitStack() as held:
        for engine in engines:
            pool: Any = engine.sync_engine.pool
            pool._max_overflow, pool._timeout = 0, 0.02
            while pool.checkedout() < pool.size():
                await held.enter_async_context(engine.connect())
        yield


@pytest.mark.drill
async def test_a_learner_is_told_that_it_goes_in_a_minute_and_nobody_of_a_bug(database: Database) -> None:
    talk = Talk(database)
    await talk.say("/start ml-data today")
    with capture_logs() as logs:
        async with none_left(database.engine, database._reader):
            assert await talk.hear("/done nlp") == plain(database_gone())
    assert not [log for log in logs if "incident" in log]
    assert "NLP" in await talk.hear("/done nlp")


async def test_whoever_looks_is_told_so_as_whoever_writes_is(database: Database) -> None:
    async with none_left(database.engine, database._reader):
        with pytest.raises(DatabaseGone):
            async with database.reading():
                pass
        with pytest.raises(DatabaseGone):
            async with database.store():
                pass
