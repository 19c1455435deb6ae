"""The first day of a plan, said without its year: a plan may have begun already."""

import pytest

from tests.bot.conftest import Talk

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
