"""Calls become a command's arguments, by the kinds of its parameters."""

from typing import Any

from bot.chat.command import Command, Param
from bot.chat.context import Context
from bot.errors import Choice, Missing
from bot.said.lines import line_of
from bot.said.values import Call

MOST_PICKED = 12
"""Buttons of a picker."""


async def arguments_of(command: Command, call: Call, context: Context, unknown: str = "") -> dict[str, object]:
    """The arguments that a call stands for; a parameter that was not named is left out. Raises Missing, with what is
    ``unknown`` in its place."""
    bound: dict[str, object] = {}
    texts = iter(call.texts)
    for param in command.params:
        value = next(texts, "") if param.kind == "text" else _value(param, call, context)
        if value not in (None, "", ()):
            bound[param.name] = value
        elif param.required:
            raise Missing(command.usage, await _offered(param, call, context), unknown)
    return bound


def _value(param: Param, call: Call, context: Context) -> Any:
    match param.kind:
        case "topic":
            return call.topics[0] if call.topics else None
        case "topics":
            return call.topics
        case "day":
            return call.day
        case "days":
            return call.stretch
        case "links":
            return call.links
        case "minutes":
            return call.minutes
        case "note" | "aside":
            return call.note
        case "sure":
            return call.sure or None
        case "number":
            return call.number
        case "document":
            return context.document
    raise ValueError(param.kind)


async def _offered(param: Param, call: Call, context: Context) -> tuple[Choice, ...]:
    """What it might be, each typing the whole line."""
    offers = await param.arg.suggest(context) if param.arg.suggest else []
    head = f"/{call.command}"
    rest = line_of(call).removeprefix(head)
    return tuple(Choice(offer.label, f"{head} {offer.line}{rest}") for offer in offers[:MOST_PICKED])
