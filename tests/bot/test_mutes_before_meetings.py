"""Who is muted is in no round, so nobody sends for them, or tells others that they come; once they are heard again all is as it was."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
BEGINS = utc("2027-01-07 19:00")


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Gus has called a meeting of The Owls, and is in."""
    gathering = Gathering(database_url, request.param)

    async def begins() -> None:
        for user in (ANN, BEN, EVE, GUS):
            await gathering.say(user, "/nudges off", None)
        await gathering.begin(BEN, EVE, GUS)
        await gathering.say(ANN, "/group settings board off")
        await gathering.say(GUS, "/meet thu 19:00 60m")
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


def told(owls: Gathering, user: str, what: str) -> list[str]:
    letters = (plain(one.message.text) for one in owls.edge.sent if one.user_id == user)
    return [one for one in letters if what in one]


async def test_who_is_muted_is_not_sent_for_to_a_meeting_that_does_without_them(owls: Gathering) -> None:
    await owls.say(ANN, "/group mute gus 7d")
    await owls.go(BEGINS)
    assert not told(owls, GUS, "Soon")
    assert any("Nobody could make it" in post for post in owls.stands())


async def test_who_is_heard_again_by_then_is_sent_for(owls: Gathering) -> None:
    await owls.say(ANN, "/group mute gus 1d")
    await owls.go(BEGINS)
    assert told(owls, GUS, "Soon")


async def test_the_others_do_not_read_that_who_is_muted_comes(owls: Gathering) -> None:
    for user in (BEN, EVE):
        await owls.say(user, "/meet in 1")
    await owls.say(ANN, "/group mute gus 7d")
    await owls.go(BEGINS)
    (letter,) = told(owls, BEN, "Soon")
    assert "Eve" in letter
    assert "Gus" not in letter


async def test_who_is_muted_hears_of_no_other_moment_but_that_it_is_called_off(owls: Gathering) -> None:
    await owls.say(BEN, "/meet in 1")
    await owls.say(ANN, "/group mute gus 7d")
    await owls.say(ANN, "/meet move 20:00")
    await owls.go(utc("2027-01-05 12:00"))
    assert told(owls, BEN, "20:00")
    assert not told(owls, GUS, "20:00")
    await owls.say(ANN, "/meet cancel")
    await owls.work()
    assert told(owls, GUS, "alled off")
