"""Whoever asks a group for help is told directly when somebody offers it, and can tap the name."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.platforms.console.renderer import plain
from bot.send_errors import Ability
from tests.bot.gathering import ANN, BEN, EVE, GUS, NAMES, ZOE, Gathering
from tests.bot.group_stage import CHAT
from tests.bot.nudge_stage import DAY

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)

    async def begins() -> None:
        await gathering.begin(ANN, BEN, EVE, GUS, ZOE)
        await gathering.say(ANN, "/helpme dl")
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


def told(gathering: Gathering, user: str = ANN) -> list[str]:
    """What somebody was told of offers."""
    return [
        plain(one.message.text) for one in gathering.edge.sent if one.user_id == user and "can help" in one.message.text
    ]


async def test_the_asker_is_told_who_can_help_by_a_name_that_can_be_tapped(gathering: Gathering) -> None:
    await gathering.say(BEN, "/canhelp")
    await gathering.work()
    assert told(gathering) == ["🤝 Ben can help with Deep Learning. Say hello, or go on in The Owls."]
    (letter,) = [one for one in gathering.edge.sent if "can help" in one.message.text]
    assert f'<a person="{gathering.platform}:{BEN}">Ben</a>' in letter.message.text
    assert [user for user in NAMES if user != ANN and told(gathering, user)] == []


async def test_an_offer_is_told_once(gathering: Gathering) -> None:
    for _ in range(2):
        await gathering.say(BEN, "/canhelp")
        await gathering.work()
    assert len(told(gathering)) == 1


async def test_of_many_offers_the_first_three_are_told(gathering: Gathering) -> None:
    for helper in (BEN, EVE, GUS, ZOE):
        await gathering.say(helper, "/canhelp")
        await gathering.work()
    assert [line.split()[1] for line in told(gathering)] == ["Ben", "Eve", "Gus"]


@pytest.mark.parametrize(("user", "line"), [(ANN, "/helpme dl settled"), (ANN, "/leave"), (BEN, "/leave")])
async def test_an_offer_is_not_told_once_there_is_nothing_to_it(gathering: Gathering, user: str, line: str) -> None:
    await gathering.say(BEN, "/canhelp")
    await gathering.say(user, line)
    await gathering.work()
    assert told(gathering) == []


async def test_an_offer_waits_for_the_morning(gathering: Gathering) -> None:
    await gathering.say(ANN, "/nudges quiet 22:00-07:30", None)
    await gathering.go(gathering.clock().replace(hour=23, minute=0))
    await gathering.say(BEN, "/canhelp")
    await gathering.work()
    assert told(gathering) == []
    await gathering.go(gathering.clock() + timedelta(hours=9))
    assert len(told(gathering)) == 1


async def test_who_takes_no_nudges_is_told_all_the_same(gathering: Gathering) -> None:
    await gathering.say(ANN, "/nudges off", None)
    await gathering.say(BEN, "/canhelp")
    await gathering.work()
    assert len(told(gathering)) == 1


async def test_who_cannot_be_written_to_is_told_in_the_group_by_name(gathering: Gathering) -> None:
    gathering.edge.blocked.add(ANN)
    for helper in (BEN, EVE):
        await gathering.say(helper, "/canhelp")
        await gathering.work()
    posts = [one for one in gathering.edge.posts.values() if one.text.startswith("🤝")]
    assert [one.text for one in posts] == [f"🤝 Ann, {name} can help with Deep Learning." for name in ("Ben", "Eve")]
    assert f'<a person="{gathering.platform}:{ANN}">Ann</a>, Ben' in posts[0].message.text
    await gathering.say(BEN, "/leave")
    await gathering.work()
    assert [one.text for one in posts][:1] == ["🤝 Ann, … can help with Deep Learning."]


@pytest.mark.drill
async def test_what_the_group_does_not_take_just_now_is_said_there_days_later(gathering: Gathering) -> None:
    gathering.edge.blocked.add(ANN)
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.say(BEN, "/canhelp")
    await gathering.go(gathering.clock() + 3 * DAY)
    assert [one for one in gathering.stands() if one.startswith("🤝")] == []
    gathering.edge.silenced.clear()
    await gathering.go(gathering.clock() + DAY)
    assert [one for one in gathering.stands() if one.startswith("🤝")] == ["🤝 Ann, Ben can help with Deep Learning."]


async def test_what_is_said_in_the_group_ends_with_the_question(gathering: Gathering) -> None:
    gathering.edge.blocked.add(ANN)
    await gathering.say(BEN, "/canhelp")
    await gathering.say(ANN, "/helpme dl settled")
    await gathering.work()
    assert [one for one in gathering.stands() if one.startswith("🤝")] == []


async def test_two_of_one_name_are_told_apart(gathering: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES, BEN, "Sam")
    monkeypatch.setitem(NAMES, EVE, "sam")
    for user in (BEN, EVE):
        for line in ("/leave", "/join yes", "/canhelp"):
            await gathering.say(user, line)
        await gathering.work()
    assert [line.partition(" can")[0] for line in told(gathering)] == ["🤝 Sam", "🤝 sam (2)"]


async def test_thanks_reach_who_is_thanked_and_nobody_else(gathering: Gathering) -> None:
    await gathering.say(ANN, "/thanks ben")
    await gathering.work()
    (post,) = [one.message.text for one in gathering.edge.posts.values() if one.text.startswith("💛")]
    assert post.count("person=") == 1
    assert f'💛 Ann thanks <a person="{gathering.platform}:{BEN}">Ben</a>.' in post
