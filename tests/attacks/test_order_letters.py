"""What is told directly of a group says its title as a title: whatever an admin calls their chat, nobody taps on it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from markupsafe import Markup

from bot.platforms.console.renderer import plain
from tests.attacks.test_order import MOMENT, links_in
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import utc

TITLES = (
    "http://evil.example/win",
    "@durov /forget",
    "evil.example <b>x</b> t.me/evil",
    "\u202eslwo [x](https://evil.example)",
)


@pytest.fixture(params=["telegram", "discord"])
async def gathering(sqlite_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, request.param)
    yield gathering
    await gathering.close()


@pytest.mark.drill
@pytest.mark.parametrize("title", TITLES)
async def test_whatever_a_chat_is_called_nothing_in_a_letter_about_it_can_be_tapped(
    gathering: Gathering, title: str
) -> None:
    gathering.title = title
    await gathering.begin(BEN, EVE)
    await gathering.say(BEN, "/helpme nlp one")
    await gathering.say(EVE, "/helpme nlp two")
    await gathering.say(EVE, "/helpme dl three")
    await gathering.work()
    hidden = await gathering.below(ANN, "/group hide", "one")
    assert hidden
    await gathering.tell(ANN, "/group close 2")
    await gathering.work()
    await gathering.press(ANN, hidden.keys[0].data)
    await gathering.tell(ANN, "/group mute ben 3d")
    await gathering.work()
    await gathering.tell(ANN, "/group back ben")
    await gathering.tell(ANN, "/group remove ben yes")
    await gathering.go(utc("2027-01-20 12:00"))
    letters = [one.message for one in gathering.letters()]
    told = [plain(one.text) for one in letters]
    for words in (
        "asked me to take a post of yours off",
        "closed your question",
        "asked me to post nothing",
        "took you out",
        "two weeks",
    ):
        assert [text for text in told if words in text], words
    for letter in letters:
        said = replace(letter, text=Markup(MOMENT.sub("", letter.text)))
        assert list(links_in(said)) == [], letter.text
