"""Order in a group: what an admin hides is gone, there and wherever it is quoted, and stays gone; and what they take back comes."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import CHAT, utc

both = pytest.mark.parametrize("platform", ["telegram", "discord"])
ABUSE = "you are all idiots http://evil.example/win"
ENGINES = ("sqlite",)


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined."""
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(BEN, EVE, GUS)
    yield gathering
    await gathering.close()


async def asked(gathering: Gathering, line: str = f"/helpme nlp {ABUSE}") -> None:
    await gathering.say(BEN, line)
    await gathering.work()


@both
async def test_a_hidden_question_is_gone_and_no_digest_tells_of_it(gathering: Gathering) -> None:
    await asked(gathering)
    answer = await gathering.below(ANN, "/group hide", "idiots")
    assert answer
    assert "Hidden" in plain(answer.text)
    await gathering.work()
    assert not [text for text in gathering.stands() if "idiots" in text]
    await gathering.go(utc("2027-01-25 09:30"))
    assert [text for text in gathering.stands() if "The Owls" in text]
    assert not [text for text in gathering.stands() if "idiots" in text or "would like help" in text]
    assert not [post for post in gathering.edge.posts.values() if any("idiots" in text for text in post.texts)]


@both
async def test_what_is_taken_back_is_asked_again(gathering: Gathering) -> None:
    await asked(gathering)
    answer = await gathering.below(ANN, "/group hide", "idiots")
    assert answer
    await gathering.work()
    await gathering.press(ANN, answer.keys[0].data)
    await gathering.work()
    (question,) = [text for text in gathering.stands(CHAT) if "idiots" in text]
    assert "Ben would like help" in question
