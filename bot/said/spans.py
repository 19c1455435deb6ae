"""What each stretch of a line may be, and the cover of all of it that leaves the fewest words over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.said.amounts import MinutesMeant
from bot.said.lexicon import Lexicon, Part
from bot.said.several import Several, SeveralIn
from bot.said.step_names import StepsIn
from bot.said.text import Text
from bot.said.titles import Name, NamesIn
from bot.said.tokens import SPOKEN, Form, Token
from bot.said.world import World
from roadmap.model import Roadmap
from roadmap.names import folded
from roadmap.words import Mood

WORD_COSTS, SPAN_COSTS = 10_000, 100
"""A word left over costs more than any number of spans a line may have; of two covers the one with fewer spans wins."""

TIES = {
    Part.TOPIC: 0, Part.LABEL: 0, Part.DAY: 1, Part.LENGTH: 1, Part.CLOCK: 2, Part.SPAN: 2, Part.VERB: 2, Part.MOOD: 3,
    Part.STEP: 2, Part.RESOURCE: 2, Part.PIECE: 3, Part.WHOLLY: 3, Part.FAINT: 4, Part.SIDE: 5, Part.JOINT: 6, Part.FILLER: 7, Part.NUMBER: 8,
}  # fmt: skip
"""Of two spans over the same words the one that says more wins."""

SIGNS = {Form.JOINT: Part.JOINT, Form.COLON: Part.COLON, Form.QUESTION: Part.QUESTION, Form.BREAK: Part.BREAK}
CROSSED = frozenset({Form.JOINT, Form.MARK})
"""What may stand between two words of one name or day: "CI/CD", "monday, 9:00"."""

CROSSED_BY_NAMES = CROSSED | {Form.COLON}
"""What may stand within the name of a topic, or of a step: "Week 3: Arrays"."""

NAMED = frozenset({Part.TOPIC, Part.STEP, Part.RESOURCE})

FIGURES = re.compile(r"\d+(?:\s?[-–]\s?\d+)?")
"""What the word "topic" may stand before: "topic 3", "topics 3-5"."""

EMOJI_VERBS = re.compile("[✅✔☑]")


@dataclass(frozen=True, slots=True)
class Span:
    """The tokens from ``first`` (inclusive) to ``last`` (exclusive), and what they are. The value of a topic is the
    topics that may be meant, of several at once the sets of them, of a step the steps with their topics, of a day how it is read, of a length its minutes."""

    part: Part
    first: int
    last: int
    value: Any = None
    shy: bool = False
    """A name of a topic that is a word of a table as well, or the initials of one; figures that may be a day as well."""

    @property
    def denies(self) -> bool:
        """Whether it says that what stands behind it is not so."""
        return self.part is Part.MOOD and self.value is Mood.NEGATION


class Spans:
    """All that the tokens of one line may be."""

    def __init__(self, text: Text, roadmap: Roadmap, lexicon: Lexicon, steps: StepsIn | None = None) -> None:
        """``steps`` finds those of the topics that go on, and of those that are named; None: steps are no part of it."""
        self.text, self._lexicon, self._steps = text, lexicon, steps
        self._named = NamesIn(text, roadmap, lexicon)
        self._several = SeveralIn(text, roadmap, lexicon)
        self._until_parted = _until_parted(text)

    def cover(self) -> tuple[Span, ...]:
        """Spans over every token, in order, that leave the fewest words over."""
        tokens, starts = self.text.tokens, self._by_start()
        best: list[tuple[int, Span | None]] = [(0, None)] * (len(tokens) + 1)
        for place in range(len(tokens) - 1, -1, -1):
            best[place] = min(
                ((_cost(span) + best[span.last][0], span) for span in starts[place]), key=lambda one: one[0]
            )
        chosen: list[Span] = []
        place = 0
        while place < len(tokens):
            span = best[place][1]
            assert span is not None  # noqa: S101 - for types: every place has a span
            chosen.append(span)
            place = span.last
        return tuple(chosen)

    def _by_start(self) -> list[list[Span]]:
        found: list[list[Span]] = [[self._sign(place, token)] for place, token in enumerate(self.text.tokens)]
        names = [tuple(self._named.at(index)) for index in range(len(self.text.places))]
        if self._steps:
            self._steps.look_for(topic for some in names for name in some for topic in name.topics)
        for place, token in enumerate(self.text.tokens):
            if token.form is Form.REFERENCE:
                found[place] += map(partial(_span_of, place), self._several.from_to(place))
        for index, place in enumerate(self.text.places):
            for span in self._at(index, names[index]):
                found[place].append(span)
        return found

    def _sign(self, place: int, token: Token) -> Span:
        """What a token is by itself."""
        match token.form:
            case Form.LINK:
                return Span(Part.LINK, place, place + 1, link_in(token.text))
            case Form.QUOTE:
                return Span(Part.QUOTE, place, place + 1, token.text[1:-1].strip())
            case Form.REFERENCE if "/" in token.text:
                steps = self._steps.referred(token.text[1:]) if self._steps else ()
                return Span(Part.STEP if steps else Part.WORD, place, place + 1, steps)
            case Form.REFERENCE:
                topics = self._named.referred(token.text[1:])
                return Span(Part.TOPIC if topics else Part.WORD, place, place + 1, topics)
            case Form.MARK:
                is_verb = EMOJI_VERBS.fullmatch(token.text)
                return (
                    Span(Part.VERB, place, place + 1, self._lexicon.words.verbs["✅"])
                    if is_verb
                    else Span(Part.FILLER, place, place + 1)
                )
            case form if form in SIGNS:
                return Span(SIGNS[form], place, place + 1)
        return Span(Part.WORD, place, place + 1)

    def _at(self, index: int, names: Sequence[Name]) -> Iterator[Span]:
        yield from self._phrases(index)
        yield from map(partial(_span_of, self.text.places[index]), self._several.at(index))
        for name in names:
            yield from self._span(Part.TOPIC, index, name.last, name.topics, shy=name.shy)
        yield from self._steps_at(index)
        yield from self._shapes(index)
        yield from self._numbers(index)

    def _span(self, part: Part, index: int, last: int, value: Any = None, *, shy: bool = False) -> Iterator[Span]:
        """The span of these spoken tokens, the last exclusive, if nothing parts them."""
        places, tokens = self.text.places, self.text.tokens
        first, end = places[index], places[last - 1] + 1
        crossed = SPOKEN | (CROSSED_BY_NAMES if part in NAMED else CROSSED)
        if part is Part.PIECE and not self._is_counted_up(first, end):
            return
        if all(token.form in crossed for token in tokens[first:end]):
            yield Span(part, first, end, value, shy)

    def _steps_at(self, index: int) -> Iterator[Span]:
        for name in self._steps.at(index) if self._steps else ():
            part = Part.STEP if name.steps else Part.RESOURCE
            yield from self._span(part, index, name.last, name.steps or name.resources)

    def _is_counted_up(self, first: int, end: int) -> bool:
        """Whether a part of a topic is parted by commas among its numbers alone: "lessons 1, 2 and 3"."""
        tokens = self.text.tokens
        return all(
            tokens[at - 1].form is Form.NUMBER is tokens[at + 1].form
            for at in range(first + 1, end - 1)
            if tokens[at].form is Form.JOINT
        )

    def _phrases(self, index: int) -> Iterator[Span]:
        spoken = self.text.spoken
        for phrase in self._lexicon.phrases_from(spoken[index].plain):
            last = index + len(phrase.words)
            if [token.plain for token in spoken[index:last]] != list(phrase.words):
                continue
            if phrase.part is Part.LABEL and not self._is_number(last):
                continue
            yield from self._span(phrase.part, index, last, phrase.value)

    def _is_number(self, index: int) -> bool:
        return index < len(self.text.spoken) and FIGURES.fullmatch(self.text.spoken[index].plain) is not None

    def _shapes(self, index: int) -> Iterator[Span]:
        plain, begin, lexicon = self._until_parted[index], self.text.begins[index], self._lexicon
        for part, found in (
            (Part.DAY, lexicon.days.at(plain, begin)),
            (Part.LENGTH, lexicon.amounts.length_at(plain, begin)),
            (Part.SPAN, lexicon.amounts.span_at(plain, begin)),
            (Part.LENGTH, lexicon.clocks.between_at(plain, begin)),
            (Part.CLOCK, lexicon.clocks.at(plain, begin)),
        ):
            if found and (last := self.text.last_of(found[0])) is not None and self._is_meant(part, index, last):
                yield from self._span(part, index, last + 1, found[1])
        for shape in self._lexicon.pieces:
            match = shape.match(plain, begin)
            if match and (last := self.text.last_of(match.end())) is not None:
                yield from self._span(Part.PIECE, index, last + 1, match[0])

    def _is_meant(self, part: Part, index: int, last: int) -> bool:
        """Whether a weekday's short name that is a word as well stands where a day would: first, last, or by a figure;
        and whether a length with "in" before it is no moment to come: "did two lessons in 40 min"."""
        word = self.text.spoken[index].plain
        if part is Part.DAY and index < last and word in self._lexicon.words.days.ahead:
            length = self._lexicon.amounts.length_at(self.text.plain, self.text.begins[index + 1])
            return length is None or self.text.last_of(length[0]) != last
        if part is not Part.DAY or index != last or word not in self._lexicon.words.days.shy:
            return True
        return index in {0, len(self.text.spoken) - 1} or self.text.spoken[index - 1].plain in _BEFORE_SHY

    def _numbers(self, index: int) -> Iterator[Span]:
        token = self.text.spoken[index]
        if token.plain.isdecimal():
            yield from self._span(Part.NUMBER, index, index + 1, int(token.plain[:9]))
        elif (tens := self._lexicon.words.amounts.tens.get(token.plain)) is not None:
            yield from self._span(Part.NUMBER, index, index + 1, tens)
        elif token.plain.startswith("-"):
            yield from self._span(Part.LENGTH, index, index + 1, MinutesMeant(()))  # less than nothing is no length


def _until_parted(text: Text) -> list[str]:
    """For each spoken token the plain text up to where a sign parts what stands behind: the "1 feb" of "1 feb - 20 feb" is no
    day of a year 20."""
    found: list[str] = []
    plain, before = text.plain, len(text.tokens)
    for index in range(len(text.places) - 1, -1, -1):
        place = text.places[index]
        if any(token.form not in CROSSED for token in text.tokens[place + 1 : before]):
            plain = text.plain[: text.begins[index] + len(text.spoken[index].plain)]
        found.append(plain)
        before = place
    return found[::-1]


_BEFORE_SHY = frozenset({"on", "last", "this", "next", "since", "until", "till", "from", "to", "by"})


def cover_of(text: Text, world: World, *, steps: bool) -> tuple[Span, ...]:
    """What a line consists of, with the names of steps where they have a place."""
    names = StepsIn(text, world) if steps else None
    if names:
        names.look_for((*world.going_on, *world.with_own_steps))
    return Spans(text, world.roadmap, world.lexicon, names).cover()


def named_wholly(text: Text, roadmap: Roadmap) -> tuple[Span, ...]:
    """The line as the one name that all of it is, whatever its words mean by themselves; empty where it is none. A number
    is left to the cover: it may be a name and a number at once."""
    key = folded(text.line)
    topics = () if key.isdecimal() else roadmap.names.exactly(key)
    return (Span(Part.TOPIC, 0, len(text.tokens), topics),) if topics and text.tokens else ()


def _span_of(place: int, several: Several) -> Span:
    return Span(Part.SEVERAL, place, several.end, several.options, shy=several.shy)


def _cost(span: Span) -> int:
    if span.part is Part.WORD:
        return WORD_COSTS
    if span.part is Part.SEVERAL and span.shy:
        return SPAN_COSTS + TIES[Part.CLOCK]
    if span.part is Part.TOPIC and span.shy:
        return SPAN_COSTS + 9
    return SPAN_COSTS + TIES.get(span.part, 0)


_WRAPPED = re.compile(r"(?:\[[^\]]*\]\(|[<(])\s*(?P<address>\S+?)\s*[>)]", re.IGNORECASE)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def link_in(text: str) -> str:
    """The address in a link, however it is wrapped, without what ends a sentence behind it; one without a scheme is https."""
    wrapped = _WRAPPED.fullmatch(text)
    address = wrapped["address"] if wrapped else text
    while address[-1:] in _ENDING or (address.endswith(")") and address.count(")") > address.count("(")):
        address = address[:-1]
    return address if _SCHEME.match(address) else f"https://{address}"


_ENDING = frozenset(".,;:!?\"'”>]")
"""What does not end an address."""


def raw(text: Text, spans: Sequence[Span]) -> str:
    """The part of the line that these neighbours stand for, as it was typed."""
    if not spans:
        return ""
    return text.line[text.tokens[spans[0].first].start : text.tokens[spans[-1].last - 1].end]
