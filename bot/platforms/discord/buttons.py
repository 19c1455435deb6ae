"""Buttons: laid out in a view when they are sent, and heard by one dynamic item, however long ago that was."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self

from discord import ButtonStyle, Interaction, ui

from bot.chat.reply import Key
from bot.platforms.discord.markup import clipped

MOST_KEYS = 25
MOST_IN_ROW, ROWS = 5, 5
LONGEST_LABEL = 80
OURS = "rm:"
"""What the data of our buttons is marked with; it has its place in the 100 characters beside 64 of data."""

OnPress = Callable[[Interaction, str], Awaitable[None]]


def laid_out(keys: Sequence[Key]) -> ui.View | None:
    """The keys in their order, or None for none; Discord refuses two that do the same, and more than 25.

    The view is stopped: nothing is kept in memory for it, since its presses go to the dynamic item.
    """
    if not keys:
        return None
    view = ui.View(timeout=None)
    for key in [*{key.data: key for key in keys}.values()][:MOST_KEYS]:
        view.add_item(
            ui.Button(style=ButtonStyle.secondary, label=clipped(key.label, LONGEST_LABEL), custom_id=OURS + key.data)
        )
    view.stop()
    return view


def listening(on_press: OnPress) -> type[ui.DynamicItem[ui.Button[Any]]]:
    """The item that hears every press on a button of ours."""

    class Press(ui.DynamicItem[ui.Button[Any]], template=re.compile(f"{OURS}(?P<data>.+)", re.DOTALL)):
        def __init__(self, button: ui.Button[Any], data: str) -> None:
            super().__init__(button)
            self._data = data

        @classmethod
        async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str]) -> Self:
            assert isinstance(item, ui.Button)  # noqa: S101 - nothing else of ours has such data
            return cls(item, match["data"])

        async def callback(self, interaction: Interaction) -> None:
            await on_press(interaction, self._data)

    return Press
