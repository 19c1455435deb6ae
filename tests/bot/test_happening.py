"""What happens in chats without anybody having said a word: added, removed, moved, left, blocked, on both databases."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.happenings import Added, Blocked, Departed, Moved, Removed
from bot.errors import DatabaseGone, WorkedOn
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, SUPERGROUP, utc
from tests.bot.nudge_stage import DAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

OTHER, SERVER = "-600", "900"
FIRST, SECOND = utc("2027-01-11 09:00"), utc("2027-01-18 09:00")


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url, "telegram" if database_url.startswith("sqlite") else "discord")
    yield gathering
    await gathering.close()


def digests(gathering, chat=CHAT):
    return [text for text in gathering.stands(chat) if "🗞" in text or "quiet week" in text]


async def at(gathering, moment):
    await gathering.go(moment)
    await gathering.work()


async def members(gathering, chat=CHAT):
    group = await gathering.group(chat)
    async with gathering.database.store() as store:
        return [one.name for one in await store.members.of_group(group.id)]


async def test_added_to_a_group_the_bot_says_who_it_is_once(gathering):
    for _ in range(2):
        await gathering.happens(Added(gathering.platform, CHAT, "The Owls", SERVER))
        await gathering.work()
    (text,) = gathering.stands()
    assert "Roadmate" in text
    assert (await gathering.group()).title == "The Owls"


async def test_a_chat_that_nobody_told_of_is_known_once_a_command_is_said_there(gathering):
    await gathering.say(BEN, "/status")
    await gathering.work()
    async with gathering.database.store() as store:
        known = await store.groups.find(gathering.platform, CHAT)
    # On Discord every channel takes commands, and what is whispered in one makes no group of it.
    assert bool(known) is (gathering.platform == "telegram")
    assert len(gathering.stands()) == int(gathering.platform == "telegram")


async def test_a_group_that_nobody_told_of_can_be_started_and_is_not_greeted_then(gathering):
    await gathering.begin(BEN)
    await gathering.work()
    assert gathering.stands() == []
    await at(gathering, FIRST)
    assert digests(gathering)


@pytest.mark.drill
async def test_removed_from_a_group_the_bot_is_silent_and_taken_back_it_goes_on(gathering):
    await gathering.begin(BEN)
    await gathering.happens(Removed(gathering.platform, CHAT))
    await at(gathering, FIRST)
    assert gathering.stands() == []
    await gathering.happens(Added(gathering.platform, CHAT, "The Owls", SERVER))
    await at(gathering, SECOND)
    assert len(digests(gathering)) == 1
    assert await members(gathering) == ["Ben"]


@pytest.mark.drill
async def test_a_group_that_was_thought_gone_goes_on_when_somebody_speaks_there(gathering):
    await gathering.begin(BEN)
    await gathering.happens(Removed(gathering.platform, CHAT))
    await gathering.say(BEN, "/board")
    await at(gathering, FIRST)
    assert digests(gathering)


async def test_removed_from_a_server_the_bot_is_silent_in_all_its_groups(gathering):
    for chat in (CHAT, OTHER):
        await gathering.happens(Added(gathering.platform, chat, "", SERVER))
        await gathering.begin(BEN, chat=chat)
    await gathering.happens(Removed(gathering.platform, None, SERVER))
    assert [(await gathering.group(chat)).gone_at is not None for chat in (CHAT, OTHER)] == [True, True]
    await gathering.happens(Removed(gathering.platform, None, "901"))


async def test_who_leaves_the_chat_is_no_member_and_struck_out_of_what_stands(gathering):
    await gathering.begin(BEN, EVE)
    await gathering.say(BEN, "/begin nlp", None)
    await at(gathering, FIRST)
    assert "Ben" in digests(gathering)[0]
    await gathering.happens(Departed(gathering.platform, BEN, CHAT))
    await gathering.work()
    assert "Ben" not in digests(gathering)[0]
    assert await members(gathering) == ["Eve"]


async def test_who_leaves_a_server_leaves_all_its_groups_and_no_other(gathering):
    for chat, server in ((CHAT, SERVER), (OTHER, SERVER), ("-700", "901")):
        await gathering.happens(Added(gathering.platform, chat, "", server))
        await gathering.begin(BEN, chat=chat)
    await gathering.happens(Departed(gathering.platform, BEN, None, SERVER))
    assert [await members(gathering, chat) for chat in (CHAT, OTHER, "-700")] == [[], [], ["Ben"]]


async def test_a_stranger_who_leaves_is_nobody_to_us(gathering):
    await gathering.begin(BEN)
    await gathering.happens(Departed(gathering.platform, "12345", CHAT))
    await gathering.happens(Departed(gathering.platform, BEN, "-999"))
    assert await members(gathering) == ["Ben"]


async def test_a_group_that_moved_keeps_everything_and_hears_each_digest_once(gathering):
    await gathering.begin(BEN)
    await at(gathering, FIRST)
    gathering.clock.now += 2 * DAY
    await gathering.happens(Moved(gathering.platform, CHAT, SUPERGROUP))
    await gathering.happens(Moved(gathering.platform, CHAT, SUPERGROUP))
    await at(gathering, SECOND)
    assert len(digests(gathering)) == len(digests(gathering, SUPERGROUP)) == 1
    assert await members(gathering, SUPERGROUP) == ["Ben"]


async def test_a_digest_that_is_due_is_not_lost_to_what_happens_before_the_tick_sees_it(gathering):
    await gathering.begin(BEN)
    await gathering.go(FIRST - timedelta(seconds=1))
    gathering.clock.now = FIRST + timedelta(seconds=1)
    await gathering.happens(Added(gathering.platform, CHAT, "The Owls", SERVER))
    await gathering.say(ANN, "/group settings 20:00")
    await gathering.work()
    assert len(digests(gathering)) == 1


async def test_who_blocks_the_bot_is_left_alone_until_they_let_it_in_again(gathering):
    await gathering.say(BEN, "/start ml-data today", None)
    await gathering.happens(Blocked(gathering.platform, BEN, blocked=True))
    await at(gathering, FIRST)
    assert gathering.edge.tried == []
    await gathering.happens(Blocked(gathering.platform, BEN, blocked=False))
    await at(gathering, SECOND)
    assert [sent.user_id for sent in gathering.edge.sent] == [BEN]


async def test_who_blocked_the_bot_is_not_written_to_because_they_speak_among_others(gathering):
    await gathering.begin(BEN)
    await gathering.happens(Blocked(gathering.platform, BEN, blocked=True))
    assert await gathering.say(BEN, "/status")
    assert await gathering.say(BEN, "/begin nothing")
    await at(gathering, FIRST)
    assert gathering.edge.tried == []


async def test_a_stranger_who_blocks_the_bot_is_nobody_to_us(gathering):
    await gathering.happens(Blocked(gathering.platform, BEN, blocked=True))
    async with gathering.database.store() as store:
        assert await store.learners.count() == 0


async def test_what_was_told_before_takes_no_effect_again(gathering):
    async def worked_on(_store):
        raise WorkedOn

    await gathering.app.dispatcher.happened(Added(gathering.platform, CHAT), gathering.clock(), worked_on)
    async with gathering.database.store() as store:
        assert await store.groups.find(gathering.platform, CHAT) is None


@pytest.mark.engines_differ
async def test_while_the_database_is_gone_it_is_told_again_if_somebody_keeps_it(gathering):
    async def gone(_store):
        raise DatabaseGone

    with pytest.raises(DatabaseGone):
        await gathering.app.dispatcher.happened(Added(gathering.platform, CHAT), gathering.clock(), gone)
