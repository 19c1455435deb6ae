"""Meetings of groups from end to end: asked, joined, told of, begun once, asked how far, every week, moved and called off."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.platform import Spoken, Voice
from bot.send_errors import Ability
from bot.store import NudgeKind
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.group_stage import CHAT, SUPERGROUP, utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=7)
THURSDAY = utc("2027-01-07 19:00")
SPEAKING = (ANN, BEN, EVE, GUS)
"""They have written to the bot before."""


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    """Ann, Ben, Eve and Zoe in a group; Zoe has never written to the bot, and Telegram lets it write to nobody who has not."""
    gathering = Gathering(database_url)
    gathering.edge.blocked.add(ZOE)

    async def begins() -> None:
        for user in SPEAKING:
            await gathering.say(user, "/nudges off", None)
        await gathering.begin(ANN, BEN, EVE, ZOE)
        await gathering.say(ANN, "/group settings board off")
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


def posts(owls: Gathering) -> list[str]:
    """What stands in the chat of meetings."""
    return [one for one in owls.stands() if one.startswith(("📅", "▶", "⏰", "⏳"))]


async def rows(owls: Gathering, kind: NudgeKind) -> list[str]:
    group = await owls.group()
    async with owls.database.store() as store:
        found = [one for one in await store.ledger.of_group(group.id, 1000) if one.kind is kind]
    return [f"{one.period} {one.state}" + (f": {one.reason}" if one.reason else "") for one in reversed(found)]


async def called(owls: Gathering, line: str = "/meet thu 19:00 60m nlp", *joining: str) -> None:
    """Ben calls a meeting, and these are in."""
    await owls.say(BEN, line)
    for user in joining:
        await owls.say(user, "/meet in 1")
    await owls.work()


# asked, and told


@pytest.mark.drill
async def test_a_meeting_is_two_posts_one_that_asks_and_one_at_its_moment(owls):
    await called(owls, "/meet thu 19:00 60m nlp", ANN, EVE)
    await owls.go(THURSDAY + HOUR)
    asked, begun = posts(owls)
    assert "In: Ben, Ann and Eve" in asked
    assert "further down" in asked
    assert begun.startswith("⏰ Over: 50 min of focus on NLP")
    over = f"{THURSDAY.timestamp() + 55 * 60:.0f}"
    assert await rows(owls, NudgeKind.ROUND) == ["1 sent", f"1.over.{over} sent", f"1.enough.{over} due"]


async def test_many_who_are_in_at_once_change_the_post_once(owls):
    await owls.say(BEN, "/meet thu 19:00")
    await owls.work()
    for user in (ANN, EVE, ZOE):
        await owls.say(user, "/meet in 1")
    await owls.work()
    (post,) = [one for one in owls.edge.posts.values() if one.text.startswith("📅")]
    assert len(post.texts) == 2
    assert "Ben, Ann, Eve and Zoe" in post.text


async def test_saying_the_same_twice_changes_nothing(owls):
    await called(owls, "/meet thu 19:00", ANN)
    edits = len(owls.edge.deeds)
    await owls.say(ANN, "/meet in 1")
    await owls.say(EVE, "/meet out 1")
    await owls.work()
    after = len(owls.edge.deeds)
    await owls.say(EVE, "/meet out 1")
    await owls.work()
    assert len(owls.edge.deeds) == after
    assert after - edits <= 1


@pytest.mark.drill
async def test_who_is_in_is_told_ten_minutes_before_and_nobody_else(owls):
    await called(owls, "/meet thu 19:00", ANN, EVE)
    await owls.say(EVE, "/meet out 1")
    await owls.go(THURSDAY + HOUR)
    told = [(one.user_id, one.at) for one in owls.letters()]
    assert sorted(told) == [(user, THURSDAY - timedelta(minutes=10)) for user in (ANN, BEN)]


async def test_whom_the_bot_cannot_write_to_is_named_in_the_post_before_it_begins(owls):
    await called(owls, "/meet thu 19:00", ZOE)
    assert "can't write" not in posts(owls)[0]
    await owls.go(THURSDAY - timedelta(minutes=8))
    assert "⏰ Zoe, I can't write to you" in posts(owls)[0]
    await owls.go(THURSDAY + HOUR)
    assert "can't write" not in posts(owls)[0]


@pytest.mark.drill
async def test_a_meeting_that_nobody_is_in_does_not_begin_until_somebody_is(owls):
    await called(owls)
    await owls.say(BEN, "/meet out 1")
    await owls.go(THURSDAY + MINUTE)
    assert len(posts(owls)) == 1
    assert "Nobody could make it" in posts(owls)[0]
    await owls.say(EVE, "/meet in 1")
    await owls.go(THURSDAY + HOUR)
    assert posts(owls)[1].startswith("⏰ Over")


# how far


@pytest.mark.drill
async def test_the_minutes_are_those_of_focus_since_somebody_came_and_are_kept_once(owls):
    await called(owls)
    await owls.go(THURSDAY + timedelta(minutes=35))
    await owls.say(EVE, "/meet in 1")
    await owls.go(THURSDAY + HOUR)
    for _ in range(2):
        await owls.say(EVE, "/meet done 1")
        await owls.say(BEN, "/meet partly 1")
    await owls.work()
    assert "20 min" in await owls.tell(EVE, "/log", None)
    assert "50 min in 1 sitting" in await owls.tell(BEN, "/log", None)
    assert "🌓 Ben" in posts(owls)[1]
    assert "✅ Eve" in posts(owls)[1]


async def test_nothing_is_kept_while_it_goes_on_nor_of_who_was_not_in(owls):
    await called(owls)
    await owls.go(THURSDAY + MINUTE)
    assert "It goes on" in await owls.tell(BEN, "/meet done 1")
    await owls.go(THURSDAY + HOUR)
    assert "weren't in" in await owls.tell(EVE, "/meet done 1")
    assert "Nothing" in await owls.tell(EVE, "/log", None) or "no " in await owls.tell(EVE, "/log", None)


@pytest.mark.drill
async def test_only_who_called_it_or_an_admin_ends_it(owls):
    await called(owls, "/meet thu 19:00", EVE)
    await owls.go(THURSDAY + timedelta(minutes=10))
    await owls.say(EVE, "/meet end 1")
    await owls.work()
    assert posts(owls)[1].startswith("▶")
    await owls.say(ANN, "/meet end 1")
    await owls.work()
    assert posts(owls)[1].startswith("⏰ Over: 11 min")
    edits = len(next(one for one in owls.edge.posts.values() if one.text.startswith("⏰")).texts)
    await owls.go(THURSDAY + HOUR)
    assert len(next(one for one in owls.edge.posts.values() if one.text.startswith("⏰")).texts) == edits


# every week


@pytest.mark.drill
async def test_what_comes_every_week_is_asked_a_day_before_by_the_clock_of_the_group(owls):
    await owls.say(ANN, "/group settings zone berlin")
    owls.clock.now = utc("2027-03-15 12:00")
    await called(owls, "/meet every sun 19:00")
    await owls.go(utc("2027-03-27 18:00"))
    before, after = [one for one in owls.edge.posts.values() if one.text.startswith("📅")]
    assert "Sun 21 Mar, 19:00 (Europe/Berlin)" in before.text
    assert "Sun 28 Mar, 19:00 (Europe/Berlin)" in after.text  # the clock was changed that morning
    assert (before.at, after.at) == (utc("2027-03-15 12:00"), utc("2027-03-27 17:00"))


@pytest.mark.drill
async def test_a_time_that_is_not_there_on_one_day_is_the_usual_one_again_the_week_after(owls):
    await owls.say(ANN, "/group settings zone berlin")
    owls.clock.now = utc("2027-03-15 12:00")
    await called(owls, "/meet every sun 02:30")
    await owls.go(utc("2027-04-04 12:00"))
    times = [one.text.partition("Ben: ")[2][:17] for one in owls.edge.posts.values() if one.text.startswith("📅")]
    assert (
        times[:4] == ["Sun 21 Mar, 02:30", "Sun 28 Mar, 03:00", "Sun 4 Apr, 02:30 ", "Sun 11 Apr, 02:30"][: len(times)]
    )
    assert len(times) >= 3


@pytest.mark.drill
async def test_a_week_that_was_missed_is_not_made_up_for_and_the_next_one_comes(owls):
    await called(owls, "/meet every thu 19:00")
    owls.clock.now = THURSDAY + 2 * WEEK + DAY
    await owls.nudging.work()
    await owls.go(THURSDAY + 3 * WEEK - HOUR)
    assert len(posts(owls)) == 2
    assert "28 Jan" in posts(owls)[1]


@pytest.mark.drill
async def test_one_that_is_moved_for_once_is_at_its_usual_time_the_week_after(owls):
    await called(owls, "/meet every thu 19:00")
    await owls.say(BEN, "/meet move fri 20:00 once")
    await owls.go(THURSDAY + WEEK - HOUR)
    assert "Fri 8 Jan, 20:00" in posts(owls)[0]
    assert "Thu 14 Jan, 19:00" in posts(owls)[-1]


@pytest.mark.drill
async def test_one_that_is_moved_for_good_stays_moved(owls):
    await called(owls, "/meet every thu 19:00")
    await owls.say(BEN, "/meet move fri 20:00 always")
    await owls.go(THURSDAY + WEEK + HOUR)
    assert "Fri 15 Jan, 20:00" in posts(owls)[-1]


@pytest.mark.parametrize("line", ["/meet move fri 20:00 always", "/meet cancel always"])
async def test_a_post_of_one_that_has_begun_says_nothing_of_a_next_one_that_may_change(owls, line):
    await called(owls, "/meet every thu 19:00")
    assert "Every week with Ben, next: Thu 7 Jan" in posts(owls)[0]
    await owls.go(THURSDAY + DAY)
    await owls.say(BEN, line)
    await owls.work()
    assert "The weekly meeting with Ben: Thu 7 Jan" in posts(owls)[0]
    assert "next" not in posts(owls)[0]


@pytest.mark.drill
async def test_what_is_called_off_from_now_on_never_comes_again(owls):
    await called(owls, "/meet every thu 19:00", EVE)
    await owls.say(BEN, "/meet cancel always")
    await owls.go(THURSDAY + 3 * WEEK)
    assert len(posts(owls)) == 1
    assert "Called off" in posts(owls)[0]
    assert [one.user_id for one in owls.letters() if "owls" in one.text.casefold()] == [EVE]


@pytest.mark.drill
async def test_a_group_that_stopped_meets_no_more(owls):
    await called(owls, "/meet every thu 19:00")
    await owls.say(ANN, "/group stop")
    await owls.go(THURSDAY + 3 * WEEK)
    assert len(posts(owls)) == 1


# moved


@pytest.mark.drill
async def test_who_is_in_at_one_that_is_moved_is_told_so_and_before_the_new_moment_alone(owls):
    await called(owls, "/meet thu 19:00", ANN)
    await owls.say(BEN, "/meet move 20:00")
    await owls.go(THURSDAY + 2 * HOUR)
    moved, *soon = owls.letters()
    assert (moved.user_id, "moves to Thu 7 Jan, 20:00" in moved.text) == (ANN, True)
    assert {(one.user_id, one.at) for one in soon} == {(user, THURSDAY + timedelta(minutes=50)) for user in (ANN, BEN)}
    assert posts(owls)[1].startswith("⏰ Over")


@pytest.mark.drill
async def test_one_that_is_moved_there_and_back_is_told_of_once(owls):
    await called(owls)
    for at in ("20:00", "19:00"):
        await owls.say(BEN, f"/meet move {at}")
    await owls.go(THURSDAY + 2 * HOUR)
    assert [one.at for one in owls.letters()] == [THURSDAY - timedelta(minutes=10)]
    assert len(posts(owls)) == 2


# whoever leaves


@pytest.mark.drill
async def test_who_leaves_is_struck_out_and_what_they_called_goes_on(owls):
    await called(owls, "/meet thu 19:00 60m nlp", EVE)
    await owls.go(THURSDAY + MINUTE)
    await owls.say(BEN, "/meet will 1 read about Ben")
    await owls.work()
    await owls.say(BEN, "/leave")
    await owls.work()
    assert not any("Ben" in one for one in posts(owls))
    await owls.go(THURSDAY + HOUR)
    assert posts(owls)[1].startswith("⏰ Over")
    assert "Eve" in posts(owls)[1]


async def test_a_struck_post_keeps_its_buttons(owls):
    await called(owls, "/meet thu 19:00", EVE)
    await owls.say(EVE, "/leave")
    await owls.work()
    (post,) = [one for one in owls.edge.posts.values() if one.text.startswith("📅")]
    assert "Eve" not in post.text
    assert len(post.message.keys) == 2


# places that change


@pytest.mark.drill
async def test_a_chat_that_becomes_a_supergroup_meets_there(owls):
    await called(owls)
    owls.edge.moved[CHAT] = SUPERGROUP
    await owls.go(THURSDAY + HOUR)
    assert [one[:1] for one in owls.stands(SUPERGROUP) if "focus" in one] == ["⏰"]


@pytest.mark.drill
async def test_where_the_post_of_a_round_is_gone_the_question_at_the_end_is_posted_anew_once(owls):
    await called(owls, "/meet thu 19:00", EVE)
    await owls.go(THURSDAY + MINUTE)
    gone = next(number for number, one in owls.edge.posts.items() if one.text.startswith("▶"))
    del owls.edge.posts[gone]
    await owls.say(EVE, "/meet will 1 read on")
    await owls.work()
    assert len(posts(owls)) == 1
    await owls.go(THURSDAY + HOUR)
    assert posts(owls)[1].startswith("⏰ Over")
    await owls.say(EVE, "/meet done 1")
    await owls.work()
    assert "✅ Eve: read on" in posts(owls)[1]
    assert len(posts(owls)) == 2


@pytest.mark.drill
async def test_a_group_that_took_no_posts_for_a_while_meets_at_its_time_and_not_before(owls):
    owls.edge.silenced[CHAT] = Ability.WRITE
    await called(owls, "/meet thu 19:00", EVE)
    await owls.go(THURSDAY - DAY)
    assert posts(owls) == []
    del owls.edge.silenced[CHAT]
    await owls.go(THURSDAY - MINUTE)
    assert [one[:1] for one in posts(owls)] == ["📅"]
    await owls.go(THURSDAY + HOUR)
    assert [one[:1] for one in posts(owls)] == ["📅", "⏰"]


async def test_a_meeting_that_came_due_while_the_bot_was_down_does_not_begin_when_it_is_over(owls):
    await called(owls)
    owls.clock.now = THURSDAY + 2 * HOUR
    await owls.nudging.work()
    await owls.work()
    assert len(posts(owls)) == 1
    assert owls.letters() == []


# events of a server


@pytest.fixture
async def server(sqlite_url: str) -> AsyncIterator[Gathering]:
    """The same on Discord, where the bot may do all there is."""
    gathering = Gathering(sqlite_url, "discord", abilities=frozenset(Ability))

    async def begins() -> None:
        await gathering.begin(ANN, BEN, EVE)
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


@pytest.mark.drill
async def test_a_meeting_is_an_event_of_its_server_that_moves_and_goes_with_it(server):
    await called(server, "/meet thu 19:00 60m nlp")
    (event,) = server.edge.events.values()
    assert (event.name, event.starts_at, event.ends_at) == ("The Owls: NLP", THURSDAY, THURSDAY + HOUR)
    await server.say(BEN, "/meet move 20:00")
    await server.work()
    assert [one.starts_at for one in server.edge.events.values()] == [THURSDAY + HOUR]
    await server.say(BEN, "/meet cancel")
    await server.work()
    assert server.edge.events == {}


@pytest.mark.drill
async def test_what_comes_every_week_has_an_event_for_the_next_time(server):
    await called(server, "/meet every thu 19:00")
    await server.go(THURSDAY + HOUR)
    assert [one.starts_at for one in server.edge.events.values()] == [THURSDAY, THURSDAY + WEEK]


@pytest.mark.drill
async def test_where_the_right_is_not_there_or_taken_away_the_meeting_is_held_without_an_event(server):
    server.abilities = frozenset(Ability) - {Ability.PLAN_EVENTS}
    await called(server, "/meet thu 19:00")
    assert await rows(server, NudgeKind.EVENT) == []
    server.abilities = frozenset(Ability)
    server.edge.lacking = {Ability.PLAN_EVENTS}
    await called(server, "/meet fri 19:00")
    assert await rows(server, NudgeKind.EVENT) == ["2 skipped: lacks the right: plan events"]
    await server.go(THURSDAY + HOUR)
    assert posts(server)[-1].startswith("⏰ Over")


# in plain words


@pytest.mark.parametrize("voice", [Voice.TO_US, Voice.IN_REPLY])
async def test_a_line_without_a_slash_that_is_said_to_the_bot_calls_a_meeting(owls, voice):
    spoken = Spoken(
        owls.speaker(BEN), owls.place(BEN, CHAT), "meet thu 19:00 60m deep learning", owls.clock(), voice=voice
    )
    await owls.app.dispatcher.say(spoken)
    await owls.work()
    assert "Ben would like to meet: Thu 7 Jan, 19:00" in posts(owls)[0]
    assert "1 h on Deep Learning" in posts(owls)[0]
