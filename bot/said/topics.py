"""A whole text as the name of a topic, for commands that take it among other words."""

from bot.said.lexicon import LEXICON, Part
from bot.said.spans import Spans, named_wholly
from bot.said.text import Text
from roadmap.model import Roadmap, Topic
from roadmap.names import folded

LONGEST = 200
"""Characters of a text that may be a name."""


def topics_beside_times(roadmap: Roadmap, said: str) -> tuple[Topic, ...]:
    """The topics that a line names which says times as well. Words that say something of those, which is not read, are no part of a name:
    "19:00 to 20:00", "7 – 8", "not fri"."""
    words = said.casefold().split()
    if LEXICON.words.study_times.of_times.intersection(words) and all(_is_of_times(word) for word in words):
        return roadmap.names.exactly(folded(said))
    return topics_called(roadmap, said)


def _is_of_times(word: str) -> bool:
    return word.isdecimal() or word in LEXICON.words.study_times.of_times


def topics_called(roadmap: Roadmap, said: str) -> tuple[Topic, ...]:
    """The topics that the whole of a text names: a number, a name, a slip of one, or a part that only one has."""
    if not said.strip() or len(said) > LONGEST:
        return ()
    if own := roadmap.names.own_numbers.of(said):
        return own
    text = Text(said, LEXICON, roadmap.names)
    spans = list(named_wholly(text, roadmap) or Spans(text, roadmap, LEXICON).cover())
    while spans and spans[0].part in {Part.LABEL, Part.FILLER}:
        spans.pop(0)  # "the NLP", "topic 3"; what stands behind a name belongs to something else
    match spans:
        case [span] if span.part is Part.TOPIC:
            topics: tuple[Topic, ...] = span.value
            return topics
        case [span] if span.part is Part.NUMBER:
            return roadmap.names.numbered(span.value)
    found = roadmap.names.containing(folded(said))
    return found if len(found) == 1 else ()
