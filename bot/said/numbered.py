"""Figures such as "3.1" and "3-5" as what they may number in a document: a topic, or a part of one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.said.counted import counted, ranges
from bot.said.lexicon import Part
from bot.said.readings import MOST
from bot.said.several import counted_from_to
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded as as_typed
from roadmap.model import Roadmap, Topic
from roadmap.names import Names, folded
from roadmap.own_numbers import is_own_number
from roadmap.words import Words

FIGURES = re.compile(r"\s*(?P<first>\d{1,2})\s*[./–-]\s*\d{1,2}\.?\s*")

COMMAS = frozenset(",;/，、")
"""What may part a topic from a day as well."""

LONGEST_RANGE = 4
"""Spans of a range: both numbers, and at most two words between them."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The topics that figures stand for; ``wholly`` says that the document calls them by just these."""

    topics: tuple[Topic, ...] = ()
    wholly: bool = False

    def __bool__(self) -> bool:
        return bool(self.topics)


@dataclass(frozen=True, slots=True)
class NumberOrDay:
    """What speaks for figures that are the number of a topic and a day: what stands before and behind them in their clause."""

    text: Text
    topics: tuple[Topic, ...]
    before: Sequence[Span]
    after: Sequence[Span]
    words: Words

    @property
    def is_day(self) -> bool:
        """Where a word says so, and the topic is named beside it: "since 3.1", "nlp on 3.1"."""
        said = folded(raw(self.text, self.before[-1:]))
        is_side = bool(self.before) and self.before[-1].part is Part.SIDE and said not in self.words.before_topic
        return is_side or (said in self.words.before_day and self._names_another)

    @property
    def is_number(self) -> bool:
        """Where it is one of several: "3.1, 3.2 and nlp"."""
        return any(self._is_joined(span, beyond) for span, beyond in (self._last, self._first))

    @property
    def is_open(self) -> bool:
        """Where another topic is named, or a word stands before it that stands before days."""
        return self._names_another or folded(raw(self.text, self.before[-1:])) in self.words.before_day

    @property
    def _names_another(self) -> bool:
        return any(map(self._is_another, (*self.before, *self.after)))

    def _is_another(self, span: Span) -> bool:
        if span.part is Part.TOPIC:
            return not (self._is_figure(span) or span.value == self.topics)
        return span.part is Part.SEVERAL

    @property
    def _last(self) -> tuple[Span | None, Span | None]:
        return next(iter(self.before[-1:]), None), next(iter(self.before[-2:-1]), None)

    @property
    def _first(self) -> tuple[Span | None, Span | None]:
        return next(iter(self.after[:1]), None), next(iter(self.after[1:2]), None)

    def _is_joined(self, joint: Span | None, beyond: Span | None) -> bool:
        if joint is None or joint.part is not Part.JOINT:
            return False
        return raw(self.text, [joint]) not in COMMAS or (beyond is not None and self._is_figure(beyond))

    def _is_figure(self, span: Span) -> bool:
        return is_own_number(raw(self.text, [span]))


def numbered_in(said: Sequence[str], names: Names) -> Numbered:
    """The topics of all these figures; none where one of them has none. In a document with numbers of its own "3.1" is no
    part of the third topic."""
    matches = [FIGURES.fullmatch(one) for one in said]
    if not 0 < len(matches) <= MOST or not all(matches):
        return Numbered()
    own = [names.own_numbers.of(one) for one in said]
    if all(len(found) == 1 for found in own):
        return Numbered(tuple(dict.fromkeys(found[0] for found in own)), wholly=True)
    if names.own_numbers and any(map(is_own_number, said)):
        return Numbered()
    topics = [names.numbered(int(match["first"])) for match in matches if match]
    return Numbered(topics[0]) if len(topics) == 1 else Numbered()


def with_ranges(text: Text, spans: Sequence[Span], roadmap: Roadmap, *, takes_day: bool) -> Iterator[Span]:
    """The spans; those that stand together for the topics from one number of the document to another as one, and so what
    counts topics from one to another where it can be no day."""
    if not roadmap.names.own_numbers:
        counts = _are_no_days(text, spans, takes_day=takes_day)
        yield from ((counts and _counted(text, one, roadmap)) or one for one in spans)
        return
    at = 0
    while at < len(spans):
        found = _range_at(text, spans[at : at + LONGEST_RANGE], roadmap)
        yield found or spans[at]
        at = at + 1 if found is None else next(place for place, one in enumerate(spans) if one.last == found.last) + 1


def as_steps(text: Text, spans: Sequence[Span], words: Words) -> Iterator[Span]:
    """The spans, for what is told of steps alone: "1-4" and "1 to 4" are neither a day nor topics, but the parts from one to
    another."""
    for span in _ranged(text, spans):
        may_be = span.part in {Part.DAY, Part.SEVERAL, Part.WORD} and not is_own_number(raw(text, [span]))
        yield replace(span, part=Part.PIECE) if may_be and counted(raw(text, [span]), words) else span


def _ranged(text: Text, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans; both ends of "6 to 8" and what stands between them as one."""
    at = 0
    while at < len(spans):
        behind = next(
            (place for place in range(at + 1, min(len(spans), at + LONGEST_RANGE)) if spans[place].part is Part.NUMBER),
            at,
        )
        both = replace(spans[at], part=Part.PIECE, last=spans[behind].last)
        is_range = spans[at].part is Part.NUMBER and behind > at and ranges(_between(text, spans[at], spans[behind]))
        yield both if is_range else spans[at]
        at = behind + 1 if is_range else at + 1


def _between(text: Text, one: Span, other: Span) -> str:
    """What stands between two spans, folded."""
    whole = raw(text, [replace(one, last=other.last)])
    return as_typed(whole.removeprefix(raw(text, [one])).removesuffix(raw(text, [other])).strip())


def _range_at(text: Text, spans: Sequence[Span], roadmap: Roadmap) -> Span | None:
    if not is_own_number(raw(text, spans[:1])):
        return None
    for count in range(len(spans), 1, -1):
        if topics := counted_from_to(raw(text, spans[:count]), roadmap):
            return replace(spans[0], part=Part.SEVERAL, last=spans[count - 1].last, value=(topics,), shy=False)
    return None


def _counted(text: Text, span: Span, roadmap: Roadmap) -> Span | None:
    """The topics from one number to another, by what may be a day."""
    topics = counted_from_to(raw(text, [span]), roadmap) if span.part is Part.DAY else ()
    return replace(span, part=Part.SEVERAL, value=(topics,), shy=False) if topics else None


def _are_no_days(text: Text, spans: Sequence[Span], *, takes_day: bool) -> bool:
    """Whether "4-6" counts topics, as in "1, 2 and 4-6" or in "4-6 yesterday": beside numbers of topics, or where the day is
    said or none is taken, and no topic is named otherwise."""
    named = [raw(text, [one]).strip("#") for one in spans if one.part in {Part.TOPIC, Part.NUMBER}]
    if not all(map(str.isdecimal, named)):
        return False
    days = (raw(text, [one]) for one in spans if one.part is Part.DAY)
    return bool(named) or not takes_day or not all(map(FIGURES.fullmatch, days))
