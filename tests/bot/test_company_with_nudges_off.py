"""Whose nudges are off hears what they asked for between partners, and nothing else; nobody is told that they hear it."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.console.renderer import plain
from tests.bot.gathering import BEN, EVE, GUS, Gathering
from tests.bot.group_stage import utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Eve has her nudges off; Ben and Gus are in her group."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(BEN, EVE, GUS)
    await gathering.say(EVE, "/nudges off", None)
    yield gathering
    await gathering.close()


def told(owls: Gathering, user: str) -> list[str]:
    letters = [one for one in owls.letters() if one.user_id == user]
    return [plain(one.message.text) for one in letters]


async def test_they_are_introduced_as_they_were_told_and_hear_what_does_not_come(owls: Gathering) -> None:
    said = await owls.tell(EVE, "/partner", None)
    assert "you two meet" in said
    assert "Your nudges are off" in said
    await owls.say(GUS, "/partner", None)
    await owls.work()
    (letter,) = told(owls, EVE)
    assert "Your partner: Gus" in letter
    assert "nothing of their promises" in letter


async def test_who_meets_somebody_at_once_is_told_what_does_not_come(owls: Gathering) -> None:
    await owls.say(GUS, "/partner", None)
    assert "nothing of their promises" in await owls.tell(EVE, "/partner", None)
    await owls.work()
    assert "nudges are off" not in told(owls, GUS)[0], "of another's nudges nobody is told"


async def test_whoever_promises_is_not_told_that_they_hear_of_it(owls: Gathering) -> None:
    for user in (EVE, GUS):
        await owls.say(user, "/partner", None)
    await owls.work()
    said = await owls.tell(GUS, "/promise a chapter", None)
    assert "a chapter" in said
    assert "no partner yet" not in said
    settled = await owls.tell(GUS, "/promise kept", None)
    assert "Kept" in settled
    assert "hears of it" not in settled
    await owls.work()
    assert not any("chapter" in one for one in told(owls, EVE))


async def test_they_are_asked_how_their_own_promise_went_as_they_were_told(owls: Gathering) -> None:
    assert "I'll ask you that evening" in await owls.tell(EVE, "/promise a chapter", None)
    await owls.go(utc("2027-01-10 20:00"))
    assert any("You promised" in one for one in told(owls, EVE))
