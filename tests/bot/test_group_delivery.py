"""Groups from end to end: the real App on both databases, a moving clock, and chats that write down what is done there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import date, time, timedelta

import pytest

from bot.chat.platform import Edit, OpenRoom, Pin, Post
from bot.nudges.group.entries import help_asked, room_wanted
from bot.program import nudges
from bot.send_errors import Ability, TryLater
from bot.settings import Settings
from bot.store import NudgeKind, NudgeState
from bot.store.ledger import LEASE, Entry
from tests.bot.group_stage import CHAT, SUPERGROUP, GroupStage, utc
from tests.bot.nudge_stage import ANN, BEN, DAY, MONDAY, WEEK, Killed
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR = timedelta(hours=1)
FIRST, SECOND, THIRD = (utc(f"2027-01-{day} 08:00") for day in (11, 18, 25))
"""The digests' moments: nine in Berlin."""


@pytest.fixture
async def open_stage(database_url: str) -> AsyncIterator[Callable[..., GroupStage]]:
    stages: list[GroupStage] = []

    def made(*arguments: object, **more: object) -> GroupStage:
        stages.append(GroupStage(database_url, *arguments, **more))
        return stages[-1]

    yield made
    for one in stages:
        await one.close()


@pytest.fixture
async def stage(open_stage: Callable[..., GroupStage]) -> GroupStage:
    """Monday, 4 January 2027, 08:00 UTC, which is nine in Berlin."""
    return open_stage()


# being added


async def test_a_group_hears_who_was_added_once_however_often_that_happens(stage):
    group = await stage.add()
    await stage.work()
    again = await stage.add()
    await stage.work()
    assert again.id == group.id
    assert len(stage.said()) == 1
    assert "Roadmate" in stage.said()[0]
    assert await stage.told(group) == ["greeting once sent"]


async def test_a_group_that_nobody_started_is_never_looked_at(stage):
    group = await stage.add()
    await stage.go(MONDAY + 2 * WEEK)
    assert await stage.told(group) == ["greeting once sent"]


# the digest


async def test_a_group_has_a_digest_a_week_at_its_own_time(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST - DAY)
    await stage.say("/done nlp", ANN)
    await stage.go(SECOND)
    first, second = stage.platform.posts.values()
    assert (first.at, second.at) == (FIRST, SECOND)
    assert "The Owls" in first.text
    assert "✅ Ann: NLP" in first.text
    assert "Ann: NLP" not in second.text
    assert await stage.told(group) == ["digest 2027-W02 sent", "digest 2027-W03 sent"]


