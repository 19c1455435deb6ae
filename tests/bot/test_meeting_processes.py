"""Rounds where two processes share a database, and where one is killed amid its work."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.store import NudgeKind
from bot.store.ledger import LEASE
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.nudge_stage import Killed
from tests.bot.test_meetings import HOUR, MINUTE, THURSDAY, called, posts, rows


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url)
    await gathering.begin(ANN, BEN, EVE)
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    yield gathering
    await gathering.close()


@pytest.mark.drill
async def test_two_processes_begin_a_round_once_and_call_the_next_week_once(owls):
    await called(owls, "/meet every thu 19:00", EVE)
    owls.clock.now = THURSDAY
    other = Gathering(owls.url)
    other.clock.now, other.edge.posts = THURSDAY, owls.edge.posts
    await asyncio.gather(owls.nudging.work(), other.nudging.work(), owls.nudging.work(), other.nudging.work())
    await other.close()
    assert len([one for one in posts(owls) if one.startswith("▶")]) == 1
    group = await owls.group()
    async with owls.database.store() as store:
        assert len(await store.meetings.open(group.id, THURSDAY + MINUTE)) == 1


@pytest.mark.drill
async def test_killed_as_it_begins_a_round_says_so_again_and_asks_at_the_end_once(owls):
    await called(owls)
    owls.clock.now = THURSDAY
    owls.edge.refusals.append(Killed())
    with pytest.raises(Killed):
        await owls.nudging.work()
    owls.clock.now += LEASE
    await owls.go(THURSDAY + HOUR)
    assert [one[:1] for one in posts(owls)] == ["📅", "⏰"]
    assert [one.partition(" ")[2] for one in await rows(owls, NudgeKind.ROUND)] == ["sent", "sent", "due"]
