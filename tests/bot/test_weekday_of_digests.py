"""A digest's weekday is changed: no day is left out of the digests, and none is told twice, whatever the days are."""

import re
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest

from tests.bot.gathering import ANN, BEN, Gathering
from tests.bot.nudge_stage import DAY
from tests.conftest import SQLITE

ENGINES = SQLITE
HEAD = re.compile(r"🗞 The Owls, (\d+ \w+) to (\d+ \w+)")


@pytest.fixture
async def gathering(sqlite_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, "telegram")
    yield gathering
    await gathering.close()


def days(first: str, last: str) -> list[date]:
    ends = [datetime.strptime(f"{said} 2027", "%d %b %Y").date() for said in (first, last)]  # noqa: DTZ007 - a day
    return [ends[0] + count * DAY for count in range((ends[1] - ends[0]).days + 1)]


@pytest.mark.drill
@pytest.mark.parametrize(("weekday", "changed"), [("sunday", 6), ("tuesday", 7), ("wednesday", 8)])
async def test_no_day_is_left_out_and_none_told_twice(gathering: Gathering, weekday: str, changed: int) -> None:
    await gathering.begin(BEN)
    begun = gathering.clock() + timedelta(hours=3)
    for day in range(30):
        await gathering.go(begun + day * DAY)
        if day == changed:
            await gathering.say(ANN, f"/group settings {weekday}")
        if day == 14:
            await gathering.say(ANN, "/group settings monday")
        await gathering.say(BEN, "/checkin 10m", None)
    told = [day for text in gathering.stands() for ends in HEAD.findall(text) for day in days(*ends)]
    assert told == [told[0] + count * DAY for count in range(len(told))]
    assert told[0] <= date(2027, 1, 10)
    assert told[-1] == date(2027, 1, 31)
