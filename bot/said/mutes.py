"""Which spans of a clause say nothing where they stand."""

from collections.abc import Sequence

from bot.said.clauses import Clause
from bot.said.lexicon import Part
from bot.said.readings import DONE, Grammar
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Direction
from bot.said.world import World
from roadmap.words import Side

MUTE = frozenset({Part.FILLER, Part.JOINT, Part.LABEL})
"""Parts that say nothing by themselves."""

OWN = frozenset({"my", "our"})
SHORT_ALIAS = 3
"""Letters of an alias that is a word of its own: "CV"."""


class Mutes:
    """Knows of each span of a clause whether it says something, as a command's grammar has it."""

    def __init__(self, text: Text, clause: Clause, grammar: Grammar, world: World) -> None:
        self._text, self._clause, self._grammar, self._lexicon = text, clause, grammar, world.lexicon

    def is_mute(self, span: Span, after: Sequence[Span]) -> bool:
        """Whether a span says nothing where it stands."""
        match span.part:
            case Part.LABEL:
                return bool(after) and after[0].part in {Part.NUMBER, Part.SEVERAL}
            case Part.FILLER if self.is_partly(span):
                return False
            case part if part in MUTE:
                return not self.is_ones_own(span, after)
            case Part.VERB:
                return span.value is self._clause.verb and not (self._grammar.note and self._clause.typed)
            case Part.COLON | Part.BREAK:
                return True
            case Part.FAINT:
                said = self._said(span)
                words = self._lexicon.words
                return said in words.fillers or (self._grammar.minutes and said in words.study_noun)
            case Part.WHOLLY:
                return _next(after) in {Part.TOPIC, Part.SEVERAL}
            case Part.SIDE:
                return self._is_preposition(span, after)
            case Part.PIECE:
                said = self._said(span)
                return self._grammar.links and _next(after) is Part.LINK and said in self._lexicon.words.introducing
        return False

    def is_partly(self, span: Span) -> bool:
        """Whether the word says that a deed was not done whole: "mostly finished nlp"."""
        return self._grammar.command == DONE and self._said(span) in self._lexicon.words.partly

    def _is_preposition(self, span: Span, after: Sequence[Span]) -> bool:
        words, said = self._lexicon.words, self._said(span)
        following = _next(after)
        if following in {Part.TOPIC, Part.SEVERAL, Part.LENGTH, Part.NUMBER} and said in words.before_topic:
            return True
        if following is not Part.DAY or self._grammar.day is None:
            return False
        taken = {Side.SINCE, Side.FROM} if self._grammar.day is Direction.BACK else {Side.FROM, Side.UNTIL, Side.SINCE}
        return span.value in taken or said in words.before_day

    def is_ones_own(self, span: Span, after: Sequence[Span]) -> bool:
        """Whether "my" stands before a short alias: "my cv" may be another thing altogether."""
        if not after or after[0].part is not Part.TOPIC:
            return False
        alias = raw(self._text, after[:1])
        return self._said(span) in OWN and len(alias) <= SHORT_ALIAS

    def _said(self, span: Span) -> str:
        return folded(raw(self._text, [span]))


def _next(after: Sequence[Span]) -> Part | None:
    """The next part that says something."""
    return next((span.part for span in after if span.part not in MUTE and span.part is not Part.SIDE), None)