async def test_a_digest_shows_nobody_who_has_not_joined(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.enrol("/begin nlp", "/done 1", user=BEN)
    await stage.go(FIRST)
    (text,) = stage.said()
    assert "Ann" in text
    assert "Deep Learning" not in text.partition("What the roadmap expects")[0]


async def test_a_member_on_another_roadmap_is_not_shown(stage):
    group = await stage.group(roadmap="ml-data")
    await stage.join(group, ANN, "Ann", "/begin nlp")
    async with stage.database.store() as store:
        stranger = await store.learners.add("telegram", "99", stage.clock())
        await store.members.join(group.id, stranger.account.id, "Zoe", stage.clock())
    await stage.go(FIRST)
    assert "Zoe" not in stage.said()[0]


async def test_two_groups_hear_nothing_of_each_other(stage):
    owls, foxes = await stage.group(CHAT), await stage.group("-600")
    await stage.join(owls, ANN, "Ann", "/begin nlp")
    await stage.join(foxes, BEN, "Ben", "/begin 1")
    await stage.go(FIRST)
    assert "Ben" not in stage.said(CHAT)[0]
    assert "Ann" not in stage.said("-600")[0]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_two_processes_post_each_digest_once(open_stage):
    one = open_stage()
    other = open_stage(clock=one.clock)
    for number in range(40):
        await one.group(f"{-1000 - number}")
    one.clock.now = FIRST
    await asyncio.gather(one.work(), other.work(), one.work(), other.work())
    await one.work()
    chats = [post.chat_id for stage in (one, other) for post in stage.platform.posts.values()]
    assert len(chats) == 40
    assert len(set(chats)) == 40


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_more_groups_due_in_one_minute_than_are_sent_to_at_once_are_all_served(open_stage, pytestconfig):
    stage = open_stage(in_flight=50)
    groups = [await stage.group(f"{-1000 - n}") for n in range(200 if pytestconfig.getoption("long") else 60)]
    await stage.go(FIRST)
    assert sorted(post.chat_id for post in stage.platform.posts.values()) == sorted(group.chat_id for group in groups)


@pytest.mark.drill
async def test_nine_stays_nine_over_a_change_of_the_clock(open_stage):
    stage = open_stage(utc("2027-03-22 08:00"))
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    for day in range(14):
        await stage.go(utc("2027-03-22 10:00") + day * DAY)
        await stage.say("/checkin", ANN)
    await stage.go(utc("2027-04-06 00:00"))
    assert [post.at for post in stage.platform.posts.values()] == [utc("2027-03-29 07:00"), utc("2027-04-05 07:00")]


async def test_a_digest_that_a_night_delays_comes_when_it_ends(stage):
    begun = date(2026, 12, 28)
    group = await stage.group(first_day=begun, digest_time=time(23), quiet_from=time(22), quiet_to=time(7, 30))
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(utc("2027-01-05 12:00"))
    (post,) = stage.platform.posts.values()
    assert post.at == utc("2027-01-05 06:30")
    assert await stage.told(group) == ["digest 2027-W01 sent"]


async def test_a_group_that_has_just_begun_has_no_digest_yet(stage):
    group = await stage.group(digest_time=time(12))
    await stage.go(utc("2027-01-04 12:00"))
    assert stage.said() == []
    await stage.go(FIRST + 3 * HOUR)
    assert await stage.told(group) == ["digest 2027-W02 sent"]


async def digests(stage, group) -> list[str]:
    """What became of them; partners of a Monday that was missed are looked for until its week is over."""
    return [line for line in await stage.told(group) if line.startswith("digest ")]


@pytest.mark.parametrize(("late", "outcome"), [(2 * DAY, "sent"), (2 * DAY + HOUR, "skipped: too late")])
async def test_a_digest_comes_up_to_two_days_late(stage, late, outcome):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST - HOUR)
    await stage.sleep(FIRST + late)
    assert await digests(stage, group) == [f"digest 2027-W02 {outcome}"]


async def test_of_three_weeks_down_the_first_digest_is_written_down_and_the_next_comes_on_time(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST - 3 * DAY)
    await stage.sleep(THIRD + 3 * DAY)
    assert await digests(stage, group) == ["digest 2027-W02 skipped: too late"]
    await stage.go(THIRD + WEEK)
    assert [post.at for post in stage.platform.posts.values()] == [THIRD + WEEK]


