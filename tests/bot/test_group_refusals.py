"""Groups that take no posts for a while: tried again for a week, told of once, and awake by themselves."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.chat.happenings import Added, Departed, Removed
from bot.chat.reply import Message
from bot.send_errors import Ability, Unreachable
from bot.store import NudgeKind
from bot.store.ledger import Entry
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.nudge_stage import DAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

OTHER, SERVER = "-600", "900"
CHANNELS = (OTHER, "-700")
FIRST, SECOND, THIRD = (utc(f"2027-01-{day} 09:00") for day in (11, 18, 25))
EVERYTHING = frozenset(Ability)


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann and joined by Ben; no board stands, and nobody is nudged by themselves."""
    there = Gathering(database_url, "telegram" if database_url.startswith("sqlite") else "discord")

    async def begins() -> None:
        await there.begin(BEN)
        await there.say(ANN, "/group settings board off")
        await there.say(BEN, "/nudges off", None)

    await there.after(begins)
    yield there
    await there.close()


def digests(there: Gathering, chat: str = CHAT) -> list[datetime]:
    """When digests arrived."""
    return [
        post.at
        for post in there.edge.posts.values()
        if post.chat_id == chat and ("🗞" in post.text or "quiet week" in post.text)
    ]


def told(there: Gathering, user: str, sign: str) -> list[str]:
    """What somebody was told directly, of what begins with this sign."""
    return [one.text for one in there.edge.sent if one.user_id == user and one.text.startswith(sign)]


async def heard(there: Gathering, line: str, user: str = BEN) -> str:
    return await there.tell(user, line)


# a digest that is refused


async def test_a_refused_digest_comes_by_itself_once_the_right_is_back_and_an_admin_heard_once(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + 2 * DAY)
    assert digests(gathering) == []
    (word,) = told(gathering, ANN, "🔑")
    assert "I can't write in The Owls" in word
    gathering.edge.silenced.clear()
    await gathering.go(SECOND - DAY)
    (at,) = digests(gathering)
    assert FIRST + 2 * DAY < at < FIRST + 4 * DAY
    await gathering.go(SECOND + DAY)
    assert digests(gathering)[1:] == [SECOND]
    assert len(told(gathering, ANN, "🔑")) == 1
    assert not told(gathering, ANN, "🌙")


async def test_a_refused_digest_is_tried_more_rarely_each_time(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + 7 * DAY - timedelta(minutes=1))
    tries = [at for chat, at in gathering.edge.tries if chat == CHAT]
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert 12 <= len(tries) <= 16
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=5)
    assert pauses[-1] == DAY


async def test_after_a_week_of_refusals_the_group_is_closed_with_a_last_word(gathering):
    gathering.edge.silenced[CHAT] = Ability.SEE
    await gathering.go(FIRST + 21 * DAY)
    (word,) = told(gathering, ANN, "🌙")
    assert "for a week" in word
    assert len(told(gathering, ANN, "🔑")) == 1
    tries = [at for chat, at in gathering.edge.tries if chat == CHAT]
    assert FIRST + 7 * DAY <= tries[-1] <= FIRST + 8 * DAY
    assert (await gathering.group()).gone_at == tries[-1]


@pytest.mark.drill
async def test_a_closed_group_goes_on_when_somebody_speaks_there(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + 10 * DAY)
    gathering.edge.silenced.clear()
    await heard(gathering, "/board")
    await gathering.go(THIRD)
    assert digests(gathering) == [THIRD]


@pytest.mark.drill
async def test_two_periods_of_refusals_are_told_of_twice(gathering):
    for week in (FIRST, SECOND):
        gathering.edge.silenced[CHAT] = Ability.WRITE
        await gathering.go(week + DAY)
        gathering.edge.silenced.clear()
        await gathering.go(week + 5 * DAY)
    assert len(told(gathering, ANN, "🔑")) == 2
    assert len(digests(gathering)) == 2


