"""What stands in a group of who is gone: the request of a member who left is taken away whole, and a question whose post was
deleted is noticed before anybody is sent there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.platform import Delete
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.nudge_stage import WEEK

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])
FIRST = utc("2027-01-11 09:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    """Ann and Eve study with Ben, who has a question."""
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(ANN, BEN, EVE)
    await gathering.say(ANN, "/begin nlp")
    await gathering.say(BEN, "/helpme nlp what is attention?")
    await gathering.work()
    yield gathering
    await gathering.close()


def asked(gathering: Gathering) -> list[str]:
    return [text for text in gathering.stands() if "would like help" in text]


def told(gathering: Gathering, user: str) -> list[str]:
    """What somebody was told directly."""
    return [one.text for one in gathering.edge.sent if one.user_id == user]


def delete_the_question(gathering: Gathering) -> None:
    """A moderator does."""
    number = next(number for number, one in gathering.edge.posts.items() if "would like help" in one.text)
    del gathering.edge.posts[number]


# who left


@pytest.mark.drill
@pytest.mark.parametrize("line", ["/leave", "/forget"])
async def test_with_who_asked_the_question_goes_whole(gathering, line):
    assert asked(gathering)
    if line == "/leave":
        await gathering.say(BEN, line)
    else:
        button = await gathering.say(BEN, line, None)
        await gathering.press(BEN, button.keys[0].data, None)
    await gathering.work()
    assert asked(gathering) == []
    assert [type(one) for one in gathering.edge.deeds if isinstance(one, Delete)] == [Delete]
    group = await gathering.group()
    async with gathering.database.store() as store:
        rows = await store.ledger.of_group(group.id, 50)
        texts = [(await store.posts.find(row.id)).text for row in rows]
    assert not any(text and "attention" in text for text in texts)


@pytest.mark.drill
async def test_a_question_that_was_settled_goes_as_well(gathering):
    await gathering.say(BEN, "/helpme nlp settled")
    await gathering.work()
    await gathering.say(BEN, "/leave")
    await gathering.work()
    assert asked(gathering) == []


async def test_who_was_named_in_somebody_elses_question_is_struck_out_of_it_and_it_stays(gathering):
    await gathering.say(ANN, "/leave")
    await gathering.work()
    (text,) = asked(gathering)
    assert "Ann" not in text
    assert "Ben" in text


async def test_a_question_that_is_gone_already_needs_no_taking_away(gathering):
    delete_the_question(gathering)
    await gathering.say(BEN, "/leave")
    await gathering.work()
    async with gathering.database.store() as store:
        assert await store.ledger.failed(9) == []


# a post that was deleted


@pytest.mark.drill
async def test_the_digest_sends_nobody_to_a_question_that_a_moderator_deleted(gathering):
    delete_the_question(gathering)
    await gathering.go(FIRST + 3 * MINUTE)
    (digest,) = [text for text in gathering.stands() if "🗞" in text]
    assert "attention" not in digest
    assert "hand" not in digest
    assert "Nobody is waiting" in await gathering.tell(EVE, "/canhelp")


@pytest.mark.drill
async def test_the_digest_sends_people_to_a_question_that_stands_within_a_minute_of_its_hour(gathering):
    await gathering.say(ANN, "/checkin")
    await gathering.go(FIRST + 3 * MINUTE)
    (digest,) = [one for one in gathering.edge.posts.values() if "🗞" in one.text]
    assert digest.at - MINUTE <= FIRST
    assert "attention" in digest.text
    assert len(asked(gathering)) == 1


async def test_an_offer_to_a_question_that_was_deleted_closes_it(gathering):
    delete_the_question(gathering)
    await gathering.say(EVE, "/canhelp")
    await gathering.work()
    assert asked(gathering) == []
    assert "Nobody is waiting" in await gathering.tell(ANN, "/canhelp")


@pytest.mark.drill
async def test_a_question_in_a_room_that_is_gone_sends_nobody_there(gathering):
    await gathering.say(ANN, "/group settings rooms on")
    await gathering.say(EVE, "/begin deep learning")
    await gathering.work()
    group = await gathering.group()
    async with gathering.database.store() as store:
        (room,) = await store.rooms.of_group(group.id)
    await gathering.say(BEN, "/helpme deep learning why?", thread=room.thread_id)
    await gathering.work()
    gathering.edge.closed.add(room.thread_id)
    async with gathering.database.store() as store:
        await store.rooms.close(group.id, room.thread_id)
    await gathering.say(EVE, "/canhelp 2", CHAT)
    await gathering.work()
    async with gathering.database.store() as store:
        assert [one.question for one in await store.helping.open([group.id])] == ["what is attention?"]
    assert any("question about Deep Learning" in text and "is gone" in text for text in told(gathering, BEN))


@pytest.mark.drill
async def test_who_asked_hears_once_that_their_deleted_question_is_closed(gathering):
    delete_the_question(gathering)
    await gathering.say(EVE, "/canhelp")
    await gathering.work()
    (word,) = [text for text in told(gathering, BEN) if "is gone" in text]
    assert word == (
        "🙋 The post with your question about NLP in The Owls is gone, so I've closed the question. Still stuck? /helpme there "
        "asks anew."
    )
    await gathering.go(FIRST + WEEK)
    assert len([text for text in told(gathering, BEN) if "is gone" in text]) == 1


@pytest.mark.drill
async def test_who_settled_their_question_hears_nothing_of_its_post_s_being_gone(gathering):
    delete_the_question(gathering)
    await gathering.say(BEN, "/helpme nlp settled")
    await gathering.work()
    assert not any("is gone" in text for text in told(gathering, BEN))
