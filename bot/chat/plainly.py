"""What is shown to whoever set ``/settings plain``: the one place where signs are left out, on every platform."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.chat.form import Blank, Field, Form
from bot.chat.reply import Button, Reply
from bot.texts import unadorned


def values_without_signs(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a page is written with: its replies, texts, buttons and forms with words alone, and all else as it is."""
    return {name: _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    match value:
        case Reply():
            return without_signs(value)
        case Form():
            return _form(value)
        case Markup():
            return _text(value)
        case [Button(), *_]:
            return _buttons(value)
    return value


def without_signs(reply: Reply) -> Reply:
    """The same reply with words alone: its text, its toast, its buttons and its form. What buttons type stays as it is."""
    return replace(
        reply,
        text=_text(reply.text),
        toast=_text(reply.toast) if reply.toast else None,
        buttons=_buttons(reply.buttons),
        form=_form(reply.form) if reply.form else None,
    )


def _buttons(buttons: Sequence[Button]) -> tuple[Button, ...]:
    return tuple(replace(button, label=unadorned.label(button.label)) for button in buttons)


def _text(said: Markup) -> Markup:
    return Markup(unadorned.text(str(said)))  # noqa: S704 - it was Markup, and nothing came in


def _form(form: Form) -> Form:
    return replace(form, title=unadorned.label(form.title), fields=tuple(map(_field, form.fields)))


def _field(field: Field | Blank) -> Field | Blank:
    if isinstance(field, Blank):
        return replace(field, label=unadorned.label(field.label))
    options = tuple(replace(option, label=unadorned.label(option.label)) for option in field.options)
    return replace(field, label=unadorned.label(field.label), options=options)
