"""Order, and a block, hold for what a group hears at once and for those who lead it, too."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.test_order import said

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined, and let the group hear what they complete."""
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(BEN, EVE, GUS)
    for user in (BEN, EVE, GUS):
        await gathering.say(user, "/celebrate on", None)
    yield gathering
    await gathering.close()


def hurrahs(gathering: Gathering) -> list[str]:
    return [text for text in gathering.stands() if " completed " in text]


@pytest.mark.drill
async def test_of_who_is_muted_no_completion_is_told_not_even_as_the_post_is_written_anew(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben")
    await gathering.say(BEN, "/done nlp", None)
    await gathering.say(EVE, "/done nlp", None)
    await gathering.say(GUS, "/done nlp", None)
    await gathering.work()
    (told,) = hurrahs(gathering)
    assert "Ben" not in told
    await gathering.say(GUS, "/celebrate off", None)
    await gathering.work()
    (told,) = hurrahs(gathering)
    assert "Eve completed NLP" in told
    assert "Ben" not in told
    assert "Gus" not in told


async def test_who_is_muted_is_told_from_when_on_the_group_hears_what_they_complete(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben 7d")
    for line in ("/celebrate", "/celebrate on"):
        told = await gathering.tell(BEN, line, None)
        assert "post nothing for you in The Owls until Mon 11 Jan" in told
        assert "From then on the group hears at once" in told
    assert "isn't told" in await gathering.tell(BEN, "/celebrate off", None)
    assert "hears at once" in await gathering.tell(EVE, "/celebrate on", None)
    gathering.clock.now += timedelta(days=8)
    assert (await gathering.tell(BEN, "/celebrate on", None)).startswith("🎉 The Owls hears at once")


async def test_who_joins_again_while_muted_is_told_so_as_well(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.say(BEN, "/leave")
    answer = await gathering.press(BEN, "*:/join celebrate yes")
    assert isinstance(answer, Message)
    joined = plain(answer.text)
    assert "post nothing for you here until Mon 11 Jan" in joined
    assert "What you complete is told here at once" not in joined


@pytest.mark.drill
async def test_where_nobody_but_a_muted_member_is_left_the_post_goes(gathering: Gathering) -> None:
    await gathering.say(EVE, "/done nlp", None)
    await gathering.work()
    await gathering.say(ANN, "/group mute ben")
    await gathering.say(BEN, "/done nlp", None)
    await gathering.say(EVE, "/celebrate off", None)
    await gathering.work()
    assert hurrahs(gathering) == []


@pytest.mark.drill
async def test_who_is_muted_cheers_for_nobody(gathering: Gathering) -> None:
    await gathering.say(EVE, "/done nlp", None)
    await gathering.work()
    await gathering.say(ANN, "/group mute ben")
    assert "post nothing for you here" in await gathering.tell(BEN, "/cheer")
    await gathering.work()
    assert not [text for text in gathering.stands() if "Ben" in text and " completed " in text]


@pytest.mark.drill
@pytest.mark.parametrize("undone", ["/undo", "/celebrate off"])
async def test_what_is_completed_after_a_post_was_taken_back_is_told(gathering: Gathering, undone: str) -> None:
    await gathering.say(BEN, "/done nlp", None)
    await gathering.work()
    await gathering.say(BEN, undone, None)
    await gathering.work()
    assert hurrahs(gathering) == []
    await gathering.say(EVE, "/done nlp", None)
    await gathering.work()
    assert [("Eve completed" in text, "Ben" in text) for text in hurrahs(gathering)] == [(True, False)]


@pytest.mark.drill
async def test_what_is_completed_after_a_muted_member_completed_something_is_told(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group mute ben")
    await gathering.say(BEN, "/done nlp", None)
    await gathering.work()
    assert hurrahs(gathering) == []
    await gathering.say(EVE, "/done nlp", None)
    await gathering.work()
    assert [("Eve completed" in text, "Ben" in text) for text in hurrahs(gathering)] == [(True, False)]


@pytest.mark.drill
async def test_who_is_taken_out_is_gone_from_what_was_told_at_once(gathering: Gathering) -> None:
    for user in (BEN, EVE):
        await gathering.say(user, "/done nlp", None)
    await gathering.work()
    await gathering.say(ANN, "/group remove ben yes")
    await gathering.work()
    (told,) = hurrahs(gathering)
    assert "Ben" not in told
    assert "Eve completed NLP" in told


@pytest.mark.drill
async def test_what_is_completed_after_a_post_was_hidden_has_a_post_of_its_own(gathering: Gathering) -> None:
    await gathering.say(BEN, "/done nlp", None)
    await gathering.work()
    assert "I take it away" in said(await gathering.below(ANN, "/group hide", "Ben completed"))
    await gathering.work()
    await gathering.say(EVE, "/done nlp", None)
    await gathering.work()
    (told,) = hurrahs(gathering)
    assert "Eve completed NLP" in told
    assert "Ben" not in told


@pytest.mark.drill
async def test_who_is_taken_out_is_shown_to_nobody_who_leads(gathering: Gathering) -> None:
    await gathering.say(BEN, "/leaders day", None)
    await gathering.say(BEN, "/begin nlp", None)
    await gathering.work()
    assert "Ben" in await gathering.tell(ANN, "/group how")
    await gathering.say(ANN, "/group remove ben yes")
    await gathering.work()
    assert "Ben" not in await gathering.tell(ANN, "/group how")
