"""What is hidden goes a moment later, and the platform may refuse it: whoever hid it hears so, once, and what to do."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from markupsafe import Markup

from bot.chat.platform import Delete, Post
from bot.chat.reply import Message
from bot.reasons import Reason
from bot.send_errors import Ability, LacksRight, SendError, TryLater, Unsendable
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT
from tests.bot.test_order import asked, said
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def gathering(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben and Eve have joined."""
    gathering = Gathering(database_url, platform)
    await gathering.begin(BEN, EVE)
    yield gathering
    await gathering.close()


def told(gathering: Gathering, user: str) -> list[str]:
    return [one.text for one in gathering.letters() if one.user_id == user and "you hid" in one.text]


async def hide(gathering: Gathering, post: str, *refusals: SendError) -> str:
    gathering.edge.refusals = [*refusals]
    answer = said(await gathering.below(ANN, "/group hide", post))
    await gathering.work()
    return answer


@pytest.mark.drill
@both
async def test_nothing_is_called_hidden_before_it_is_gone_and_nobody_is_told_more_where_it_goes(
    gathering: Gathering,
) -> None:
    await asked(gathering)
    answer = await hide(gathering, "idiots")
    assert "I take it away and won't quote it again" in answer
    assert "Hidden" not in answer
    await gathering.go(gathering.clock() + timedelta(hours=3))
    assert not told(gathering, ANN)


@pytest.mark.drill
@pytest.mark.engines_differ
@both
@pytest.mark.parametrize("is_post", [True, False])
async def test_a_refusal_for_good_is_told_to_who_hid_it_with_what_to_do(gathering: Gathering, is_post: bool) -> None:
    await asked(gathering)
    if not is_post:
        await gathering.edge.perform(Post(CHAT, None, Message(text=Markup("an answer"))))
    await hide(gathering, "idiots" if is_post else "an answer", Unsendable(Reason.REFUSED))
    await gathering.go(gathering.clock() + timedelta(hours=3))
    (text,) = told(gathering, ANN)
    assert "the chat doesn't let me take it away. Please delete it there yourself" in text
    assert not told(gathering, BEN)
    assert not told(gathering, EVE)


@pytest.mark.drill
@both
async def test_of_a_right_that_lacks_it_is_said_which_and_then_it_goes_by_itself(gathering: Gathering) -> None:
    await asked(gathering)
    await hide(gathering, "idiots", LacksRight(Ability.WRITE_IN_CLOSED))
    await gathering.go(gathering.clock() + timedelta(minutes=2))
    (text,) = told(gathering, ANN)
    assert "I lack the right to" in text
    await gathering.go(gathering.clock() + timedelta(hours=2))
    assert not [text for text in gathering.stands() if "idiots" in text]
    assert len(told(gathering, ANN)) == 1


@pytest.mark.drill
@both
async def test_a_fault_that_passes_is_waited_for(gathering: Gathering) -> None:
    await asked(gathering)
    await hide(gathering, "idiots", TryLater(Reason.NO_CONNECTION), TryLater(Reason.NO_CONNECTION))
    await gathering.go(gathering.clock() + timedelta(hours=3))
    assert not told(gathering, ANN)
    assert not [text for text in gathering.stands() if "idiots" in text]


@pytest.mark.drill
@both
async def test_who_tries_again_hears_of_each_try_that_fails(gathering: Gathering) -> None:
    await asked(gathering)
    await hide(gathering, "idiots", Unsendable(Reason.REFUSED))
    await gathering.go(gathering.clock() + timedelta(minutes=5))
    for _ in range(3):
        assert "I try once more" in await hide(gathering, "idiots", Unsendable(Reason.REFUSED))
    await gathering.go(gathering.clock() + timedelta(minutes=5))
    assert sum(isinstance(deed, Delete) for deed in gathering.edge.deeds) == len(told(gathering, ANN))
    assert len(told(gathering, ANN)) == 4


@pytest.mark.drill
@both
async def test_who_hides_many_posts_in_a_chat_that_lets_none_go_is_not_flooded(gathering: Gathering) -> None:
    for topic in ("nlp", "dl"):
        await gathering.say(BEN, f"/helpme {topic} you idiots")
    await gathering.work()
    for topic in ("NLP", "Deep Learning"):
        await hide(gathering, topic, *[LacksRight(Ability.WRITE_IN_CLOSED)] * 2)
    gathering.edge.refusals = [LacksRight(Ability.WRITE_IN_CLOSED) for _ in range(20)]
    await gathering.go(gathering.clock() + timedelta(hours=1))
    assert len(told(gathering, ANN)) == 2