@pytest.mark.drill
async def test_quiet_weeks_are_told_twice_and_then_every_second_one_until_there_is_life(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann")
    await stage.go(MONDAY + 7 * WEEK - HOUR)
    assert [line.removeprefix("digest 2027-") for line in await stage.told(group)] == [
        "W02 sent",
        "W03 sent",
        "W04 skipped: a quiet week",
        "W05 sent",
        "W06 skipped: a quiet week",
        "W07 sent",
    ]
    assert "every second week" in stage.said()[-1]
    await stage.say("/checkin", ANN)
    await stage.go(MONDAY + 8 * WEEK + HOUR)
    assert (await stage.now_is(group)).quiet_weeks == 0
    assert (await stage.told(group))[6:] == ["digest 2027-W08 skipped: a quiet week", "digest 2027-W09 sent"]
    assert "quiet week" not in stage.said()[-1]


async def test_a_stopped_group_hears_nothing_more(stage):
    group = await stage.group()
    await stage.go(FIRST - HOUR)
    async with stage.database.store() as store:
        await store.groups.change(group.id, roadmap=None, next_look_at=None)
    await stage.go(THIRD)
    assert stage.said() == []


async def test_a_group_stopped_after_its_digest_was_entered_does_not_hear_it(stage):
    group = await stage.group(quiet_from=time(8), quiet_to=time(10))
    await stage.go(FIRST + timedelta(minutes=1))
    async with stage.database.store() as store:
        await store.groups.change(group.id, roadmap=None, next_look_at=None)
    await stage.go(FIRST + 2 * HOUR)
    assert await stage.told(group) == ["digest 2027-W02 skipped: no roadmap"]


async def test_killed_while_a_digest_is_sent_it_comes_again_and_says_that_it_may_be_a_repeat(stage):
    group = await stage.group()
    await stage.go(FIRST - HOUR)
    stage.platform.refusals = [Killed()]
    stage.clock.now = FIRST
    with suppress(Killed):
        await stage.work()
    await stage.go(FIRST + LEASE)
    (row,) = await stage.rows(group)
    assert (row.state, row.maybe_repeated, row.attempts) == (NudgeState.SENT, True, 2)


async def test_the_platforms_wait_for_a_group_holds_everybody(stage):
    group = await stage.group()
    await stage.go(FIRST - HOUR)
    stage.platform.refusals = [TryLater("flood limit", 30)]
    await stage.go(FIRST + HOUR)
    (post,) = stage.platform.posts.values()
    assert timedelta(0) <= post.at - (FIRST + timedelta(seconds=30)) < timedelta(seconds=1)
    assert await stage.told(group) == ["digest 2027-W02 sent"]


async def test_a_row_that_cannot_be_composed_fails_alone(stage):
    group, other = await stage.group(), await stage.group("-600")
    async with stage.database.store() as store:
        await store.ledger.file(Entry.of_group(group, NudgeKind.WEEKLY, "odd", stage.clock()))
        await store.ledger.file(Entry.of_group(other, NudgeKind.NOTICE, "thread 1", stage.clock()))
    await stage.work()
    assert await stage.told(group) == ["weekly odd failed: KeyError"]
    assert await stage.told(other) == ["notice thread 1 sent"]


# a chat that moves, closes, or is gone


async def test_a_group_turned_supergroup_loses_nothing_and_hears_each_digest_once(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST + 2 * DAY)
    stage.platform.moved[CHAT] = SUPERGROUP
    await stage.say("/checkin", ANN)
    await stage.go(THIRD)
    assert len(stage.said(CHAT)) == 1
    assert len(stage.said(SUPERGROUP)) == 2
    assert (await stage.now_is(group)).chat_id == SUPERGROUP
    assert await stage.told(group) == [f"digest 2027-W{week} sent" for week in ("02", "03", "04")]
    assert [deed.chat_id for deed in stage.platform.deeds] == [CHAT, CHAT, SUPERGROUP, SUPERGROUP]


async def test_several_rows_that_find_the_chat_moved_move_it_once(stage):
    group = await stage.group(board_on=True)
    stage.platform.moved[CHAT] = SUPERGROUP
    await stage.go(FIRST)
    assert (await stage.now_is(group)).chat_id == SUPERGROUP
    assert {line.split()[0] for line in await stage.told(group)} == {"digest", "board", "pin"}
    assert all("sent" in line or "nothing new" in line for line in await stage.told(group))


async def test_a_supergroup_that_was_met_before_its_group_was_moved_is_one_with_it(stage):
    group = await stage.group()
    async with stage.database.store() as store:
        await store.groups.add("telegram", SUPERGROUP, stage.clock())
        (moved,) = await store.groups.move("telegram", CHAT, SUPERGROUP)
        assert (moved.id, moved.chat_id, moved.roadmap) == (group.id, SUPERGROUP, "ml-data")
        assert await store.groups.find("telegram", CHAT) is None


async def test_in_a_deleted_thread_the_group_is_written_to_itself_with_one_note(stage):
    group = await stage.group(thread_id="7", board_on=True)
    stage.platform.closed.add("7")
    await stage.go(FIRST)
    assert (await stage.now_is(group)).thread_id is None
    notes = [text for text in stage.said() if "The thread I lived in" in text]
    assert len(notes) == 1
    assert {post.thread_id for post in stage.platform.posts.values()} == {None}
    assert "digest 2027-W02 sent" in await stage.told(group)


async def test_a_group_out_of_reach_is_left_alone(stage):
    group = await stage.group()
    stage.platform.gone.add(CHAT)
    await stage.go(THIRD)
    assert len(stage.platform.deeds) == 1
    assert await stage.told(group) == ["digest 2027-W02 unreachable: removed from the group"]
    now = await stage.now_is(group)
    assert (now.gone_at, now.next_look_at) == (FIRST, None)


async def test_what_else_waits_for_a_group_out_of_reach_is_not_tried(open_stage):
    stage = open_stage(in_flight=1)
    group = await stage.group()
    stage.platform.gone.add(CHAT)
    async with stage.database.store() as store:
        causes = ("thread 1", "thread 2")
        await store.ledger.file(*(Entry.of_group(group, NudgeKind.NOTICE, one, stage.clock()) for one in causes))
    await stage.work()
    assert len(stage.platform.deeds) == 1
    assert await stage.told(group) == [
        "notice thread 1 unreachable: removed from the group",
        "notice thread 2 unreachable: not tried",
    ]


async def test_a_group_that_took_the_bot_back_has_its_digests_again(stage):
    group = await stage.group()
    stage.platform.gone.add(CHAT)
    await stage.go(FIRST + DAY)
    stage.platform.gone.clear()
    await stage.add()
    await stage.go(SECOND)
    assert (await stage.told(group))[0] == "digest 2027-W02 unreachable: removed from the group"
    assert (await stage.told(group))[-1] == "digest 2027-W03 sent"


async def test_the_desk_shows_a_groups_rows_by_numbers_only(stage, database_url):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST)
    (line,) = await nudges.of_group(Settings(_env_file=None, database_url=database_url), group.id)
    assert line.startswith(f"nudge=1 group={group.id} telegram digest 2027-W02 due=2027-01-11T08:00Z sent=")
    assert "Ann" not in line


