"""The first day of a plan, said without its year: a plan may have begun already."""

import pytest

from tests.bot.conftest import Talk
from tests.bot.group_stage import utc

DAYS = [
    ("from 20 november", "Fri 20 Nov 2026"),
    ("from 1 july", "Thu 1 Jul"),
    ("from 20 jan", "Wed 20 Jan"),
    ("from monday", "Mon 11 Jan"),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
async def test_a_plan_begins_on_the_nearest_day_of_that_name_and_on_the_next_weekday(
    lean: Talk, said: str, day: str
) -> None:
    assert f"You're on Machine learning and data from {day}." in await lean.hear(f"/start ml-data {said}")


@pytest.mark.parametrize("command", ["/replan", "/plan"])
@pytest.mark.parametrize(("said", "day"), DAYS)
async def test_so_it_does_where_it_is_moved(lean: Talk, command: str, said: str, day: str) -> None:
    await lean.hear("/start ml-data today")
    assert f"If the first day becomes {day} " in await lean.hear(f"{command} {said}")


async def test_at_the_end_of_a_month_the_first_is_that_of_the_next_one(lean: Talk) -> None:
    lean.clock.advance(utc("2027-01-30 08:00"))
    assert "from Mon 1 Feb." in await lean.hear("/start ml-data from the 1st")
    assert "first day becomes Thu 28 Jan " in await lean.hear("/replan from the 28th")
    assert "first day becomes Sun 31 Jan " in await lean.hear("/replan from the 31st")
