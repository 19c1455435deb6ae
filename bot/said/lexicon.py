"""The tables of a language made ready for looking up: phrases by their first word, shapes compiled, words to mend to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from bot.said.amounts import AmountShapes
from bot.said.clocks import ClockShapes
from bot.said.days import DayShapes
from bot.said.pieces import piece_shapes
from roadmap.words import Words
from roadmap.words.en import ENGLISH


class Part(StrEnum):
    """What a span of a line is."""

    VERB = "verb"
    FAINT = "faint verb"
    TOPIC = "topic"
    SEVERAL = "several topics"
    PIECE = "part of a topic"
    STEP = "step of a topic"
    RESOURCE = "resource of steps"
    DAY = "day"
    CLOCK = "time of day"
    LENGTH = "length"
    SPAN = "days"
    LINK = "link"
    QUOTE = "quotation"
    NUMBER = "number"
    LABEL = "label"
    WHOLLY = "whole"
    SIDE = "side"
    MOOD = "mood"
    FILLER = "filler"
    JOINT = "joint"
    COLON = "colon"
    QUESTION = "question"
    BREAK = "break"
    NOTE = "note"
    SURE = "yes"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand in a table, and what they are."""

    words: tuple[str, ...]
    part: Part
    value: Any = None


SHORTEST_MENDED = 5
"""Letters of a word that may be mended, or of what it is mended to."""


class Lexicon:
    """See the module."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.days, self.amounts, self.clocks = DayShapes(words), AmountShapes(words), ClockShapes(words)
        self.pieces = piece_shapes(words)
        self._phrases = _by_first_word(self._made())

    def phrases_from(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that begin with this word, the longest first."""
        return self._phrases.get(word, ())

    @cached_property
    def alone(self) -> frozenset[str]:
        """The words that say something of a line by themselves."""
        return frozenset(word for word, found in self._phrases.items() if any(len(one.words) == 1 for one in found))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of every table."""
        return frozenset(word for phrase in self._every() for word in phrase.split()) | self.words.never_mended

    @cached_property
    def vocabulary(self) -> Mapping[str, tuple[str, ...]]:
        """The words that a misspelt one is mended to, by their first letter."""
        by_letter: dict[str, set[str]] = {}
        for word in self.known - self.words.never_mended:
            if len(word) >= SHORTEST_MENDED and word.isalpha():
                by_letter.setdefault(word[0], set()).add(word)
        return {letter: tuple(sorted(found)) for letter, found in by_letter.items()}

    def _made(self) -> Iterator[Phrase]:
        words = self.words
        tables: tuple[tuple[Part, Iterable[str] | Mapping[str, Any]], ...] = (
            (Part.VERB, words.verbs),
            (Part.FAINT, words.faint),
            (Part.FAINT, dict.fromkeys(words.lengthy | words.taking)),
            (Part.LABEL, words.labels),
            (Part.WHOLLY, words.wholly),
            (Part.SIDE, words.sides),
            (Part.MOOD, words.moods),
            (Part.FILLER, words.fillers),
            (Part.FILLER, words.before_topic | words.before_day),
            (Part.JOINT, words.joints),
        )
        for part, table in tables:
            for phrase in table:
                value = table[phrase] if isinstance(table, Mapping) else None
                for said in self._spellings(phrase):
                    yield Phrase(tuple(said.split()), part, value)

    def _spellings(self, phrase: str) -> Iterator[str]:
        yield phrase
        if "'" in phrase and phrase not in self.words.only_with_apostrophe:
            yield phrase.replace("'", "")

    def _every(self) -> Iterator[str]:
        """Every phrase of every table, for its words."""
        words, days, amounts, clock = self.words, self.words.days, self.words.amounts, self.words.clock
        tables: tuple[Iterable[str], ...] = (
            words.verbs, words.faint, words.lengthy, words.taking, words.labels, words.wholly, words.sides, words.moods, words.fillers,
            words.before_topic, words.before_day, words.joints, words.introducing, words.asking, words.asking_after,
            words.selves, words.parts, words.shares, words.ordinals, words.talk, words.around, words.corrections,
            words.back_from, words.study_noun, words.stages, words.everything, days.near, days.weekdays, days.months, days.parts, days.this, days.last,
            days.next, days.last_night, days.tonight, days.now, days.vague, days.last_week, days.last_weekend,
            days.next_week, days.of_month, days.ago, days.ahead, days.from_now, amounts.units, amounts.numbers,
            amounts.about, amounts.or_so, amounts.spelled, clock.names, clock.at, clock.every, clock.morning,
            clock.afternoon, clock.oclock,
        )  # fmt: skip
        return (said for table in tables for phrase in table for said in self._spellings(phrase))


def _by_first_word(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    by_word: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_word.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(sorted(found, key=lambda one: -len(one.words))) for word, found in by_word.items()}


LEXICON = Lexicon(ENGLISH)
"""English, the one language there is."""
