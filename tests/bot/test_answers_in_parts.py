"""Which messages are one answer is known to the store for a while, and by nobody's name."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.platform import Delete
from bot.store.answers import KEPT
from bot.store.sent import AND
from tests.bot.gathering import ANN, BEN, Gathering
from tests.bot.group_stage import CHAT

PARTS = ("10", "11", "12")
OTHER = "-6"
"""Another group's chat."""


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url, "telegram")
    await gathering.begin(BEN)
    yield gathering
    await gathering.close()


async def stands(gathering: Gathering, *message_ids: str, chat: str = CHAT) -> None:
    async with gathering.database.store() as store:
        await store.answers.stands("telegram", chat, message_ids, await store.now())


async def known(gathering: Gathering, message_id: str, chat: str = CHAT) -> set[str]:
    async with gathering.database.store() as store:
        first = await store.answers.first_of("telegram", chat, message_id)
        return {*await store.answers.parts("telegram", chat, first)}


async def test_each_message_of_an_answer_knows_the_others_and_no_more(gathering: Gathering) -> None:
    await gathering.begin(BEN, chat=OTHER)
    await stands(gathering, "9")
    await stands(gathering, *PARTS[:2])
    await stands(gathering, *PARTS)
    await stands(gathering, "12", "13", chat=OTHER)
    for one in PARTS:
        assert await known(gathering, one) == {*PARTS}
    assert await known(gathering, "9") == {"9"}
    assert await known(gathering, "12", OTHER) == {"12", "13"}
    assert await known(gathering, "11", OTHER) == {"11"}


async def test_of_an_answer_in_a_chat_without_a_group_nothing_is_kept(gathering: Gathering) -> None:
    await stands(gathering, *PARTS, chat=BEN)
    assert await known(gathering, PARTS[0], BEN) == {PARTS[0]}


async def test_what_has_come_since_an_answer_was_hidden_is_to_go_as_well(gathering: Gathering) -> None:
    await stands(gathering, *PARTS[:2])
    group = await gathering.group()
    async with gathering.database.store() as store:
        now = await store.now()
        assert await store.posts.erasing.answer(group.id, "telegram", None, "10", now)
        assert not await store.posts.erasing.answer(group.id, "telegram", None, "10", now), "it waits to go"
    await gathering.work()
    await stands(gathering, *PARTS)
    async with gathering.database.store() as store:
        erasing = [one.period for one in await store.ledger.of_group(group.id, 99) if one.kind == "erase"]
    assert erasing == ["answer.10.2", "answer.10.1"]


async def erasing(gathering: Gathering) -> list[str]:
    """The periods of the rows by which something goes, the latest first."""
    group = await gathering.group()
    async with gathering.database.store() as store:
        return [one.period for one in await store.ledger.of_group(group.id, 99) if one.kind == "erase"]


async def hide(gathering: Gathering, message_id: str) -> None:
    group = await gathering.group()
    async with gathering.database.store() as store:
        now = await store.now()
        assert await store.posts.erasing.answer(group.id, "telegram", None, message_id, now)


async def test_what_comes_while_an_answer_is_being_taken_away_is_to_go_as_well(gathering: Gathering) -> None:
    await gathering.work()
    await hide(gathering, "10")
    async with gathering.database.store() as store:
        now = await store.now()
        assert await store.ledger.claim(["telegram"], now, lease="a", most=9), "it is composed without what comes"
    await stands(gathering, *PARTS)
    assert await erasing(gathering) == ["answer.10.2", "answer.10.1"]
    await stands(gathering, *PARTS)
    assert await erasing(gathering) == ["answer.10.2", "answer.10.1"], "what waits takes it along"


async def test_an_answer_goes_whole_whichever_message_was_hidden_before_they_knew_each_other(
    gathering: Gathering,
) -> None:
    await gathering.work()
    await hide(gathering, "11")
    await stands(gathering, *PARTS)
    assert await erasing(gathering) == ["answer.10.1", "answer.11.1"]
    await gathering.work()
    assert [{*deed.message_id.split(AND)} for deed in gathering.edge.deeds if isinstance(deed, Delete)] == [
        {"11"},
        {*PARTS},
    ]


async def test_they_are_forgotten_after_three_months(gathering: Gathering) -> None:
    await stands(gathering, *PARTS)
    for length, is_stale in ((KEPT - timedelta(minutes=1), False), (timedelta(minutes=1), True)):
        gathering.clock.now += length
        async with gathering.database.store() as store:
            assert await store.holds_any(store.answers.stale(await store.now())) is is_stale
            await store.answers.sweep(await store.now())
    assert await known(gathering, "11") == {"11"}
    assert await gathering.say(ANN, "/group")