async def test_one_group_out_of_reach_keeps_no_other_waiting(stage):
    await stage.group("-600")
    await stage.group(CHAT)
    stage.platform.gone.add("-600")
    await stage.go(FIRST)
    assert len(stage.said(CHAT)) == 1


# the board


async def test_the_board_is_one_pinned_message_that_is_edited(stage):
    group = await stage.group(board_on=True)
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(MONDAY + 2 * DAY)
    await stage.say("/done nlp", ANN)
    await stage.go(MONDAY + 3 * DAY + HOUR)
    (board,) = stage.platform.posts.values()
    assert board.is_pinned
    assert board.texts[0].endswith("• Ann · NLP")
    assert board.texts[-1].endswith("• Ann")
    assert len(board.texts) == 2
    assert len(stage.platform.posts) == 1


async def test_the_board_tells_of_the_days_of_the_digest_beside_it(stage):
    group = await stage.group(board_on=True)
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST + HOUR)
    digest, board = sorted(stage.said(), reverse=True)
    assert "4 Jan to 10 Jan" in digest
    assert "4 Jan to 10 Jan" in board
    await stage.go(FIRST + 4 * DAY)
    assert "4 Jan to 10 Jan" in sorted(stage.said(), reverse=True)[1]


async def test_what_was_known_from_the_start_is_none_of_a_groups_week(stage):
    group = await stage.group(board_on=True)
    await stage.join(group, ANN, "Ann", "/known deep learning and nlp")
    await stage.join(group, BEN, "Ben", "/known cv", "/begin nlp")
    await stage.go(MONDAY + 8 * DAY)
    (board,) = [post for post in stage.platform.posts.values() if post.is_pinned]
    assert not any("completed" in text for text in board.texts)
    assert not any("Completed" in said for said in stage.said())
    await stage.say("/done nlp", BEN)
    await stage.go(MONDAY + 15 * DAY)
    assert "⭐ Best week: Ben, 1 topic completed" in board.texts[-1]


async def test_who_came_with_a_plan_from_long_ago_is_on_top_for_nothing_of_the_day_they_came(stage):
    group = await stage.group(board_on=True)
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(MONDAY + 2 * DAY)
    for line in ("/start ml-data from 1 jan", "/done deep learning 5 jan", "/done nlp"):
        await stage.say(line, BEN)
    ben = await stage.contact(BEN)
    async with stage.database.store() as store:
        await store.members.join(group.id, ben.account.id, "Ben", stage.clock())
    await stage.go(MONDAY + 8 * DAY)
    (board,) = [post for post in stage.platform.posts.values() if post.is_pinned]
    assert "2 topics completed" in board.texts[-1]
    assert "⭐" not in board.texts[-1]


async def test_a_board_that_would_read_the_same_is_not_edited(stage):
    group = await stage.group(board_on=True)
    await stage.go(MONDAY + DAY)
    async with stage.database.store() as store:
        await store.ledger.file(Entry.of_group(group, NudgeKind.BOARD, "again", stage.clock()))
    await stage.work()
    assert [type(deed) for deed in stage.platform.deeds] == [Post, Pin]
    assert (await stage.told(group))[-1] == "board again skipped: nothing new"


async def test_a_board_that_was_deleted_is_posted_anew_once_it_has_something_new(stage):
    group = await stage.group(board_on=True)
    await stage.go(MONDAY + DAY)
    stage.platform.posts.clear()
    await stage.go(MONDAY + 2 * DAY)
    assert not stage.platform.posts
    await stage.join(group, ANN, "Ann")
    await stage.go(MONDAY + 3 * DAY)
    (board,) = stage.platform.posts.values()
    assert board.is_pinned


