"""A chat and each of its threads are places: what is started in one is a group of its own, and what is asked in a room is
posted there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.happenings import Departed, Moved, Removed
from bot.chat.platform import Edit
from bot.platforms.console.renderer import plain
from bot.send_errors import Ability
from bot.store import Group
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.group_stage import CHAT, SUPERGROUP, utc
from tests.bot.nudge_stage import WEEK

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])
FIRST = utc("2027-01-11 09:00")
NLP, VISION = "7", "8"


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    yield gathering
    await gathering.close()


def posts(gathering: Gathering, thread: str | None) -> list[str]:
    return [one.text for one in gathering.edge.posts.values() if one.thread_id == thread]


async def members(gathering: Gathering, group: Group) -> list[str]:
    async with gathering.database.store() as store:
        return [one.name for one in await store.members.of_group(group.id)]


async def rooms(gathering: Gathering, thread: str | None = None) -> dict[str, str | None]:
    group = await gathering.group(thread=thread)
    async with gathering.database.store() as store:
        return {one.topic: one.thread_id for one in await store.rooms.of_group(group.id)}


async def a_room(gathering: Gathering) -> str:
    """Ann's group opens the room for NLP."""
    await gathering.begin(ANN, BEN, EVE)
    await gathering.say(ANN, "/group settings rooms on")
    await gathering.say(ANN, "/begin nlp")
    await gathering.work()
    (room,) = (await rooms(gathering)).values()
    assert room
    return room


# what is asked in a room


async def test_in_the_room_of_a_topic_a_question_that_names_none_is_about_it_and_stands_there(gathering):
    room = await a_room(gathering)
    answer = await gathering.tell(BEN, "/helpme how do I read an attention map?", thread=room)
    assert answer == "" or "about NLP" in answer  # on Telegram the post alone says so
    await gathering.work()
    assert any("NLP" in text and "how do I read an attention map?" in text for text in posts(gathering, room))
    assert posts(gathering, None) == []


@pytest.mark.parametrize(("said", "about"), [("dl where to begin", "Deep Learning"), ("nlp", "NLP")])
async def test_one_that_names_a_topic_is_about_that(gathering, said, about):
    room = await a_room(gathering)
    await gathering.say(BEN, f"/helpme {said}", thread=room)
    await gathering.work()
    assert any(f"help with {about}" in text for text in posts(gathering, room))


async def test_a_word_alone_that_is_no_topic_is_asked_about(gathering):
    room = await a_room(gathering)
    assert "No topic is called" in await gathering.tell(BEN, "/helpme wombats", thread=room)
    await gathering.work()
    assert not any("would like help" in text for text in posts(gathering, room))


async def test_outside_of_rooms_a_question_names_its_topic(gathering):
    await a_room(gathering)
    assert "No topic is called" in await gathering.tell(BEN, "/helpme how do I read an attention map?")


# two posts of one forum


@pytest.mark.drill
async def test_two_posts_of_one_forum_are_two_groups_that_see_nothing_of_each_other_for_three_weeks(gathering):
    one, other = await gathering.begin(BEN, thread=NLP), await gathering.begin(EVE, thread=VISION)
    assert one.id != other.id
    assert (one.title, other.title) == ("The Owls in 7", "The Owls in 8")
    assert (await members(gathering, one), await members(gathering, other)) == (["Ben"], ["Eve"])
    await gathering.say(BEN, "/begin nlp", thread=NLP)
    await gathering.say(EVE, "/begin image processing", thread=VISION)
    for week in range(3):
        await gathering.say(BEN, "/checkin", thread=NLP)
        await gathering.say(EVE, "/checkin", thread=VISION)
        await gathering.say(BEN, "/helpme nlp what is it?", thread=NLP)
        await gathering.go(FIRST + week * WEEK)
        assert "Nobody is waiting" in await gathering.tell(EVE, "/canhelp", thread=VISION)
    assert posts(gathering, None) == []
    for mine, name, others in ((NLP, "Ben", "Eve"), (VISION, "Eve", "Ben")):
        there = posts(gathering, mine)
        assert sum("🗞" in text for text in there) == 3
        assert any(name in text for text in there)
        assert not any(others in text for text in there)
    assert any("what is it?" in text for text in posts(gathering, NLP))
    board = await gathering.tell(BEN, "/board", thread=NLP)
    assert "Ben" in board
    assert "Eve" not in board


