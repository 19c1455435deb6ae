"""The thread that a group meets in is deleted, before or amid a meeting: it goes on where the group lives then, and whoever is in is told
directly what the group cannot be told. Nothing is said twice, and nothing is tried for ever."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.platform import Deed, Edit
from bot.platforms.console.renderer import plain
from bot.send_errors import Ability, ThreadGone
from bot.store import NudgeState
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.conftest import SQLITE

ENGINES = SQLITE

THREAD = "7"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
THURSDAY = utc("2027-01-07 19:00")


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """A group in a thread, of which Ben and Eve are in at a meeting on Thursday."""
    gathering = Gathering(database_url, request.param)
    for user in (ANN, BEN, EVE):
        await gathering.say(user, "/nudges off", None)
    await gathering.begin(ANN, BEN, EVE, thread=THREAD)
    await gathering.say(ANN, "/group settings board off", thread=THREAD)
    await gathering.work()
    yield gathering
    assert await _open(gathering) == []
    await gathering.close()


async def _open(owls: Gathering) -> list[str]:
    """What is still tried, two days later."""
    await owls.go(owls.clock() + 2 * 24 * HOUR)
    groups = await _groups(owls)
    async with owls.database.store() as store:
        rows = [one for group in groups for one in await store.ledger.of_group(group, 1000)]
    return [
        f"{one.kind} {one.period}" for one in rows if one.state in {NudgeState.DUE, NudgeState.SENDING} and one.attempts
    ]


async def _groups(owls: Gathering) -> list[int]:
    async with owls.database.store() as store:
        return [one.id for one in await store.groups.of_chat(owls.platform, CHAT)]


async def called(owls: Gathering) -> None:
    await owls.say(BEN, "/meet thu 19:00 60m nlp", thread=THREAD)
    await owls.say(EVE, "/meet in 1", thread=THREAD)


def posts(owls: Gathering, *signs: str) -> list[tuple[str | None, str]]:
    """What stands of meetings, with the threads of it."""
    found = [(one.thread_id, one.text) for one in owls.edge.posts.values() if one.chat_id == CHAT]
    return [(thread, text) for thread, text in found if text.startswith(signs or ("📅", "▶", "⏰", "⏳"))]


def told(owls: Gathering, user: str) -> list[str]:
    letters = [plain(one.message.text) for one in owls.letters() if one.user_id == user]
    return [one.splitlines()[0] for one in letters]


@pytest.mark.drill
async def test_deleted_before_it_asks_it_asks_in_the_chat(owls: Gathering) -> None:
    await called(owls)
    owls.edge.delete_thread(THREAD)
    await owls.go(THURSDAY + HOUR)
    (asked, over) = posts(owls)
    assert [asked[0], over[0]] == [None, None]
    assert "In: Ben and Eve" in asked[1]
    assert over[1].startswith("⏰ Over")


@pytest.mark.drill
async def test_deleted_while_it_asks_it_asks_anew_in_the_chat_once_there_is_something_to_tell(owls: Gathering) -> None:
    await called(owls)
    await owls.work()
    owls.edge.delete_thread(THREAD)
    await owls.say(ANN, "/meet in 1", thread=THREAD)
    await owls.work()
    if (
        owls.platform == "telegram"
    ):  # which says of a message that it is gone, and of a thread nothing until a post is to go there
        await owls.go(THURSDAY + MINUTE)
    else:
        ((thread, asked),) = posts(owls)
        assert thread is None
        assert "In: Ben, Eve and Ann" in asked
        await owls.say(ANN, "/meet out 1")
        await owls.work()
        assert ["In: Ben and Eve" in text for _, text in posts(owls)] == [True]
        await owls.go(THURSDAY + MINUTE)
    assert [thread for thread, text in posts(owls, "▶ It's time")] == [None]
    assert len(told(owls, EVE)) == 1


@pytest.mark.drill
async def test_as_soon_as_it_is_known_that_the_thread_is_gone_it_asks_anew_in_the_chat(owls: Gathering) -> None:
    await called(owls)
    await owls.work()
    owls.edge.delete_thread(THREAD)
    await owls.say(ANN, "/helpme nlp attention heads", thread=THREAD)
    await owls.work()
    ((thread, asked),) = posts(owls, "📅")
    assert thread is None
    assert "In: Ben and Eve" in asked
    await owls.say(ANN, "/meet in 1")
    await owls.work()
    ((_, asked),) = posts(owls, "📅")
    assert "In: Ben, Eve and Ann" in asked


@pytest.mark.drill
async def test_two_rows_that_would_ask_anew_at_once_wait_for_each_other_no_longer_than_for_one_post(
    owls: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    await called(owls)
    await owls.work()
    owls.edge.delete_thread(THREAD)
    perform, failed = owls.edge.perform, []

    async def interrupted(deed: Deed) -> str:
        if isinstance(deed, Edit) and not failed:
            failed.append(deed)
            await owls.say(ANN, "/meet in 1", thread=THREAD)
            raise ThreadGone
        return await perform(deed)

    monkeypatch.setattr(owls.edge, "perform", interrupted)
    await owls.say(BEN, "/meet out 1", thread=THREAD)
    await owls.go(owls.clock() + MINUTE)
    ((thread, asked),) = posts(owls, "📅")
    assert thread is None
    assert "In: Eve and Ann" in asked


@pytest.mark.drill
async def test_deleted_ten_minutes_before_the_round_begins_in_the_chat(owls: Gathering) -> None:
    await called(owls)
    await owls.go(THURSDAY - 8 * MINUTE)
    owls.edge.delete_thread(THREAD)
    await owls.go(THURSDAY + MINUTE)
    ((thread, begun),) = posts(owls)
    assert thread is None
    assert "Eve" in begun
    await owls.say(EVE, "/meet will 1 read")
    await owls.work()
    assert "Eve: read" in posts(owls)[0][1]
    await owls.go(THURSDAY + HOUR)
    assert [text[:6] for _, text in posts(owls)] == ["⏰ Over"]
    assert "50 min" in await owls.tell(EVE, "/meet done 1")


@pytest.mark.drill
async def test_deleted_amid_the_round_it_is_asked_how_far_in_the_chat(owls: Gathering) -> None:
    await called(owls)
    await owls.go(THURSDAY + MINUTE)
    owls.edge.delete_thread(THREAD)
    await owls.go(THURSDAY + HOUR)
    ((thread, over),) = posts(owls)
    assert thread is None
    assert over.startswith("⏰ Over")
    assert "50 min" in await owls.tell(EVE, "/meet done 1")
    await owls.work()
    assert "✅ Eve" in posts(owls)[0][1]


@pytest.mark.drill
async def test_deleted_after_the_end_what_is_said_is_kept_and_nothing_is_posted_again(owls: Gathering) -> None:
    await called(owls)
    await owls.go(THURSDAY + HOUR)
    owls.edge.delete_thread(THREAD)
    assert "50 min" in await owls.tell(EVE, "/meet done 1", thread=THREAD)
    await owls.work()
    assert posts(owls) == []


# Where nothing is left of the group's place


@pytest.mark.drill
async def test_where_the_whole_place_went_before_those_who_are_in_hear_so_once(owls: Gathering) -> None:
    await called(owls)
    await owls.work()
    owls.edge.gone.add(CHAT)
    await owls.say(ANN, "/meet in 1", thread=THREAD)
    await owls.go(THURSDAY + 2 * HOUR)
    for user in (BEN, EVE):
        assert [one for one in told(owls, user) if "no place any more" in one] == told(owls, user)
        assert len(told(owls, user)) == 1


@pytest.mark.drill
async def test_where_it_goes_at_the_last_moment_they_hear_so_at_the_moment(owls: Gathering) -> None:
    await called(owls)
    await owls.go(THURSDAY - 5 * MINUTE)
    owls.edge.gone.add(CHAT)
    await owls.go(THURSDAY + 2 * HOUR)
    soon, lost = told(owls, EVE)
    assert soon.startswith("⏰ Soon")
    assert "no place any more" in lost


@pytest.mark.drill
async def test_where_it_goes_amid_the_round_each_is_asked_alone_and_can_log_it(owls: Gathering) -> None:
    await called(owls)
    await owls.go(THURSDAY + MINUTE)
    owls.edge.gone.add(CHAT)
    await owls.go(THURSDAY + 2 * HOUR)
    asked = next(one.message for one in owls.letters() if one.user_id == EVE and "round in The Owls" in one.text)
    assert "50 min of focus on NLP" in plain(asked.text)
    answer = await owls.press(EVE, asked.keys[0].data, None)
    assert not isinstance(answer, str | None)
    assert "NLP · 50 min" in plain(answer.text)


@pytest.mark.drill
async def test_where_another_group_lives_in_the_chat_itself_it_is_told_directly(owls: Gathering) -> None:
    await owls.begin(ANN)
    await called(owls)
    await owls.go(THURSDAY + MINUTE)
    owls.edge.delete_thread(THREAD)
    await owls.go(THURSDAY + 2 * HOUR)
    assert posts(owls) == []
    assert [one for one in told(owls, EVE) if "is over, 50 min" in one]


@pytest.mark.drill
async def test_where_the_group_is_stopped_amid_the_round_each_is_asked_alone_and_can_log_it(owls: Gathering) -> None:
    await called(owls)
    await owls.go(THURSDAY + MINUTE)
    await owls.say(ANN, "/group stop", thread=THREAD)
    await owls.go(THURSDAY + 2 * HOUR)
    asked = next(one.message for one in owls.letters() if one.user_id == EVE and "is over" in one.text)
    assert "50 min of focus" in plain(asked.text)
    answer = await owls.press(EVE, asked.keys[0].data, None)
    assert not isinstance(answer, str | None)
    assert "50 min" in plain(answer.text)


@pytest.mark.drill
async def test_where_the_group_takes_no_posts_for_as_long_as_it_meets_each_is_asked_alone(owls: Gathering) -> None:
    await called(owls)
    await owls.work()
    owls.edge.silenced[CHAT] = Ability.WRITE
    await owls.go(THURSDAY + 24 * HOUR)
    assert len([one for one in told(owls, EVE) if "is over, 50 min" in one]) == 1
    del owls.edge.silenced[CHAT]


@pytest.mark.drill
async def test_a_focus_in_a_group_that_takes_no_posts_is_ones_own(owls: Gathering) -> None:
    owls.edge.silenced[CHAT] = Ability.WRITE
    await owls.say(ANN, "/helpme nlp attention heads", thread=THREAD)
    await owls.work()
    await owls.say(EVE, "/focus 25m", thread=THREAD)
    del owls.edge.silenced[CHAT]
    owls.clock.now += 10 * MINUTE
    assert "10 minutes of" in await owls.tell(EVE, "/focus stop", None)


async def test_a_group_without_a_title_is_called_this_group(sqlite_url: str) -> None:
    owls = Gathering(sqlite_url, title="")
    await owls.begin(BEN, EVE)
    await owls.say(BEN, "/meet thu 19:00 60m nlp")
    await owls.say(EVE, "/meet in 1")
    await owls.say(ANN, "/group stop")
    await owls.work()
    (off,) = [one for one in told(owls, EVE) if "called off" in one]
    assert "in this group" in off
    await owls.close()
