"""A line parted into clauses: each one deed with what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.said.lexicon import Part
from bot.said.spans import Span
from roadmap.words import Verb

PARTING = frozenset({Part.JOINT, Part.BREAK, Part.COLON})
QUIET = frozenset({Part.FILLER, Part.JOINT, Part.DAY})


@dataclass(frozen=True, slots=True)
class Clause:
    """``verb`` is None where none was found; ``faint`` says that it may be no deed."""

    verb: Verb | None
    spans: tuple[Span, ...]
    faint: bool = False
    typed: bool = False
    """Whether the deed is the name of a command, in front of the line."""


def clauses(spans: Sequence[Span], said_before: Verb | None = None) -> tuple[Clause, ...]:
    """The clauses of a line; ``said_before`` is the deed of a command that stands in front of it."""
    deeds = [place for place, span in enumerate(spans) if span.part is Part.VERB]
    faint = [place for place, span in enumerate(spans) if span.part is Part.FAINT]
    if said_before is None and not deeds and faint:
        return (Clause(spans[faint[0]].value, tuple(spans), faint=True),)
    if said_before is None and not deeds:
        return (Clause(None, tuple(spans)),)
    starts, verbs = [0], [said_before or spans[deeds[0]].value]
    last = -1 if said_before else deeds[0]
    for deed in deeds if said_before else deeds[1:]:
        cut = _cut(spans, last, deed)
        if cut is not None and cut > starts[-1]:
            starts.append(cut)
            verbs.append(spans[deed].value)
        last = deed
    ends = [*starts[1:], len(spans)]
    return tuple(
        Clause(verb, tuple(spans[start:end]), typed=start == 0 and said_before is not None)
        for verb, start, end in zip(verbs, starts, ends, strict=True)
    )


def _cut(spans: Sequence[Span], last: int, deed: int) -> int | None:
    """Where the clause of a deed begins that follows another: at the mark before it, or at the one right behind the
    other deed, where that ends its clause: "nlp done, cv begun"."""
    before = deed - 1
    while before > last and spans[before].part is Part.FILLER:
        before -= 1
    if before > last and spans[before].part in PARTING:
        return before
    behind = last + 1
    while behind < deed and spans[behind].part in {Part.FILLER, Part.DAY}:
        behind += 1
    is_parted = last >= 0 and behind < deed and spans[behind].part in PARTING
    return behind if is_parted and any(one.part is Part.TOPIC for one in spans[:last]) else None
