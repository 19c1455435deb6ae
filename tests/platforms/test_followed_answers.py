"""What follows the first answer on Discord has no number by which a repeat is known: where its line breaks it is said again once, and
says so."""

import asyncio

import pytest
from markupsafe import Markup

from bot.chat.platform import Called, Mark
from bot.chat.reply import Message
from bot.store import Database
from bot.texts.errors import said_before
from tests.platforms.discord_gateway import Json
from tests.platforms.discord_server import DiscordServer
from tests.platforms.test_answers_on_discord import (
    ANN,
    OWLS,
    Holding,
    Time,
    api,
    as_it_was,
    database,
    gate,
    serving,
    settled,
    time,
    undone,
)
from tests.platforms.test_late_presses import asked_to_undo

__all__ = ["api", "as_it_was", "database", "gate", "time"]

LATE = str(said_before())
LONG = "\n\n".join(f"{number} {'word ' * 60}" for number in range(16))
"""Three posts."""


async def pressed_and_put_off(api: DiscordServer, gate: asyncio.Event, label: str, where: str | None = None) -> Json:
    """Somebody presses, and what comes of it is put off; returns what was told of the press."""
    gate.clear()
    answers = len(api.made("/callback"))
    told = await api.pressed(label, where=where)
    await api.wait_until(lambda: len(api.made("/callback")) > answers)
    return told


def follow_up(told: Json) -> str:
    """Where what follows an answer is sent to."""
    return f"/webhooks/900/{told['token']}"


@pytest.mark.drill
async def test_what_follows_a_press_that_was_put_off_is_said_again_once_where_its_line_broke(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, patience=0.05):
        told = await pressed_and_put_off(api, gate, await asked_to_undo(api, database))
        api.break_off(follow_up(told), heard=True)
        gate.set()
        await settled(database)
    assert len(api.read_by(ANN)) == 3
    (again,) = api.directly(ANN)
    assert again.startswith(LATE)
    assert again.removeprefix(LATE).strip() == api.read_by(ANN)[2]
    assert await undone(database) == 1


@pytest.mark.drill
async def test_where_it_was_not_heard_it_comes(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, patience=0.05):
        told = await pressed_and_put_off(api, gate, await asked_to_undo(api, database))
        api.break_off(follow_up(told), heard=False)
        gate.set()
        await settled(database)
    assert len(api.read_by(ANN)) == 2
    assert len(api.directly(ANN)) == 1


async def test_where_discord_says_that_it_took_nothing_it_comes_as_if_nothing_had_been(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, patience=0.05):
        told = await pressed_and_put_off(api, gate, await asked_to_undo(api, database))
        for _ in range(2):
            api.fail(follow_up(told), 503, message="no")
        gate.set()
        await settled(database)
    assert len(api.read_by(ANN)) == 3
    assert api.directly(ANN) == []
    assert not [text for text in api.read_by(ANN) if text.startswith(LATE)]


@pytest.mark.drill
async def test_among_others_it_is_said_again_there_and_after_that_to_who_asked(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    api.channel(OWLS)
    async with serving(api, database, time, gate, patience=0.05):
        await api.called("group start", where=OWLS)
        await api.wait_until(lambda: len(api.read_by(ANN, OWLS)) == 1)
        told = await pressed_and_put_off(api, gate, "🎒 Join", OWLS)
        for _ in range(5):
            api.break_off(follow_up(told), heard=True)
        gate.set()
        await settled(database)
    first, again = api.read_by(ANN, OWLS)[1:]
    assert again.removeprefix(LATE).strip() == first
    (directly,) = api.directly(ANN)
    assert directly == again


class Long(Holding):
    """A kernel that has much to say."""

    async def call(self, called: Called, mark: Mark | None = None) -> Message | None:
        await super().call(called, mark)
        return Message(text=Markup(LONG), private=not called.place.direct)


@pytest.mark.drill
async def test_of_several_posts_the_one_whose_line_broke_says_that_it_may_have_been_said(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, kernel=Long, patience=0.05):
        gate.clear()
        told = await api.called("help")
        await api.wait_until(lambda: api.read_by(ANN) == ["…"])
        api.break_off(follow_up(told), heard=True)
        gate.set()
        await settled(database)
    said = [*api.read_by(ANN), *api.directly(ANN)]
    first, second, doubt, again, third = said
    assert doubt == LATE
    assert again == second
    assert "".join(f"{first}{second}{third}".split()) == "".join(LONG.split())


@pytest.mark.drill
async def test_a_later_post_among_others_is_said_again_there_once_and_after_that_to_who_asked(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    api.channel(OWLS)
    async with serving(api, database, time, gate, kernel=Long, patience=0.05):
        gate.clear()
        told = await api.called("help", where=OWLS)
        await api.wait_until(lambda: api.read_by(ANN, OWLS) == ["…"])
        for _ in range(5):
            api.break_off(follow_up(told), heard=True)
        gate.set()
        await settled(database)
    first, second, doubt = api.read_by(ANN, OWLS)
    assert doubt == LATE
    assert api.directly(ANN)[:2] == [LATE, second]
    (third,) = api.directly(ANN)[2:]
    assert "".join(f"{first}{second}{third}".split()) == "".join(LONG.split())
