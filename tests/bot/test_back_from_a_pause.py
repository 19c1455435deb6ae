"""Whose pause ends by itself meets whoever waits for company on that day, and not only on Monday."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.test_left_by_partners import met
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
DAY = timedelta(days=1)


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    """Ben, Eve and Gus on a Monday morning."""
    gathering = Gathering(database_url)

    async def begins() -> None:
        await gathering.begin(ANN, BEN, EVE, GUS)
        await gathering.say(ANN, "/group settings board off")
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_whose_pause_ends_on_its_day_meets_who_waits_that_day(owls: Gathering) -> None:
    await owls.say(GUS, "/partner", None)
    await owls.say(GUS, "/pause until thursday", None)
    await owls.say(EVE, "/partner", None)
    await owls.go(owls.clock() + 2 * DAY)
    assert met(owls, EVE) == []
    await owls.go(owls.clock() + DAY + timedelta(hours=2))
    assert "Gus" in met(owls, EVE)[0]
    assert "Eve" in met(owls, GUS)[0]
    await owls.go(owls.clock() + 3 * DAY)
    assert [len(met(owls, user)) for user in (EVE, GUS)] == [1, 1]


async def test_whose_pauses_end_on_one_day_meet_each_other(owls: Gathering) -> None:
    for user in (BEN, EVE, GUS):
        await owls.say(user, "/pause until wednesday", None)
        await owls.say(user, "/partner", None)
    await owls.go(owls.clock() + 2 * DAY + timedelta(hours=2))
    assert sorted(len(met(owls, user)) for user in (BEN, EVE, GUS)) == [0, 1, 1]


async def test_who_is_paused_still_meets_nobody(owls: Gathering) -> None:
    await owls.say(GUS, "/pause until sunday", None)
    for user in (GUS, EVE):
        await owls.say(user, "/partner", None)
    await owls.go(owls.clock() + 5 * DAY)
    assert met(owls, EVE) == met(owls, GUS) == []


async def test_whom_somebody_was_with_last_they_do_not_meet_again_before_the_week_begins(owls: Gathering) -> None:
    for user in (EVE, GUS):
        await owls.say(user, "/partner", None)
    await owls.go(owls.clock() + DAY)
    await owls.say(EVE, "/partner off", None)
    assert "Nobody else is free" in await owls.tell(EVE, "/partner", None)
    owls.edge.sent.clear()
    await owls.go(owls.clock() + 3 * DAY)
    assert met(owls, EVE) == []
