"""How a focus is begun and stopped: behind /focus, or by a sentence: "25 min focus on nlp", "start the timer"."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.said.readings import CHECKIN, FOCUS, Grammar, Impossible, Reading, Told, Unclear, Why
from bot.said.sentences import read_command
from bot.said.small_talk import trimmed
from bot.said.values import Call
from bot.said.world import World

OPEN, STOP, ALONE = "open", "stop", "alone"
"""What its text says beside a length: that it goes on until it is stopped, that it is, or that in a group nobody is to join it."""

CARRIED = re.compile(r"[0-9]{1,9}@[0-9]{1,18} [a-z0-9]{1,5}")
"""What only buttons type: a focus by its place, and what is said of it."""

EDGES = re.compile(r"(?P<first>[0-9]{1,4})(?P<behind> .*)?|(?P<before>.* )(?P<last>[0-9]{1,4})", re.DOTALL)
"""A number at either end, whose unit may be left out."""

LONGEST = 200
"""Characters of a sentence that may begin a focus."""


def read_focus(said: str, grammars: Callable[[str], Grammar], world: World) -> Reading:
    """What stands behind the command: a length, a topic, a step, an open end; in the place of all of them that it is over."""
    said, words = said.strip(), world.lexicon.words.focus
    if CARRIED.fullmatch(said):
        return Told((Call(FOCUS, texts=(said,)),))
    if said.casefold() == STOP or f"{STOP} {FOCUS}" == said.casefold() or said.casefold() in words.stop:
        return Told((Call(FOCUS, texts=(STOP,)),))
    rest, is_open = _without(said, words.open_end)
    rest, is_alone = _without(rest, words.alone)
    texts = (OPEN,) if is_open else (ALONE,) if is_alone else ()
    if not rest:
        return Told((Call(FOCUS, texts=texts),))
    return _as_focus(read_command(CHECKIN, _with_unit(rest, world), grammars, world), texts, said)


def _without(said: str, phrases: tuple[str, ...]) -> tuple[str, bool]:
    """The words without those by which it has no end, or is for one alone, at either side."""
    folded = said.casefold()
    for phrase in phrases:
        if folded == phrase:
            return "", True
        if folded.endswith(f" {phrase}"):
            return said[: -len(phrase)].rstrip(" ,"), True
        if folded.startswith(f"{phrase} "):
            return said[len(phrase) :].lstrip(" ,"), True
    return said, False


def _with_unit(said: str, world: World) -> str:
    """A number by itself, in front or at the end, is one of minutes; one that a topic or a step is called by is not."""
    match, words = EDGES.fullmatch(said), world.lexicon.words
    if match is None:
        return said
    if match["first"]:
        behind = (match["behind"] or "").strip().casefold()
        has_unit = behind.partition(" ")[0] in words.amounts.units
        return said if has_unit else f"{match['first']}m{match['behind'] or ''}"
    before = match["before"].casefold().split()[-1:]
    names = words.labels | words.parts | words.countable | words.stages
    has_length = re.search(r"[0-9]", match["before"]) is not None
    return said if has_length or (before and before[0] in names) else f"{said}m"


def _as_focus(reading: Reading, texts: tuple[str, ...], said: str) -> Reading:
    """What was read as a check-in, as a focus; what has no place in one is asked about."""
    match reading:
        case Told(calls=(call,)) if call.command == CHECKIN and not (call.note or call.day):
            return Told((_focused(call, texts),))
        case Told(calls=(call,)) if call.command == CHECKIN and call.note and not (call.topics or call.minutes):
            return Unclear(Why.NO_TOPIC, call.note)
        case Told(calls=(call,)) if call.command == CHECKIN:
            told = ((call,),) if call.day else ()
            return Unclear(Why.LEFT_OVER, said if call.day else call.note, ((_focused(call, texts),), *told))
        case Told(calls=calls):
            each = tuple((_focused(call, texts),) for call in calls if call.command == CHECKIN)
            return Unclear(Why.WHICH_TOPIC, " ".join(call.topics[0].title for call in calls if call.topics), each)
        case Unclear(options=options):
            alone = (option[0] for option in options if len(option) == 1 and option[0].command == CHECKIN)
            kept = tuple(dict.fromkeys((_focused(call, texts),) for call in alone))
            return replace(reading, options=kept, pending=None)
        case Impossible():
            return reading
    return Unclear(Why.NO_VERB, "")


def _focused(call: Call, texts: tuple[str, ...]) -> Call:
    minutes = None if OPEN in texts else call.minutes
    return Call(FOCUS, topics=call.topics, steps=call.steps, minutes=minutes, texts=texts)


def begins_focus(line: str, world: World) -> str | None:
    """What a sentence says of a focus that it begins, as it stands behind the command; None for one that begins none."""
    words = world.lexicon.words
    if len(line) > LONGEST or line.startswith("/"):
        return None
    for said in trimmed(" ".join(line.casefold().rstrip(".!").split()), words.around):
        if said in words.focus.stop:
            return STOP
        for pattern in words.focus.starting:
            found = re.fullmatch(pattern, said)
            if found and (not found["rest"] or found["rest"].startswith((" ", ","))):
                rest = found["rest"].strip(" ,")
                return None if _is_topic(said, world) else f"{found.groupdict().get('length') or ''} {rest}".strip()
    return None


def _is_topic(said: str, world: World) -> bool:
    """Whether a topic is called by one of the words that mean a focus: "start clock trees"."""
    called = [word for word in world.lexicon.words.focus.called if word in said.split()]
    return any(word in topic.title.casefold().split() for topic in world.roadmap.topics for word in called)
