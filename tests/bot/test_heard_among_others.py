"""Who speaks in a group alone is heard as well: operators count them, and nobody greets them as if they had been away."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.bot.office import ANN, Office
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

GREETED = "Good to see you"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """Ann has joined a group on Telegram."""
    office = Office(database_url)
    await office.join(ANN)
    yield office
    await office.close()


async def among(office: Office, line: str, *, days: int) -> str:
    office.clock.now += timedelta(days=days)
    return await office.say_among_others(line, ANN, "Ann")


@pytest.mark.parametrize("line", ["/checkin", "/board", "/helpme nlp what is a token?", "/forget", "/done nolp"])
async def test_whatever_is_said_in_a_group_is_heard_of_last(office: Office, line: str) -> None:
    await among(office, line, days=10)
    assert "Heard last on Thu 14 Jan" in await office.say(f"/learner telegram:{ANN}")
    assert "heard in the last 7 days: 2," in await office.say("/stats")


async def test_who_studied_in_the_group_is_not_met_as_if_they_came_back(office: Office) -> None:
    for _ in range(4):
        await among(office, "/checkin", days=5)
    office.clock.now += timedelta(days=1)
    assert GREETED not in await office.say("/status", ANN)


async def test_who_told_a_study_day_in_the_group_after_weeks_is_back_by_that(office: Office) -> None:
    await among(office, "/checkin", days=30)
    assert "Heard last on Wed 3 Feb" in await office.say(f"/learner telegram:{ANN}")
    assert GREETED not in await office.say("/status", ANN)


async def test_who_only_looks_into_the_group_after_weeks_is_met_where_they_are_alone(office: Office) -> None:
    assert GREETED not in await among(office, "/today", days=30)
    assert GREETED not in await among(office, "/board", days=1)
    assert GREETED in await office.say("/status", ANN)
    assert "Heard last on Thu 4 Feb" in await office.say(f"/learner telegram:{ANN}")


async def test_whose_study_days_nobody_noted_as_heard_is_not_met_as_if_they_came_back(office: Office) -> None:
    await among(office, "/checkin", days=30)
    async with office.database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        assert contact
        long_ago = (office.clock() - timedelta(days=30)).date()
        await store.learners.change(contact.learner.id, heard_on=long_ago)
    office.clock.now += timedelta(days=1)
    assert GREETED not in await office.say("/status", ANN)
