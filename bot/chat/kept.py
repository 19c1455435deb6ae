"""A message as the inbox keeps it with what asked for it, until it has come: its words, its buttons and the files that are
made already."""

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from bot.chat.exhibit import Exhibit
from bot.chat.form import Blank, Field, Form, Into, Option
from bot.chat.reply import Attachment, Key, Message, Page, Style
from bot.texts import errors as texts
from bot.texts.phrases import paragraphs


def packed(message: Message) -> dict[str, Any]:
    """For JSON. Where it goes is its platform's to keep beside it."""
    files = [{**asdict(one), "content": b64encode(one.content).decode()} for one in message.attachments]
    return {
        "text": str(message.text),
        "keys": [asdict(key) for key in message.keys],
        "attachments": files,
        "exhibits": [asdict(one) for one in message.exhibits],
        "set_apart": message.set_apart,
        "page": asdict(message.page) if message.page else None,
    }


def unpacked(found: dict[str, Any], *, is_whole: bool) -> Message:
    """What was packed, taken out of what was found. Where whoever was to make the rest of it is gone, it says so."""
    files = [Attachment(**{**one, "content": b64decode(one["content"])}) for one in found.pop("attachments")]
    shown = tuple(Exhibit(**one) for one in found.pop("exhibits", ()))  # earlier releases kept none
    page = found.pop("page", None)  # earlier releases kept none either
    text, keys = Markup(found.pop("text")), found.pop("keys")  # noqa: S704 - our own
    if not is_whole:
        text = paragraphs(text, texts.unmade())
    return Message(
        text=text,
        keys=tuple(map(_key, keys)),
        attachments=tuple(files),
        exhibits=shown,
        set_apart=found.pop("set_apart", False),
        page=Page(**page) if page else None,
    )


def _key(kept: dict[str, Any]) -> Key:
    """A button; earlier releases kept no style of it."""
    return Key(**kept | {"style": Style(kept.get("style", Style.PLAIN))})


def form_packed(form: Form) -> dict[str, Any]:
    """A form, for JSON. The inbox keeps none: no chat opens a window late."""
    return asdict(form)


def form_unpacked(found: dict[str, Any]) -> Form:
    """The same, taken out of what was found."""
    return Form(**found | {"fields": tuple(map(_field, found["fields"]))})


def _field(kept: dict[str, Any]) -> Field | Blank:
    kept["into"] = Into(**kept["into"])
    if "longest" in kept:
        return Blank(**kept | {"offers": tuple(Option(**one) for one in kept["offers"])})
    return Field(**kept | {"options": tuple(Option(**one) for one in kept["options"])})
