"""What is said in study groups, and what comes of it: on Telegram and on Discord, from the first word to the digest."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.platforms.console.rendering import plain
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.nudge_stage import DAY

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])
FIRST = utc("2027-01-11 09:00")


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    yield gathering
    await gathering.close()


async def test_a_group_is_started_joined_and_told_of_its_members_in_its_digest(gathering):
    started = await gathering.say(ANN, "/group start")
    assert started
    assert not started.private
    assert "your name and the topics you're on" in plain(started.text)
    (agree,) = started.keys
    joined = await gathering.press(BEN, agree.data)
    assert "Welcome to The Owls! You're the first." in plain(joined.text)
    await gathering.say(BEN, "/begin nlp")
    await gathering.say(EVE, "/begin nlp", None)
    gathering.clock.now = FIRST
    await gathering.work()
    (digest, *_) = [text for text in gathering.stands() if "🗞" in text or "quiet" in text]
    assert "NLP: Ben" in digest
    assert "Eve" not in digest
