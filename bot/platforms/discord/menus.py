"""Menus: of more than a row of buttons to choose one from, laid out when they are sent, and heard however long ago that was."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, Self

from discord import Interaction, SelectMenu, SelectOption, ui

from bot.chat.reply import Key
from bot.platforms.discord.markup import clipped
from bot.texts import forms as texts

MOST_OPTIONS = 25
LONGEST_OPTION, LONGEST_HINT = 100, 150
MENU = "rm-menu:"
"""What the data of a menu begins with; what is chosen in it carries what a button would."""

OnPress = Callable[[Interaction, str], Awaitable[None]]


def menus(choices: Sequence[Key], first: int) -> Iterator[ui.Select[Any]]:
    """As many as it takes for these keys; ``first`` is the number of the first among all menus of a message."""
    for start in range(0, len(choices), MOST_OPTIONS):
        some = choices[start : start + MOST_OPTIONS]
        hint = some[0].one_of
        if len(choices) > MOST_OPTIONS:
            hint = texts.part_of(hint, start + 1, start + len(some))
        yield ui.Select(
            custom_id=f"{MENU}{first + start // MOST_OPTIONS}",
            placeholder=clipped(hint, LONGEST_HINT),
            options=[SelectOption(label=clipped(key.label, LONGEST_OPTION), value=key.data) for key in some],
        )


def menu_left(menu: SelectMenu, gone: frozenset[str], row: int) -> "ui.Select[Any] | None":
    """What is left of a menu, if anything is."""
    options = [option for option in menu.options if option.value not in gone]
    if not options:
        return None
    return ui.Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options, row=row)


def choosing(on_press: OnPress) -> type[ui.DynamicItem[ui.Select[Any]]]:
    """The item that hears every choice in a menu of ours, as a press on the button that it stands for."""

    class Choice(ui.DynamicItem[ui.Select[Any]], template=re.compile(f"{MENU}\\d+")):
        @classmethod
        async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], __: re.Match[str]) -> Self:
            assert isinstance(item, ui.Select)  # noqa: S101 - nothing else of ours has such data
            return cls(item)

        async def callback(self, interaction: Interaction) -> None:
            for data in self.item.values[:1]:
                await on_press(interaction, data)

    return Choice
