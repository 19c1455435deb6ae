"""What is said of a focus by itself: "stop" while one is on, and "20 min" or "all of it" once it is asked how much it was."""

from collections.abc import Mapping
from datetime import timedelta

from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.request import Request
from bot.errors import Asked, NothingTold, Refusal, SmallTalk, UnknownCommand
from bot.said.focus import STOP
from bot.said.lexicon import LEXICON
from bot.said.readings import CHECKIN, FOCUS, Why
from bot.said.small_talk import trimmed
from bot.said.values import Call
from roadmap import focus
from roadmap.facts import ProgressEvent
from roadmap.words import Chitchat

SOON, LATER = timedelta(minutes=30), timedelta(hours=12)
"""For how long after its end a number may say how much it was, and for how long words that mean nothing else."""


async def stops(
    refused: SmallTalk, heard: Heard, context: Context, commands: Mapping[str, Command]
) -> tuple[Request, ...]:
    """The stopping of the focus that is on. Raises ``refused`` where none is, or where it was another thing that was said."""
    if refused.talk is not Chitchat.STOP or context.learner is None or FOCUS not in commands:
        raise refused
    if not LEXICON.words.focus.stop_bare.intersection(_said(heard)):
        raise refused
    if not await context.store.timers.on(context.learner.id, context.now):
        raise refused
    return (Request(commands[FOCUS], Call(FOCUS, texts=(STOP,))),)


async def how_much(
    refused: Refusal, heard: Heard, context: Context, commands: Mapping[str, Command]
) -> tuple[Request, ...] | None:
    """How much a focus was that was over a moment ago; None where the line does not say it, or none is waiting to be answered."""
    answer = _answer(refused, heard)
    if answer is None or context.enrolment is None or FOCUS not in commands:
        return None
    event = await _over(context, SOON if answer.isdecimal() else LATER)
    if event is None:
        return None
    said = answer or f"{focus.length(event.fact)}"
    return (Request(commands[FOCUS], Call(FOCUS, texts=(f"{event.position}@{event.strand} {said}",))),)


def _answer(refused: Refusal, heard: Heard) -> str | None:
    """What the line answers: minutes, "none", or empty for all of it; None where it answers nothing."""
    words, said = LEXICON.words.focus, _said(heard)
    if not isinstance(refused, Asked | NothingTold | UnknownCommand):
        return None
    if words.whole.intersection(said):
        return ""
    if words.none.intersection(said):
        return "none"
    minutes = next((int(one) for one in said if one.isdecimal() and len(one) < 4), None) or _minutes(refused)
    return f"{minutes}" if minutes and minutes <= focus.MOST else None


def _minutes(refused: Refusal) -> int | None:
    """A length that is all of a line: "20 min"."""
    if not isinstance(refused, Asked) or refused.reading.why is not Why.NO_VERB or len(refused.reading.options) != 1:
        return None
    calls = refused.reading.options[0]
    is_length = calls == (Call(CHECKIN, minutes=calls[0].minutes),)
    return calls[0].minutes if is_length else None


def _said(heard: Heard) -> list[str]:
    """What was typed in a direct chat, and the same without polite words; nothing for what was not."""
    line = heard.words
    if not isinstance(line, str) or line.startswith("/") or not heard.place.direct:
        return []
    return trimmed(" ".join(line.casefold().rstrip(".!").split()), LEXICON.words.around)


async def _over(context: Context, within: timedelta) -> ProgressEvent | None:
    """The last focus, where it was over a while ago and nobody has said anything of it."""
    waiting = focus.unconfirmed(await context.events())
    if not waiting:
        return None
    last = waiting[-1]
    told_at = await context.store.facts.said_at(last.strand, last.position)
    if told_at is None:
        return None
    lasted = timedelta(minutes=focus.length(last.fact)) if focus.is_planned(last) else timedelta()
    return last if timedelta() <= context.now - told_at - lasted <= within else None