async def test_what_is_set_in_one_thread_or_stopped_there_is_so_in_that_alone(gathering):
    await gathering.begin(BEN, thread=NLP)
    await gathering.begin(EVE, thread=VISION)
    await gathering.say(ANN, "/group settings friday 18:00", thread=NLP)
    await gathering.say(ANN, "/group stop", thread=VISION)
    one, other = await gathering.group(thread=NLP), await gathering.group(thread=VISION)
    assert (one.digest_weekday, one.roadmap) == (4, "ml-data")
    assert (other.digest_weekday, other.roadmap) == (0, None)
    assert "no study group" in await gathering.tell(EVE, "/board", thread=VISION)


@pytest.mark.drill
async def test_a_button_pressed_in_one_thread_is_of_no_use_in_another(gathering):
    await gathering.begin(BEN, GUS, thread=NLP)
    await gathering.begin(EVE, thread=VISION)
    await gathering.say(BEN, "/helpme nlp", thread=NLP)
    answer = await gathering.press(EVE, "*:/canhelp 1", thread=VISION)
    assert "used up" in answer.text
    assert "can help" in plain((await gathering.press(GUS, "*:/canhelp 1", thread=NLP)).text)


async def test_in_a_thread_where_nobody_started_a_group_that_of_another_thread_is_not_heard(gathering):
    await gathering.begin(BEN, thread=NLP)
    for thread in (VISION, None):
        assert "no study group" in await gathering.tell(EVE, "/join", thread=thread)


# a channel and its threads


async def test_what_is_said_in_a_thread_of_nobodys_belongs_to_the_group_of_the_channel(gathering):
    group = await gathering.begin(BEN)
    await gathering.say(EVE, "/join yes", thread=NLP)
    assert await members(gathering, group) == ["Ben", "Eve"]
    assert "Ben" in await gathering.tell(EVE, "/board", thread=NLP)


async def test_a_group_started_in_a_thread_of_a_channel_with_a_group_is_one_of_its_own(gathering):
    channel = await gathering.begin(BEN)
    thread = await gathering.begin(EVE, thread=NLP)
    assert thread.id != channel.id
    assert (await gathering.group()).id == channel.id
    assert (await gathering.group(thread=VISION)).id == channel.id
    assert (await members(gathering, channel), await members(gathering, thread)) == (["Ben"], ["Eve"])


@pytest.mark.drill
async def test_the_group_of_a_channel_moves_into_a_thread_when_told_so_there(gathering):
    group = await gathering.begin(BEN)
    await gathering.say(BEN, "/begin nlp")
    assert "lives here from now on" in await gathering.tell(ANN, "/group here", thread=NLP)
    assert (await gathering.group(thread=NLP)).id == group.id
    assert "lives here already" in await gathering.tell(ANN, "/group here", thread=NLP)
    assert "no study group" in await gathering.tell(BEN, "/board")
    await gathering.go(FIRST)
    await gathering.work()
    assert sorted(text[0] for text in posts(gathering, NLP)) == ["📋", "🗞"]


async def test_who_meant_to_move_a_group_and_started_one_is_told_how_and_may(gathering):
    channel = await gathering.begin(BEN)
    started = await gathering.tell(ANN, "/group start", thread=NLP)
    assert "The Owls goes on beside it" in started
    assert "lives here already" in await gathering.tell(ANN, "/group here", thread=NLP)
    await gathering.say(ANN, "/group stop", thread=NLP)
    assert "The Owls lives here from now on" in await gathering.tell(ANN, "/group here", thread=NLP)
    assert (await gathering.group(thread=NLP)).id == channel.id
    assert "Which group is to live here?" in await gathering.tell(ANN, "/group here", thread=VISION)


async def test_where_no_group_was_started_none_moves(gathering):
    assert "no study group" in await gathering.tell(ANN, "/group here", thread=VISION)


@pytest.mark.drill
@pytest.mark.parametrize("to", [VISION, None])
async def test_a_group_whose_thread_is_locked_moves_to_where_an_admin_wants_it(gathering, to):
    group = await gathering.begin(BEN, thread=NLP)
    gathering.edge.shut[NLP] = Ability.WRITE_IN_CLOSED
    await gathering.go(FIRST)
    assert posts(gathering, NLP) == []
    assert "lives here from now on" in await gathering.tell(ANN, "/group here", thread=to)
    assert (await gathering.group(thread=to)).id == group.id
    await gathering.go(FIRST + WEEK + timedelta(minutes=3))
    assert any("📋" in text for text in posts(gathering, to))
    assert posts(gathering, NLP) == []


