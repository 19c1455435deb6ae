"""Buttons: laid out in a view when they are sent, and heard by one dynamic item, however long ago that was."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, Self

from discord import ActionRow, Button, ButtonStyle, Interaction, Message, ui

from bot.chat.reply import Key, Style
from bot.platforms.discord.markup import units

MOST_KEYS = 25
MOST_IN_ROW, ROWS = 5, 5
LONGEST_LABEL = 80
OURS = "rm:"
"""What the data of our buttons is marked with; it has its place in the 100 characters beside 64 of data."""

STYLES = {Style.PLAIN: ButtonStyle.secondary, Style.MAIN: ButtonStyle.primary, Style.DANGER: ButtonStyle.danger}

OnPress = Callable[[Interaction, str], Awaitable[None]]


def laid_out(keys: Sequence[Key]) -> ui.View | None:
    """The keys in their order, or None for none; Discord refuses two that do the same, and more than 25.

    The view is stopped: nothing is kept in memory for it, since its presses go to the dynamic item.
    """
    if not keys:
        return None
    view = ui.View(timeout=None)
    for key in [*{key.data: key for key in keys}.values()][:MOST_KEYS]:
        view.add_item(ui.Button(style=STYLES[key.style], label=_clipped(key.label), custom_id=OURS + key.data))
    view.stop()
    return view


def data_on(message: Message | None) -> tuple[str, ...]:
    """What the buttons of a message carry."""
    return tuple(_data(button) for button in _buttons(message)) if message else ()


def left(message: Message, gone: frozenset[str]) -> ui.View:
    """What is left of the buttons of a message."""
    view = ui.View(timeout=None)
    for row, one in enumerate(message.components):
        for button in one.children if isinstance(one, ActionRow) else ():
            if isinstance(button, Button) and _data(button) not in gone:
                view.add_item(ui.Button(style=button.style, label=button.label, custom_id=button.custom_id, row=row))
    view.stop()
    return view


def _buttons(message: Message) -> Iterator[Button]:
    rows = (row for row in message.components if isinstance(row, ActionRow))
    return (one for row in rows for one in row.children if isinstance(one, Button))


def _data(button: Button) -> str:
    return (button.custom_id or "").removeprefix(OURS)


def _clipped(label: str) -> str:
    if units(label) <= LONGEST_LABEL:
        return label
    while units(label) >= LONGEST_LABEL:
        label = label[:-1]
    return f"{label}…"


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
