"""What of a sitting is about one step of a topic, and whether a line behind /log tells of one or asks to see them."""

import re
from dataclasses import replace

from bot.said.found import Found
from bot.said.lexicon import Part
from bot.said.meant import Group, Meant, surest
from bot.said.notes import without_of
from bot.said.readings import CHECKIN, LOG, Impossible, Told, Unclear, Why
from bot.said.spans import raw
from bot.said.values import Call
from bot.said.world import World
from roadmap.names import folded

NAMES_STEPS = frozenset({Part.PIECE, Part.STEP, Part.RESOURCE})
APART = frozenset("\"“”«»'‘’:\n—–-")
"""What stands before a note that is set apart."""

WORD = re.compile(r"\w+")

PAGE = re.compile(r"(?:(?P<topic>#\S+) )?page:(?P<page>[1-9]\d{0,4})")
"""What only buttons type: a page of the log, or of that of a topic."""


def about_step(found: Found, call: Call) -> Call:
    """The call with the one step that its words name beyond doubt. They stay in the note where it says more than that."""
    spans = tuple(span for span in found.slots.rest if span.part in NAMES_STEPS)
    if not spans or len(call.topics) > 1:
        return call
    named = (call.topics,) if call.topics else ()
    choices = surest(Meant(found, Group(spans, named)).choices())
    if len(choices) != 1 or not choices[0].sure or len(choices[0].steps) != 1:
        return call
    named_alone = " ".join(without_of(raw(found.text, [span])) for span in spans)
    apart = " ".join(found.slots.notes)
    says_more = _words(call.note) not in (_words(f"{named_alone} {apart}"), _words(apart))
    note = call.note if says_more else apart
    return replace(call, topics=(choices[0].topic,), steps=choices[0].steps, note=note)


def _words(note: str) -> list[str]:
    """The words of a note, in no order and without what parts them."""
    return sorted(WORD.findall(note.casefold()))


def names_no_step(line: str, world: World) -> bool:
    """Whether a line asks for the log, or a topic's, so that it can be read without what the learner told."""
    said = line.strip().partition(" ")[2]
    return not said or page_of_log(said, world) is not None or bool(world.roadmap.names.exactly(folded(said)))


def page_of_log(said: str, world: World) -> Told | None:
    """The page of the log that a button asks for; None for what somebody typed."""
    match = PAGE.fullmatch(said.strip())
    if match is None:
        return None
    topic = world.roadmap.by_slug.get((match["topic"] or "")[1:])
    if match["topic"] and topic is None:
        return None
    return Told((Call(LOG, topics=(topic,) if topic else (), number=int(match["page"])),))


def read_as_log(reading: Told | Unclear | Impossible, said: str) -> Told | Unclear | Impossible:
    """What stands behind /log, which tells of a sitting where a length, a day, a step or a note is there and shows them
    otherwise. Of words that are no more than left over it is not sure that they are a note."""
    match reading:
        case Told(calls=(call,)) if _is_doubtful(call, said):
            told = replace(call, command=LOG)
            return Unclear(Why.LEFT_OVER, call.note, ((told,), (replace(told, note=""),)))
        case Told(calls=calls):
            return Told(tuple(map(_logged, calls)))
        case Unclear(options=options):
            return replace(reading, options=tuple(tuple(map(_logged, calls)) for calls in options))
    return reading


def is_shown(call: Call) -> bool:
    """Whether a call of /log tells nothing, so that the log is shown."""
    return call.command == LOG and not (call.minutes or call.day or call.steps or call.note)


def _logged(call: Call) -> Call:
    return replace(call, command=LOG) if call.command == CHECKIN else call


def _is_doubtful(call: Call, said: str) -> bool:
    """Whether nothing but loose words is told, which may be a name that there is not: "/log nlpp"."""
    if call.command != CHECKIN or not call.note or call.minutes or call.day or call.steps:
        return False
    at = said.find(call.note)
    before = said[: max(at, 0)].rstrip(" ")
    return not before or before[-1] not in APART
