"""What a line says that replies to a message: what it leaves unsaid is what that message was about.

That is a call: a check-in of what was to be done, or a focus by its place, with its minutes.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.said.lexicon import Lexicon
from bot.said.readings import CHECKIN, DONE, FOCUS, TICK, Reading, Told, Unclear, Why
from bot.said.small_talk import LONGEST_TALK, says
from bot.said.values import Call
from bot.said.world import World
from roadmap.focus import MOST
from roadmap.words import Chitchat

VARYING = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What gives a sign its colour, or its tone of skin."""

MINUTES = re.compile("[1-9][0-9]{0,2}")
"""A number by itself that may be minutes."""


def bare(sign: str) -> str:
    """A sign, such as 👍🏽, as the tables have it."""
    return VARYING.sub("", sign)


def done_of(about: Call, day: date | None = None) -> Call:
    """What was to be done was done: the step, or else it was studied; of a focus all of it was study, on the day that it has."""
    if about.command == FOCUS:
        return _of_focus(about, f"{about.minutes}")
    if about.steps:
        return Call(TICK, about.topics, steps=about.steps, day=day)
    return replace(about, day=day)


def _of_focus(about: Call, said: str) -> Call:
    """What is said of a focus, as its buttons do."""
    return Call(FOCUS, texts=(f"{about.texts[0]} {said}",))


def read_reply(said: str, read: Callable[[str], Reading], world: World) -> Reading:
    """A line that replies to a message; ``read`` reads one by itself."""
    about, lexicon = world.about, world.lexicon
    if about is None:
        return read(said)
    if about.command == FOCUS and (told := _how_much(said, about, lexicon)):
        return told
    reading = _about_it(read(said), about)
    beside = reading if _begins_with_did(said, lexicon) else None  # "did it, 45 min"
    match reading:
        case Unclear(why=Why.NO_TOPIC, said=rest, pending=Call() as deed):
            if deed == Call(DONE) and len(rest) <= LONGEST_TALK:
                beside = _about_it(read(rest), about)  # "done, 45 min"
    if isinstance(beside, Told) and all(call.command in {CHECKIN, FOCUS} for call in beside.calls):
        return Told((done_of(about), *beside.calls)) if about.steps else beside
    return reading


def _how_much(said: str, about: Call, lexicon: Lexicon) -> Told | None:
    """What is said of a focus by itself: "20", "all of it", "none". None for anything else."""
    words, number = lexicon.words, said.strip(" .!")
    if says(said, words.focus.whole, lexicon):
        return Told((done_of(about),))
    if says(said, words.focus.none | words.replies.passing, lexicon):
        return Told((_of_focus(about, "none"),))
    if MINUTES.fullmatch(number) and int(number) <= MOST:
        return Told((_of_focus(about, number),))
    return None


def _begins_with_did(said: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with what says that it was done."""
    line = said.casefold()
    did = (phrase for phrase, talk in lexicon.words.talk.items() if talk is Chitchat.DID and line.startswith(phrase))
    return any(not line[len(phrase) : len(phrase) + 1].isalnum() for phrase in did)


def _about_it(reading: Reading, about: Call) -> Reading:
    """The reading, each sitting of it that names no topic about what the line replies to. A length by itself is one."""
    match reading:
        case Told(calls=calls):
            return Told(tuple(_about(call, about) for call in calls))
        case Unclear(why=Why.NO_VERB, options=((Call(command="checkin", topics=()) as call,),)):
            return Told((_about(call, about),))
        case Unclear(options=options):
            return replace(reading, options=tuple(tuple(_about(call, about) for call in calls) for calls in options))
    return reading


def _about(call: Call, about: Call) -> Call:
    if call.command != CHECKIN or call.topics:
        return call
    if about.command == FOCUS and call == Call(CHECKIN, minutes=call.minutes) and (call.minutes or 1) <= MOST:
        return _of_focus(about, f"{call.minutes or about.minutes}")
    minutes = call.minutes if call.minutes or about.command == FOCUS else about.minutes
    return replace(call, topics=about.topics, steps=about.steps, minutes=minutes)
