"""A mute beside all else that is done about a member: what stands of theirs stays true, and one deed takes back no other."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.commands.group.undoing import UNDO
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.conftest import SQLITE

ENGINES = SQLITE
MUTE, TAKE_OUT = "/group mute ben 7d", "/group remove ben yes"
FIRST, SECOND = f"/group back {UNDO}1", f"/group back {UNDO}2"


@pytest.fixture(params=["telegram", "discord"])
async def gathering(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(BEN, EVE, GUS)
    yield gathering
    await gathering.close()


async def soon(gathering: Gathering) -> None:
    gathering.clock.now += timedelta(minutes=5)
    await gathering.work()


async def test_a_question_of_who_is_muted_reads_as_closed_once_an_admin_closed_it(gathering):
    await gathering.say(BEN, "/helpme nlp what is a token?")
    await gathering.work()
    await gathering.say(ANN, MUTE)
    assert "is closed" in await gathering.tell(ANN, "/group close 1")
    await soon(gathering)
    (question,) = [text for text in gathering.stands() if "NLP" in text]
    assert "Closed by an admin" in question
    assert "Ben" not in question
    assert "token" not in question


async def test_a_meeting_of_who_is_muted_reads_as_called_off_once_an_admin_called_it_off(gathering):
    await gathering.say(BEN, "/meet thu 19:00 60m nlp")
    await gathering.work()
    await gathering.say(ANN, MUTE)
    await gathering.tell(ANN, "/meet cancel")
    await soon(gathering)
    (meeting,) = [text for text in gathering.stands() if "📅" in text]
    assert "Called off" in meeting
    assert "Ben" not in meeting


async def test_what_took_a_mute_back_does_not_let_back_who_was_taken_out_since(gathering):
    await gathering.say(ANN, MUTE)
    await gathering.say(ANN, TAKE_OUT)
    assert "taken back already" in await gathering.tell(ANN, FIRST)
    assert "took you out" in await gathering.tell(BEN, "/join yes")
    assert "may join again" in await gathering.tell(ANN, SECOND)
    assert "Welcome" in await gathering.tell(BEN, "/join yes")
    assert "token" not in await gathering.tell(BEN, "/helpme nlp what is a token?")
    await soon(gathering)
    assert [text for text in gathering.stands() if "token" in text], "and is muted no more"


async def test_what_took_a_mute_back_that_is_over_does_not_take_back_another(gathering):
    await gathering.say(ANN, "/group mute ben 1d")
    gathering.clock.now += timedelta(days=2)
    await gathering.say(ANN, MUTE)
    assert "taken back already" in await gathering.tell(ANN, FIRST)
    assert "post nothing for you" in await gathering.tell(BEN, "/helpme nlp what is a token?")
