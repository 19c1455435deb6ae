"""Order in meetings: what was said in a round goes when that is hidden, with who is taken out, muted or blocked, and comes by no row that is
still to be sent."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.chat.platform import Called, Spoken, Voice
from bot.platforms.console.renderer import plain
from bot.store import NudgeState, Outcome
from bot.store.group_tables import attendances, meetings
from bot.store.tables import nudges, progress_events
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.office import ANN as OFFICE_ANN
from tests.bot.office import BEN as OFFICE_BEN
from tests.bot.office import Office
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
both = pytest.mark.parametrize("platform", ["telegram", "discord"])
ABUSE = "beat up Eve http://evil.example/win"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def owls(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann; Ben, Eve and Gus have joined."""
    gathering = Gathering(database_url, platform)

    async def begins() -> None:
        for user in (ANN, BEN, EVE, GUS):
            await gathering.say(user, "/nudges off", None)
        await gathering.begin(BEN, EVE, GUS)
        await gathering.say(ANN, "/group settings board off")
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


def posts(owls: Gathering) -> list[str]:
    return [one for one in owls.stands() if one.startswith(("📅", "▶", "⏰", "⏳"))]


async def under_way(owls: Gathering) -> None:
    """Ben and Eve are in a round, and have said what they will do."""
    await owls.say(BEN, "/meet now 60m")
    await owls.work()
    await owls.say(EVE, "/meet in 1")
    await owls.say(BEN, f"/meet will 1 {ABUSE}")
    await owls.say(EVE, "/meet will 1 read lesson three")
    await owls.work()
    (post,) = posts(owls)
    assert "Ben: beat up Eve" in post
    assert "Eve: read lesson three" in post


async def kept(owls: Gathering | Office) -> str:
    """All that is kept of what was said in rounds, and told."""
    async with owls.database.engine.connect() as connection:
        found = [
            *(await connection.execute(select(attendances.c.plan))).scalars(),
            *(await connection.execute(select(nudges.c.text).where(nudges.c.text.is_not(None)))).scalars(),
            *map(str, (await connection.execute(select(progress_events))).all()),
        ]
    return "\n".join(found)


@pytest.mark.drill
@both
async def test_a_hidden_round_is_gone_with_what_everybody_said_and_asks_nothing_at_its_end(owls):
    await under_way(owls)
    answer = await owls.below(ANN, "/group hide", "beat up")
    assert answer
    assert "I take it away" in plain(answer.text)
    assert "beat up" not in await kept(owls), "at once"
    await owls.work()
    assert posts(owls) == []
    await owls.go(owls.clock() + 2 * HOUR)
    assert posts(owls) == []
    await owls.say(BEN, "/meet done 1")
    assert "beat up" not in await kept(owls)


@pytest.mark.drill
@both
async def test_a_round_that_is_shown_again_has_nothing_of_what_was_said_before(owls):
    await under_way(owls)
    answer = await owls.below(ANN, "/group hide", "beat up")
    assert answer
    await owls.work()
    await owls.press(ANN, answer.keys[0].data)
    await owls.work()
    (post,) = posts(owls)
    assert "Ben" in post
    assert "beat up" not in post
    await owls.go(owls.clock() + 2 * HOUR)
    (post,) = posts(owls)
    assert "How far did you get?" in post
    assert "beat up" not in post


@both
async def test_a_hidden_round_can_be_shown_again_once_it_is_over(owls):
    await under_way(owls)
    await owls.go(owls.clock() + 2 * HOUR)
    answer = await owls.below(ANN, "/group hide", "beat up")
    assert answer
    await owls.work()
    assert posts(owls) == []
    await owls.press(ANN, answer.keys[0].data)
    await owls.work()
    (post,) = posts(owls)
    assert "How far did you get?" in post
    assert "beat up" not in post


@pytest.mark.drill
@both
async def test_a_hidden_call_is_gone_and_the_group_meets_all_the_same(owls):
    await owls.say(BEN, "/meet every thu 19:00")
    await owls.work()
    answer = await owls.below(ANN, "/group hide", "Every week with")
    assert answer
    await owls.say(EVE, "/meet in 1")
    await owls.go(owls.clock() + 3 * MINUTE)
    assert posts(owls) == []
    await owls.go(utc("2027-01-07 19:01"))
    (post,) = posts(owls)
    assert post.startswith("▶")
    await owls.go(utc("2027-01-14 18:00"))
    assert len([one for one in posts(owls) if "Every week" in one]) == 1, "the next one is another"


