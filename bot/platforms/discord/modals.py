"""Forms as Discord's own windows, which open as the first answer to a press and are gone with a restart."""

from collections.abc import Awaitable, Callable
from typing import Any

from discord import CheckboxGroupOption, Interaction, SelectOption, ui

from bot.chat.reply import Field, Form

LONGEST_TITLE = LONGEST_LABEL = 45
LONGEST_OPTION = 100
MOST_FIELDS, MOST_OPTIONS, MOST_BOXES = 5, 25, 10

SECONDS = 600.0
"""How long a window that nobody sends is waited for."""

OnPress = Callable[[Interaction, str], Awaitable[None]]


class Window(ui.Modal):
    """A form; what was chosen is heard as a press on a button that carries it."""

    def __init__(self, form: Form, on_press: OnPress) -> None:
        super().__init__(title=form.title[:LONGEST_TITLE], timeout=SECONDS)
        self._line, self._on_press = form.line, on_press
        self._asked = [_asking(field) for field in form.fields[:MOST_FIELDS]]
        for field, select in zip(form.fields, self._asked, strict=False):
            self.add_item(ui.Label(text=field.label[:LONGEST_LABEL], component=select))

    async def on_submit(self, interaction: Interaction) -> None:
        words = [word for select in self._asked for word in select.values]
        await self._on_press(interaction, " ".join([self._line, *words]))


def _asking(field: Field) -> "ui.CheckboxGroup[Any] | ui.Select[Any]":
    """Check boxes where several may be chosen of a few, else a menu."""
    if not field.several or len(field.options) > MOST_BOXES:
        return _select(field)
    boxes = [
        CheckboxGroupOption(label=one.label[:LONGEST_OPTION], value=one.word, default=one.chosen)
        for one in field.options
    ]
    return ui.CheckboxGroup(options=boxes, min_values=0, max_values=len(boxes), required=False)


def _select(field: Field) -> "ui.Select[Any]":
    options = [
        SelectOption(label=one.label[:LONGEST_OPTION], value=one.word, default=one.chosen)
        for one in field.options[:MOST_OPTIONS]
    ]
    if field.several:  # of a long list each question has a part, of which nothing may be wanted
        return ui.Select(options=options, min_values=0, max_values=len(options), required=False)
    return ui.Select(options=options)
