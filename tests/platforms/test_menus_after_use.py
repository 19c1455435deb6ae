"""A question whose answers are a menu on Discord goes after use as one of buttons does."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, also_asking, choices
from bot.texts.errors import pressed_already
from bot.texts.helps import of
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage, choose, labels

ENGINES = SQLITE
TOPICS = 7
PICKED = "⬜ NLP"


@command("told", of("Tell me, and ask", what="A choice"), "/told", menu=True)
async def told(context: Context, what: str | None = None) -> Reply:
    """Tells something, with a question below it that is a menu, and a button that stays."""
    if what:
        return Reply(text=Markup("chosen"))
    offered = (Button(f"Choice {number}", f"/told {number}") for number in range(TOPICS))
    return Reply(
        text=Markup("told"), buttons=(*also_asking(*choices("Which one?", *offered)), Button("Stay", "/told stay"))
    )


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        await stage.ann.send_dm("/start ml-data today")
        yield stage


@pytest.fixture
async def telling(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url, commands=(told,)) as stage:
        yield stage


async def test_a_menu_below_what_was_told_is_taken_off_and_what_stood_beside_it_stays(telling: Stage) -> None:
    shown = (await telling.ann.slash("told")).response
    assert shown
    chosen = await choose(telling.ann, shown.message, "Choice 3")
    assert [one.content for one in chosen.followups] == ["chosen"]
    assert labels(shown) == ["Stay"]


@pytest.mark.drill
async def test_a_picker_that_is_a_menu_becomes_what_was_picked(stage: Stage) -> None:
    await stage.ann.send_dm("/begin")
    asked = stage.ann.dm_channel.last_message
    count = len(stage.dms())
    await choose(stage.ann, asked, PICKED)
    now = stage.ann.dm_channel.last_message
    assert (now.id, len(stage.dms())) == (asked.id, count)
    assert "**NLP**: begun" in now.content
    assert PICKED not in labels_on(now)


async def test_another_choice_of_a_menu_that_is_shown_still_says_that_it_was_answered(stage: Stage) -> None:
    await stage.ann.send_dm("/begin")
    chat, backend = stage.ann.dm_channel, stage.env.backend
    shown = dict(message_payload(backend, backend.get_message(chat.id, chat.last_message.id)))
    menu = shown["components"][0]["components"][0]
    other = next(option["value"] for option in menu["options"] if option["label"] != PICKED)
    await choose(stage.ann, chat.last_message, PICKED)
    said = stage.dms()
    data = {"custom_id": menu["custom_id"], "component_type": 3, "values": [other]}
    record, pressed = base_payload(backend, type=3, channel_id=chat.id, guild_id=None, user_id=stage.ann.id, data=data)
    backend.emit("INTERACTION_CREATE", pressed | {"message": shown})
    await stage.env.settle()
    again = InteractionResult(stage.env, record)
    assert again.response
    assert (again.response.content, again.ephemeral) == (pressed_already(), True)
    assert stage.dms()[: len(said)] == said


def labels_on(message: Any) -> list[str]:
    items = [item for row in message.components for item in row.children]
    return [one.label for item in items for one in getattr(item, "options", [item])]
