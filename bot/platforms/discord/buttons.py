"""Buttons: laid out in a view when they are sent, and heard by one dynamic item, however long ago that was."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Self

from discord import ActionRow, Button, ButtonStyle, Interaction, Message, SelectMenu, ui

from bot.chat.reply import Key, Page, Style
from bot.platforms.discord.markup import clipped
from bot.platforms.discord.menus import menu_left, menus

MOST_IN_ROW, ROWS = 5, 5
LONGEST_LABEL = 80
OURS = "rm:"
"""What the data of our buttons is marked with; it has its place in the 100 characters beside 64 of data."""

STYLES = {Style.PLAIN: ButtonStyle.secondary, Style.MAIN: ButtonStyle.primary, Style.DANGER: ButtonStyle.danger}

OnPress = Callable[[Interaction, str], Awaitable[None]]


def laid_out(keys: Sequence[Key], page: Page | None = None) -> ui.View | None:
    """A link to the page, and the keys in their order, or None for none; Discord refuses two that do the same, and more than five rows.
    More than a row of those to choose one from are a menu.

    The view is stopped: nothing is kept in memory for it, since its presses go to the dynamic items.
    """
    is_linked = page is not None and bool(page.address)
    if not (keys or is_linked):
        return None
    view = ui.View(timeout=None)
    if page and is_linked:
        view.add_item(ui.Button(label=clipped(page.label, LONGEST_LABEL), url=page.address))
    for item in _items([*{key.data: key for key in keys}.values()], ROWS - is_linked):
        view.add_item(item)
    view.stop()
    return view


def data_on(message: Message | None) -> tuple[str, ...]:
    """What the buttons of a message carry, and the choices of its menus."""
    return tuple(data for _, one in _components(message) for data in _data(one)) if message else ()


def left(message: Message, gone: frozenset[str]) -> ui.View:
    """What is left of the buttons of a message, and of its menus."""
    view = ui.View(timeout=None)
    for row, one in _components(message):
        if isinstance(one, SelectMenu):
            if menu := menu_left(one, gone, row):
                view.add_item(menu)
        elif gone.isdisjoint(_data(one)):
            view.add_item(ui.Button(style=one.style, label=one.label, custom_id=one.custom_id, url=one.url, row=row))
    view.stop()
    return view


def _items(keys: Sequence[Key], most_rows: int) -> Iterator[ui.Item[Any]]:
    """Menus and buttons, as many as there is room for: a row for a menu at least, and all other rows for buttons first."""
    parts = [[*some] for _, some in groupby(keys, key=lambda key: key.one_of)]
    buttons = sum(len(part) for part in parts if not _is_menu(part))
    rows = min(-(-buttons // MOST_IN_ROW), most_rows - any(map(_is_menu, parts)))
    room, menus_left, placed = rows * MOST_IN_ROW, most_rows - rows, 0
    for part in parts:
        if _is_menu(part):
            some = [*menus(part, placed)][: menus_left - placed]
            placed += len(some)
            yield from some
        else:
            yield from map(_button, part[:room])
            room -= len(part[:room])


def _is_menu(part: Sequence[Key]) -> bool:
    return bool(part[0].one_of) and len(part) > MOST_IN_ROW


def _button(key: Key) -> "ui.Button[Any]":
    return ui.Button(style=STYLES[key.style], label=clipped(key.label, LONGEST_LABEL), custom_id=OURS + key.data)


def _components(message: Message) -> Iterator[tuple[int, Button | SelectMenu]]:
    """The buttons and menus of a message, with the numbers of their rows."""
    rows = ((row, one) for row, one in enumerate(message.components) if isinstance(one, ActionRow))
    return ((row, one) for row, parts in rows for one in parts.children if isinstance(one, Button | SelectMenu))


def _data(one: Button | SelectMenu) -> Sequence[str]:
    if isinstance(one, SelectMenu):
        return [option.value for option in one.options]
    return [(one.custom_id or "").removeprefix(OURS)]


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
