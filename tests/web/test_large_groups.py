"""The page of a group costs the same few statements whatever its size, and of thousands of members nobody's facts are read for it."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from bot.store.group_tables import attendances, groups, meetings
from bot.store.kinds import NudgeKind
from bot.store.tables import nudges
from bot.store.values import NudgeState
from tests.bot.test_queries import statements
from tests.conftest import BOTH_WHEN_LONG
from tests.faults.crowd import PLATFORM, crowd, flock
from tests.web.browser import Browser, Page
from tests.web.hall import Hall
from tests.web.test_live import at_work

ENGINES = BOTH_WHEN_LONG
THOUSANDS, FEW, SOME = 5_000, 4, 40
MOST_BYTES = 60_000
FACTS = "SELECT progress_events"
PINNED = '📋 <b>The Owls</b>\n\n• <span id="m1">Learner 1</span> · NLP\n… and 4,999 more'


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    hall = Hall(database_url)
    yield hall
    await hall.close()


async def fill(hall: Hall, members: int) -> Browser:
    """One group with so many members, half of whom are in its meeting, and a browser of the first of them."""
    now = hall.clock()
    await crowd(hall.url, members, now=now, is_due=False)
    await flock(hall.url, 1, members=members, now=now)
    lengths = {"minutes": 60, "focus": 25, "pause": 5, "weekly": True, "at_once": False}
    later = now + timedelta(days=2)
    async with hall.database.engine.begin() as connection:
        await connection.execute(update(groups).values(next_look_at=None, first_day=now.date()))
        called = {"starts_at": later, "usual_at": later, "account_id": 1, "topic": "nlp", "group_id": 1, **lengths}
        await connection.execute(insert(meetings), [called])
        is_in = [{"meeting_id": 1, "account_id": one, "is_in": True, "since": now} for one in range(1, members + 1, 2)]
        await connection.execute(insert(attendances), is_in)
    return await hall.browser_of("1")


@pytest.mark.drill
async def test_the_page_asks_the_same_few_statements_however_many_there_are(hall):
    browser = await fill(hall, SOME)
    await browser.open("/groups/1")
    async with hall.database.store() as store:
        for account in range(FEW + 1, SOME + 1):
            await store.members.leave(1, account, hall.clock())
    few, page = await asked(hall, browser)
    assert "4 members" in page.text
    async with hall.database.store() as store:
        for account in range(FEW + 1, SOME + 1):
            await store.members.join(1, account, f"Learner {account}", hall.clock())
    many, page = await asked(hall, browser)
    assert "40 members" in page.text
    assert few == many
    assert len(few) <= 25


@pytest.mark.drill
async def test_what_is_alike_for_all_members_is_made_once_for_each_change(hall):
    first = await fill(hall, SOME)
    second = await hall.browser_of("2")
    found, page = await asked(hall, first)
    assert FACTS in found
    found, other = await asked(hall, second)
    assert FACTS not in found
    assert board_of(other) == board_of(page)
    await hall.say("3", "/begin nlp", None)
    with statements(hall.database, reading=True) as found:
        pages = await asyncio.gather(*[browser.open("/groups/1") for browser in (first, second) * 4])
    assert found.count(FACTS) == 1, "those who come at once wait for one another"
    assert {board_of(now) for now in pages} == {board_of(pages[0])} != {board_of(page)}
    assert "Learner 3 · NLP" in board_of(pages[0])


def board_of(page: Page) -> str:
    return page.text.partition("📋")[2].partition("📅")[0]


async def asked(hall: Hall, browser: Browser) -> tuple[list[str], Page]:
    with statements(hall.database, reading=True) as found:
        page = await browser.open("/groups/1")
    return found, page


@pytest.mark.drill
async def test_of_thousands_of_members_nobodys_facts_are_read_and_nobody_is_named(hall):
    browser = await fill(hall, THOUSANDS)
    await browser.open("/")
    found, page = await asked(hall, browser)
    assert page.status == 200
    assert "5,000 members" in page.text
    assert "👥 2,500 are in." in page.text
    assert "Learner" not in page.text
    assert "just now none is" in page.text
    assert FACTS not in found
    assert len(page.answer.content) <= MOST_BYTES
    began = time.thread_time()
    await browser.open("/groups/1")
    assert time.thread_time() - began < 0.25, "seconds of the loop's own thread"


@pytest.mark.drill
async def test_the_page_of_a_large_group_follows_what_its_reader_sets_and_nobody_elses_does(hall):
    first = await fill(hall, 201)
    second = await hall.browser_of("2")
    before = [shown_by(await browser.open("/groups/1")) for browser in (first, second)]
    async with at_work(hall) as house, house.stream(first, before[0], "/groups/1/live") as stream:
        assert await stream.is_quiet()
        await hall.say("1", "/celebrate on 1", None)
        told = await stream.changed()
    page = await first.open("/groups/1")
    assert "Don't tell" in page.text
    assert shown_by(page) == told != before[0]
    assert shown_by(await second.open("/groups/1")) == before[1]


def shown_by(page: Page) -> str:
    return page.answer.text.partition("/groups/1/live?shown=")[2].partition('"')[0]


@pytest.mark.drill
async def test_a_large_group_shows_its_board_as_it_is_pinned(hall):
    browser = await fill(hall, 201)
    row = {
        "group_id": 1,
        "platform": PLATFORM,
        "kind": NudgeKind.BOARD.value,
        "period": "1",
        "first_due_at": hall.clock(),
        "due_at": hall.clock(),
        "state": NudgeState.SENT.value,
        "reason": "",
        "message_id": "m1",
        "text": PINNED,
    }
    async with hall.database.engine.begin() as connection:
        await connection.execute(insert(nudges), [row])
        await connection.execute(update(groups).values(board_message_id="m1"))
    page = await browser.open("/groups/1")
    assert "• Learner 1 · NLP" in page.text
    assert 'id="m1"' not in page.answer.text
    async with hall.database.store() as store:
        await store.members.leave(1, 1, hall.clock())
        await store.members.join(1, 1, "Learner 1", hall.clock())
    assert "Learner 1" not in (await browser.open("/groups/1")).text, "the name was struck out of what stands"
