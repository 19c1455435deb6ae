"""The next meeting of a group on its board: one line, that changes with what is said of the meeting and never with the days."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.platform import Edit, Post
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import utc
from tests.bot.nudge_stage import DAY
from tests.conftest import SQLITE

ENGINES = SQLITE
FIRST, THURSDAY = utc("2027-01-05 09:00"), utc("2027-01-07 19:00")


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url)
    await gathering.begin(ANN, BEN, EVE)
    yield gathering
    await gathering.close()


async def shown(owls: Gathering) -> str:
    """The line of /board; empty where there is none."""
    said = await owls.tell(ANN, "/board")
    return next((line for line in said.splitlines() if "Next meeting" in line), "")


def boards(owls: Gathering) -> list[str]:
    """What the pinned board read, one after another."""
    return [one.message.text for one in owls.edge.deeds if isinstance(one, Post | Edit) and "📋" in one.message.text]


async def test_it_says_when_on_what_and_how_many_are_in(owls):
    assert not await shown(owls)
    await owls.say(BEN, "/meet thu 19:00 60m nlp")
    assert await shown(owls) == "📅 Next meeting: Thu 7 Jan, 19:00 (UTC) · NLP · 1 is in"
    await owls.say(EVE, "/meet in 1")
    assert (await shown(owls)).endswith("· 2 are in")
    await owls.say(BEN, "/meet out 1")
    await owls.say(EVE, "/leave")
    await owls.say(EVE, "/leave yes")
    assert (await shown(owls)).endswith("· NLP")


@pytest.mark.drill
async def test_one_that_was_called_off_or_has_begun_gives_way_to_the_next(owls):
    await owls.say(BEN, "/meet thu 19:00 60m nlp")
    await owls.say(EVE, "/meet wed 20:00 60m")
    assert await shown(owls) == "📅 Next meeting: Wed 6 Jan, 20:00 (UTC) · 1 is in"
    await owls.say(EVE, "/meet cancel #2")
    assert "Thu 7 Jan" in await shown(owls)
    await owls.go(THURSDAY)
    assert not await shown(owls)


@pytest.mark.drill
async def test_the_pinned_board_is_edited_when_somebody_is_in_and_not_because_a_day_has_passed(owls):
    await owls.say(BEN, "/meet 19 jan 19:00 60m nlp")
    await owls.go(FIRST)
    before = len(boards(owls))
    assert "Next meeting" in boards(owls)[-1]
    await owls.go(FIRST + 4 * DAY)
    assert len(boards(owls)) == before
    await owls.say(EVE, "/meet in 1")
    await owls.go(FIRST + 5 * DAY)
    assert len(boards(owls)) == before + 1
    assert "2 are in" in boards(owls)[-1]
