"""A round asks how far everybody got until all have answered, and for a day at most where that takes an edit that is free."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import Posted
from tests.bot.nudge_stage import DAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR = timedelta(hours=1)
ASKED = "How far did you get?"


@pytest.fixture(params=["telegram", "discord"])
def platform(request: pytest.FixtureRequest) -> str:
    platform: str = request.param
    return platform


@pytest.fixture
async def owls(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, in whose round Ben and Eve were; it is over, and asks."""
    gathering = Gathering(database_url, platform)
    await gathering.begin(BEN, EVE, GUS)
    await gathering.say(BEN, "/meet now 25m")
    await gathering.work()
    await gathering.say(EVE, "/meet in 1")
    await gathering.go(gathering.clock() + HOUR)
    assert asks(gathering)
    yield gathering
    await gathering.close()


def the_round(gathering: Gathering) -> Posted:
    (post,) = [one for one in gathering.edge.posts.values() if one.text.startswith("⏰ Over")]
    return post


def asks(gathering: Gathering) -> bool:
    """Whether the post asks; with its buttons, or without both."""
    post = the_round(gathering)
    asked = ASKED in post.text
    assert bool(post.message.keys) is asked
    return asked


async def test_it_asks_no_more_once_all_have_answered(owls: Gathering) -> None:
    await owls.say(BEN, "/meet done 1")
    await owls.work()
    assert asks(owls)
    await owls.say(EVE, "/meet partly 1")
    await owls.work()
    assert not asks(owls)
    edits = len(the_round(owls).texts)
    await owls.go(owls.clock() + 3 * DAY)
    assert not asks(owls)
    assert len(the_round(owls).texts) == edits, "there was nothing to take off"


@pytest.mark.parametrize("platform", ["telegram"])
async def test_where_edits_are_free_who_has_not_answered_within_a_day_is_asked_no_more(owls: Gathering) -> None:
    await owls.go(owls.clock() + DAY - HOUR)
    assert asks(owls)
    await owls.go(owls.clock() + 2 * HOUR)
    assert not asks(owls)
    assert "Ben" in the_round(owls).text


@pytest.mark.parametrize("platform", ["discord"])
async def test_where_they_are_not_the_next_answer_takes_it_off(owls: Gathering) -> None:
    await owls.go(owls.clock() + 3 * DAY)
    assert asks(owls)
    await owls.say(BEN, "/meet done 1")
    await owls.work()
    assert not asks(owls)
    assert "✅ Ben" in the_round(owls).text


async def test_who_leaves_takes_no_question_off_and_brings_none_back(owls: Gathering) -> None:
    await owls.say(GUS, "/leave")
    await owls.say(BEN, "/meet done 1")
    await owls.say(BEN, "/leave")
    await owls.work()
    assert asks(owls), "Eve has not answered"
    await owls.say(EVE, "/meet done 1")
    await owls.work()
    assert not asks(owls)
    await owls.say(EVE, "/leave")
    await owls.work()
    assert not asks(owls)


@pytest.mark.parametrize("platform", ["telegram"])
async def test_a_round_of_which_somebody_took_the_post_away_is_not_posted_anew_to_ask_no_more(owls: Gathering) -> None:
    owls.edge.posts.clear()
    await owls.go(owls.clock() + 2 * DAY)
    assert not [one for one in owls.stands() if "Over" in one]


async def test_of_a_round_that_was_ended_early_nobody_is_asked_for_longer_than_a_day(owls: Gathering) -> None:
    await owls.say(GUS, "/meet now 60m")
    await owls.work()
    await owls.say(GUS, "/meet end 2")
    await owls.go(owls.clock() + HOUR)
    *_, last = [one for one in owls.edge.posts.values() if one.text.startswith("⏰ Over")]
    assert last.message.keys
    await owls.go(owls.clock() + DAY)
    assert bool(last.message.keys) is (owls.platform == "discord")
    assert ANN not in {one.user_id for one in owls.letters() if "Over" in one.text}
