"""An answer to a press on Discord that is lost, or not known to have come, is said once."""

import asyncio

import pytest

from bot.store import Database
from bot.texts.errors import said_before
from tests.platforms.discord_server import DiscordServer
from tests.platforms.test_answers_on_discord import (
    ANN,
    CALLBACK,
    Time,
    api,
    as_it_was,
    checked_in,
    database,
    gate,
    serving,
    settled,
    started,
    time,
    undone,
    waiting,
)

__all__ = ["api", "as_it_was", "database", "gate", "time"]

MORE_THAN_ARE_TRIED = 20


async def asked_to_undo(api: DiscordServer, database: Database) -> str:
    """Ann has told of something that can be taken back; the label that does so."""
    await started(api)
    await checked_in(api)
    await api.wait_until(lambda: len(api.read_by(ANN)) == 2)
    await settled(database)
    return next(label for one in api.interactions.shown.values() for label in one.keys if "ndo" in label)


def cut(api: DiscordServer, *, heard: bool, passing: int = 0) -> None:
    """The line breaks at a first answer, and at all that try it again."""
    api.break_off(CALLBACK, heard=heard, passing=passing)
    for _ in range(MORE_THAN_ARE_TRIED):
        api.break_off(CALLBACK, heard=False)


async def over(database: Database) -> None:
    """Wait until what was pressed is worked on and its answer has come, or is given up."""
    async with asyncio.timeout(8):
        while not await waiting(database):
            await asyncio.sleep(0)
    await settled(database)


def late(api: DiscordServer) -> list[str]:
    """What says that it may have been said before."""
    return [text for text in (*api.read_by(ANN), *api.directly(ANN)) if text.startswith(str(said_before()))]


@pytest.mark.drill
async def test_an_answer_to_a_press_that_came_though_its_line_broke_is_not_said_again(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        await settled(database)
        cut(api, heard=True)
        await api.pressed("🗺 See the topics")
        await over(database)
    assert late(api) == []
    assert len(api.read_by(ANN)) == 2


async def test_one_that_took_the_place_of_what_was_pressed_is_not_said_again(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        await checked_in(api)
        await api.called("done")
        await api.wait_until(lambda: len(api.read_by(ANN)) == 3)
        await settled(database)
        cut(api, heard=True)
        await api.chosen("⬜ NLP")
        await over(database)
    assert late(api) == []
    assert "Which" not in api.read_by(ANN)[2]
    assert len(api.read_by(ANN)) == 3


async def test_one_that_did_not_come_is_said_once(api: DiscordServer, database: Database, time: Time) -> None:
    async with serving(api, database, time):
        label = await asked_to_undo(api, database)
        cut(api, heard=False)
        await api.pressed(label)
        await over(database)
        api.calm()
        await asyncio.sleep(0.1)
    assert len(late(api)) == 1
    assert await undone(database) == 1


@pytest.mark.drill
async def test_an_answer_is_not_lost_where_the_line_broke_as_buttons_were_taken_off(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        label = await asked_to_undo(api, database)
        api.break_off(CALLBACK, heard=True)
        await api.pressed(label)
        await over(database)
    assert late(api) == []
    assert len(api.read_by(ANN)) == 3
    assert await undone(database) == 1


async def test_nor_is_it_said_twice_where_the_line_breaks_once_more(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        label = await asked_to_undo(api, database)
        api.break_off(CALLBACK, heard=False)
        api.break_off(CALLBACK, heard=True)
        await api.pressed(label)
        await over(database)
    assert len(api.read_by(ANN)) + len(late(api)) == 3
