"""Promises that take one another's place within a week: a partner hears of the one that stands."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.bot.gathering import EVE, GUS, Gathering
from tests.bot.nudge_stage import DAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
AWAKE = timedelta(hours=14)


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    """Eve and Gus are partners, and Gus sleeps by day."""
    gathering = Gathering(database_url, "telegram")
    await gathering.begin(EVE, GUS)
    for user in (EVE, GUS):
        await gathering.say(user, "/partner", None)
    await gathering.say(GUS, "/nudges quiet 08:00-20:00", None)
    await gathering.go(gathering.clock() + AWAKE)
    gathering.edge.sent.clear()
    gathering.clock.now += DAY - AWAKE
    yield gathering
    await gathering.close()


async def promised(owls: Gathering, *said: str) -> None:
    for line in said:
        await owls.say(EVE, f"/promise {line}", None)


async def heard(owls: Gathering) -> list[str]:
    await owls.go(owls.clock() + AWAKE)
    return [one.text for one in owls.edge.sent if one.user_id == GUS and "chapter" in one.text]


async def test_who_sleeps_meanwhile_hears_what_became_of_the_last_and_that_once(owls: Gathering) -> None:
    await promised(owls, "chapter one", "kept", "chapter two", "kept")
    (told,) = await heard(owls)
    assert "kept the promise" in told
    assert "chapter two" in told


async def test_of_one_that_was_only_just_made_nobody_hears_that_nothing_is_known(owls: Gathering) -> None:
    await promised(owls, "chapter one", "kept", "chapter two")
    (told,) = await heard(owls)
    assert "promises you" in told
    assert "chapter two" in told
