"""What a learner says right after completing a topic may be the sentence that they were asked for: what they will remember."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.request import Request
from bot.errors import Asked, NothingTold, Refusal, UnknownCommand
from bot.said.lexicon import LEXICON
from bot.said.readings import CHECKIN, MOST_OFFERED, Unclear, Why
from bot.said.values import Call
from roadmap.facts import standing
from roadmap.model import Topic
from roadmap.remembered import asked
from roadmap.words import Mood

REMEMBER = "remember"
"""The command that it is told with."""

SOON = timedelta(minutes=30)
"""For how long a line may be the answer."""

LEAST_WORDS, LEAST_DOUBTFUL = 2, 3
"""Words of a sentence; of one that may be something else."""

READ_AS = frozenset({Why.NO_VERB, Why.LEFT_OVER, Why.FAINT, Why.PART})
NO_SENTENCE = frozenset({Mood.QUESTION, Mood.INTENTION, Mood.FOR_NOW})
"""Why a line was asked about that may be a sentence; and the moods of what is none."""


async def sentence(
    refused: Refusal, heard: Heard, context: Context, commands: Mapping[str, Command]
) -> tuple[Request, ...] | None:
    """The sentence, where nothing else was understood; None where the line answers nothing. Raises Asked for what may be either."""
    line = _line(heard)
    waiting = await _waiting(context) if line and _may_be(refused, line) else ()
    if not waiting:
        return None
    call = Call(REMEMBER, topics=waiting[:1], note=line)
    match refused:
        case UnknownCommand():
            return (Request(commands[REMEMBER], call),)
        case Asked(reading=reading) if _is_elsewhere(reading, waiting):
            return None
        case Asked(reading=reading):
            raise Asked(replace(reading, options=((call,), *reading.options)[:MOST_OFFERED]))
    raise Asked(Unclear(Why.FAINT, line, ((call,),)))


async def checked(requests: Sequence[Request], heard: Heard, context: Context) -> None:
    """Of words that were read as a check-in without a length it is not sure that they are one: "I learned that nlp is all about
    tokens". Raises Asked."""
    call = requests[0].call if len(requests) == 1 else None
    if call is None or call.command != CHECKIN or not call.note or call.minutes or call.day or call.steps:
        return
    line = _line(heard)
    waiting = await _waiting(context) if line else ()
    if waiting and set(call.topics) <= set(waiting):
        told = Call(REMEMBER, topics=call.topics or waiting[:1], note=line)
        raise Asked(Unclear(Why.FAINT, line, ((told,), (call,))))


def _line(heard: Heard) -> str:
    """What was typed as a plain line in a direct chat; empty for anything else."""
    line = heard.words
    if not isinstance(line, str) or line.lstrip().startswith("/") or not heard.place.direct:
        return ""
    return " ".join(line.split())


def _may_be(refused: Refusal, line: str) -> bool:
    first, words = line.split(" ", 1)[0].casefold(), len(line.split())
    if line.endswith("?") or first in LEXICON.words.asking or words < LEAST_WORDS:
        return False
    match refused:
        case UnknownCommand():
            return True
        case Asked(reading=reading) if words >= LEAST_DOUBTFUL:
            tells = any(call.minutes or call.day for option in reading.options for call in option)
            return reading.why in READ_AS and not tells
        case NothingTold(reading=reading):
            return words >= LEAST_DOUBTFUL and reading.mood not in NO_SENTENCE and not reading.topics
    return False


def _is_elsewhere(reading: Unclear, waiting: Sequence[Topic]) -> bool:
    """Whether the line may be about another topic, so that it answers nothing: "finish time series"."""
    return any(topic not in waiting for option in reading.options for call in option for topic in call.topics)


async def _waiting(context: Context) -> tuple[Topic, ...]:
    """The topics whose sentences were asked for a moment ago, the first that is asked for first."""
    events = await context.events() if context.enrolment else ()
    topics = tuple(context.roadmap.by_slug[slug] for slug in asked(events) if slug in context.roadmap.by_slug)
    if not topics:
        return ()
    last = standing(events)[-1]
    said_at = await context.store.facts.said_at(last.strand, last.position)
    return topics if said_at and context.now - said_at <= SOON else ()
