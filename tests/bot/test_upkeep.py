"""What is kept only for a while goes by itself, whichever platform it is of and whoever runs."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.nudges.upkeep import is_untidy
from bot.store.inbox import OF_USE
from bot.store.leader_tables import looks
from bot.store.leaders import LASTS
from bot.store.tables import updates
from bot.store.web_sessions import SHOWN
from bot.store.web_tables import web_openings, web_sessions
from tests.bot.nudge_stage import MONDAY, Stage

WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    stage = Stage(sqlite_url)
    yield stage
    await stage.close()


async def keep(stage: Stage, number: str, **columns: object) -> None:
    row = {"bot_id": "9", "update_id": number, "chat_id": "11", "payload": "", "received_at": MONDAY}
    async with stage.database.engine.begin() as connection:
        await connection.execute(insert(updates).values(row | columns))


async def kept(stage: Stage) -> dict[str, str | None]:
    """The answers that are kept, by the numbers of what asked for them."""
    async with stage.database.engine.connect() as connection:
        found = await connection.execute(select(updates.c.update_id, updates.c.answer))
        return {row.update_id: row.answer for row in found}


async def look(stage: Stage, at: timedelta) -> bool:
    """The bot looks; whether there was anything to sweep."""
    stage.clock.now = MONDAY + at
    async with stage.database.reading() as store:
        is_there = await is_untidy(store, stage.clock.now)
    await stage.work()
    return is_there


async def test_what_was_done_a_week_ago_is_forgotten_an_hour_s_worth_at_once(stage: Stage) -> None:
    await keep(stage, "1", done_at=MONDAY)
    await keep(stage, "2", done_at=MONDAY + HOUR / 2)
    await keep(stage, "3", done_at=MONDAY + 2 * HOUR)
    assert not await look(stage, WEEK + HOUR)
    assert [*await kept(stage)] == ["1", "2", "3"]
    assert await look(stage, WEEK + HOUR + timedelta(seconds=1))
    assert [*await kept(stage)] == ["3"]


async def test_what_waits_for_a_bot_that_nobody_runs_holds_up_no_sweep(stage: Stage) -> None:
    await keep(stage, "1", payload="{}")
    await keep(stage, "2", done_at=MONDAY)
    assert await look(stage, 2 * WEEK)
    assert [*await kept(stage)] == ["1"]


async def test_an_answer_that_nobody_is_there_to_bring_goes_within_an_hour_with_its_key(stage: Stage) -> None:
    await keep(stage, "1", answer="{}", token="secret", answer_until=MONDAY + OF_USE)
    assert not await look(stage, OF_USE)
    assert await kept(stage) == {"1": "{}"}
    assert await look(stage, OF_USE + HOUR)
    assert await kept(stage) == {"1": None}
    async with stage.database.engine.connect() as connection:
        assert await connection.scalar(select(updates.c.token)) is None


async def test_what_a_page_was_told_is_wiped_when_it_may_not_be_shown_any_more(stage: Stage) -> None:
    async with stage.database.store() as store:
        contact = await store.learners.add("telegram", "7", MONDAY)
        await store.web.begin(contact.account.id, "secret", "link", MONDAY)
        browser = await store.web.behind("secret", MONDAY)
        assert browser
        await store.web.keep(browser, "shown once", "name", MONDAY)
    told = select(web_sessions.c.answer, web_sessions.c.told_at, web_sessions.c.told_as)
    assert not await look(stage, SHOWN - timedelta(seconds=1))
    async with stage.database.engine.connect() as connection:
        assert (await connection.execute(told)).one().answer == "shown once"
    assert await look(stage, SHOWN)
    async with stage.database.engine.connect() as connection:
        assert tuple((await connection.execute(told)).one()) == (None, None, None)


async def test_an_opening_within_a_platform_goes_when_it_is_too_old_by_itself(stage: Stage) -> None:
    async with stage.database.store() as store:
        assert await store.web.spend("signed", MONDAY + HOUR, MONDAY)
    assert not await look(stage, HOUR - timedelta(seconds=1))
    assert await look(stage, HOUR)
    async with stage.database.engine.connect() as connection:
        assert (await connection.execute(select(web_openings))).all() == []


async def test_a_look_at_a_member_goes_after_ninety_days_though_nobody_looks_again(stage: Stage) -> None:
    async with stage.database.store() as store:
        member, leader = [(await store.learners.add("telegram", user, MONDAY)).account.id for user in "78"]
        group = await store.groups.add("telegram", "-500", MONDAY, title="The Owls")
        for at in (MONDAY, MONDAY + HOUR):
            await store.leaders.looked(group.id, leader, [(member, "moving")], at)
    assert not await look(stage, LASTS - timedelta(seconds=1))
    assert await look(stage, LASTS)
    assert not await look(stage, LASTS + HOUR / 2)
    async with stage.database.engine.connect() as connection:
        assert (await connection.execute(select(looks.c.looked_at))).scalars().all() == [MONDAY + HOUR]