@pytest.mark.drill
@both
async def test_whoever_is_muted_is_not_named_in_a_round_nor_what_they_said(owls):
    await under_way(owls)
    await owls.say(ANN, "/group mute Ben 7d")
    await owls.say(GUS, "/meet in 1")
    await owls.work()
    (post,) = posts(owls)
    assert "Gus" in post
    assert not [word for word in ("Ben", "beat up", "…") if word in post]
    await owls.go(owls.clock() + 2 * HOUR)
    (post,) = posts(owls)
    assert "How far did you get?" in post
    assert not [word for word in ("Ben", "beat up", "…") if word in post]


@pytest.mark.drill
@both
async def test_what_a_muted_member_called_every_week_goes_on_without_their_name(owls):
    await owls.say(BEN, "/meet every thu 19:00 60m")
    await owls.work()
    await owls.say(ANN, "/group mute Ben 30d")
    await owls.go(utc("2027-01-14 18:00"))
    assert "Ben" not in posts(owls)[-1]
    assert "The group meets" in posts(owls)[-1]
    await owls.say(EVE, "/meet in 2")
    await owls.go(utc("2027-01-14 19:01"))
    (begun,) = [one for one in posts(owls) if one.startswith("▶")]
    assert "Eve" in begun


@both
async def test_what_a_muted_member_will_do_is_not_taken(owls):
    await owls.say(BEN, "/meet now 60m")
    await owls.work()
    await owls.say(EVE, "/meet in 1")
    await owls.say(ANN, "/group mute Ben 7d")
    answer = await owls.say(BEN, f"/meet will 1 {ABUSE}")
    assert answer
    assert "beat up" not in await kept(owls)


@pytest.mark.drill
@both
async def test_whoever_is_taken_out_is_in_at_nothing_any_more(owls):
    await under_way(owls)
    await owls.say(BEN, "/meet thu 19:00 60m")
    await owls.say(EVE, "/meet in 2")
    await owls.work()
    await owls.say(ANN, "/group remove Ben yes")
    assert "beat up" not in await kept(owls), "at once"
    await owls.work()
    assert not [one for one in posts(owls) if "Ben" in one or "beat up" in one]
    assert [one for one in posts(owls) if one.startswith("📅") and "Eve" in one]
    await owls.say(BEN, "/meet in 2")
    await owls.go(utc("2027-01-07 20:30"))
    assert not [one for one in posts(owls) if "Ben" in one]
    assert not [one for one in owls.letters() if one.user_id == BEN and "Soon" in one.text]


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    office = Office(database_url)
    yield office
    await office.close()


@pytest.mark.drill
async def test_a_block_takes_what_was_said_in_a_round_and_who_called_it(office):
    await office.join(OFFICE_ANN)
    await office.join(OFFICE_BEN, name="Ben")
    await office.say_among_others("/meet now 60m", OFFICE_ANN, "Ann")
    await office.work()
    await office.say_among_others("/meet in 1", OFFICE_BEN, "Ben")
    await office.say_among_others(f"/meet will 1 {ABUSE}", OFFICE_ANN, "Ann")
    await office.say_among_others("/meet every thu 19:00", OFFICE_ANN, "Ann")
    await office.say_among_others("/meet in 2", OFFICE_BEN, "Ben")
    await office.work()
    assert "Ann: beat up" in office.posts()
    assert "Every week with Ann" in office.posts()
    await office.say(f"/block telegram:{OFFICE_ANN}")
    assert "beat up" not in await kept(office), "at once"
    async with office.database.engine.connect() as connection:
        assert set((await connection.execute(select(meetings.c.account_id))).scalars()) == {None}
        assert len((await connection.execute(select(attendances.c.id))).all()) == 2
    await office.work()
    assert "Ann" not in office.posts()
    assert "beat up" not in office.posts()
    for line in ("/meet in 2", "/meet will 1 hello", "/meet cancel"):
        await office.say_among_others(line, OFFICE_ANN, "Ann")
    await office.wait(timedelta(days=4))
    assert "Ann" not in office.posts()
    assert "Ben" in office.posts()
    assert not [one for one in office.sent() if one.user_id == OFFICE_ANN and "Soon" in one.text]


