"""What is said of a mute is so: until when, by one clock, and whether whoever is muted hears of it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, GUS, Gathering
from tests.bot.group_stage import utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

TOLD = "They are told so."
UNTOLD = "I can't tell them before it's over; they read it if they say something here."


@pytest.fixture(params=["telegram", "discord"])
async def gathering(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    """The Owls, by the clock of Berlin, with Ben, and Gus in London."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(BEN, GUS)
    await gathering.say(ANN, "/group settings zone berlin")
    await gathering.say(GUS, "/timezone london", None)
    yield gathering
    await gathering.close()


def heard(gathering: Gathering, user: str) -> str:
    return "\n".join(plain(one.message.text) for one in gathering.letters() if one.user_id == user)


async def test_directly_and_in_the_group_one_reads_the_same_moment(gathering: Gathering) -> None:
    await gathering.go(utc("2027-01-05 12:00"))
    await gathering.say(ANN, "/group mute gus 7d")
    await gathering.work()
    assert "there until Tue 12 Jan, 12:00:" in heard(gathering, GUS)
    said = await gathering.tell(GUS, "/helpme nlp how?")
    assert "here until Tue 12 Jan, 12:00. All" in said


async def test_who_is_muted_by_day_is_told(gathering: Gathering) -> None:
    await gathering.go(utc("2027-01-05 12:00"))
    assert TOLD in await gathering.tell(ANN, "/group mute gus 6h")
    await gathering.work()
    assert "asked me to post nothing for you" in heard(gathering, GUS)


async def test_a_mute_that_is_over_before_their_quiet_hours_are_is_said_to_be_told_to_nobody(
    gathering: Gathering,
) -> None:
    await gathering.go(utc("2027-01-05 22:30"))
    assert UNTOLD in await gathering.tell(ANN, "/group mute gus 6h")
    await gathering.go(utc("2027-01-06 12:00"))
    assert "asked me to post nothing for you" not in heard(gathering, GUS)


async def test_at_night_who_is_muted_for_longer_is_told_in_the_morning(gathering: Gathering) -> None:
    await gathering.go(utc("2027-01-05 22:30"))
    assert TOLD in await gathering.tell(ANN, "/group mute gus 1d")
    await gathering.go(utc("2027-01-06 12:00"))
    assert "asked me to post nothing for you" in heard(gathering, GUS)


async def test_without_quiet_hours_they_are_told_at_night(gathering: Gathering) -> None:
    await gathering.say(GUS, "/nudges quiet off", None)
    await gathering.go(utc("2027-01-05 22:30"))
    assert TOLD in await gathering.tell(ANN, "/group mute gus 6h")
    await gathering.work()
    assert "asked me to post nothing for you" in heard(gathering, GUS)


async def test_of_whom_nobody_can_write_to_it_is_not_said(gathering: Gathering) -> None:
    await gathering.go(utc("2027-01-05 12:00"))
    gathering.edge.blocked.add(GUS)
    await gathering.go(gathering.clock() + timedelta(days=7))
    assert UNTOLD in await gathering.tell(ANN, "/group mute gus 6h")
