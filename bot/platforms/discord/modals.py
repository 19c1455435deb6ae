"""Forms as Discord's own windows, which open as the first answer to a press or a call.

Nothing is kept in memory for one: it says by its data what it fills in, and each of its questions where its answer goes, so
that it can be sent an hour later and after a restart.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from discord import CheckboxGroupOption, Interaction, InteractionType, RadioGroupOption, SelectOption, TextStyle, ui

from bot.chat.form import Answer, Blank, Field, Form, data_of, into_of
from bot.platforms.discord.buttons import OURS
from bot.platforms.discord.markup import clipped, cut

LONGEST_TITLE = LONGEST_LABEL = 45
LONGEST_OPTION = LONGEST_HINT = 100
MOST_FIELDS, MOST_OPTIONS, MOST_BOXES = 5, 25, 10
LEAST_RADIO, MOST_RADIO = 2, 5
"""Discord takes up to ten; but then the other questions are out of sight on a telephone."""


class Window(ui.Modal):
    """A form. It is stopped, so that discord.py keeps nothing of it."""

    def __init__(self, form: Form) -> None:
        super().__init__(title=clipped(form.title, LONGEST_TITLE), custom_id=f"{OURS}{form.line}")
        for number, field in enumerate(form.fields[:MOST_FIELDS]):
            asking = _asking(field, data_of(number, field.into))
            self.add_item(ui.Label(text=clipped(field.label, LONGEST_LABEL), component=asking))
        self.stop()


def sent(interaction: Interaction) -> tuple[str, tuple[Answer, ...]] | None:
    """The data of a window of ours that somebody sent, and what they answered; None for anything else."""
    data: Mapping[str, Any] = interaction.data or {}
    if interaction.type is not InteractionType.modal_submit or not str(data.get("custom_id")).startswith(OURS):
        return None
    return data["custom_id"].removeprefix(OURS), tuple(_answers(data.get("components", ())))


def _answers(components: Sequence[Mapping[str, Any]]) -> Iterator[Answer]:
    """What was answered, question by question."""
    for label in components:
        asked = label.get("component", {})
        said = asked["values"] if "values" in asked else [asked.get("value") or ""]
        yield Answer(" ".join(said), into_of(asked.get("custom_id", "")))


def _asking(
    field: Field | Blank, data: str
) -> "ui.TextInput[Any] | ui.CheckboxGroup[Any] | ui.RadioGroup[Any] | ui.Select[Any]":
    """Words; check boxes where several may be chosen of a few; buttons where one has to be of very few; else a menu, which can
    be left empty again."""
    match field:
        case Blank():
            return _words(field, data)
        case Field(several=True) if len(field.options) <= MOST_BOXES:
            return _boxes(field, data)
        case Field(several=False, required=True) if LEAST_RADIO <= len(field.options) <= MOST_RADIO:
            return _group(field, data)
    return _menu(field, data)


def _words(blank: Blank, data: str) -> "ui.TextInput[Any]":
    return ui.TextInput(
        custom_id=data,
        style=TextStyle.paragraph if blank.lines else TextStyle.short,
        default=cut(blank.text, blank.longest) or None,
        placeholder=clipped(blank.hint, LONGEST_HINT) or None,
        required=blank.required,
        max_length=blank.longest,
    )


def _boxes(field: Field, data: str) -> "ui.CheckboxGroup[Any]":
    boxes = [
        CheckboxGroupOption(label=clipped(one.label, LONGEST_OPTION), value=one.word, default=one.chosen)
        for one in field.options
    ]
    return ui.CheckboxGroup(custom_id=data, options=boxes, min_values=0, max_values=len(boxes), required=False)


def _group(field: Field, data: str) -> "ui.RadioGroup[Any]":
    options = [
        RadioGroupOption(label=clipped(one.label, LONGEST_OPTION), value=one.word, default=one.chosen)
        for one in field.options
    ]
    return ui.RadioGroup(custom_id=data, options=options, required=field.required)


def _menu(field: Field, data: str) -> "ui.Select[Any]":
    options = [
        SelectOption(label=clipped(one.label, LONGEST_OPTION), value=one.word, default=one.chosen)
        for one in field.options[:MOST_OPTIONS]
    ]
    if field.several:  # of a long list each question has a part, of which nothing may be wanted
        return ui.Select(custom_id=data, options=options, min_values=0, max_values=len(options), required=False)
    return ui.Select(custom_id=data, options=options, min_values=int(field.required), required=field.required)
