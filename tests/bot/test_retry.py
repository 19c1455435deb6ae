"""A transaction that lost against another one is tried again, behind that."""

import asyncio
from itertools import count

import pytest

from bot.chat.retry import retried
from bot.errors import Conflict
from bot.store import Database


@pytest.fixture
async def database(sqlite_url: str):
    database = Database(sqlite_url)
    yield database
    await database.close()


async def test_who_lost_tries_again_once_the_other_has_what_it_waited_for(database: Database) -> None:
    tries, others = count(1), asyncio.Event()

    async def work(_hasty: bool) -> int:
        if (number := next(tries)) == 1:
            asyncio.get_running_loop().call_later(0.02, others.set)
            raise Conflict
        assert others.is_set()
        return number

    assert await retried(database, work) == 2


async def test_who_loses_twice_is_told_so(database: Database) -> None:
    async def work(_hasty: bool) -> int:
        raise Conflict

    with pytest.raises(Conflict):
        await retried(database, work)