@pytest.mark.drill
async def test_so_does_one_that_was_given_up_after_a_week(gathering):
    group = await gathering.begin(BEN, thread=NLP)
    gathering.edge.shut[NLP] = Ability.WRITE_IN_CLOSED
    await gathering.go(FIRST + 2 * WEEK)
    assert (await gathering.group(thread=NLP)).gone_at
    message = await gathering.say(ANN, "/group here", thread=VISION)
    if message.keys:  # on Telegram a line in a chat where no group is known wakes those of its threads
        await gathering.press(ANN, message.keys[0].data, thread=VISION)
    assert (await gathering.group(thread=VISION)).id == group.id


async def test_of_several_groups_that_may_be_meant_an_admin_says_which(gathering):
    one, other = await gathering.begin(BEN, thread=NLP), await gathering.begin(EVE, thread=VISION)
    message = await gathering.say(ANN, "/group here", thread="9")
    assert [key.label for key in message.keys] == ["The Owls in 7", "The Owls in 8"]
    assert (await gathering.press(BEN, message.keys[1].data, thread="9")) == "This button was shown to somebody else."
    await gathering.press(ANN, message.keys[1].data, thread="9")
    assert (await gathering.group(thread="9")).id == other.id
    assert (await gathering.group(thread=NLP)).id == one.id


async def test_a_group_whose_roadmap_is_gone_is_not_called_by_that_of_who_chooses(gathering):
    groups = [await gathering.begin(BEN, thread=NLP), await gathering.begin(EVE, thread=VISION)]
    async with gathering.database.store() as store:
        for group in groups:
            await store.groups.change(group.id, title="", roadmap="gone")
    message = await gathering.tell(ANN, "/group here", thread="9")
    assert "Which group is to live here?" in message
    keys = (await gathering.say(ANN, "/group here", thread="9")).keys
    assert [key.label for key in keys] == ["this group", "this group (2)"]


async def test_a_group_of_another_chat_is_none_to_be_moved(gathering):
    elsewhere = await gathering.begin(BEN, chat="-700")
    await gathering.begin(EVE)
    assert "used up" in await gathering.tell(ANN, f"/group here {elsewhere.id}", thread=NLP)
    assert (await gathering.group("-700")).id == elsewhere.id


async def test_rooms_of_two_groups_of_a_forum_say_whose_they_are(gathering):
    for thread, one in ((NLP, BEN), (VISION, EVE)):
        await gathering.begin(one, thread=thread)
        await gathering.say(ANN, "/group settings rooms on", thread=thread)
    for thread, one in ((NLP, BEN), (VISION, EVE)):
        await gathering.say(one, "/begin nlp", thread=thread)
    await gathering.work()
    names = [*gathering.edge.rooms.values()]
    assert sorted(names) == ["3. NLP (The Owls in 7)", "3. NLP (The Owls in 8)"]


async def test_rooms_are_called_by_their_topic_alone_where_no_other_group_has_any(gathering):
    await gathering.begin(BEN, thread=NLP)
    await gathering.begin(EVE, thread=VISION)
    await gathering.say(ANN, "/group settings rooms on", thread=NLP)
    await gathering.say(BEN, "/begin nlp", thread=NLP)
    await gathering.work()
    assert [*gathering.edge.rooms.values()] == ["3. NLP"]


