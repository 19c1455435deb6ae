"""A board over eight weeks of five people: it is edited, or posted, where something happened, and tells of the days of the digest."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.chat.platform import Edit, Post
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.nudge_stage import DAY, WEEK
from tests.conftest import SQLITE

ENGINES = SQLITE
WEEKS = 8
DATES = re.compile(r"\d+ (?:Jan|Feb|Mar)|\d+ days?")
WEEK_TOLD = re.compile(r"\d+ \w{3} to \d+ \w{3}")
LINES = {
    0: ((ANN, "/begin deep learning"), (BEN, "/done deep learning"), (EVE, "/begin deep learning")),
    2: ((ANN, "/steps deep learning: 4 lessons"), (ANN, "/tick lesson 1")),
    8: ((ANN, "/tick lesson 2"), (BEN, "/begin nlp")),
    16: ((ANN, "/tick lesson 3"), (EVE, "/checkin 40m")),
    30: ((ANN, "/done deep learning"), (ANN, "/begin time series")),
    44: ((BEN, "/done nlp"),),
}
"""What is said on which day of the eight weeks, in the direct chat."""


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    yield gathering
    await gathering.close()


async def live(gathering: Gathering) -> None:
    """Eight weeks; Zoe joins in the fourth."""
    await gathering.begin(ANN, BEN, EVE, GUS)
    begun = gathering.clock() + timedelta(hours=1)
    for day in range(7 * WEEKS):
        await gathering.go(begun + day * DAY)
        for user, line in LINES.get(day, ()):
            said = await gathering.say(user, line, None)
            if said and line.startswith("/steps"):
                await gathering.press(user, said.keys[0].data, None)
        if day == 24:
            await gathering.say(ZOE, "/join yes")
    await gathering.go(begun + WEEKS * WEEK)


def boards(gathering: Gathering) -> list[Post | Edit]:
    return [one for one in gathering.edge.deeds if isinstance(one, Post | Edit) and "📋" in one.message.text]


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_it_changes_where_more_than_dates_does_and_tells_of_the_days_of_the_digest(gathering: Gathering) -> None:
    await live(gathering)
    texts = [one.message.text for one in boards(gathering)]
    assert all(DATES.sub("", earlier) != DATES.sub("", later) for earlier, later in pairwise(texts))
    assert len(texts) <= (15 if gathering.platform == "telegram" else 8)
    assert "Deep Learning 3/4" in "".join(texts)
    digests = [one.message.text for one in gathering.edge.deeds if isinstance(one, Post) and "🗞" in one.message.text]
    assert [week for text in digests for week in WEEK_TOLD.findall(text)[:1]] == [
        *dict.fromkeys(week for text in texts for week in WEEK_TOLD.findall(text))
    ]


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_two_weeks_in_which_nothing_happens_change_nothing(gathering: Gathering) -> None:
    await gathering.begin(ANN, BEN)
    await gathering.say(ANN, "/begin deep learning", None)
    await gathering.go(gathering.clock() + 9 * DAY)
    before = len(boards(gathering))
    await gathering.go(gathering.clock() + 2 * WEEK)
    assert len(boards(gathering)) == before
