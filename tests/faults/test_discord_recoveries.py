"""Weeks of a group whose server refuses it for a while, on Discord's own terms: it is tried again, its keeper is told once, and
with the first post that is taken all goes on by itself."""

from collections.abc import AsyncIterator

import pytest

from tests.faults.discord_weeks import DAY, WEEK, Weeks, weeks
from tests.faults.test_discord_weeks import ANN, BEN, OWLS, gathered

CATS, ROOM = "56", "560"


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Weeks]:
    """Ann and Ben study together in one channel; there is another, and a thread."""
    async with weeks(sqlite_url) as at_work:
        at_work.api.channel(OWLS, "owls")
        at_work.api.channel(CATS, "cats")
        at_work.api.thread(ROOM, CATS)
        await at_work.api.added()
        await gathered(at_work, OWLS, "owls")
        yield at_work


def digests(at_work: Weeks, where: str = OWLS) -> list[str]:
    return [post for post in at_work.posts(where) if post.startswith(("🗞", "🌙"))]


def told(at_work: Weeks, user: int, *, of: str) -> list[str]:
    """What somebody was told directly, beside what they are told each week and asked when they join, in which this stands."""
    return [text for text in at_work.api.directly(user) if of in text and not text.startswith(("🌱", "📬", "👀"))]


async def both_study(at_work: Weeks) -> None:
    for user in (ANN, BEN):
        await at_work.call("checkin", user, minutes="10")


@pytest.mark.drill
@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_right_that_is_taken_away_for_some_days_silences_nobody(owls: Weeks, code: int) -> None:
    await both_study(owls)
    await owls.go(6 * DAY)
    owls.api.refuse(OWLS, 403, code)
    await owls.go(3 * DAY)
    assert digests(owls) == []
    assert len(told(owls, ANN, of="owls")) == 1
    assert told(owls, BEN, of="owls") == []
    owls.api.allow(OWLS)
    await owls.go(2 * DAY)
    assert len(digests(owls)) == 1, "that of Monday"
    await both_study(owls)
    await owls.go(2 * WEEK)
    assert len(digests(owls)) == 3
    assert len(told(owls, ANN, of="owls")) == 1


@pytest.mark.drill
@pytest.mark.parametrize("code", [50001, 50013])
async def test_what_is_asked_while_a_right_is_missing_is_kept_and_its_asker_told(owls: Weeks, code: int) -> None:
    owls.api.refuse(OWLS, 403, code)
    await owls.call("helpme", BEN, OWLS, topic="dl")
    await owls.go(DAY)
    assert owls.posts(OWLS) == []
    assert len(told(owls, BEN, of="Deep Learning")) == 1
    owls.api.allow(OWLS)
    await owls.go(DAY)
    assert [post for post in owls.posts(OWLS) if post.startswith("🙋")]


@pytest.mark.drill
async def test_who_may_not_write_for_longer_than_a_week_is_let_go_and_wakes_with_a_word(owls: Weeks) -> None:
    await both_study(owls)
    owls.api.refuse(OWLS, 403, 50013)
    await owls.go(3 * WEEK)
    assert len(told(owls, ANN, of="owls")) == 2, "at first, and at last"
    tries = len(owls.api.made(f"/channels/{OWLS}/messages"))
    await owls.go(WEEK)
    assert len(owls.api.made(f"/channels/{OWLS}/messages")) == tries
    owls.api.allow(OWLS)
    await both_study(owls)
    await owls.call("board", ANN, OWLS)
    await owls.go(WEEK)
    assert digests(owls)


@pytest.mark.drill
async def test_a_channel_that_is_gone_is_told_once_and_tried_no_more(owls: Weeks) -> None:
    await both_study(owls)
    owls.api.refuse(OWLS, 404, 10003)
    await owls.go(3 * WEEK)
    assert len(told(owls, ANN, of="owls")) == 1
    assert len(owls.api.made(f"/channels/{OWLS}/messages")) == 1
    assert [text for text in owls.api.directly(ANN) if text.startswith(("🌱", "📬"))], "her own week goes on"


@pytest.mark.drill
async def test_a_post_that_somebody_took_away_stops_nothing(owls: Weeks) -> None:
    await owls.call("helpme", BEN, OWLS, topic="dl")
    await owls.go(DAY)
    for key, post in [*owls.api.messages.items()]:
        if post["channel_id"] == OWLS:
            del owls.api.messages[key]
    await owls.call("leave", BEN, OWLS)
    await both_study(owls)
    await owls.go(2 * WEEK)
    assert len(digests(owls)) == 2


@pytest.mark.drill
async def test_a_thread_that_was_put_away_is_taken_out_again(owls: Weeks) -> None:
    await gathered(owls, ROOM, "room")
    await both_study(owls)
    owls.api.put_away(ROOM)
    await owls.go(8 * DAY)
    assert len(digests(owls, ROOM)) == 1


@pytest.mark.drill
async def test_a_thread_that_is_locked_for_some_days_hears_it_when_it_is_open(owls: Weeks) -> None:
    await gathered(owls, ROOM, "room")
    await both_study(owls)
    owls.api.put_away(ROOM, locked=True)
    await owls.go(9 * DAY)
    assert digests(owls, ROOM) == []
    owls.api.channels[ROOM]["thread_metadata"]["locked"] = False
    await owls.go(2 * DAY)
    assert len(digests(owls, ROOM)) == 1


@pytest.mark.drill
async def test_a_bot_that_is_put_on_its_server_again_wakes_in_all_its_channels(owls: Weeks) -> None:
    await gathered(owls, CATS, "cats")
    await both_study(owls)
    await owls.api.wait_until(owls.discord.client.is_ready)  # until then a server is one that it has been on
    await owls.api.removed()
    await owls.go(8 * DAY)
    assert (digests(owls), digests(owls, CATS)) == ([], [])
    await owls.api.added()
    await both_study(owls)
    await owls.go(WEEK)
    assert (len(digests(owls)), len(digests(owls, CATS))) == (1, 1)
