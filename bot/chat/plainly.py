"""What is shown to whoever set ``/settings plain``: the one place where signs are left out, on every platform."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import Any

from markupsafe import Markup

import roadmap
from bot.chat.form import Blank, Field, Form
from bot.chat.reply import Button, Reply
from bot.texts import unadorned


def values_without_signs(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a page is written with: its replies, texts, buttons and forms with words alone, however deep they lie,
    and all else as it is."""
    return {name: _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    """A copy where signs are left out, for what is shown to others too stays as it is; the value itself where it has none."""
    match value:
        case Reply():
            return without_signs(value)
        case Form():
            return _form(value)
        case Field() | Blank():
            return _field(value)
        case Button():
            return _button(value)
        case Markup():
            return _text(value)
        case list() | tuple():
            return _each(value)
    return _parts(value) if _has_parts(value) else value


def _has_parts(value: Any) -> bool:
    """A plan and all that it is made of, which may be much, says nothing in Markup and is not looked into."""
    kind = type(value)
    return is_dataclass(kind) and not kind.__module__.startswith(f"{roadmap.__name__}.")


def _each(values: Sequence[Any]) -> Sequence[Any]:
    shown = tuple(map(_value, values))
    return values if all(map(is_, shown, values)) else shown


def _parts(value: Any) -> Any:
    parts = [(part.name, getattr(value, part.name)) for part in fields(value) if part.init]
    changed = {name: shown for name, said in parts if (shown := _value(said)) is not said}
    return replace(value, **changed) if changed else value


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
    return tuple(map(_button, buttons))


def _button(button: Button) -> Button:
    return replace(button, label=unadorned.label(button.label))


def _text(said: Markup) -> Markup:
    return Markup(unadorned.text(str(said)))  # noqa: S704 - it was Markup, and nothing came in


def _form(form: Form) -> Form:
    return replace(form, title=unadorned.label(form.title), fields=tuple(map(_field, form.fields)))


def _field(field: Field | Blank) -> Field | Blank:
    if isinstance(field, Blank):
        return replace(field, label=unadorned.label(field.label))
    options = tuple(replace(option, label=unadorned.label(option.label)) for option in field.options)
    return replace(field, label=unadorned.label(field.label), options=options)
