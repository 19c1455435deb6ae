"""What a learner says right after completing a topic may be the sentence that they were asked for: what they will remember."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.heard import Heard
from bot.chat.request import Request
from bot.errors import Asked, NothingTold, Refusal, SmallTalk, UnknownCommand
from bot.said.lexicon import LEXICON
from bot.said.notes import unquoted
from bot.said.readings import CHECKIN, MOST_OFFERED, Unclear, Why
from bot.said.small_talk import declines
from bot.said.values import Call
from roadmap.facts import standing
from roadmap.model import Topic
from roadmap.remembered import Completing, in_a_row
from roadmap.words import Chitchat, Mood

REMEMBER = "remember"
"""The command that it is told with."""

SOON = timedelta(minutes=30)
"""For how long a line may be the answer; and within which completions that follow one another are asked about once."""

LEAST_WORDS, LEAST_DOUBTFUL = 2, 3
"""Words of a sentence; of one that may be something else."""

LEAST_LETTERS = 4
"""Letters of a sentence in a script that parts no words."""

UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Letters of scripts that part no words: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

DECLINING = frozenset({"looks", "nothing", "skip"})
"""The commands that a line may be read as by which somebody leaves the question without an answer."""

Row = tuple[tuple[Topic, ...], ...]
"""The topics of completions that follow one another."""

READ_AS = frozenset({Why.NO_VERB, Why.LEFT_OVER, Why.FAINT, Why.PART})
NO_SENTENCE = frozenset({Mood.QUESTION, Mood.INTENTION, Mood.FOR_NOW})
"""Why a line was asked about that may be a sentence; and the moods of what is none."""


async def sentence(
    refused: Refusal, heard: Heard, context: Context, commands: Mapping[str, Command]
) -> tuple[Request, ...] | None:
    """The sentence, where nothing else was understood; None where the line answers nothing. Raises Asked for what may be either,
    and SmallTalk where there is nothing to say."""
    line = _line(heard)
    is_none = declines(line, LEXICON)
    row = await _just_completed(context) if line and (is_none or _may_be(refused, line)) else ()
    if not row:
        return None
    if is_none:
        raise SmallTalk(Chitchat.NO)
    topics = tuple(dict.fromkeys(topic for topics in row for topic in topics))
    is_alone = len(row) == 1  # of several the first alone was asked about, so that the line may be of any
    calls = [_call(topic, unquoted(line)) for topic in (topics[:1] if is_alone else topics)]
    options = tuple((call,) for call in calls)
    match refused:
        case UnknownCommand() if is_alone and _is_plain(line):
            return (Request(commands[REMEMBER], calls[0]),)
        case Asked(reading=reading) if _is_elsewhere(reading, topics):
            return None
        case Asked(reading=reading):
            raise Asked(replace(reading, options=(*options, *reading.options)[:MOST_OFFERED]))
    raise Asked(Unclear(Why.FAINT if is_alone else Why.WHICH_TOPIC, line, options[:MOST_OFFERED]))


async def waiting(context: Context) -> tuple[Topic, ...]:
    """The topics whose sentences are asked for behind what was just told, the first that is asked for first. Of completions that
    follow one another the first alone is asked about: who goes on has skipped it, and is telling what there is to tell."""
    first: tuple[Topic, ...] = ()
    async for topics in _row(context, in_a_row(await context.events()), context.now):
        if first:
            return ()
        first = topics
    return first


async def checked(requests: Sequence[Request], heard: Heard, context: Context) -> None:
    """What was understood as something else may be an answer all the same: words that were read as a check-in without a length, "I
    learned that nlp is all about tokens", and what says that there is nothing to say. Raises Asked and SmallTalk."""
    call = requests[0].call if len(requests) == 1 else None
    if call is None or not (_is_faint(call) or call.command in DECLINING):
        return
    line = _line(heard)
    row = await _just_completed(context) if line else ()
    topics = tuple(topic for topics in row for topic in topics)
    if topics and call.command in DECLINING and declines(line, LEXICON):
        raise SmallTalk(Chitchat.NO)
    if topics and _is_faint(call) and set(call.topics) <= set(topics):
        told = _call((*call.topics, *topics)[0], unquoted(line))
        raise Asked(Unclear(Why.FAINT, line, ((told,), (call,))))


def _is_faint(call: Call) -> bool:
    return call.command == CHECKIN and bool(call.note) and not (call.minutes or call.day or call.steps)


def _call(topic: Topic, note: str) -> Call:
    return Call(REMEMBER, topics=(topic,), note=note)


def _line(heard: Heard) -> str:
    """What was typed as a plain line in a direct chat; empty for anything else."""
    line = heard.words
    if not isinstance(line, str) or line.lstrip().startswith("/") or not heard.place.direct:
        return ""
    return " ".join(line.split())


def _words(line: str) -> int:
    """How many words a line has; letters that stand for words count as such."""
    return max(len(line.split()), len(UNPARTED.findall(line)) * LEAST_WORDS // LEAST_LETTERS)


def _may_be(refused: Refusal, line: str) -> bool:
    if line.endswith(("?", "？")):
        return False
    is_long = _is_plain(line) and _words(line) >= LEAST_DOUBTFUL
    match refused:
        case UnknownCommand():
            return any(letter.isalpha() for letter in line)
        case Asked(reading=reading) if is_long:
            tells = any(call.minutes or call.day for option in reading.options for call in option)
            return reading.why in READ_AS and not tells
        case NothingTold(reading=reading):
            return is_long and reading.mood not in NO_SENTENCE and not reading.topics
    return False


def _is_plain(line: str) -> bool:
    """Whether a line is a sentence by its looks; one word, and what begins as a question does, may be one."""
    return _words(line) >= LEAST_WORDS and line.split(" ", 1)[0].casefold() not in LEXICON.words.asking


def _is_elsewhere(reading: Unclear, waiting: Sequence[Topic]) -> bool:
    """Whether the line may be about another topic, so that it answers nothing: "finish time series"."""
    return any(topic not in waiting for option in reading.options for call in option for topic in call.topics)


async def _just_completed(context: Context) -> Row:
    """The same, where it was a moment ago."""
    events = standing(await context.events()) if context.enrolment else ()
    completed = tuple(in_a_row(events))
    said_at = await context.store.facts.said_at(events[-1].strand, events[-1].position) if completed else None
    if said_at is None or context.now - said_at > SOON:
        return ()
    return tuple([topics async for topics in _row(context, completed, said_at)])


async def _row(context: Context, completed: Iterable[Completing], after: datetime) -> AsyncIterator[tuple[Topic, ...]]:
    """What was completed one saying after another and waits for its sentences, the last first; up to a pause of half an hour."""
    is_first = True
    for one in completed:
        at = after if is_first else await context.store.facts.said_at(one.strand, one.position)
        if at is None or after - at > SOON:
            return
        if topics := _topics(context, one):
            yield topics
        after, is_first = at, False


def _topics(context: Context, one: Completing) -> tuple[Topic, ...]:
    return tuple(context.roadmap.by_slug[slug] for slug in one.topics if slug in context.roadmap.by_slug)
