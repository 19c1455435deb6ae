"""Order beside completions: whoever is muted is not celebrated, and keeps nobody else from it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.bot.gathering import ANN, BEN, EVE, Gathering

both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def owls(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    """Ben and Eve let their group hear what they complete."""
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(BEN, EVE)
    for user in (BEN, EVE):
        await gathering.say(user, "/celebrate on", None)
    await gathering.work()
    yield gathering
    await gathering.close()


@both
async def test_who_completes_something_after_a_muted_member_is_celebrated(owls):
    await owls.say(ANN, "/group mute Ben 7d")
    await owls.say(BEN, "/done nlp", None)
    await owls.go(owls.clock() + timedelta(minutes=5))
    assert not [text for text in owls.stands() if "completed" in text]
    await owls.say(EVE, "/done dl", None)
    await owls.go(owls.clock() + timedelta(minutes=5))
    (post,) = [text for text in owls.stands() if "completed" in text]
    assert "Eve completed Deep Learning" in post
    assert "Ben" not in post
    assert "…" not in post