async def test_without_the_right_to_pin_the_board_stands_the_admins_hear_once_and_it_is_pinned_when_it_comes(stage):
    group = await stage.group(board_on=True)
    stage.platform.lacking.add(Ability.PIN)
    await stage.go(MONDAY + 5 * DAY)
    board, note = stage.platform.posts.values()
    assert not board.is_pinned
    assert "Pin messages" in note.text
    assert "pin" in [line.split()[0] for line in await stage.told(group) if "lacks the right: pin" in line]
    stage.platform.lacking.clear()
    await stage.go(MONDAY + 10 * DAY)
    assert board.is_pinned
    assert "pin 1 sent" in await stage.told(group)


# rooms


async def test_a_topics_room_is_opened_once_told_what_it_is_for_and_pinned_there(stage):
    group = await stage.group(rooms_on=True)
    await want_room(stage, group, "nlp")
    await want_room(stage, group, "nlp")
    await stage.go(MONDAY + HOUR)
    assert list(stage.platform.rooms.values()) == ["3. NLP"]
    (post,) = stage.platform.posts.values()
    assert (post.thread_id, post.is_pinned) == ("70", True)
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.group(CHAT, rooms_on=True)
    await stage.go(FIRST)
    assert "Topic rooms" not in stage.said()[-1]  # a group that is no supergroup has no links
    async with stage.database.store() as store:
        await store.groups.move("telegram", CHAT, SUPERGROUP)
    await stage.go(SECOND)
    assert "https://t.me/c/500/70" in list(stage.platform.posts.values())[-1].message.text


async def test_without_the_right_to_open_rooms_the_admins_hear_once_and_they_open_when_it_comes(stage):
    group = await stage.group(rooms_on=True)
    stage.platform.lacking.add(Ability.OPEN_ROOMS)
    await want_room(stage, group, "nlp")
    await want_room(stage, group, "deep-learning")
    await stage.go(MONDAY + HOUR)
    assert (await stage.now_is(group)).rooms_on
    (note,) = stage.said()
    assert "Manage topics" in note
    assert 8 <= sum(isinstance(deed, OpenRoom) for deed in stage.platform.deeds) <= 12, "more rarely each time"
    stage.platform.lacking.clear()
    await stage.go(MONDAY + 3 * HOUR)
    assert sorted(stage.platform.rooms.values()) == ["1. Deep Learning", "3. NLP"]


async def test_a_room_that_could_not_be_opened_for_a_week_may_be_wanted_again(stage):
    group = await stage.group(rooms_on=True)
    stage.platform.lacking.add(Ability.OPEN_ROOMS)
    await want_room(stage, group, "nlp")
    await stage.go(MONDAY + 9 * DAY)
    tries = [deed for deed in stage.platform.deeds if isinstance(deed, OpenRoom)]
    assert 12 <= len(tries) <= 18
    assert "room 1 skipped: too late" in await stage.told(group)
    stage.platform.lacking.clear()
    await want_room(stage, group, "nlp")
    await stage.go(MONDAY + 10 * DAY)
    assert list(stage.platform.rooms.values()) == ["3. NLP"]


async def test_a_room_that_is_closed_may_be_wanted_again(stage):
    group = await stage.group(rooms_on=True)
    stage.platform.closed.add("70")
    await want_room(stage, group, "nlp")
    await stage.go(MONDAY + HOUR)
    assert "opening 1 skipped: room gone" in await stage.told(group)
    stage.platform.closed.clear()
    await want_room(stage, group, "nlp")
    await stage.go(MONDAY + 2 * HOUR)
    assert len(stage.platform.rooms) == 2
    assert (await stage.now_is(group)).thread_id is None


async def want_room(stage, group, topic):
    async with stage.database.store() as store:
        now = (await store.groups.by_ids([group.id]))[group.id]
        await room_wanted(store, now, topic, stage.clock())


# help


async def ask(stage, group, user, question="How do I read an attention map?"):
    contact = await stage.contact(user)
    async with stage.database.store() as store:
        request = await store.helping.ask(group.id, contact.account.id, "nlp", question, stage.clock())
        await help_asked(store, group, request)
    return request