async def test_a_keeper_is_not_woken_at_night(gathering):
    await gathering.say(ANN, "/start ml-data today", None)
    await gathering.say(ANN, "/nudges quiet 08:00-12:00", None)
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + timedelta(hours=2))
    assert told(gathering, ANN, "🔑") == []
    await gathering.go(FIRST + timedelta(hours=4))
    assert len(told(gathering, ANN, "🔑")) == 1


async def test_nothing_of_a_word_is_left_where_the_group_takes_posts_before_it_is_told(gathering):
    await gathering.say(ANN, "/start ml-data today", None)
    await gathering.say(ANN, "/nudges quiet 08:00-12:00", None)
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + timedelta(minutes=30))
    gathering.edge.silenced.clear()
    await gathering.go(FIRST + DAY)
    assert told(gathering, ANN, "🔑") == []
    assert len(digests(gathering)) == 1


async def test_of_those_who_set_a_group_the_last_three_are_told_and_nobody_who_left(gathering):
    gathering.admins |= {EVE}
    await gathering.say(EVE, "/group settings quiet off")
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + DAY)
    assert len(told(gathering, ANN, "🔑")) == len(told(gathering, EVE, "🔑")) == 1
    assert told(gathering, BEN, "🔑") == []


async def test_of_all_that_waits_one_is_tried_and_the_rest_comes_after_it(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    for topic in ("nlp", "deep learning"):
        await heard(gathering, f"/helpme {topic}")
    await gathering.go(gathering.clock() + DAY)
    moments = [at for chat, at in gathering.edge.tries if chat == CHAT]
    assert 6 <= len(moments) <= 12, "as many as for one"
    gathering.edge.silenced.clear()
    await gathering.go(gathering.clock() + 2 * DAY)
    asked = [post.at for post in gathering.edge.posts.values() if "would like help" in post.text]
    assert len(asked) == 2
    assert len({*asked}) == 1, "what waited comes at once"


@pytest.mark.drill
async def test_old_boards_do_not_come_in_a_heap(gathering):
    await gathering.go(FIRST - timedelta(hours=1))
    await gathering.say(ANN, "/group settings board on")
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + 5 * DAY)
    assert gathering.stands() == []
    gathering.edge.silenced.clear()
    await gathering.go(FIRST + 7 * DAY - timedelta(hours=2))
    assert len(digests(gathering)) == 1
    assert len(gathering.stands()) == 2, "a digest and a board"


async def test_what_was_refused_does_not_come_at_night(gathering):
    await gathering.go(FIRST - DAY + timedelta(hours=12, minutes=50))
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await heard(gathering, "/helpme nlp")
    await gathering.go(FIRST - timedelta(hours=11))
    gathering.edge.silenced.clear()
    await gathering.go(FIRST - timedelta(hours=2))
    assert gathering.stands() == []
    await gathering.go(FIRST - timedelta(hours=1))
    (asked,) = gathering.edge.posts.values()
    assert asked.at == FIRST - timedelta(hours=1, minutes=30)


async def test_what_waits_is_held_and_let_go_of_whatever_it_waited_for_but_for_what_makes_no_sound(gathering):
    await gathering.work()
    group, now = await gathering.group(), gathering.clock()
    async with gathering.database.store() as store:
        for kind in (NudgeKind.HELP, NudgeKind.DIGEST, NudgeKind.ERASE):
            await store.ledger.file(Entry.of_group(group, kind, "1", now, 1))
        await store.held.hold(group.id, now + DAY)
        held = {row.kind: row.due_at for row in await store.ledger.of_group(group.id, 3)}
        assert held == {NudgeKind.HELP: now + DAY, NudgeKind.DIGEST: now + DAY, NudgeKind.ERASE: now}
        await store.held.release(group.id, now)
        assert {row.due_at for row in await store.ledger.of_group(group.id, 3)} == {now}


@pytest.mark.drill
async def test_that_the_board_cannot_be_pinned_its_keeper_hears_once_and_the_group_nothing(gathering):
    await gathering.say(ANN, "/group settings board on")
    gathering.edge.lacking.add(Ability.PIN)
    await gathering.go(SECOND)
    (word,) = told(gathering, ANN, "🔑")
    assert "can't pin the board" in word
    assert not [text for text in gathering.stands() if "right" in text]
    gathering.edge.lacking.clear()
    await gathering.go(SECOND + 16 * DAY)
    boards = [post for post in gathering.edge.posts.values() if "📋" in post.text]
    assert boards[-1].is_pinned
    assert not [post for post in boards[:-1] if post.is_pinned and post.at < SECOND - DAY]


