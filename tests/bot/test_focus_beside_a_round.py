"""A focus is asked for in a group while a round is on there: what the learner named is not passed over."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.platform import Called
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Ann is in a round on NLP."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(ANN, BEN, EVE)
    await focus(gathering, ANN, "50m", "nlp")
    await gathering.work()
    yield gathering
    await gathering.close()


async def focus(owls: Gathering, user: str, minutes: str, topic: str = "", what: str = "") -> Message | None:
    """What comes back, said as the platform has it."""
    if owls.platform == "telegram":
        return await owls.say(user, " ".join(filter(None, ("/focus", minutes, topic, what))))
    options = {"minutes": minutes, "topics": topic, "what": what}
    given = {name: said for name, said in options.items() if said}
    answer = await owls.app.dispatcher.call(
        Called(owls.speaker(user), owls.place(user, CHAT), "focus", owls.clock(), given)
    )
    assert not isinstance(answer, str)
    return answer


async def who(owls: Gathering) -> list[tuple[str, str]]:
    """Who is in the round, and what they will do."""
    group = await owls.group()
    async with owls.database.store() as store:
        (meeting,) = await store.meetings.open(group.id, owls.clock() - timedelta(hours=1))
        names = {one.account_id: one.name for one in await store.members.of_group(group.id)}
        return [(names[one.account_id], one.plan) for one in await store.meetings.who(meeting.id)]


async def test_who_names_another_topic_is_asked_and_nothing_is_decided_yet(owls: Gathering) -> None:
    asked = await focus(owls, BEN, "25m", "deep learning")
    assert asked
    assert "A round on NLP is on here" in plain(asked.text)
    assert [key.label for key in asked.keys] == ["👥 Join the round", "👤 Start my own"]
    assert await who(owls) == [("Ann", "")]
    assert "No focus is on" in await owls.tell(BEN, "/focus stop", None)


async def test_one_tap_joins_and_one_tap_begins_ones_own(owls: Gathering) -> None:
    for user in (BEN, EVE):
        asked = await focus(owls, user, "25m", "deep learning")
        assert asked
        await owls.press(user, asked.keys[0 if user == BEN else 1].data)
    assert await who(owls) == [("Ann", ""), ("Ben", "")]
    owls.clock.now += timedelta(minutes=10)
    assert "10 minutes of Deep Learning" in await owls.tell(EVE, "/focus stop", None)


async def test_who_names_its_topic_or_none_joins(owls: Gathering) -> None:
    await focus(owls, BEN, "25m", "nlp")
    await focus(owls, EVE, "25m")
    assert await who(owls) == [("Ann", ""), ("Ben", ""), ("Eve", "")]


async def test_who_is_in_already_is_told_so_and_asked_nothing(owls: Gathering) -> None:
    answer = await focus(owls, ANN, "25m", "deep learning")
    assert answer is None or not answer.keys
    assert await who(owls) == [("Ann", "")]


async def test_a_focus_alone_is_posted_to_nobody(owls: Gathering) -> None:
    stood = owls.stands()
    await focus(owls, BEN, "25m", "deep learning", "alone")
    await owls.work()
    assert owls.stands() == stood
    assert await who(owls) == [("Ann", "")]


async def test_in_a_round_without_a_topic_each_is_on_their_own_and_has_its_minutes_there(owls: Gathering) -> None:
    await owls.say(ANN, "/meet end")
    await owls.work()
    await owls.say(ANN, "/meet now 25m")
    await focus(owls, BEN, "25m", "deep learning")
    assert await who(owls) == [("Ann", ""), ("Ben", "Deep Learning")]
    await owls.go(owls.clock() + timedelta(minutes=30))
    assert "Deep Learning · 25 min" in await owls.tell(BEN, "/meet done 2")
