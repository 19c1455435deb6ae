"""How long something took: "lesson 1 took me 50 minutes" tells that it was done, and for how long."""

from collections.abc import Sequence
from dataclasses import replace

from bot.said.lexicon import Lexicon, Part
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from roadmap.words import Mood, Side

DEEDS = frozenset({Part.VERB, Part.FAINT})


def says_taken(text: Text, span: Span, lexicon: Lexicon) -> bool:
    """Whether a span says that something took a while."""
    return span.part is Part.FAINT and folded(raw(text, [span])) in lexicon.words.taking


def with_taken(text: Text, spans: tuple[Span, ...], lexicon: Lexicon) -> tuple[Span, ...]:
    """The line where "took" says no more than it does: behind a deed it only leads to a length, "to finish" behind the length is no plan,
    and without a length right behind it, as in "took Ben 50 minutes", it is a word like any other."""
    place = next((at for at, span in enumerate(spans) if says_taken(text, span, lexicon)), None)
    if place is None:
        return spans
    behind = [at for at in range(place + 1, len(spans)) if spans[at].part is not Part.FILLER][:2]
    if not behind or spans[behind[0]].part is not Part.LENGTH:
        return _as(Part.WORD, spans, [place])
    leading = [at for at in behind[1:] if spans[at].value is Side.FOR or _finishes(text, spans[at], lexicon)]
    follows = [place] if any(span.part in DEEDS for span in spans[:place]) else []
    return _as(Part.FILLER, spans, [*leading, *follows])


def _finishes(text: Text, span: Span, lexicon: Lexicon) -> bool:
    return span.value is Mood.INTENTION and folded(raw(text, [span])) in lexicon.words.to_finish


def _as(part: Part, spans: Sequence[Span], places: Sequence[int]) -> tuple[Span, ...]:
    return tuple(replace(span, part=part, value=None) if at in places else span for at, span in enumerate(spans))
