"""Calls become a command's arguments, by the kinds of its parameters."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.chat.command import Command, Param, Steps
from bot.chat.context import Context
from bot.chat.offers import offers_of
from bot.chat.people import person_in
from bot.chat.picking import PAGE
from bot.errors import Choice, Missing
from bot.said.lines import line_of
from bot.said.options import TEXTS
from bot.said.values import Call

MORE = "/choose"
"""The command that turns to a page of what may be chosen."""


async def arguments_of(command: Command, call: Call, context: Context, unknown: str = "") -> dict[str, object]:
    """The arguments that a call stands for; a parameter that was not named is left out. Raises Missing, with what is
    ``unknown`` in its place."""
    bound: dict[str, object] = {}
    texts = iter(call.texts)
    for param in command.params:
        value = _text(param, next(texts, ""), context) if param.kind in TEXTS else VALUES[param.kind](call, context)
        if value not in (None, "", ()):
            bound[param.name] = value
        elif param.required:
            raise await _missing(command, param, call, context, unknown)
    return bound


VALUES: Mapping[str, Callable[[Call, Context], Any]] = {
    "topic": lambda call, _: call.topics[0] if call.topics else None,
    "topics": lambda call, _: call.topics,
    "steps": lambda call, _: Steps(call.topics[0], call.steps) if call.topics else None,
    "step": lambda call, _: call.steps[0] if len(call.steps) == 1 else None,
    "day": lambda call, _: call.day,
    "days": lambda call, _: call.stretch,
    "links": lambda call, _: call.links,
    "minutes": lambda call, _: call.minutes,
    "note": lambda call, _: call.note,
    "aside": lambda call, _: call.note,
    "sure": lambda call, _: call.sure or None,
    "number": lambda call, _: call.number,
    "stage": lambda call, _: call.stage,
    "end": lambda call, _: call.end,
    "document": lambda _, context: context.document,
}
"""What of a call is the value of a parameter, by its kind."""


def _text(param: Param, said: str, context: Context) -> str:
    return person_in(said, context.people) if param.kind == "person" else said


async def _missing(command: Command, param: Param, call: Call, context: Context, unknown: str) -> Missing:
    """What it might be, each typing the whole line; of more than a page the first, and what turns to the next."""
    head = f"/{call.command}"
    rest = line_of(call).removeprefix(head)
    offers = await offers_of(param, context)
    more = f"{MORE} 2 {call.command}{rest}" if len(offers) > PAGE else ""
    return Missing(command.usage, typed(head, offers[:PAGE], rest), unknown, more)


def typed(head: str, offers: Sequence[Choice], rest: str) -> tuple[Choice, ...]:
    """The offers with the whole lines that they stand for."""
    return tuple(Choice(offer.label, f"{head} {offer.line}{rest}") for offer in offers)