async def test_where_no_keeper_can_be_written_to_the_group_recovers_all_the_same(gathering):
    gathering.edge.blocked.add(ANN)
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + DAY)
    gathering.edge.silenced.clear()
    await gathering.go(FIRST + 3 * DAY)
    assert len(digests(gathering)) == 1
    assert gathering.letters() == []


# a place that is gone, and one that is there again


async def test_a_channel_that_is_gone_is_not_tried_again_and_its_keeper_hears_so(gathering):
    gathering.edge.refusals.append(Unreachable("channel gone"))
    await gathering.go(THIRD)
    (word,) = told(gathering, ANN, "🌙")
    assert "gone" in word
    assert digests(gathering) == []


async def test_who_threw_the_bot_out_is_not_written_to(gathering):
    gathering.edge.gone.add(CHAT)
    await gathering.go(FIRST + DAY)
    await gathering.happens(Removed(gathering.platform, CHAT))
    await gathering.go(THIRD)
    assert told(gathering, ANN, "🌙") + told(gathering, ANN, "🔑") == []


async def test_back_on_a_server_all_its_groups_wake(gathering):
    for chat in CHANNELS:
        await gathering.happens(Added(gathering.platform, chat, "", SERVER))
        await gathering.begin(BEN, chat=chat)
    await gathering.happens(Removed(gathering.platform, None, SERVER))
    await gathering.go(FIRST + DAY)
    assert [digests(gathering, chat) for chat in CHANNELS] == [[], []]
    await gathering.happens(Added(gathering.platform, "-800", "", SERVER))
    await gathering.go(SECOND)
    assert [digests(gathering, chat) for chat in CHANNELS] == [[SECOND], [SECOND]]


async def test_a_group_that_moves_out_of_a_silenced_chat_goes_on_at_once(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + 3 * DAY)
    assert len(told(gathering, ANN, "🔑")) == 1
    gathering.edge.silenced.clear()
    await gathering.say(ANN, "/group here", thread="8")
    await gathering.work()
    assert [post.thread_id for post in gathering.edge.posts.values()] == ["8"]
    assert (await gathering.group(thread="8")).refused_at is None


async def test_of_a_closed_thread_its_keeper_hears_that_it_is_closed(gathering):
    await gathering.say(ANN, "/group here", thread="7")
    gathering.edge.silenced[CHAT] = Ability.WRITE_IN_CLOSED
    await gathering.go(FIRST + 3 * DAY)
    (word,) = told(gathering, ANN, "🔑")
    assert "thread of The Owls is closed" in word


async def test_a_group_whose_thread_is_deleted_beside_another_group_rests_and_its_keeper_hears_so(gathering):
    await gathering.say(ANN, "/group start", thread="7")
    gathering.edge.closed.add("7")
    await gathering.go(FIRST + 3 * DAY)
    assert {post.thread_id for post in gathering.edge.posts.values()} == {None}
    assert (await gathering.group(thread="7")).gone_at is not None
    (word,) = told(gathering, ANN, "🌙")
    assert "is gone" in word


async def test_a_post_in_a_room_tells_nothing_of_a_group_whose_own_place_takes_none(gathering):
    await gathering.say(ANN, "/group here", thread="7")
    gathering.edge.shut["7"] = Ability.WRITE_IN_CLOSED
    group = await gathering.group(thread="7")
    async with gathering.database.store() as store:
        room = await store.rooms.ask(group.id, "nlp")
        assert room
        await store.rooms.opened(room.id, "71")
    await gathering.go(FIRST + timedelta(hours=1))
    await gathering.say(BEN, "/helpme nlp why?", thread="71")
    await gathering.go(FIRST + DAY)
    assert {post.thread_id for post in gathering.edge.posts.values()} == {"71"}
    assert (await gathering.group(thread="7")).refused_at is not None
    assert len(told(gathering, ANN, "🔑")) == 1