async def in_reply(owls: Gathering, user: str, line: str) -> str:
    """What is answered to a line below the first post that stands."""
    number, at = next(iter(owls.edge.posts)), owls.clock()
    spoken = Spoken(owls.speaker(user), owls.place(user, CHAT), line, at, voice=Voice.IN_REPLY, replies_to=number)
    message = await owls.app.dispatcher.say(spoken)
    return plain(message.text) if message else ""


@pytest.mark.parametrize("platform", ["telegram"])
async def test_what_a_muted_member_says_to_the_others_below_a_round_is_answered_by_nobody(owls):
    await owls.say(BEN, "/meet now 60m")
    await owls.work()
    await owls.say(ANN, "/group mute Eve 7d")
    assert await in_reply(owls, EVE, "how are you all") == ""
    await in_reply(owls, BEN, "lesson three")
    await owls.work()
    (post,) = posts(owls)
    assert "Ben: lesson three" in post


@both
async def test_a_muted_member_focuses_for_themselves(owls):
    await owls.say(ANN, "/group mute Ben 7d")
    await owls.say(BEN, "/focus 25m")
    await owls.work()
    assert posts(owls) == []
    await owls.go(owls.clock() + HOUR)
    assert [one for one in owls.letters() if one.user_id == BEN and "25 minutes" in one.text]


@both
async def test_a_focus_that_is_a_round_is_stopped_by_who_began_it(owls):
    await owls.say(BEN, "/focus 25m")
    await owls.say(EVE, "/meet in 1")
    await owls.go(owls.clock() + 10 * MINUTE)
    assert "Whoever called a meeting" in await stop_focus(owls, EVE)
    assert "No focus is on" in await stop_focus(owls, GUS)
    await stop_focus(owls, BEN)
    await owls.work()
    (post,) = posts(owls)
    assert "How far did you get?" in post


async def stop_focus(owls: Gathering, user: str) -> str:
    if owls.platform == "telegram":
        return await owls.tell(user, "/focus stop")
    called = Called(owls.speaker(user), owls.place(user, CHAT), "focus", owls.clock(), {"what": "stop"})
    message = await owls.app.dispatcher.call(called)
    return plain(message.text) if message else ""


@pytest.mark.drill
@both
async def test_a_round_that_nobody_was_in_and_several_join_at_once_is_posted_once(owls):
    await owls.say(BEN, "/meet in 15m")
    await owls.say(BEN, "/meet out 1")
    await owls.go(owls.clock() + 16 * MINUTE)
    await owls.say(EVE, "/meet in 1")
    async with owls.database.store() as store:
        (sending,) = await store.ledger.claim([owls.platform], await store.now(), lease="other", most=9)
    await owls.say(GUS, "/meet in 1")
    await owls.go(owls.clock() + timedelta(seconds=20))
    assert not [one for one in posts(owls) if one.startswith("▶")], "the other process posts it"
    async with owls.database.store() as store:
        await store.ledger.record([Outcome(sending, NudgeState.SENT, "", message_id="m99")], await store.now())
    await owls.go(owls.clock() + 5 * MINUTE)
    assert not [one for one in posts(owls) if one.startswith("▶")], "it is that post that tells of both"


@pytest.mark.drill
@both
async def test_a_weekly_call_that_was_moved_before_it_was_made_comes_back_when_it_is_shown_again(owls):
    await owls.say(BEN, "/meet every thu 19:00")
    await owls.go(utc("2027-01-08 12:00"))
    await owls.say(BEN, "/meet move 20:00 once")
    await owls.go(utc("2027-01-14 10:00"))
    number = [key for key, one in owls.edge.posts.items() if "Every week" in one.text][-1]
    for key in [key for key, one in owls.edge.posts.items() if "Every week" in one.text and key != number]:
        del owls.edge.posts[key]
    answer = await owls.below(ANN, "/group hide", "Every week")
    assert answer
    await owls.work()
    assert not [one for one in posts(owls) if "Every week" in one]
    await owls.press(ANN, answer.keys[0].data)
    await owls.work()
    assert len([one for one in posts(owls) if "Every week" in one]) == 1