@pytest.mark.drill
async def test_a_name_is_struck_out_of_what_stands_where_the_group_lived_before(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(BEN, "/begin nlp")
    await gathering.go(FIRST)
    await gathering.work()
    await gathering.say(ANN, "/group here", thread=NLP)
    await gathering.say(BEN, "/leave", thread=NLP)
    await gathering.work()
    assert {one.thread_id for one in gathering.edge.deeds if isinstance(one, Edit)} == {None}
    assert not [text for text in posts(gathering, None) if "Ben" in text]


@pytest.mark.drill
async def test_a_thread_that_is_closed_leaves_its_group_to_the_channel_unless_another_one_lives_there(gathering):
    channel, thread = await gathering.begin(BEN), await gathering.begin(EVE, thread=NLP)
    gathering.edge.closed.add(NLP)
    await gathering.go(FIRST)
    await gathering.work()
    async with gathering.database.store() as store:
        found = await store.groups.by_ids([channel.id, thread.id])
    assert (found[channel.id].thread_id, found[channel.id].gone_at) == (None, None)
    assert found[thread.id].thread_id == NLP
    assert found[thread.id].gone_at
    assert not any("Eve" in text for text in posts(gathering, None))
    gathering.edge.closed.clear()
    await gathering.say(EVE, "/board", thread=NLP)
    assert (await gathering.group(thread=NLP)).gone_at is None


# what becomes of a chat


async def test_who_leaves_a_chat_leaves_the_groups_of_all_its_threads(gathering):
    groups = [await gathering.begin(BEN, thread=thread) for thread in (None, NLP, VISION)]
    await gathering.happens(Departed(gathering.platform, BEN, CHAT))
    assert [await members(gathering, group) for group in groups] == [[], [], []]


async def test_a_chat_that_is_gone_takes_all_its_groups_along_and_brings_them_back(gathering):
    for thread in (None, NLP):
        await gathering.begin(BEN, thread=thread)
    await gathering.happens(Removed(gathering.platform, CHAT))
    assert all([(await gathering.group(thread=thread)).gone_at for thread in (None, NLP)])
    await gathering.say(BEN, "/board", thread=NLP)
    for thread in (None, NLP):
        group = await gathering.group(thread=thread)
        assert (group.gone_at, bool(group.next_look_at)) == (None, True)


async def test_a_chat_that_moves_takes_all_its_groups_along(gathering):
    groups = [await gathering.begin(BEN, thread=thread) for thread in (None, NLP)]
    await gathering.happens(Moved(gathering.platform, CHAT, SUPERGROUP))
    assert [(await gathering.group(SUPERGROUP, thread)).id for thread in (None, NLP)] == [one.id for one in groups]


@pytest.mark.drill
async def test_a_chat_hears_who_was_added_once_however_many_of_its_threads_have_a_group(gathering):
    await gathering.say(EVE, "/checkin 10")
    for thread in (None, NLP, VISION):
        await gathering.begin(BEN, thread=thread)
        await gathering.work()
    greeted = [text for text in gathering.stands() if "I'm Roadmate" in text]
    assert len(greeted) <= 1


# rooms


@pytest.mark.drill
async def test_a_question_asked_in_a_room_is_posted_there_answered_there_and_settled_there(gathering):
    room = await a_room(gathering)
    await gathering.say(BEN, "/helpme nlp what is attention?", thread=room)
    await gathering.work()
    assert [text for text in posts(gathering, room) if "what is attention?" in text]
    assert not [text for text in posts(gathering, None) if "what is attention?" in text]
    await gathering.press(EVE, "*:/canhelp 1", thread=room)
    await gathering.say(BEN, "/helpme nlp settled", thread=room)
    await gathering.work()
    assert {one.thread_id for one in gathering.edge.deeds if isinstance(one, Edit)} == {room}
    assert any("Settled" in text for text in posts(gathering, room))


@pytest.mark.drill
async def test_a_question_asked_elsewhere_is_posted_where_the_group_lives(gathering):
    room = await a_room(gathering)
    await gathering.say(BEN, "/helpme nlp what is attention?", thread="99")
    await gathering.work()
    assert [text for text in posts(gathering, None) if "what is attention?" in text]
    assert not [text for text in posts(gathering, room) if "what is attention?" in text]


@pytest.mark.drill
async def test_a_question_asked_in_a_room_that_goes_meanwhile_is_posted_where_the_group_lives(gathering):
    room = await a_room(gathering)
    await gathering.say(BEN, "/helpme nlp what is attention?", thread=room)
    gathering.edge.closed.add(room)
    await gathering.work()
    assert [text for text in posts(gathering, None) if "what is attention?" in text]


async def test_a_room_belongs_to_the_group_that_opened_it_and_no_other_begins_there(gathering):
    room = await a_room(gathering)
    assert "under way already" in await gathering.tell(ANN, "/group start", thread=room)
    assert (await gathering.group(thread=room)).id == (await gathering.group()).id


@pytest.mark.drill
async def test_a_room_of_a_threads_group_belongs_to_that_group(gathering):
    await gathering.begin(BEN)
    thread = await gathering.begin(EVE, ZOE, thread=NLP)
    await gathering.say(ANN, "/group settings rooms on", thread=NLP)
    await gathering.say(EVE, "/begin nlp", thread=NLP)
    await gathering.work()
    (room,) = (await rooms(gathering, NLP)).values()
    assert (await gathering.group(thread=room)).id == thread.id
    board = await gathering.tell(ZOE, "/board", thread=room)
    assert "Eve" in board
    assert "Ben" not in board
