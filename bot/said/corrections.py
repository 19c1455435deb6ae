"""What corrects the answer before it: "no, cv", "I meant yesterday", "cv, not nlp"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.said.clauses import Clause
from bot.said.deeds import Deed
from bot.said.lexicon import Lexicon, Part
from bot.said.readings import CORRECT, MOST, Correcting, Grammar, Told, Unclear, Why
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import SPOKEN, Form, folded
from bot.said.values import Direction
from bot.said.world import World
from roadmap.words import Side

LONGEST_HEAD = 6
"""Words by which a line corrects."""

LONGEST_CONTRAST = 6
"""Spans that may say what something is not."""

ITEMS = frozenset({Part.DAY, Part.TOPIC, Part.LENGTH, Part.NUMBER})
"""What one may be said instead of another."""

TELLING = frozenset({Part.VERB, Part.FAINT, Part.MOOD, Part.PIECE, Part.QUESTION})
"""What tells something new, and corrects nothing."""

PLAIN = SPOKEN | {Form.JOINT, Form.MARK, Form.COLON}

GRAMMAR = Grammar(CORRECT, topics=MOST, day=Direction.BACK, minutes=True, number=True)


@dataclass(frozen=True, slots=True)
class Head:
    """The words by which a line corrects, up to a token (exclusive). ``soft`` ones say little by themselves; a bare "no"
    may be what ``denies`` the rest."""

    end: int
    soft: bool
    denies: bool = False


def head_of(text: Text, lexicon: Lexicon) -> Head | None:
    """The longest that the line begins with. A bare "no" denies, where neither a comma nor "I" follows."""
    words = [token.plain for token in text.spoken]
    for count in range(min(len(words), LONGEST_HEAD), 0, -1):
        head = " ".join(words[:count])
        if not {head, head.replace("'", "")} & lexicon.words.corrections:
            continue
        end = text.places[count - 1] + 1
        if any(token.form not in PLAIN for token in text.tokens[:end]):
            return None
        parted = end < len(text.tokens) and text.tokens[end].form is Form.JOINT
        denies = count == 1 and words[0] in lexicon.words.moods
        follows = words[count : count + 1]
        is_bare = denies and not parted and not set(follows) & lexicon.words.selves
        return Head(end, soft=is_bare or set(words[:count]) <= lexicon.words.asides, denies=is_bare)
    return None


def correction_in(text: Text, spans: Sequence[Span], head: Head | None, world: World) -> Correcting | Unclear | None:
    """What is to be instead, where the spans behind the head say nothing else."""
    start = head.end if head else 0
    if any(span.first < start < span.last for span in spans):
        return None
    rest = [span for span in spans if span.first >= start]
    said = {folded(raw(text, [span])) for span in rest}
    if any(span.part in TELLING for span in rest) or said & world.lexicon.words.adding:
        return None
    reading = Deed(text, Clause(None, tuple(rest)), GRAMMAR, world).read()
    if isinstance(reading, Unclear):
        return reading if reading.why in {Why.WHICH_DAY, Why.WHICH_TOPIC} and reading.options else None
    if not isinstance(reading, Told) or len(reading.calls) != 1:
        return None
    call = reading.calls[0]
    if not (call.topics or call.day or call.minutes or call.number):
        return None
    return Correcting(call)


def without_contrast(text: Text, spans: tuple[Span, ...], lexicon: Lexicon) -> tuple[Span, ...]:
    """The line without what it says that something is not: "on tuesday, not today", "not nlp, cv"."""
    for place in range(len(spans) - 1, -1, -1):
        if folded(raw(text, [spans[place]])) not in lexicon.words.contrasting or not spans[place].denies:
            continue
        silenced = _behind_another(spans, place) or _before_another(text, spans, place, lexicon)
        if silenced:
            first, last = silenced
            return tuple(replace(one, part=Part.FILLER) if first <= at <= last else one for at, one in enumerate(spans))
    return spans


def _behind_another(spans: Sequence[Span], place: int) -> tuple[int, int] | None:
    """ "cv, not nlp": the end of the line, from the word that denies on."""
    if place == 0 or len(spans) - place > LONGEST_CONTRAST:
        return None
    behind = [one.part for one in spans[place + 1 :] if one.part is not Part.FILLER and one.value is not Side.FOR]
    before = spans[place - 1].part
    deed = next((at for at in range(place - 1, -1, -1) if spans[at].part in {Part.VERB, Part.FAINT}), 0)
    known = {one.part for one in spans[deed:place]}
    if len(behind) == 1 and _alike(behind[0]) & known and before in {Part.JOINT, Part.FILLER, *ITEMS}:
        return place, len(spans) - 1
    return None


def _before_another(text: Text, spans: Sequence[Span], place: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "not nlp but cv", and "not nlp, cv" where no deed is told: up to the mark in front of what is meant instead."""
    denied = _next(spans, place)
    mark = _next(spans, denied) if denied is not None else None
    meant = _next(spans, mark) if mark is not None else None
    if denied is None or mark is None or meant is None or spans[mark].part is not Part.JOINT:
        return None
    said = folded(raw(text, [spans[mark]]))
    tells = any(one.part in {Part.VERB, Part.FAINT} for one in spans)
    if said not in lexicon.words.opposing and (said != "," or tells):
        return None
    alike = _alike(spans[denied].part)
    if spans[meant].part not in alike or any(one.part in alike for one in spans[:place]):
        return None
    return place, mark


def _next(spans: Sequence[Span], place: int) -> int | None:
    """Where the next span stands that is no filler."""
    return next((at for at in range(place + 1, len(spans)) if spans[at].part is not Part.FILLER), None)


def _alike(part: Part) -> frozenset[Part]:
    """What a part may be contrasted to; a number to whatever has one."""
    if part is Part.NUMBER:
        return frozenset({Part.LENGTH, Part.TOPIC, Part.NUMBER})
    return frozenset({part}) & ITEMS
