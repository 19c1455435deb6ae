"""What of a clause is its note: the words without another place, as typed, and what was set apart."""

from bot.said.clauses import Clause
from bot.said.lexicon import Part
from bot.said.readings import Grammar
from bot.said.slots import Slots
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import Form, folded, tokens_of
from bot.said.world import World

PUNCTUATION = ",;:.!…-–— "
"""What does not stand at the ends of a note."""

PASSING = frozenset({Part.FILLER, Part.JOINT, Part.SIDE, Part.LABEL, Part.TOPIC, Part.VERB, Part.FAINT, Part.WHOLLY})
"""What may stand within a note."""

ELSEWHERE = frozenset({Part.TOPIC, Part.VERB, Part.FAINT, Part.WHOLLY})
"""What of it is told elsewhere, and is left out at its ends."""

KEPT = frozenset({"with", "without"})
"""Prepositions that say something of the words behind them."""


class Note:
    """The note of one clause whose slots were found."""

    def __init__(self, text: Text, clause: Clause, slots: Slots, grammar: Grammar, world: World) -> None:
        self._text, self._clause, self._slots, self._grammar, self._world = text, clause, slots, grammar, world
        self._head = clause.spans[: slots.apart]
        quoted = [span for span in self._head if span.part is Part.QUOTE]
        self._is_as_typed = grammar.note and bool(quoted) and bool(quoted[1:] or slots.rest or slots.apart)
        self._rest = frozenset((*slots.rest, *(quoted if self._is_as_typed else ())))

    def __str__(self) -> str:
        said = self._joined([*map(_bare, self._left())] if self._grammar.note else [], self._apart())
        return " ".join(one for one in said if one.strip(f"?{PUNCTUATION}"))

    def _apart(self) -> list[str]:
        """What was set apart: one quotation among nothing else, and what stands behind a mark. Quotations among other words
        are a part of them, as they were typed."""
        if not self._is_as_typed:
            return self._slots.notes
        return self._slots.notes[-1:] if self._slots.apart is not None else []

    def _joined(self, said: list[str], apart: list[str]) -> list[str]:
        """The stretches and what was set apart, with the mark between them where it follows a word of the note."""
        at = self._slots.apart
        if not (said and apart and at is not None and raw(self._text, self._head).rstrip().endswith(said[-1])):
            return [*said, *apart]
        mark = raw(self._text, [self._clause.spans[at]]).strip()
        return [*said[:-1], f"{said[-1]}{mark}" if mark == ":" else f"{said[-1]} {mark}".strip(), *apart]

    def _left(self) -> list[str]:
        """The stretches of the line that hold words without a place, without what only leads to them. A topic within one
        is a part of what was said."""
        found: list[str] = []
        run: list[Span] = []
        for span in self._head:
            if span in self._rest or span.part in PASSING:
                run.append(span)
                continue
            found += self._noted(run)
            run = []
        return found + self._noted(run)

    def _noted(self, run: list[Span]) -> list[str]:
        while run and self._is_outside(run[0]):
            run = run[1:]
        while run and self._is_outside(run[-1]):
            run = run[:-1]
        return [without_of(raw(self._text, run))] if any(span in self._rest for span in run) else []

    def _is_outside(self, span: Span) -> bool:
        return span not in self._rest and (self._leads(span) or span.part in ELSEWHERE or self._is_deed(span))

    def _is_deed(self, span: Span) -> bool:
        """Whether it is a verb that was silenced, since it told what is done: "did"."""
        words = self._world.lexicon.words
        return folded(raw(self._text, [span])) in words.lengthy | words.faint.keys()

    def _leads(self, span: Span) -> bool:
        """Whether a span only leads from one part of a line to another: a comma, "of", "the"."""
        if span.part in {Part.JOINT, Part.SIDE, Part.LABEL}:
            return True
        said, words = folded(raw(self._text, [span])), self._world.lexicon.words
        is_word = (
            said in words.before_topic | words.before_day
            or said in {"the", "a", "an", "my", "i"}
            or not said.strip(PUNCTUATION)
        )
        return span.part is Part.FILLER and is_word and said not in KEPT


def _bare(note: str) -> str:
    """What was noted, without the single quotation marks around all of it."""
    inner = note[1:-1]
    is_quoted = len(note) > 2 and note[0] + note[-1] in {"''", "‘’"} and not {*inner} & {*"'‘’"}
    return inner if is_quoted else note


def unquoted(note: str) -> str:
    """The note without the quotation marks around all of it."""
    tokens = tokens_of(note)
    return note[1:-1].strip() or note if len(tokens) == 1 and tokens[0].form is Form.QUOTE else note


def without_of(piece: str) -> str:
    """ "chapter 3 of the" as "chapter 3"."""
    words = piece.split()
    while len(words) > 1 and words[-1].casefold() in {"of", "the", "from", "in"}:
        words.pop()
    return " ".join(words)
