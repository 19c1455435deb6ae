"""What locks a learner on PostgreSQL, and who waits for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest

from bot.store import Database, NudgeKind, Store
from bot.store.ledger import Entry

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
ANN, BEN = "1", "2"
HOLDS_UP, AT_MOST = 0.2, 5.0
"""Seconds in which somebody who need not wait is through, and in which somebody who had to is."""

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    async with database.store() as store:
        for one in (ANN, BEN):
            await store.learners.add("telegram", one, NOW)
    yield database
    await database.close()


async def writes_to(store: Store, user_id: str) -> None:
    contact = await store.learners.seen("telegram", user_id)
    assert contact
    account = contact.account
    entry = Entry(account.learner_id, account.id, "telegram", NudgeKind.KIND_WORD, f"to {user_id}", NOW)
    assert await store.ledger.file(entry) == 1


async def test_two_who_file_a_row_for_each_other_at_once_wait_for_nobody(database):
    async with AsyncExitStack() as both:
        ann, ben = [await both.enter_async_context(database.store()) for _ in (ANN, BEN)]
        await ann.learners.by_account("telegram", ANN)
        await ben.learners.by_account("telegram", BEN)
        async with asyncio.timeout(AT_MOST):
            await asyncio.gather(writes_to(ann, BEN), writes_to(ben, ANN))


async def test_two_commands_of_one_learner_take_turns(database):
    async with database.store() as store:
        await store.learners.by_account("telegram", ANN)

        async def next_one() -> None:
            async with database.store() as other:
                await other.learners.by_account("telegram", ANN)

        waiting = asyncio.create_task(next_one())
        done, _ = await asyncio.wait([waiting], timeout=HOLDS_UP)
        assert not done
    async with asyncio.timeout(AT_MOST):
        await waiting


async def test_a_learner_who_is_speaking_is_passed_over_by_the_tick(database):
    async with database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        assert contact
        await store.learners.set_next_nudge(contact.learner.id, NOW)
    async with database.store() as store:
        await store.learners.by_account("telegram", ANN)
        async with asyncio.timeout(AT_MOST), database.store() as tick:
            assert await tick.learners.due(NOW, 10) == []
    async with database.store() as tick:
        assert [learner.id for learner, _ in await tick.learners.due(NOW, 10)] == [contact.learner.id]


async def test_what_is_filed_for_two_who_are_being_linked_waits(database):
    async with database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        assert contact
        await store.links.hold([contact.account.id])

        async def write() -> None:
            async with database.store() as other:
                await writes_to(other, ANN)

        waiting = asyncio.create_task(write())
        done, _ = await asyncio.wait([waiting], timeout=HOLDS_UP)
        assert not done
    async with asyncio.timeout(AT_MOST):
        await waiting
