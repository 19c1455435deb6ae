"""Who cannot be written to and uses their page is not tried again for that: it is their platform that hears of them first."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import NudgeKind
from bot.store.tables import accounts, nudges
from bot.store.values import Hush
from tests.bot.gathering import BEN, GUS
from tests.conftest import BOTH_WHEN_LONG
from tests.web.hall import Hall

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """Ben and Gus are in the Owls. Ben has blocked the bot, and was asked in vain what those who lead may see."""
    hall = Hall(database_url, "telegram")
    hall.edge.blocked.add(BEN)
    await hall.begin(BEN, GUS)
    await hall.go(hall.clock() + timedelta(minutes=2))
    yield hall
    await hall.close()


async def asked(hall: Hall) -> list[str]:
    """What became of each question to Ben, the oldest first."""
    of_ben = (
        select(nudges.c.state).join(accounts, accounts.c.id == nudges.c.account_id).where(accounts.c.user_id == BEN)
    )
    async with hall.database.engine.connect() as connection:
        found = await connection.scalars(of_ben.where(nudges.c.kind == NudgeKind.LEVEL.value).order_by(nudges.c.id))
        return [*found]


@pytest.mark.drill
async def test_who_blocked_the_bot_and_uses_their_page_is_not_asked_again_and_again(hall: Hall) -> None:
    assert await asked(hall) == ["unreachable"]
    browser = await hall.browser_of(BEN)
    await hall.work()
    before = await asked(hall)
    for line in ("/topic 1", "/nothing of that name", "/begin 1"):
        first = await browser.open("/")
        await browser.send(first.form("Send"), line=line)
        await hall.work()
    assert await asked(hall) == before
    async with hall.database.store() as store:
        contact = await store.learners.by_account(hall.platform, BEN)
    assert contact
    assert contact.account.unreachable_at
    hall.edge.blocked.clear()
    hall.clock.now += timedelta(hours=1)
    await hall.say(BEN, "/topic 1", None)
    await hall.work()
    assert await asked(hall) == [*before, "sent"], "in the chat they are heard of"


@pytest.mark.drill
async def test_a_word_on_the_page_ends_a_silence_all_the_same(hall: Hall) -> None:
    browser = await hall.browser_of(GUS)
    async with hall.database.store() as store:
        contact = await store.learners.by_account(hall.platform, GUS)
        assert contact
        await store.learners.change(contact.learner.id, hush=Hush.SILENT.value)
    first = await browser.open("/")
    await browser.send(first.form("Send"), line="/topic 1")
    async with hall.database.store() as store:
        contact = await store.learners.by_account(hall.platform, GUS)
    assert contact
    assert contact.learner.hush == Hush.ASKED
