"""Pairs that somebody who leads makes: of who can be paired, as everywhere else, and of each once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.platforms.console.renderer import plain
from bot.store.group_tables import memberships
from tests.bot.gathering import ANN, BEN, GUS, NAMES, ZOE, Gathering
from tests.bot.group_stage import utc
from tests.bot.nudge_stage import WEEK


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    """Ben leads Gus and Zoe, who would like a partner and wait for one: they asked before two who ask met at once."""
    gathering = Gathering(database_url)

    async def begins() -> None:
        await gathering.begin(BEN, GUS, ZOE)
        for user in (GUS, ZOE):
            await gathering.say(user, "/begin nlp", None)
            await gathering.say(user, "/leaders topic", None)
        await gathering.say(ANN, "/group lead ben")
        await wish(gathering, wants=True)

    await gathering.after(begins)
    yield gathering
    await gathering.close()


async def wish(gathering: Gathering, *, wants: bool) -> None:
    """Whether Gus and Zoe would like a partner from now on."""
    group, both = await gathering.group(), await accounts(gathering)
    async with gathering.database.store() as store:
        for account in both.values():
            await store.members.set_wants_partner(group.id, account, wants=wants)


async def accounts(gathering: Gathering) -> dict[str, int]:
    """Of Gus and Zoe, by their names."""
    async with gathering.database.engine.connect() as connection:
        found = await connection.execute(select(memberships.c.name, memberships.c.account_id))
        return {row.name: row.account_id for row in found if row.name in {NAMES[GUS], NAMES[ZOE]}}


async def with_gus(gathering: Gathering) -> tuple[list[str], str]:
    """What is offered below Zoe, and what [Gus] below "With whom?" leads to."""
    at = f"/member {(await gathering.group()).id} {(await accounts(gathering))['Zoe']}"
    shown = await gathering.say(BEN, at, None)
    assert shown
    return [key.label for key in shown.keys], f"{at} pair"


@pytest.mark.drill
@pytest.mark.parametrize("away", ["/pause until 1 march", ""], ids=["paused", "silent since the last partner left"])
async def test_nobody_is_offered_or_paired_who_is_away(gathering: Gathering, away: str) -> None:
    _, pair = await with_gus(gathering)
    offered = await gathering.say(BEN, pair, None)
    assert offered
    assert [key.label for key in offered.keys] == ["Gus"]
    if away:
        await gathering.say(GUS, away, None)
    else:
        await left_alone(gathering)
    labels, _ = await with_gus(gathering)
    assert not [label for label in labels if "Pair with" in label]
    assert "nobody to be" in await gathering.tell(BEN, pair, None)
    assert "used up" in plain((await pressed(gathering, offered.keys[0].data)).text)
    await gathering.work()
    assert not [one for one in gathering.letters() if "Your partner" in one.text]


async def left_alone(gathering: Gathering) -> None:
    """Gus had a partner who is gone, and has not been there for three weeks since; Zoe has."""
    group, gus = await gathering.group(), (await accounts(gathering))["Gus"]
    async with gathering.database.store() as store:
        await store.partners.pair(group.id, gathering.clock().date(), [gus])
    gathering.clock.now += 3 * WEEK
    await gathering.say(ZOE, "/checkin", None)


async def pressed(gathering: Gathering, data: str):
    answer = await gathering.press(BEN, data, None)
    assert answer
    assert not isinstance(answer, str)
    return answer


@pytest.mark.drill
async def test_two_who_meet_while_they_are_being_paired_are_paired_once(gathering: Gathering) -> None:
    _, pair = await with_gus(gathering)
    offered = await gathering.say(BEN, pair, None)
    assert offered
    group, both = await gathering.group(), await accounts(gathering)
    async with gathering.database.store() as store:
        await store.groups.lock(group.id)
        late = asyncio.create_task(pressed(gathering, offered.keys[0].data))
        await asyncio.wait([late], timeout=0.5)
        await store.partners.pair(group.id, gathering.clock().date(), [*both.values()])
    assert "used up" in plain((await late).text)
    async with gathering.database.store() as store:
        assert len((await store.partners.current([group.id]))[group.id]) == 1


@pytest.mark.drill
async def test_two_who_were_paired_late_in_a_week_are_not_silent_by_the_days_before(gathering: Gathering) -> None:
    group, both = await gathering.group(), await accounts(gathering)
    await wish(gathering, wants=False)
    await gathering.go(utc("2027-01-10 12:00"))
    await wish(gathering, wants=True)
    await gathering.say(ZOE, "/log 30m nlp", None)
    paired = await gathering.tell(BEN, f"/member {group.id} {both['Zoe']} pair {both['Gus']}", None)
    assert "Gus" in paired
    await gathering.go(utc("2027-01-13 12:00"))
    told = [one.text for one in gathering.letters() if one.user_id == ZOE]
    assert [text for text in told if "Your partner: Gus" in text]
    assert not [text for text in told if "since Gus last studied" in text]