async def test_a_request_names_those_who_know_and_has_one_open_button(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann")
    await stage.join(group, BEN, "Ben", "/done nlp")
    request = await ask(stage, group, ANN)
    await stage.work()
    (post,) = stage.platform.posts.values()
    assert "Ann would like help with NLP (#1)." in post.text
    assert "Ben: you know the way" in post.text
    assert [key.data for key in post.message.keys] == [f"*:/canhelp {request.id}"]


async def test_an_open_request_stands_in_the_digest_until_it_is_closed(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    request = await ask(stage, group, ANN)
    await stage.go(FIRST + timedelta(minutes=1))
    assert "🙋 Ann with NLP (#1)" in stage.said()[-1]
    async with stage.database.store() as store:
        await store.helping.close(request.id, stage.clock())
    await stage.say("/checkin", ANN)
    await stage.go(SECOND)
    assert "🙋" not in stage.said()[-1]


async def test_a_digest_that_falls_due_with_the_look_at_a_question_waits_for_what_that_finds(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await ask(stage, group, ANN)
    await stage.go(FIRST - HOUR)
    stage.platform.posts.clear()
    await stage.go(FIRST + timedelta(minutes=1))
    (digest,) = stage.said()
    assert "🙋" not in digest
    assert [one for one in await stage.told(group) if "digest" in one] == ["digest 2027-W02 sent"]


async def test_a_digest_does_not_wait_for_a_question_that_cannot_be_looked_at_for_long(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await ask(stage, group, ANN)
    await stage.go(FIRST - HOUR)
    stage.platform.edits = TryLater("edited too often")
    await stage.go(FIRST + timedelta(minutes=4))
    assert [one for one in await stage.told(group) if "digest" in one] == ["digest 2027-W02 sent"]
    assert "🙋 Ann with NLP (#1)" in stage.said()[-1]


# leaving leaves no trace


@pytest.mark.parametrize("way", ["leave", "forget"])
async def test_who_leaves_or_is_forgotten_is_struck_out_of_all_that_stands(stage, way):
    group = await stage.group(board_on=True)
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.join(group, BEN, "Ben", "/begin nlp")
    await ask(stage, group, ANN)
    await stage.go(FIRST)
    before = stage.said()
    assert [text for text in before if "Ann" in text]
    await (stage.leave(group, ANN) if way == "leave" else stage.forget(ANN))
    await stage.work()
    for text in stage.said():
        assert "Ann" not in text
        assert "attention map" not in text
    assert [text for text in stage.said() if "Ben" in text]
    await stage.go(FIRST + DAY)
    assert not [text for text in stage.said() if "Ann" in text]


async def test_an_erased_digest_keeps_its_button(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST)
    await stage.leave(group, ANN)
    await stage.work()
    (post,) = stage.platform.posts.values()
    assert [key.data for key in post.message.keys] == ["*:/join"]


async def test_two_who_leave_one_after_the_other_are_both_struck_out(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.join(group, BEN, "Ben", "/begin nlp")
    await stage.go(FIRST)
    for user in (ANN, BEN):
        await stage.leave(group, user)
        await stage.work()
    (text,) = stage.said()
    assert "Ann" not in text
    assert "Ben" not in text


async def test_who_leaves_while_a_digest_is_on_its_way_is_struck_out_once_it_stands(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST - HOUR)
    stage.platform.refusals = [TryLater("answer lost", maybe_sent=True)]
    stage.clock.now = FIRST
    await stage.work()
    await stage.leave(group, ANN)
    await stage.go(FIRST + HOUR)
    (text,) = stage.said()
    assert "Ann" not in text
    kinds = [line.split()[0] for line in await stage.told(group)]
    assert kinds == ["digest", "erase"]


async def test_a_name_is_struck_out_at_night_and_however_late(stage):
    group = await stage.group(quiet_from=time(22), quiet_to=time(7, 30))
    await stage.join(group, ANN, "Ann", "/begin nlp")
    await stage.go(FIRST + 15 * HOUR)
    await stage.leave(group, ANN)
    stage.platform.refusals = [TryLater("no network", 3 * 24 * 3600)]
    await stage.go(FIRST + 5 * DAY)
    assert not [text for text in stage.said() if "Ann" in text]
    assert [isinstance(deed, Edit) for deed in stage.platform.deeds][1:] == [True, True]


async def test_nothing_of_who_left_is_stored_in_a_groups_texts(stage):
    group = await stage.group()
    await stage.join(group, ANN, "Ann <b>", "/begin nlp")
    await stage.go(FIRST)
    await stage.leave(group, ANN)
    async with stage.database.store() as store:
        for row in await store.ledger.of_group(group.id, 10):
            post = await store.posts.find(row.id)
            assert post
            assert not post.text or "Ann" not in post.text
