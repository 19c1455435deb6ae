"""Many learners who are due at one moment are entered two batches at a time, each of them once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select

from bot.nudges.bugs import Bugs
from bot.nudges.tick import BATCH, tick
from bot.store import Database
from bot.store.tables import learners, nudges
from tests.faults.crowd import crowd

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@contextmanager
def most_open(database: Database) -> Iterator[list[int]]:
    """How many transactions were open, each time that one began."""
    open_ones, seen = set[int](), list[int]()

    def begun(connection: object) -> None:
        open_ones.add(id(connection))
        seen.append(len(open_ones))

    def over(connection: object) -> None:
        open_ones.discard(id(connection))

    engine = database.engine.sync_engine
    listened = [(engine, "begin", begun), (engine, "commit", over), (engine, "rollback", over)]
    for one in listened:
        event.listen(*one)
    try:
        yield seen
    finally:
        for one in listened:
            event.remove(*one)


async def entered(database: Database) -> tuple[int, int, int]:
    """How many rows there are, for how many learners, and how many learners are still due."""
    rows, whose = select(func.count(nudges.c.id)), select(func.count(nudges.c.learner_id.distinct()))
    due = select(func.count()).where(learners.c.next_nudge_at <= func.now())
    async with database.engine.connect() as connection:
        return tuple([(await connection.execute(one)).scalar_one() for one in (rows, whose, due)])


async def test_two_batches_are_entered_at_once_and_every_learner_once(database_url):
    due = 3 * BATCH + 1
    await crowd(database_url, due)
    database = Database(database_url)
    with most_open(database) as seen:
        assert await tick(database, "UTC", Bugs(database, frozenset())) == due
    assert await entered(database) == (due, due, 0)
    await database.close()
    assert max(seen) == 2


async def test_a_few_who_are_due_take_one_transaction_at_a_time(database_url):
    await crowd(database_url, 3)
    database = Database(database_url)
    with most_open(database) as seen:
        assert await tick(database, "UTC", Bugs(database, frozenset())) == 3
    await database.close()
    assert max(seen) == 1
