"""The event of a meeting on its server goes and comes with the post that calls it, whatever is done to that."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import event

from bot.nudges.group.rounds import followed
from bot.platforms.console.renderer import plain
from bot.send_errors import Ability
from bot.store import NudgeKind
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.test_meetings import DAY, HOUR, THURSDAY, called, posts
from tests.conftest import SQLITE

ENGINES = SQLITE
STATEMENTS = 5
"""One each: the meetings, which of them were called for the last time, those that follow, which were to be events, all rows that are filed."""


@pytest.fixture
async def server(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url, "discord", abilities=frozenset(Ability))
    await gathering.begin(ANN, BEN, EVE)
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    yield gathering
    await gathering.close()


def starts(server: Gathering) -> list[str]:
    return [f"{one.starts_at:%a %d %H:%M}" for one in server.edge.events.values()]


async def test_it_goes_when_the_call_is_hidden_and_comes_back_with_it(server: Gathering) -> None:
    await called(server, "/meet thu 19:00 60m nlp")
    assert starts(server) == ["Thu 07 19:00"]
    hidden = await server.below(ANN, "/group hide", "would like to meet")
    await server.work()
    assert starts(server) == []
    assert hidden
    await server.press(ANN, hidden.keys[0].data)
    await server.work()
    assert starts(server) == ["Thu 07 19:00"]
    assert len(posts(server)) == 1


async def test_what_is_hidden_stays_away_when_it_is_moved_and_called_off(server: Gathering) -> None:
    await called(server, "/meet thu 19:00 60m nlp")
    await server.below(ANN, "/group hide", "would like to meet")
    await server.work()
    for line in ("/meet move 20:00", "/meet cancel"):
        await server.say(BEN, line)
        await server.work()
        assert starts(server) == []


async def test_hidden_before_it_was_planned_it_never_is(server: Gathering) -> None:
    await server.say(BEN, "/meet thu 19:00 60m nlp")
    server.edge.lacking = {Ability.PLAN_EVENTS}
    await server.work()
    server.edge.lacking = set()
    await server.below(ANN, "/group hide", "would like to meet")
    await server.go(server.clock() + DAY)
    assert starts(server) == []


async def test_of_one_that_comes_every_week_the_event_moves_and_goes_for_the_time_that_is_meant(
    server: Gathering,
) -> None:
    await called(server, "/meet every thu 19:00")
    await server.say(BEN, "/meet move fri 20:00 once")
    await server.work()
    assert starts(server) == ["Fri 08 20:00"]
    await server.say(BEN, "/meet cancel once")
    await server.work()
    assert starts(server) == ["Thu 14 19:00"]
    await server.say(BEN, "/meet cancel always")
    await server.work()
    assert starts(server) == []


async def test_a_group_that_is_stopped_calls_off_what_is_to_come(server: Gathering) -> None:
    await called(server, "/meet thu 19:00 60m nlp", EVE)
    await server.say(ANN, "/group stop")
    await server.work()
    assert starts(server) == []
    assert "Called off" in posts(server)[0]
    told = [plain(one.message.text) for one in server.letters() if one.user_id == EVE]
    assert [one for one in told if "called off" in one and "The Owls" in one]
    await server.say(ANN, "/group start")
    await server.go(THURSDAY + HOUR)
    assert len(posts(server)) == 1


async def test_the_week_after_a_hidden_call_has_its_event(server: Gathering) -> None:
    await called(server, "/meet every thu 19:00")
    await server.below(ANN, "/group hide", "Every week")
    await server.go(THURSDAY + HOUR)
    assert starts(server) == ["Thu 14 19:00"]


@pytest.mark.parametrize("number", [1, 5])
async def test_however_many_meetings_follow_it_is_asked_once_which_of_them_are_events(
    server: Gathering, number: int
) -> None:
    """Where the right is missing, so that none is known to be there."""
    server.edge.lacking = {Ability.PLAN_EVENTS}
    for day in ("thu", "fri", "sat", "sun", "mon")[:number]:
        await called(server, f"/meet every {day} 19:00")
    group, asked = await server.group(), list[str]()
    event.listen(server.database.engine.sync_engine, "before_cursor_execute", lambda *heard: asked.append(heard[2]))
    async with server.database.store() as store:
        held = await store.meetings.by_ids(range(1, number + 1))
        made = await followed(store, {group.id: group}, [*held.values()], server.clock(), "UTC")
    assert len(made) == number
    assert len(asked) == STATEMENTS
    async with server.database.reading() as store:
        rows = await store.posts.subjects([group.id], NudgeKind.EVENT, [one.id for one in made])
    assert rows == {one.id for one in made}, "each is to be an event as well"
