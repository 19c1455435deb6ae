"""What the platforms' tests share: databases of their own, on SQLite and on PostgreSQL, with a clock that runs."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from time import monotonic

import pytest

from bot.store import Database
from tests.platforms.bot_api import MONDAY
from tests.postgres import postgres

NOW = MONDAY + timedelta(minutes=3)
"""When every test begins."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """For what matters on both databases."""
    return str(request.getfixturevalue("sqlite_url")) if request.param == "sqlite" else postgres().fresh()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Runs as clocks do, from NOW on."""
    begun = monotonic()
    return lambda: NOW + timedelta(seconds=monotonic() - begun)


@pytest.fixture
async def database(sqlite_url: str, clock: Callable[[], datetime]) -> AsyncIterator[Database]:
    database = Database(sqlite_url, clock)
    yield database
    await database.close()


@pytest.fixture
async def process(url: str, clock: Callable[[], datetime]) -> AsyncIterator[Callable[[], Database]]:
    """Opens the database once more, as another process would."""
    async with AsyncExitStack() as stack:

        def opened() -> Database:
            database = Database(url, clock)
            stack.push_async_callback(database.close)
            return database

        yield opened
