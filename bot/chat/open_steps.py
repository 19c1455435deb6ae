"""What a learner says right after they were asked how many parts a resource has: "9", "9 lessons", or titles below each other."""

import re
from collections.abc import Mapping
from datetime import timedelta
from hashlib import blake2b

from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.platform import Speaker
from bot.chat.request import LONGEST_LINES, Request
from bot.errors import Asked, Refusal, UnknownCommand
from bot.said.lexicon import LEXICON
from bot.said.readings import Why
from bot.said.values import Call
from roadmap.inside import inside

STEPS = "steps"
"""The command that it is told with."""

SOON = timedelta(minutes=10)
"""For how long a line may be the answer."""

_COUNT = re.compile(r"(?P<count>\d{1,3})(?P<noun> [^\W\d_]{2,20})?[.!]?")
PARTS = "parts"
"""What so many are called where nobody says."""


async def ask(context: Context, topic: str, resource: str) -> None:
    """Keep in mind what was asked: the parts of a resource (empty: steps of one's own) of a topic, by its reference."""
    line, until = f"{topic} {resource}".strip(), context.now + SOON
    await context.store.buttons.replace(
        _key(context.speaker), context.speaker.user_id, line, now=context.now, expires_at=until
    )


async def steps_told(
    refused: Refusal, heard: Heard, context: Context, commands: Mapping[str, Command]
) -> tuple[Request, ...] | None:
    """The list, to be shown before it is kept; None where nothing was asked, the topic has steps by now, or the line is no
    answer."""
    line = heard.words
    if not isinstance(line, str) or line.lstrip().startswith("/") or not heard.place.direct or not _may_be(refused):
        return None
    counted, titles = _counted(line.strip()), _listed(line.strip())
    asked = await context.store.buttons.line(_key(context.speaker), context.now) if counted or titles else None
    reference, _, resource = (asked or "").partition(" ")
    topic = context.roadmap.by_slug.get(reference.removeprefix("#"))
    if topic is None or inside(topic, await context.progress()).steps:
        return None
    told = f"{counted} of {resource}" if counted and resource else counted or titles
    return (Request(commands[STEPS], Call(STEPS, texts=(f"{reference}{told}",))),)


def _may_be(refused: Refusal) -> bool:
    """Whether a line was refused because it says nothing by itself."""
    return isinstance(refused, UnknownCommand) or (isinstance(refused, Asked) and refused.reading.why in _OPEN)


_OPEN = frozenset({Why.NO_VERB, Why.PART, Why.LEFT_OVER, Why.FAINT})


def _counted(said: str) -> str:
    """What stands behind the topic for so many parts; empty where none are counted: "4 weeks"."""
    match = _COUNT.fullmatch(said)
    noun = (match["noun"] or PARTS).strip().casefold() if match else ""
    countable = LEXICON.words.countable
    return f": {match['count']} {noun}" if match and (noun in countable or noun.removesuffix("s") in countable) else ""


def _listed(said: str) -> str:
    """The same for titles; empty where there are none."""
    if len(said) > LONGEST_LINES:
        return ""
    return f"\n{said}" if "\n" in said else f": {said}" if ";" in said else ""


def _key(speaker: Speaker) -> str:
    """Under which it is kept: one question of an account at a time."""
    return blake2b(f"{speaker.platform}:{speaker.user_id}".encode(), digest_size=8, person=b"parts").hexdigest()
