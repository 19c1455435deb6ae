"""What is promised as a post is shown again is what comes, whatever kind it is of."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.send_errors import Ability
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.test_order import DIGEST, asked, said
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def gathering(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined."""
    gathering = Gathering(database_url, platform)
    await gathering.begin(BEN, EVE, GUS)
    yield gathering
    await gathering.close()


async def hidden(gathering: Gathering, post: str) -> str:
    """A post is hidden, and gone; what its button carries by which it is shown again."""
    answer = await gathering.below(ANN, "/group hide", post)
    assert answer
    await gathering.work()
    return answer.keys[0].data


async def undone(gathering: Gathering, button: str) -> tuple[str, list[str]]:
    """What is said as it is taken back, and what comes of it within a minute."""
    before = {*gathering.edge.posts}
    answer = said(await gathering.press(ANN, button))
    await gathering.work()
    return answer, [
        one.text for number, one in gathering.edge.posts.items() if number not in before and "Taken" not in one.text
    ]


@pytest.mark.drill
@both
async def test_what_tells_of_nobody_but_who_is_muted_is_promised_to_nobody(gathering: Gathering) -> None:
    await gathering.say(BEN, "/thanks eve")
    await gathering.work()
    button = await hidden(gathering, "thanks")
    for member in ("ben", "eve"):
        await gathering.tell(ANN, f"/group mute {member} 3d")
    answer, posted = await undone(gathering, button)
    assert "tells only of who is muted here, so I don't post it" in answer
    assert not posted


@pytest.mark.drill
@both
async def test_a_round_that_nobody_is_in_any_more_is_promised_to_nobody(gathering: Gathering) -> None:
    await gathering.say(BEN, "/meet now 60m")
    await gathering.work()
    button = await hidden(gathering, "Ben")
    await gathering.say(BEN, "/meet out 1")
    answer, posted = await undone(gathering, button)
    assert "there is nothing to tell, so I don't post it" in answer
    assert not posted


@both
async def test_a_round_that_only_who_is_muted_is_in_is_promised_to_nobody(gathering: Gathering) -> None:
    await gathering.say(BEN, "/meet now 60m")
    await gathering.work()
    button = await hidden(gathering, "Ben")
    await gathering.tell(ANN, "/group mute ben 3d")
    answer, posted = await undone(gathering, button)
    assert "tells only of who is muted here" in answer
    assert not posted


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_a_round_comes_again_without_who_is_muted(gathering: Gathering) -> None:
    await gathering.say(BEN, "/meet now 60m")
    await gathering.work()
    await gathering.say(EVE, "/meet in 1")
    button = await hidden(gathering, "Ben")
    await gathering.tell(ANN, "/group mute ben 3d")
    answer, posted = await undone(gathering, button)
    assert "It comes again without who is muted here" in answer
    assert len(posted) == 1
    assert "Eve" in posted[0]
    assert "Ben" not in posted[0]


@pytest.mark.drill
@both
async def test_in_quiet_hours_it_is_said_when_it_comes(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group quiet 22:00-07:00")
    await gathering.go(utc("2027-01-06 10:00"))
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.go(DIGEST)
    button = await hidden(gathering, "Who can help?")
    gathering.clock.now = DIGEST.replace(hour=23)
    answer, posted = await undone(gathering, button)
    assert "It comes again after the quiet hours, " in answer
    assert "07:00" in answer
    assert not posted
    await gathering.go(DIGEST + timedelta(days=1))
    assert [text for text in gathering.stands() if "Who can help?" in text]


@pytest.mark.drill
@both
async def test_what_the_quiet_hours_make_too_late_is_promised_to_nobody(gathering: Gathering) -> None:
    """A digest keeps for two days, which end while it is quiet."""
    await gathering.say(ANN, "/group digest mon 06:00")
    await gathering.say(ANN, "/group quiet 22:00-08:00")
    await gathering.go(utc("2027-01-06 10:00"))
    await asked(gathering, "/helpme nlp How do I begin?")
    await gathering.go(utc("2027-01-11 10:00"))
    button = await hidden(gathering, "Who can help?")
    gathering.clock.now = utc("2027-01-13 05:00")
    answer, posted = await undone(gathering, button)
    assert "too late" in answer
    assert not posted
    await gathering.go(utc("2027-01-13 12:00"))
    assert not [text for text in gathering.stands() if "Who can help?" in text]


@pytest.mark.drill
@both
async def test_in_a_group_that_takes_no_posts_it_is_promised_for_when_it_does(gathering: Gathering) -> None:
    await asked(gathering)
    button = await hidden(gathering, "idiots")
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.say(EVE, "/helpme dl")
    await gathering.work()
    answer, posted = await undone(gathering, button)
    assert "once I can post here" in answer
    assert not posted
    del gathering.edge.silenced[CHAT]
    await gathering.go(gathering.clock() + timedelta(hours=2))
    assert [text for text in gathering.stands() if "idiots" in text]


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_to_foresee_what_comes_changes_nothing(gathering: Gathering) -> None:
    """A mute is lifted on trial to tell what it takes out."""
    await gathering.say(BEN, "/thanks eve")
    await gathering.work()
    button = await hidden(gathering, "thanks")
    await gathering.tell(ANN, "/group mute ben 3d")
    await gathering.press(ANN, button)
    assert "post nothing for you here" in await gathering.tell(BEN, "/helpme nlp")
    await gathering.work()
    assert [text for text in gathering.stands() if text.startswith("💛 … thanks Eve")]
