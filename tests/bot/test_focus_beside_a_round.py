"""A focus is asked for in a group while a round is on there: what the learner named is not passed over."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.chat.platform import Called
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.store.tables import progress_events
from roadmap.group.rounds import LONGEST_PLAN
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


LONG = "Attention " * 29
PLAN = f"/import\n# Ours\n\n## 1. {LONG}\n2 weeks\n\n## 2. Twice\n1 week\n\n## 3. Twice\n1 week\n"


@pytest.fixture(params=["telegram", "discord"])
async def ours(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """A group on a roadmap that Ben brought, of which two topics are called the same and one has a very long title; Ben is in a round
    where each is on their own."""
    gathering = Gathering(database_url, request.param, admins={BEN})
    brought = await gathering.say(BEN, PLAN, None)
    assert brought
    await gathering.press(BEN, brought.keys[0].data, None)
    async with gathering.database.store() as store:
        contact = await store.learners.by_account(gathering.platform, BEN)
    assert contact
    assert contact.enrolment
    await gathering.say(BEN, f"/group start {contact.enrolment.roadmap}")
    await gathering.say(BEN, "/join yes")
    await gathering.say(BEN, "/meet now 25m")
    await gathering.work()
    yield gathering
    await gathering.close()


async def test_the_title_of_a_topic_that_is_too_long_to_be_kept_is_cut_and_known_all_the_same(ours: Gathering) -> None:
    await focus(ours, BEN, "25m", "#1")
    ((_, plan),) = await who(ours)
    assert len(plan) == LONGEST_PLAN
    await ours.go(ours.clock() + timedelta(minutes=30))
    assert "Attention" in await ours.tell(BEN, "/meet done 1")
    assert [one[:9] for one in await kept(ours)] == ["attention"]


async def test_a_title_that_two_topics_have_names_neither(ours: Gathering) -> None:
    await ours.say(BEN, "/meet will 1 Twice")
    await ours.go(ours.clock() + timedelta(minutes=30))
    assert "25 min" in await ours.tell(BEN, "/meet done 1")
    assert await kept(ours) == [""]


async def kept(ours: Gathering) -> list[str]:
    """The topics of what was checked in."""
    async with ours.database.engine.connect() as connection:
        return [*(await connection.execute(select(progress_events.c.topic))).scalars()]
