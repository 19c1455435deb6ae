"""Whether a bare number stands for a topic, or belongs to the words beside it."""

from collections.abc import Sequence

from bot.said.lexicon import Part
from bot.said.spans import Span


def is_labelled(before: Sequence[Span]) -> bool:
    """Whether "topic" or "no." stands before it."""
    return bool(before) and before[-1].part is Part.LABEL


def is_counting(before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Whether a number belongs to the words beside it, so that it is no topic: "vol 1", "nlp 2", "2 nlp lessons"."""
    if is_labelled(before):
        return False
    counted = [span.part for span in after[:2]]
    named = [span.part for span in before[-2:]] == [Part.TOPIC, Part.FILLER]
    return (
        (bool(before) and before[-1].part in {Part.WORD, Part.TOPIC})
        or named
        or counted[:1] == [Part.WORD]
        or counted in ([Part.TOPIC, Part.PIECE], [Part.TOPIC, Part.WORD])
    )
