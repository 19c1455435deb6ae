"""What order and meetings in groups ask of the database: the same statements, however many meetings, members and groups there are."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.chat.platform import Post
from bot.chat.reply import Message
from bot.nudges.group.meetings import BEFORE
from bot.nudges.group.rounds import opened
from bot.store import NudgeKind, NudgeState, Outcome
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.bot.test_queries import statements
from tests.conftest import SQLITE

ENGINES = SQLITE
DAYS = ("tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url, "discord")
    await gathering.begin(BEN, EVE, GUS, ZOE)
    await gathering.work()
    yield gathering
    await gathering.close()


async def said(gathering: Gathering, user: str, line: str) -> Counter[str]:
    with statements(gathering.database) as asked_of:
        assert await gathering.say(user, line)
    return Counter(asked_of)


@pytest.mark.drill
async def test_a_group_that_stops_calls_off_many_meetings_as_one(gathering: Gathering) -> None:
    found: list[Counter[str]] = []
    for days in (DAYS[:1], DAYS):
        for number, day in enumerate(days):
            await gathering.say(BEN, f"/meet {day} 19:00")
            for user in (EVE, GUS, ZOE)[: number + 1]:
                await gathering.say(user, f"/meet in {number + 1 if len(days) == 1 else number + 2}")
        await gathering.work()
        found.append(await said(gathering, ANN, "/group stop"))
        if len(days) == 1:
            await gathering.say(ANN, "/group start")
    one, many = found
    assert many == one


@pytest.mark.drill
async def test_a_call_in_its_last_minutes_asks_once_who_is_reached(gathering: Gathering) -> None:
    found: list[Counter[str]] = []
    for number, users in enumerate(((), (EVE, GUS)), start=1):
        day = DAYS[number - 1]
        await gathering.say(BEN, f"/meet {day} 19:00")
        for user in users:
            await gathering.say(user, f"/meet in {number}")
        moment = utc(f"2027-01-0{4 + number} 19:00")
        await gathering.go(moment - BEFORE)
        await gathering.work()
        await gathering.say(ZOE, f"/meet in {number}")
        with statements(gathering.database) as asked_of:
            await gathering.nudging.work()
        found.append(Counter(asked_of))
    one, many = found
    assert one["SELECT accounts"]
    assert many["SELECT accounts"] == one["SELECT accounts"]


async def test_what_is_to_be_hidden_is_looked_for_once_however_many_groups_a_chat_has(gathering: Gathering) -> None:
    found: list[int] = []
    for threads in ((), ("71", "72", "73")):
        for thread in threads:
            await gathering.begin(EVE, thread=thread)
        await gathering.edge.perform(Post(CHAT, None, Message(text=Markup(f"answer {len(threads)}"))))
        with statements(gathering.database) as asked_of:
            assert await gathering.below(ANN, "/group hide", f"answer {len(threads)}", CHAT)
        await gathering.work()
        found.append(Counter(asked_of)["SELECT nudges"])
    one, many = found
    assert many == one


async def test_rounds_that_nobody_is_asked_about_tell_who_is_in_together(gathering: Gathering) -> None:
    for day in DAYS[:3]:
        await gathering.say(BEN, f"/meet {day} 19:00")
    group = await gathering.group()
    found: list[Counter[str]] = []
    for most in (1, 3):
        async with gathering.database.store() as store:
            await store.groups.set_gone(group.id, utc("2027-01-09 20:00"))
            rows = [one for one in await store.ledger.of_group(group.id, 99) if one.kind is NudgeKind.ROUND][:most]
            ended = [Outcome(one, NudgeState.UNREACHABLE) for one in rows]
            with statements(gathering.database) as asked_of:
                await opened(store, ended, gathering.clock(), "UTC")
            found.append(Counter(asked_of))
    one, many = found
    assert len(ended) == 3
    assert one["INSERT nudges"]
    assert many == one
