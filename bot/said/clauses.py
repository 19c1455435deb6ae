"""A line parted into clauses: each one deed with what belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.said.lexicon import Part
from bot.said.spans import Span
from roadmap.words import Verb

PARTING = frozenset({Part.JOINT, Part.BREAK, Part.COLON})
DEEDS = frozenset({Part.VERB, Part.FAINT})

LONGEST = 24
"""Spans behind a mark or a deed that are looked at."""


@dataclass(frozen=True, slots=True)
class Clause:
    """``verb`` is None where none was found; ``faint`` says that it may be no deed."""

    verb: Verb | None
    spans: tuple[Span, ...]
    faint: bool = False
    typed: bool = False
    """Whether the deed is the name of a command, in front of the line."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a clause begins, and what it tells; ``word`` is where the faint verb stands that says so."""

    place: int
    verb: Verb | None
    faint: bool = False
    word: int | None = None


def clauses(spans: Sequence[Span], said_before: Verb | None = None) -> tuple[Clause, ...]:
    """The clauses of a line; ``said_before`` is the deed of a command that stands in front of it."""
    deeds = [span for span in spans if span.part is Part.VERB]
    faint = [span for span in spans if span.part is Part.FAINT]
    if said_before is None and not deeds and faint:
        return (Clause(faint[0].value, tuple(spans), faint=True),)
    if said_before is None and not deeds:
        return (Clause(None, tuple(spans)),)
    starts = list(_starts(spans, said_before))
    ends = [*(start.place for start in starts[1:]), len(spans)]
    return tuple(
        Clause(
            start.verb or Verb.STUDY,
            tuple(
                replace(span, part=Part.FILLER) if at == start.word else span
                for at, span in _numbered(spans, start, end)
            ),
            start.faint,
            typed=start.place == 0 and bool(said_before),
        )
        for start, end in zip(starts, ends, strict=True)
    )


def _numbered(spans: Sequence[Span], start: _Start, end: int) -> Iterator[tuple[int, Span]]:
    return enumerate(spans[start.place : end], start.place)


def _starts(spans: Sequence[Span], said_before: Verb | None) -> Iterator[_Start]:
    """The clauses in their order, the first at 0."""
    first = next((place for place, span in enumerate(spans) if span.part is Part.VERB), 0)
    verb = said_before or spans[first].value
    yield _Start(0, verb)
    last, begun = (-1 if said_before else first), 0
    for place in range(last + 1, len(spans)):
        start = _start(spans, last, place, verb, typed=said_before is not None and begun == 0)
        if (
            start is not None
            and start.word is not None
            and verb is Verb.STUDY
            and not _has_sitting(spans[begun : start.place])
        ):
            continue  # "tired but did 20 min" is one sitting
        if start is not None and start.place > begun:
            yield start
            begun, verb = start.place, start.verb or Verb.STUDY
        if spans[place].part is Part.VERB:
            last = place
        elif start is not None:
            last = max(last, place)


def _has_sitting(spans: Sequence[Span]) -> bool:
    return any(span.part in {Part.TOPIC, Part.LENGTH} for span in spans)


def _start(spans: Sequence[Span], last: int, place: int, verb: Verb, *, typed: bool) -> _Start | None:
    """The clause that a span behind another deed begins, if it does."""
    span = spans[place]
    if span.part not in DEEDS | PARTING:
        return None
    behind = _behind(spans, place)
    match span.part:
        case Part.VERB:
            if span.value is Verb.RESUME and verb is Verb.PAUSE and _has_end(spans, last, place, behind):
                return None  # "ill since sunday, back tomorrow"
            cut = _cut(spans, last, place, verb)
            if cut is None or (typed and verb is Verb.STUDY and spans[cut].part is Part.COLON):
                return None
            return _Start(cut, span.value)
        case Part.FAINT if (cut := _mark_before(spans, last, place)) is not None:
            has_length = any(one.part is Part.LENGTH for one in behind)
            if span.value is None and not has_length:
                return None
            return _Start(cut, span.value, faint=span.value is not None and not has_length, word=place)
        case part if part in PARTING and verb not in {Verb.STUDY, Verb.PAUSE}:
            kinds = {one.part for one in behind}
            return _Start(place, Verb.STUDY) if kinds >= {Part.LENGTH, Part.TOPIC} and Part.FAINT not in kinds else None
    return None


def _behind(spans: Sequence[Span], place: int) -> list[Span]:
    """What stands behind a span, up to the next mark or deed."""
    found: list[Span] = []
    for span in spans[place + 1 : place + 1 + LONGEST]:
        if span.part in PARTING or span.part is Part.VERB:
            break
        found.append(span)
    return found


def _has_end(spans: Sequence[Span], last: int, place: int, behind: Sequence[Span]) -> bool:
    """Whether the days of a pause stand before the word "back", and a day behind it."""
    before = any(span.part in {Part.DAY, Part.SPAN} for span in spans[last + 1 : place])
    return before and any(span.part is Part.DAY for span in behind)


def _mark_before(spans: Sequence[Span], last: int, place: int) -> int | None:
    """Where the mark stands that parts a deed from what is before it."""
    before = place - 1
    while before > last and spans[before].part is Part.FILLER:
        before -= 1
    return before if before > last and spans[before].part in PARTING else None


def _cut(spans: Sequence[Span], last: int, deed: int, verb: Verb) -> int | None:
    """Where the clause of a deed begins that follows another: at the mark before it; at the one right behind the other
    deed, where that ends its clause: "nlp done, cv begun"; or at itself: "started nlp monday finished tuesday"."""
    before = _mark_before(spans, last, deed)
    if before is not None:
        return before
    behind = last + 1
    while behind < deed and spans[behind].part in {Part.FILLER, Part.DAY}:
        behind += 1
    is_parted = last >= 0 and behind < deed and spans[behind].part in PARTING
    if is_parted and any(one.part is Part.TOPIC for one in spans[:last]):
        return behind
    has_own = any(one.part is Part.TOPIC for one in spans[last + 1 : deed])
    follows = any(one.part in {Part.TOPIC, Part.DAY} for one in _behind(spans, deed))
    return deed if has_own and follows and spans[deed].value is not verb and not is_parted else None
