"""Parts of a topic that several spans of a line say together: "lesson 6 to lesson 8", "everything except lesson 9", "open lesson 3
again"."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from bot.said.counted import Counted, counted, ranges
from bot.said.lexicon import Part
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.world import World
from roadmap.words import Verb, Words

LONGEST_RANGE = 4
"""Spans of a range: both ends, and at most two between them."""

LONGEST_OPENING = 12
"""Spans between "open" and "again"."""

_PARTS = frozenset({Part.PIECE, Part.STEP, Part.NUMBER})
_TELLING = frozenset({Part.VERB, Part.FAINT, Part.MOOD})


@dataclass(frozen=True, slots=True)
class AllBut:
    """All parts of a list but these; ``noun`` is what they are called, empty where nobody says, ``sure`` that a bare number is
    that of one, and not how many."""

    noun: str
    parts: tuple[Span, ...]
    sure: bool = True


def compounded(text: Text, spans: Sequence[Span], world: World, *, ticks: bool = False) -> tuple[Span, ...]:
    """The spans, those that say one part of a topic together as one; ``ticks`` says that a command stands before them that
    ticks steps."""
    words = world.lexicon.words
    found = tuple(_ranged(text, tuple(_opened(text, spans, words)), words))
    if not any(world.inside(topic).steps for topic in (*world.going_on, *world.with_own_steps)):
        return found
    found = _still_open(text, _excepted(text, tuple(_up_to(text, found, words)), words), words)
    return tuple(_remaining(text, found, words, ticks=ticks))


# "open lesson 3 again"


def _opened(text: Text, spans: Sequence[Span], words: Words) -> Iterator[Span]:
    opening = next(
        (at for at, span in enumerate(spans) if span.part is Part.WORD and _said(text, span) in words.opening), None
    )
    behind = range((opening or 0) + 1, min(len(spans), (opening or 0) + LONGEST_OPENING))
    again = next((at for at in behind if _said(text, spans[at]) in words.again), None)
    for place, span in enumerate(spans):
        if opening is None or again is None or place not in {opening, again}:
            yield span
        else:
            yield (
                replace(span, part=Part.VERB, value=Verb.REOPEN)
                if place == opening
                else replace(span, part=Part.FILLER)
            )


# "lesson 6 to lesson 8"


def _ranged(text: Text, spans: Sequence[Span], words: Words) -> Iterator[Span]:
    at = 0
    while at < len(spans):
        last = next(
            (end for end in range(at + 2, at + LONGEST_RANGE) if _is_range(text, spans[at : end + 1], words)), at
        )
        leads = spans[at].part is Part.SIDE and _said(text, spans[at]) in words.leading_range
        if last > at:
            yield Span(Part.PIECE, spans[at].first, spans[last].last)
        elif leads and any(_is_range(text, spans[at + 1 : end + 1], words) for end in range(at + 3, at + 5)):
            yield replace(spans[at], part=Part.FILLER)
        else:
            yield spans[at]
        at = last + 1


def _is_range(text: Text, spans: Sequence[Span], words: Words) -> bool:
    """Whether they are both ends of a range of parts of one kind, with what parts them between."""
    if len(spans) < 3 or {spans[0].part, spans[-1].part} - {Part.PIECE, Part.STEP}:
        return False
    first, last = (counted(raw(text, [one]), words) for one in (spans[0], spans[-1]))
    if first is None or last is None or not ranges(" ".join(_said(text, one) for one in spans[1:-1])):
        return False
    return len(first.numbers) == len(last.numbers) == 1 and bool(first.noun) and first.noun == last.noun


# "everything up to lesson 4"


def _up_to(text: Text, spans: Sequence[Span], words: Words) -> Iterator[Span]:
    at = 0
    while at < len(spans):
        behind = spans[at + 1 : at + 2]
        last = counted(raw(text, behind), words) if behind and behind[0].part in {Part.PIECE, Part.STEP} else None
        is_leading = last is not None and len(last.numbers) == 1 and _said(text, spans[at]) in words.up_to
        is_whole = _said(text, spans[at]) in words.whole_of_it and spans[at + 1 : at + 2]
        if is_leading:
            yield Span(Part.PIECE, spans[at].first, behind[0].last)
        elif is_whole and _said(text, spans[at + 1]) in words.up_to:
            yield replace(spans[at], part=Part.FILLER)
        else:
            yield spans[at]
        at += 2 if is_leading else 1


# "the rest is done"


def _remaining(text: Text, spans: Sequence[Span], words: Words, *, ticks: bool) -> Iterator[Span]:
    """The spans; where nothing else is named, all that is left of a topic as a part of it."""
    deeds = {one.value for one in spans if one.part is Part.VERB}
    named = any(one.part in {*_PARTS, Part.TOPIC, Part.SEVERAL, Part.MOOD, Part.LENGTH} for one in spans)
    is_less = any(_said(text, one) in words.excepting for one in spans)
    is_told = not is_less and ((ticks and not deeds) or deeds == {Verb.DONE})
    for span in spans:
        is_left = span.part in {Part.WORD, Part.WHOLLY, Part.FILLER} and _said(text, span) in words.remainder
        yield replace(span, part=Part.PIECE) if is_told and not named and is_left else span


# "everything except lesson 9"


def _excepted(text: Text, spans: tuple[Span, ...], words: Words) -> tuple[Span, ...]:
    for place in range(len(spans)):
        behind = _behind_phrase(text, spans, place, words.excepting)
        if not behind:
            continue
        end = _end_of_parts(text, spans, behind, words)
        wholes = (*range(place - 1, -1, -1), *range(end, len(spans)))
        whole = next((at for at in wholes if _is_whole(text, spans[at], words)), None)
        if whole is None or not _is_meant(text, spans, (whole, place, end), words):
            continue
        parts = tuple(one for one in spans[behind:end] if one.part in _PARTS or _said(text, one) in words.final)
        is_sure = _said(text, spans[place]) not in words.joints or all(one.part is not Part.NUMBER for one in parts)
        rest = AllBut(_noun(text, spans[whole], words), parts, is_sure)
        quiet = tuple(_quiet(spans, whole))
        return (*quiet[:place], Span(Part.PIECE, spans[place].first, spans[end - 1].last, rest), *quiet[end:])
    return spans


# "only lesson 9 left"


def _still_open(text: Text, spans: tuple[Span, ...], words: Words) -> tuple[Span, ...]:
    """The spans; a part behind which it is said that it is still to be done as all but that."""
    deeds = {one.value for one in spans if one.part is Part.VERB} - {Verb.DONE}
    for place in range(1, 0 if deeds else len(spans)):
        end = _behind_phrase(text, spans, place, words.missing)
        at = next((at for at in range(place - 1, -1, -1) if spans[at].part is not Part.FILLER), 0)
        if end and isinstance(spans[at].value, AllBut):  # "all but lesson 9, still open"
            return (*spans[:place], *(replace(one, part=Part.FILLER) for one in spans[place:end]), *spans[end:])
        if end and spans[at].part in {Part.PIECE, Part.STEP}:
            left = Span(Part.PIECE, spans[at].first, spans[end - 1].last, AllBut("", (spans[at],), sure=False))
            return (*spans[:at], left, *spans[end:])
    return spans


def _quiet(spans: Sequence[Span], whole: int) -> Iterator[Span]:
    """The spans, of which the one that says "everything" says nothing any more; a topic and a deed stay."""
    for at, span in enumerate(spans):
        is_said = at == whole and span.part not in {Part.TOPIC, Part.VERB}
        yield replace(span, part=Part.FILLER) if is_said else span


def _behind_phrase(text: Text, spans: Sequence[Span], place: int, phrases: AbstractSet[str]) -> int:
    """Where that ends which stands here and is one of these phrases (exclusive); 0 where none does: "apart from", "to go"."""
    for end in (place + 2, place + 1):
        if end <= len(spans) and " ".join(_said(text, one) for one in spans[place:end]) in phrases:
            return end
    return 0


def _end_of_parts(text: Text, spans: Sequence[Span], start: int, words: Words) -> int:
    """Where the parts end that stand one behind the other from here on (exclusive): "lessons 8 and 9", "the last one"."""
    end = start
    for at in range(start, len(spans)):
        said = _said(text, spans[at])
        is_final = said in words.final or (
            at > start and said in words.one and _said(text, spans[at - 1]) in words.final
        )
        if spans[at].part in _PARTS or is_final:
            end = at + 1
        elif spans[at].part not in {Part.JOINT, Part.FILLER}:
            break
    return end


def _is_whole(text: Text, span: Span, words: Words) -> bool:
    said = _said(text, span)
    if span.part is Part.TOPIC:
        return True
    if span.part is Part.PIECE:
        some = counted(said, words)
        return some is not None and some.every
    return said in words.whole_of_it or (span.part is Part.VERB and said.split(" ", 1)[0] in words.every)


def _is_meant(text: Text, spans: Sequence[Span], places: tuple[int, int, int], words: Words) -> bool:
    """Whether parts are left out of a whole: not where a number may be that of a topic, nor where the words behind "but" tell
    something of their own."""
    whole, place, end = places
    numbered = {one.part for one in spans[place + 1 : end]} & {*_PARTS, Part.WORD}
    if not numbered or (numbered == {Part.NUMBER} and spans[whole].part is not Part.PIECE):
        return False
    is_open = spans[whole].part is Part.TOPIC or _said(text, spans[place]) in words.joints
    deeds = {one.value for one in spans[:place] if one.part is Part.VERB} - {Verb.DONE, Verb.REOPEN}
    is_parted = is_open and any(one.part in {Part.VERB, Part.FAINT} for one in spans[:place])
    is_told = is_parted and any(one.part in _TELLING for one in spans[end:])
    return not deeds and not is_told


def _noun(text: Text, span: Span, words: Words) -> str:
    some = counted(raw(text, [span]), words) if span.part is Part.PIECE else None
    return some.noun if isinstance(some, Counted) else ""


def _said(text: Text, span: Span) -> str:
    return folded(raw(text, [span]))
