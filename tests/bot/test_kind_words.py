"""A kind word is said in the name of somebody who leads, and of nobody who leads no more by then."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.platforms.console.renderer import plain
from bot.reasons import Reason
from bot.store import NudgeKind
from bot.store.group_tables import memberships
from bot.store.tables import nudges
from tests.bot.gathering import ANN, BEN, ZOE, Gathering
from tests.bot.group_stage import utc

both = pytest.mark.parametrize("platform", ["telegram", "discord"])
NIGHT, MORNING = utc("2027-01-05 23:00"), utc("2027-01-06 12:00")


@pytest.fixture
async def owls(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    """Zoe lets her last study day be seen; Ben was named to lead, Ann manages the chat and has not joined. It is night."""
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(BEN, ZOE)
    await gathering.say(ZOE, "/leaders day", None)
    await gathering.say(ZOE, "/begin nlp", None)
    await gathering.say(ANN, "/group lead ben")
    await gathering.go(NIGHT)
    yield gathering
    await gathering.close()


async def word_from(owls: Gathering, who: str) -> str:
    group = await owls.group()
    async with owls.database.engine.connect() as connection:
        zoe = (await connection.execute(select(memberships).where(memberships.c.name == "Zoe"))).one()
    await owls.say(who, "/group how")
    return await owls.tell(who, f"/member {group.id} {zoe.account_id} word", None)


async def heard_by_zoe(owls: Gathering, until: datetime = MORNING) -> list[str]:
    await owls.go(until)
    told = [plain(one.message.text) for one in owls.edge.sent if one.user_id == ZOE]
    return [text for text in told if "thinks of you" in text]


@pytest.mark.drill
@both
async def test_a_kind_word_waits_for_the_morning_and_comes(owls: Gathering) -> None:
    assert "you lead no more by then" in await word_from(owls, BEN)
    (text,) = await heard_by_zoe(owls)
    assert "Ben thinks of you" in text


@pytest.mark.drill
@both
@pytest.mark.parametrize("by", ["/group unlead ben", "/group remove ben yes", "/leave", "/forget"])
async def test_a_kind_word_of_who_leads_no_more_by_the_morning_does_not_come(owls: Gathering, by: str) -> None:
    await word_from(owls, BEN)
    if by == "/forget":
        asked = await owls.say(BEN, by, None)
        assert asked
        await owls.press(BEN, asked.keys[0].data, None)
    else:
        await owls.say(BEN if by == "/leave" else ANN, by)
    assert await heard_by_zoe(owls) == []
    async with owls.database.engine.connect() as connection:
        (row,) = (await connection.execute(select(nudges).where(nudges.c.kind == NudgeKind.KIND_WORD.value))).all()
    assert row.reason == Reason.LEADS_NO_MORE


@pytest.mark.drill
@both
async def test_an_admins_kind_word_comes_though_they_looked_hours_ago(owls: Gathering) -> None:
    assert "On its way" in await word_from(owls, ANN)
    (text,) = await heard_by_zoe(owls)
    assert "Somebody who leads" in text


@pytest.mark.drill
@both
async def test_each_who_leads_has_a_kind_word_of_their_own_joined_or_not(owls: Gathering) -> None:
    owls.admins.add("4")
    assert "On its way" in await word_from(owls, ANN)
    assert "On its way" in await word_from(owls, "4")
    assert "this week" in await word_from(owls, ANN)
    owls.clock.now += timedelta(minutes=1)
    assert len(await heard_by_zoe(owls)) == 2


@pytest.mark.drill
@both
async def test_an_admin_who_is_named_no_more_is_not_said_to_lead_no_more(owls: Gathering) -> None:
    await owls.say(ANN, "/join yes")
    await owls.say(ANN, "/group how")
    assert "An admin of this chat leads all the same" in await owls.tell(ANN, "/group unlead ann")
    for line in ("/group lead nobody", "/group unlead nobody"):
        answer = await owls.tell(ANN, line)
        assert "no member of that name" in answer
        assert "counts too" not in answer
        assert ("Who is to lead joins first" in answer) is line.startswith("/group lead")


@both
async def test_a_row_of_an_older_release_names_who_leads_by_their_membership(owls: Gathering) -> None:
    await word_from(owls, BEN)
    async with owls.database.engine.begin() as connection:
        ben = (await connection.execute(select(memberships).where(memberships.c.name == "Ben"))).one()
        (row,) = (await connection.execute(select(nudges).where(nudges.c.kind == NudgeKind.KIND_WORD.value))).all()
        older = f"{row.period.rpartition('.')[0]}.{ben.id}"
        await connection.execute(update(nudges).where(nudges.c.id == row.id).values(period=older))
    (text,) = await heard_by_zoe(owls)
    assert "Ben thinks of you" in text