async def test_a_closed_thread_that_is_deleted_at_last_leaves_the_group_to_its_chat(gathering):
    await gathering.say(ANN, "/group here", thread="7")
    gathering.edge.silenced[CHAT] = Ability.WRITE_IN_CLOSED
    await gathering.go(FIRST + DAY)
    gathering.edge.silenced.clear()
    gathering.edge.closed.add("7")
    await gathering.go(FIRST + 3 * DAY)
    assert {post.thread_id for post in gathering.edge.posts.values()} == {None}
    assert len(digests(gathering)) == 1


async def test_a_group_that_was_stopped_while_it_took_no_posts_begins_anew_with_a_week_of_tries(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + DAY)
    await gathering.say(ANN, "/group stop")
    await gathering.go(THIRD)
    await gathering.say(ANN, "/group start")
    await gathering.go(THIRD + 8 * DAY)
    assert len(told(gathering, ANN, "🔑")) == 2
    assert told(gathering, ANN, "🌙") == []


# a question that cannot be posted


async def test_a_question_that_is_refused_is_kept_sent_later_and_its_asker_told(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await heard(gathering, "/helpme nlp")
    await gathering.work()
    (waits,) = told(gathering, BEN, "🙋")
    assert "waits" in waits
    await gathering.go(gathering.clock() + 3 * DAY)
    assert len(told(gathering, BEN, "🙋")) == 1
    gathering.edge.silenced.clear()
    await gathering.go(gathering.clock() + DAY)
    assert "stands in The Owls now" in told(gathering, BEN, "🙋")[1]
    assert sum("would like help" in text for text in gathering.stands()) == 1
    await gathering.go(THIRD)
    _, _, *later = told(gathering, BEN, "🙋")
    assert ["for two weeks" in letter for letter in later] == [True], "it ended by itself"


async def test_asked_where_the_bot_is_known_to_be_refused_the_answer_says_that_it_waits(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + timedelta(hours=1))
    assert "waits" in await heard(gathering, "/helpme nlp")
    await gathering.go(FIRST + DAY)
    assert told(gathering, BEN, "🙋") == [], "they know"
    gathering.edge.silenced.clear()
    await gathering.go(FIRST + 3 * DAY)
    assert len(told(gathering, BEN, "🙋")) == 1
    assert len(digests(gathering)) == 1


async def test_a_question_that_could_not_be_asked_for_a_week_is_told_so(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await heard(gathering, "/helpme nlp")
    await gathering.go(THIRD)
    _, in_vain = told(gathering, BEN, "🙋")
    assert "couldn't ask The Owls" in in_vain
    gathering.edge.silenced.clear()
    await heard(gathering, "/board")
    await gathering.go(THIRD + DAY)
    assert not [text for text in gathering.stands() if "would like help" in text and "NLP" in text and "🗞" not in text]


async def test_a_question_that_is_settled_meanwhile_is_not_asked(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await heard(gathering, "/helpme nlp")
    await gathering.work()
    await heard(gathering, "/helpme nlp settled")
    gathering.edge.silenced.clear()
    await gathering.go(FIRST - DAY)
    assert gathering.stands() == []
    assert len(told(gathering, BEN, "🙋")) == 1


# what is said where a group begins


async def test_where_the_bot_may_not_write_a_group_begins_and_the_right_is_named(gathering):
    gathering.abilities = EVERYTHING - {Ability.WRITE, Ability.PIN}
    said = await gathering.tell(ANN, "/group start", OTHER)
    assert "Send " in said
    assert "Pin " in said
    assert "as soon as I may write here" in said
    assert "no digest, no board, no question" in said
    gathering.abilities = EVERYTHING
    assert "right" not in await gathering.tell(ANN, "/group", OTHER)
    await gathering.go(FIRST)
    assert digests(gathering, OTHER) == [FIRST]


async def test_rooms_that_the_bot_may_not_open_are_said_when_they_are_turned_on(gathering):
    gathering.abilities = EVERYTHING - {Ability.OPEN_ROOMS}
    assert "rooms for topics" not in await gathering.tell(ANN, "/group")
    assert "no rooms for topics" in await gathering.tell(ANN, "/group settings rooms on")


async def test_where_nothing_is_known_of_its_rights_nothing_is_said_of_them(gathering):
    assert "🔑" not in await gathering.tell(ANN, "/group start", OTHER)


async def test_a_call_that_shows_that_the_bot_may_write_again_wakes_the_group(gathering):
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + 3 * DAY)
    gathering.abilities = EVERYTHING - {Ability.WRITE}
    await gathering.tell(ANN, "/group")
    assert (await gathering.group()).refused_at
    gathering.edge.silenced.clear()
    gathering.abilities = EVERYTHING
    await gathering.tell(ANN, "/group")
    await gathering.work()
    assert len(digests(gathering)) == 1
    assert (await gathering.group()).refused_at is None


async def test_who_leaves_the_chat_keeps_its_group_no_more(gathering):
    await gathering.happens(Departed(gathering.platform, ANN, CHAT))
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(THIRD)
    assert told(gathering, ANN, "🔑") + told(gathering, ANN, "🌙") == []


# what the group hears of by a post


async def test_what_a_group_hears_of_later_is_said_to_who_said_it(gathering: Gathering) -> None:
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.say(EVE, "/join yes")
    await gathering.say(BEN, "/helpme nlp")
    await gathering.work()
    answer = await gathering.say(BEN, "/thanks eve")
    assert answer
    assert answer.private
    assert "Noted" in answer.text
    assert "the group hears of that later" in answer.text
    gathering.edge.silenced.clear()
    await gathering.go(FIRST + DAY)
    assert any("thanks Eve" in post.text for post in gathering.edge.posts.values())
    later = await gathering.say(EVE, "/thanks ben")
    assert "later" not in (later.text if later else "")


async def test_a_press_on_what_stands_there_is_told_so_in_passing(gathering: Gathering) -> None:
    await gathering.say(EVE, "/join yes")
    await gathering.say(BEN, "/helpme nlp")
    await gathering.work()
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(FIRST + DAY)
    answer = await gathering.press(EVE, "*:/canhelp 1")
    assert answer
    assert not isinstance(answer, str)
    assert answer.in_passing is (gathering.platform == "telegram")
    assert "the group hears of that later" in answer.text


@pytest.fixture
async def server(database_url: str) -> AsyncIterator[Gathering]:
    """The Owls where the platform says what the bot may do; Ben and Eve have joined."""
    there = Gathering(database_url, "discord", abilities=EVERYTHING)
    await there.begin(BEN, EVE)
    await there.work()
    yield there
    await there.close()


async def test_the_first_who_says_something_where_nothing_can_be_posted_hears_so_too(server: Gathering) -> None:
    server.abilities, server.edge.silenced[CHAT] = EVERYTHING - {Ability.WRITE}, Ability.WRITE
    assert "the group hears of that later" in await server.tell(BEN, "/thanks eve")
    assert "the group hears of that later" in await server.tell(BEN, "/meet fri 19:00")


async def test_once_the_right_is_back_nobody_is_told_that_it_lacks(server: Gathering) -> None:
    server.abilities, server.edge.silenced[CHAT] = EVERYTHING - {Ability.WRITE}, Ability.WRITE
    await server.say(BEN, "/helpme nlp")
    server.abilities = EVERYTHING
    server.edge.silenced.clear()
    assert (await server.group()).refused_at
    assert "Noted" in (answer := await server.tell(BEN, "/thanks eve"))
    assert "just now" not in answer


async def test_where_a_form_opens_nothing_is_news_yet(server: Gathering) -> None:
    await server.say(BEN, "/meet now 60m")
    await server.work()
    server.abilities, server.edge.silenced[CHAT] = EVERYTHING - {Ability.WRITE}, Ability.WRITE
    await server.say(BEN, "/helpme nlp")
    answer = await server.press(BEN, "*:/meet will 1")
    assert isinstance(answer, Message)
    assert answer.form
    assert "just now" not in answer.text
