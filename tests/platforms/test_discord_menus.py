"""More than a row of choices is a menu on Discord, which is heard as the button that it stands for."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup

from bot.chat.platform import Post
from bot.chat.reply import Key, Message
from bot.platforms.discord.buttons import laid_out
from tests.conftest import SQLITE
from tests.platforms.discord_limits import faults_of
from tests.platforms.discord_stage import Stage, choose, text

ENGINES = SQLITE
BUTTON, MENU = 2, 3


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    async with Stage(database_url) as stage:
        yield stage


def keys(count: int, one_of: str = "", first: int = 0) -> tuple[Key, ...]:
    return tuple(Key(f"Label {number}", f"*:/{number}", one_of=one_of) for number in range(first, first + count))


async def shown(*keys: Key) -> list[list[dict[str, Any]]]:
    """The rows, which Discord takes."""
    view = laid_out(keys)
    assert view
    rows = view.to_components()
    assert faults_of("POST", "/channels/1/messages", {"components": rows}) == []
    return [row["components"] for row in rows]


async def test_up_to_five_choices_are_buttons_and_more_are_a_menu() -> None:
    (few,) = await shown(*keys(5, "Which one?"))
    assert [item["type"] for item in few] == [BUTTON] * 5
    ((menu,),) = await shown(*keys(6, "Which one?"))
    assert (menu["type"], menu["placeholder"], len(menu["options"])) == (MENU, "Which one?", 6)


async def test_buttons_that_are_no_choices_stay_buttons() -> None:
    rows = await shown(*keys(8))
    assert [item["type"] for row in rows for item in row] == [BUTTON] * 8


async def test_a_menu_has_25_options_and_further_menus_the_others() -> None:
    rows = await shown(*keys(60, "Which one?"), *keys(3, first=100))
    menus = [item for row in rows for item in row if item["type"] == MENU]
    assert [len(menu["options"]) for menu in menus] == [25, 25, 10]
    assert [menu["placeholder"] for menu in menus][1:] == ["Which one? (26 to 50)", "Which one? (51 to 60)"]
    assert [item["label"] for item in rows[-1]] == ["Label 100", "Label 101", "Label 102"]


@pytest.mark.parametrize(("choices", "others"), [(200, 30), (200, 0), (6, 100), (0, 100)])
async def test_whatever_there_is_too_much_of_both_are_there_and_discord_takes_it(choices: int, others: int) -> None:
    rows = await shown(*keys(choices, "Which one?"), *keys(others, first=1000))
    types = {item["type"] for row in rows for item in row}
    assert types == {kind for kind, count in ((MENU, choices), (BUTTON, others)) if count}


async def test_what_is_chosen_in_a_menu_types_its_line_a_day_later_and_after_a_restart(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.ann.send_dm("/begin")
    picker = stage.ann.dm_channel.last_message
    assert [len(item.options) for row in picker.components for item in row.children] == [7]
    await stage.env.advance_time(24 * 3600)
    await stage.restart()
    chosen = await choose(stage.ann, picker, "⬜ NLP")
    assert "NLP**: begun" in text(chosen)


async def test_a_menu_that_was_shown_to_somebody_else_is_refused(stage: Stage) -> None:
    theirs = tuple(Key(f"Label {number}", f"~AAAAAAAA:/topic {number}", one_of="Which one?") for number in range(6))
    await stage.discord.perform(Post(str(stage.channel.id), None, Message(text=Markup("Which one?"), keys=theirs)))
    await stage.env.settle()
    chosen = await choose(stage.member, stage.channel.last_message, "Label 3")
    assert "shown to somebody else" in text(chosen)
