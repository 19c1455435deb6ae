"""A block takes from nobody what is kept of them: a blocked chat hears that a linked one deletes it, and may object."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.platforms.console.renderer import plain
from tests.bot.office import ANN, Office

HERS = "12"
"""Ann's own account on Discord."""


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """Ann's chats are linked, in each she told something; the one on Telegram is blocked, and knows it."""
    office = Office(sqlite_url)
    await office.enrol(ANN)
    await office.say("/done nlp", ANN)
    code = (await office.say("/link", ANN)).partition("/link ")[2][:9]
    await office.say(f"/link {code}", HERS, "discord")
    await office.say(f"/link {code} yes", HERS, "discord")
    await office.say("/done dl", HERS, "discord")
    await office.work()
    await office.say(f"/block telegram:{ANN}")
    await office.say("hello", ANN)
    office.telegram.sent.clear()
    yield office
    await office.close()


async def deletes_on_discord(office: Office) -> None:
    await office.press(await office.answer("/forget", HERS, "discord"), "Delete", HERS, "discord")
    await office.work()


@pytest.mark.drill
async def test_a_blocked_chat_hears_that_what_it_told_is_about_to_go_and_keeps_it(office: Office) -> None:
    await deletes_on_discord(office)
    (told,) = office.telegram.sent
    assert told.user_id == ANN
    assert "delet" in plain(told.message.text)
    kept = await office.press(told.message, "Keep", ANN)
    assert "Kept: what you told me here is yours alone" in kept
    await office.wait(timedelta(minutes=20))
    assert await office.answer("/status", ANN) is None, "the block holds"
    exported = await office.answer("/export", ANN)
    assert exported
    content = b"".join(one.content for one in exported.attachments)
    assert b"nlp" in content


async def test_a_blocked_chat_that_says_nothing_is_forgotten_in_its_time_with_the_others(office: Office) -> None:
    await deletes_on_discord(office)
    await office.wait(timedelta(minutes=20))
    assert "Nobody here is" in await office.say(f"/learner telegram:{ANN}")
    assert await office.answer("/start ml-data today", ANN) is None, "the block outlives it"


@pytest.mark.drill
async def test_a_blocked_chat_hears_nothing_else_of_what_others_do(office: Office) -> None:
    await office.answer("/export", HERS, "discord")
    await office.wait(timedelta(days=8))
    assert office.telegram.sent == []


@pytest.mark.drill
async def test_a_blocked_chat_hears_that_it_was_called_off(office: Office) -> None:
    await deletes_on_discord(office)
    await office.say("/forget keep", HERS, "discord")
    await office.work()
    assert len(office.telegram.sent) == 2
    assert await office.answer("/status", ANN) is None
