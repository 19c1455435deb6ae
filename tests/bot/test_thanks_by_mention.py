"""Thanks reach whoever is meant: by a mention, a reply or a button, also where two members have one name."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.people import Meant, mention_of
from bot.chat.platform import Spoken
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, NAMES, Gathering
from tests.bot.group_stage import CHAT

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def gathering(sqlite_url: str, platform: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gathering]:
    """Ben and Eve are both called Sam."""
    monkeypatch.setitem(NAMES, BEN, "Sam")
    monkeypatch.setitem(NAMES, EVE, "Sam")
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(ANN, BEN, EVE)
    yield gathering
    await gathering.close()


async def noted(gathering: Gathering) -> list[str]:
    await gathering.work()
    return [plain(text) for text in gathering.stands() if text.startswith("💛")]


async def test_a_mention_tells_two_of_one_name_apart(gathering: Gathering) -> None:
    await gathering.say(ANN, f"/thanks {mention_of(EVE)}")
    assert await noted(gathering) == ["💛 Ann thanks Sam (2). Help like that is what a group is for."]


async def test_a_mention_of_who_has_not_joined_shows_no_number(gathering: Gathering) -> None:
    for somebody in (GUS, "987654321"):
        said = await gathering.tell(ANN, f"/thanks {mention_of(somebody)}")
        assert said.startswith("They haven't joined this group")
    assert await noted(gathering) == []


async def test_a_mention_of_oneself_is_no_thanks(gathering: Gathering) -> None:
    assert "somebody else" in await gathering.tell(ANN, f"/thanks {mention_of(ANN)}")


async def test_whoever_names_nobody_picks_among_the_others(gathering: Gathering) -> None:
    asked = await gathering.say(ANN, "/thanks")
    assert asked
    assert [key.label for key in asked.keys] == ["Sam", "Sam (2)"]
    await gathering.press(ANN, asked.keys[1].data)
    assert await noted(gathering) == ["💛 Ann thanks Sam (2). Help like that is what a group is for."]


async def by_message(gathering: Gathering, line: str, *people: Meant) -> None:
    spoken = Spoken(gathering.speaker(ANN), gathering.place(ANN, CHAT), line, gathering.clock(), people=people)
    await gathering.app.dispatcher.say(spoken)


async def test_a_reply_thanks_whom_it_answers(gathering: Gathering) -> None:
    await by_message(gathering, "/thanks", Meant(EVE))
    assert await noted(gathering) == ["💛 Ann thanks Sam (2). Help like that is what a group is for."]


async def test_a_name_that_is_a_mention_is_whom_it_mentions_and_not_whom_the_line_replies_to(
    gathering: Gathering,
) -> None:
    await by_message(gathering, "/thanks Sam", Meant(BEN), Meant(EVE, "Sam"))
    assert await noted(gathering) == ["💛 Ann thanks Sam (2). Help like that is what a group is for."]
