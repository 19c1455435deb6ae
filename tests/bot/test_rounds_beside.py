"""A round of a group whose roadmap is not the one that a member has under way: what they did counts where the group studies."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.bot.gathering import ANN, BEN, EVE, Gathering

OWN = "/import\n# My Plan\n\n## 1. Algebra\n2 weeks\n\n## 2. Topology\n3 weeks\n"


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Gathering]:
    """Ben and Eve are in a group; Eve has a roadmap of her own under way. The group means to study twice, and has met once."""
    gathering = Gathering(sqlite_url)
    await gathering.begin(BEN, EVE)
    brought = await gathering.say(EVE, OWN, None)
    assert brought
    await gathering.press(EVE, brought.keys[0].data, None)
    await gathering.say(ANN, "/group goal 2 sessions in january")
    await gathering.say(BEN, "/meet now 25m nlp")
    await gathering.say(EVE, "/meet in 1")
    await gathering.go(gathering.clock() + timedelta(minutes=30))
    yield gathering
    await gathering.close()


@pytest.mark.drill
async def test_it_counts_on_the_roadmap_of_the_group_and_for_its_goal(owls):
    assert "NLP · 25 min" in await owls.tell(EVE, "/meet done 1")
    assert "1 of 2 sessions" in await owls.tell(ANN, "/group goal")
    await owls.say(BEN, "/meet done 1")
    await owls.work()
    assert [text for text in owls.stands() if "You did it together" in text]


@pytest.mark.drill
async def test_the_roadmap_under_way_stays_and_has_none_of_it(owls):
    await owls.say(EVE, "/meet done 1")
    assert "NLP" not in await owls.tell(EVE, "/log", None)
    assert "▶ My Plan" in await owls.tell(EVE, "/roadmaps", None)


@pytest.mark.drill
async def test_it_can_be_taken_back_from_there(owls):
    answer = await owls.say(EVE, "/meet done 1")
    assert answer
    await owls.press(EVE, answer.keys[0].data)
    assert "1 of 2 sessions" in await owls.tell(ANN, "/group goal")
    await owls.say(EVE, "/switch ml-data", None)
    await owls.press(EVE, answer.keys[0].data)
    assert "0 of 2 sessions" in await owls.tell(ANN, "/group goal")
