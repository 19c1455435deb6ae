"""A question whose answers are a menu on Discord goes after use as one of buttons does."""

from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, also_asking, choices
from bot.texts.errors import pressed_already
from bot.texts.helps import of
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage, choose, labels, text

ENGINES = SQLITE
TOPICS = 7


@command("told", of("Tell me, and ask"), "/told", menu=True)
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


async def test_another_choice_of_the_same_menu_says_that_it_was_answered(telling: Stage) -> None:
    await telling.ann.send_dm("/told")
    asked = telling.ann.dm_channel.last_message
    menu = next(item for row in asked.components for item in row.children if getattr(item, "options", ()))
    values = [option.value for option in menu.options]
    await telling.ann.select(asked, [values[0]], custom_id=menu.custom_id)
    assert pressed_already() not in telling.dms()


async def test_of_deeds_that_are_told_once_the_one_that_was_chosen_leaves_its_menu(stage: Stage) -> None:
    await stage.ann.send_dm("/begin")
    picker = stage.ann.dm_channel.last_message
    chosen = await choose(stage.ann, picker, "⬜ NLP")
    assert "NLP**: begun" in text(chosen)
    after = next((one for one in stage.ann.dm_channel.history() if one.id == picker.id), None)
    assert after
    assert "⬜ NLP" not in [
        option.label for row in after.components for item in row.children for option in getattr(item, "options", ())
    ]
