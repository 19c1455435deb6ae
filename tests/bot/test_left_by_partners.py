"""Whoever is left alone by a partner meets at once whoever else is free, however it came that the partner went."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.chat.happenings import Departed
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.group_stage import CHAT
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Ben and Eve are partners, and Gus waits for one."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(BEN, EVE, GUS)
    for user in (BEN, EVE, GUS):
        await gathering.say(user, "/partner", None)
    await gathering.work()
    gathering.edge.sent.clear()
    yield gathering
    await gathering.close()


def met(owls: Gathering, user: str) -> list[str]:
    """Whom somebody was told they are partners with."""
    told = (plain(one.message.text) for one in owls.edge.sent if one.user_id == user)
    return [one.splitlines()[0] for one in told if "Your partner" in one]


async def _leaves(owls: Gathering) -> None:
    await owls.say(BEN, "/leave")


async def _is_taken_out(owls: Gathering) -> None:
    if owls.platform == "telegram":
        await owls.say(ANN, "/group remove Ben yes")
    else:
        await owls.say(ANN, "/group remove Ben")
        number = (await _member(owls)).id
        await owls.press(ANN, f"*:/group remove #{number} yes")


async def _member(owls: Gathering):
    group = await owls.group()
    async with owls.database.store() as store:
        return next(one for one in await store.members.of_group(group.id) if one.name == "Ben")


async def _is_forgotten(owls: Gathering) -> None:
    asked = await owls.say(BEN, "/forget", None)
    assert asked
    await owls.press(BEN, asked.keys[0].data, None)


async def _leaves_the_chat(owls: Gathering) -> None:
    server = "900" if owls.platform == "discord" else None
    await owls.happens(Departed(owls.platform, BEN, None if server else CHAT, server))


@pytest.mark.parametrize("goes", [_leaves, _is_taken_out, _is_forgotten, _leaves_the_chat])
async def test_they_meet_whoever_waits(owls: Gathering, goes: Callable[[Gathering], Awaitable[None]]) -> None:
    await goes(owls)
    await owls.work()
    assert [len(met(owls, user)) for user in (EVE, GUS)] == [1, 1]
    assert "Gus" in met(owls, EVE)[0]
    assert "Eve" in met(owls, GUS)[0]


async def test_where_nobody_is_free_they_wait_and_meet_the_next_who_is_willing(owls: Gathering) -> None:
    await owls.say(GUS, "/partner off", None)
    await owls.say(BEN, "/leave")
    await owls.work()
    assert met(owls, EVE) == []
    await owls.say(ZOE, "/join yes")
    await owls.say(ZOE, "/partner", None)
    await owls.work()
    assert "Zoe" in met(owls, EVE)[0]


async def test_of_three_the_two_who_stay_are_partners_still(owls: Gathering) -> None:
    group = await owls.group()
    async with owls.database.store() as store:
        (pair,) = [one for one in (await store.partners.current([group.id]))[group.id] if len(one.accounts) > 1]
        gus = next(one.account_id for one in await store.members.of_group(group.id) if one.name == "Gus")
        await store.partners.pair(group.id, pair.week, [*pair.accounts, gus])
    await owls.say(BEN, "/leave")
    await owls.work()
    assert met(owls, EVE) == met(owls, GUS) == []
    assert "Your partner: Gus" in await owls.tell(EVE, "/partner", None)


async def test_whoever_is_back_from_a_pause_meets_who_waits_at_once(owls: Gathering) -> None:
    await owls.say(GUS, "/pause", None)
    await owls.say(BEN, "/leave")
    await owls.work()
    assert met(owls, EVE) == []
    await owls.say(GUS, "/resume", None)
    await owls.work()
    assert "Gus" in met(owls, EVE)[0]
    assert "Eve" in met(owls, GUS)[0]
