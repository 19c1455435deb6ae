"""A meeting that is moved, and moved again: whoever is in hears where it stands, once within five minutes, and never what is not so."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.platforms.console.renderer import plain
from bot.store.tables import nudges
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.test_meetings import THURSDAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    """Ben calls a meeting at 19:00; Ann and Eve are in. It is Monday morning."""
    gathering = Gathering(database_url)

    async def begins() -> None:
        for user in (ANN, BEN, EVE):
            await gathering.say(user, "/nudges off", None)
        await gathering.begin(ANN, BEN, EVE)
        await gathering.say(ANN, "/group settings board off")
        await gathering.say(BEN, "/meet thu 19:00")
        for user in (ANN, EVE):
            await gathering.say(user, "/meet in 1")
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


async def moves(owls: Gathering, to: str, by: str = BEN) -> None:
    await owls.say(by, f"/meet move {to}")


def told(owls: Gathering, user: str) -> list[str]:
    """Where somebody was told that it moves to."""
    heard = [plain(one.message.text) for one in owls.letters() if one.user_id == user and "moves to" in one.text]
    return [one.partition("moves to ")[2].partition(".")[0] for one in heard]


@pytest.mark.drill
async def test_ten_moves_in_five_minutes_are_one_letter_each_with_the_last_of_them(owls):
    for number in range(10):
        await moves(owls, f"20:{number:02}")
        await owls.go(owls.clock() + timedelta(seconds=29))
    await owls.go(owls.clock() + HOUR)
    assert told(owls, ANN) == told(owls, EVE) == ["Thu 7 Jan, 20:09"]
    assert told(owls, BEN) == []


async def test_what_is_moved_once_more_later_is_told_once_more(owls):
    for at in ("20:00", "21:00", "20:00"):
        await moves(owls, at)
        await owls.go(owls.clock() + HOUR)
    assert told(owls, ANN) == ["Thu 7 Jan, 20:00", "Thu 7 Jan, 21:00", "Thu 7 Jan, 20:00"]


async def test_what_is_back_where_it_was_before_anybody_heard_of_it_is_told_to_nobody(owls):
    await moves(owls, "20:00")
    await moves(owls, "19:00")
    await owls.go(owls.clock() + HOUR)
    assert told(owls, ANN) == []


async def test_who_came_between_two_moves_hears_of_the_second_though_it_is_back_for_the_others(owls):
    await owls.say(EVE, "/meet out 1")
    await moves(owls, "20:00")
    await owls.say(EVE, "/meet in 1")
    await moves(owls, "19:00")
    await owls.go(owls.clock() + HOUR)
    assert told(owls, EVE) == ["Thu 7 Jan, 19:00"]
    assert told(owls, ANN) == []


async def test_a_letter_that_an_earlier_version_filed_with_the_moment_moved_to_is_told(owls):
    await moves(owls, "20:00")
    at = THURSDAY + HOUR
    async with owls.database.engine.begin() as connection:
        moved = update(nudges).where(nudges.c.period.startswith("1.moved."))
        assert (await connection.execute(moved.values(period=f"1.moved.{at.timestamp():.0f}"))).rowcount == 2
    await owls.go(owls.clock() + HOUR)
    assert told(owls, ANN) == ["Thu 7 Jan, 20:00"]


@pytest.mark.drill
async def test_shortly_before_it_begins_a_move_is_told_in_time(owls):
    await owls.go(THURSDAY - HOUR)
    await moves(owls, "18:08")
    await owls.go(THURSDAY - HOUR + 3 * MINUTE)
    assert told(owls, ANN) == ["Thu 7 Jan, 18:08"]


async def test_a_move_to_what_is_near_hastens_the_letter_that_waits(owls):
    await owls.go(THURSDAY - HOUR)
    await moves(owls, "21:00")
    await moves(owls, "18:08")
    await owls.go(THURSDAY - HOUR + 3 * MINUTE)
    assert told(owls, ANN) == ["Thu 7 Jan, 18:08"]


async def test_what_is_called_off_before_the_letter_left_is_told_as_called_off_alone(owls):
    await moves(owls, "20:00")
    await owls.say(BEN, "/meet cancel")
    await owls.go(owls.clock() + HOUR)
    assert told(owls, ANN) == []
    assert len([one for one in owls.letters() if one.user_id == ANN and "called off" in one.text]) == 1


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_two_who_move_it_at_once_are_one_letter_each(owls):
    await asyncio.gather(moves(owls, "20:00", BEN), moves(owls, "21:00", ANN))
    await owls.go(owls.clock() + HOUR)
    assert len(told(owls, EVE)) == 1
    assert len([one for one in owls.stands() if one.startswith("📅") and told(owls, EVE)[0] in one]) == 1
