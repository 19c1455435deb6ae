"""Whether a sentence tells a deed at all: it may deny it, ask about it, intend it, or tell it of somebody else."""

from collections.abc import Sequence

from bot.said.clauses import PARTING
from bot.said.lexicon import Lexicon, Part
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from roadmap.words import Mood


def is_question(text: Text, spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether it ends as a question does, or begins as one."""
    said = [span for span in spans if span.part is not Part.JOINT]
    while said and said[-1].part is Part.FILLER:
        said.pop()
    if said and said[-1].part is Part.QUESTION:
        return True
    words = [token.plain for token in text.spoken]
    while words and words[0] in lexicon.words.around:
        words.pop(0)
    if not words or (words[1:2] and words[1] not in lexicon.words.selves and _intends(said)):
        return False
    inverted = len(words) > 1 and words[0] in lexicon.words.asking_after and words[1] in lexicon.words.selves
    is_deed = inverted and words[0] in lexicon.words.lengthy and words[1] in lexicon.words.objects
    return words[0] in lexicon.words.asking or (inverted and not is_deed)


def _intends(said: Sequence[Span]) -> bool:
    """Whether it begins with a word that asks only where somebody follows: "will do nlp tomorrow"."""
    some = [span for span in said if span.part is not Part.FILLER][:2]
    if len(some) < 2 or some[0].value is not Mood.INTENTION or some[0].last - some[0].first > 1:
        return False
    return some[1].part in {Part.VERB, Part.FAINT}


def mood_of(text: Text, spans: Sequence[Span], lexicon: Lexicon) -> Mood | None:
    """Why nothing was told; None where something was."""
    if is_question(text, spans, lexicon):
        return Mood.QUESTION
    moods = [(place, span.value) for place, span in enumerate(spans) if span.part is Part.MOOD]
    deed = next(
        (at for part in (Part.VERB, Part.FAINT) for at, span in enumerate(spans) if span.part is part), len(spans)
    )
    noted = _noted_from(spans)
    binding = [mood for place, mood in moods if place < noted and not _only_dates(text, spans, place, deed, lexicon)]
    for mood in (Mood.OTHERS, Mood.INTENTION, Mood.NEGATION, Mood.CONDITION, Mood.FOR_NOW):
        if mood in binding:
            return mood
    if _is_quotation(spans, deed):
        return Mood.QUOTATION
    return Mood.OTHERS if _is_of_somebody(text, spans, deed) else None


def _noted_from(spans: Sequence[Span]) -> int:
    """From where on it is a note: behind a mark that follows a length of study, if no other deed follows."""
    for place, span in enumerate(spans):
        if span.part in PARTING and any(one.part is Part.LENGTH for one in spans[:place]):
            told = any(one.part in {Part.VERB, Part.LENGTH, Part.FAINT} for one in spans[place:])
            return len(spans) if told else place
    return len(spans)


def _only_dates(text: Text, spans: Sequence[Span], place: int, deed: int, lexicon: Lexicon) -> bool:
    """Whether a word that may set a condition only says when it was, behind a deed and its topic: "before lunch"."""
    told = deed < place and any(one.part is Part.TOPIC for one in spans[:place])
    return told and folded(raw(text, [spans[place]])) in lexicon.words.dating


def _is_quotation(spans: Sequence[Span], deed: int) -> bool:
    """Whether somebody's words are quoted, and the line itself tells nothing before them."""
    quote = next((place for place, span in enumerate(spans) if span.part is Part.QUOTE), None)
    return (
        quote is not None and quote < deed and not any(span.part in {Part.LENGTH, Part.TOPIC} for span in spans[:quote])
    )


def _is_of_somebody(text: Text, spans: Sequence[Span], deed: int) -> bool:
    """Whether a word that is in no table stands where the one who did it would: "Ben finished nlp"."""
    if not any(span.part in _OBJECTS for span in spans[deed + 1 :]):
        return False  # "pandas done" names a thing, and nobody
    if spans[deed].part is Part.FAINT and not text.line.lstrip()[:1].isupper():
        return False  # "deeep learning" is nobody called Deeep
    before = list(spans[:deed])
    while before and before[-1].part is Part.FILLER and folded(raw(text, before[-1:])) not in _SELF:
        before.pop()
    return (
        bool(before)
        and before[-1].part is Part.WORD
        and folded(raw(text, before[-1:])) not in _WE
        and not any(span.part in {Part.TOPIC, Part.DAY, Part.LENGTH} for span in before)
    )


_OBJECTS = frozenset({Part.TOPIC, Part.PIECE, Part.LENGTH, Part.DAY, Part.WORD, Part.NUMBER})
_SELF = frozenset({"i", "i've", "ive", "i'm", "im"})
_WE = frozenset({"we", "we've", "weve"})
