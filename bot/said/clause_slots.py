"""The slots of one clause: what of it is a topic, a day, a length, and which words are left over."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from bot.said.amounts import possible
from bot.said.clauses import Clause
from bot.said.days import Read
from bot.said.figures import is_counting, is_labelled
from bot.said.lexicon import Part
from bot.said.mutes import MUTE, Mutes
from bot.said.numbered import NumberOrDay, as_steps, with_ranges
from bot.said.readings import Grammar
from bot.said.several import counted_from_to
from bot.said.slots import Slots, runs
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Direction, NoSuchDay, number_named
from bot.said.world import World
from roadmap.model import Topic

CONTENT = frozenset(
    {
        *(Part.TOPIC, Part.SEVERAL, Part.PIECE, Part.STEP, Part.RESOURCE, Part.DAY, Part.LENGTH, Part.NUMBER),
        *(Part.LINK, Part.CLOCK, Part.WORD),
    }
)

YES = "yes"
TIMED = frozenset({"for", "and for"})


class Gathering:
    """Goes through the spans of a clause and gives each its slot, as a command's grammar has them."""

    def __init__(self, text: Text, clause: Clause, grammar: Grammar, world: World) -> None:
        self._text, self._clause, self._grammar, self._world = text, clause, grammar, world
        self._spans, self._lexicon = clause.spans, world.lexicon
        if grammar.within == grammar.command:
            self._spans = tuple(as_steps(text, clause.spans, world.lexicon.words))
        elif grammar.topics > 1 and not grammar.minutes:
            self._spans = tuple(with_ranges(text, clause.spans, world.roadmap, takes_day=grammar.day is not None))
        self._mutes = Mutes(text, clause, grammar, world)
        self.slots = Slots(text)

    def slots_of_all(self) -> Slots:
        """See the class. What is set apart by a colon, a dash or a new line is a note, unless it is all slots."""
        apart = self._apart()
        self._take_all(self._spans[:apart], self._spans[apart + 1 :])
        if apart < len(self._spans):
            self._take_tail(self._spans[apart + 1 :])
        return self.slots

    def _apart(self) -> int:
        """Where the first mark stands that has something in front of it."""
        content = next((place for place, span in enumerate(self._spans) if span.part in CONTENT), len(self._spans))
        apart = (
            place for place, span in enumerate(self._spans) if place > content and span.part in {Part.COLON, Part.BREAK}
        )
        return next(apart, len(self._spans))

    def _take_tail(self, tail: Sequence[Span]) -> None:
        inner = Gathering(self._text, replace(self._clause, spans=tuple(tail)), self._grammar, self._world)
        inner._take_all(tail)
        found = inner.slots
        if not (found.rest or found.pieces or found.notes) and self._adds(found):
            self._take_all(tail)
        elif self._keeps(tail, found):
            self.slots.notes.append(raw(self._text, tail).strip())
            self.slots.apart = len(self._spans) - len(tail) - 1
        else:
            self._take_all(tail)

    def _adds(self, found: Slots) -> bool:
        """Whether the tail says what was not said before it, so that it is no note."""
        mine = self.slots
        return not (found.days and mine.days) and not (found.lengths and mine.lengths)

    def _keeps(self, tail: Sequence[Span], found: Slots) -> bool:
        """Whether the tail is kept as a note. Of a deed that is booked for a topic none is, that takes something back."""
        if self._grammar.note:
            return True
        doubtful = {Part.MOOD, Part.PIECE, Part.VERB, Part.FAINT, Part.TOPIC, Part.QUESTION, Part.WHOLLY}
        return self._grammar.keeps_quotes and not found.links and not any(span.part in doubtful for span in tail)

    def _take_all(self, spans: Sequence[Span], behind: Sequence[Span] = ()) -> None:
        for place, span in enumerate(spans):
            self._take(span, spans[:place], (*spans[place + 1 :], *behind))

    def _take(self, span: Span, before: Sequence[Span], after: Sequence[Span]) -> None:
        if self._is_yes(span, after):
            self.slots.sure = True
            return
        if self._mutes.is_mute(span, after) or self._is_numbered(span, before, after):
            return
        if not self._placed(span, before, after):
            self.slots.rest.append(span)

    def _is_yes(self, span: Span, after: Sequence[Span]) -> bool:
        """Whether it is the word at the end by which what was previewed is to be done; not where it is the end of a note."""
        if not self._grammar.sure or after or folded(raw(self._text, [span])) != YES:
            return False
        rest = self.slots.rest
        return not (self._grammar.is_sitting and rest and rest[-1].part is Part.WORD and rest[-1].last == span.first)

    def _placed(self, span: Span, before: Sequence[Span], after: Sequence[Span]) -> bool:
        grammar, slots = self._grammar, self.slots
        match span.part:
            case Part.WORD | Part.TOPIC if self._is_number_named(span):
                slots.number = number_named(raw(self._text, [span]))
            case Part.TOPIC:
                return self._topic(span, before, after)
            case Part.NUMBER:
                return self._number(span, before, after)
            case Part.DAY if grammar.day is not None and not self._is_of_note(span, before):
                self._found(Part.DAY, slots.days, (span.value, span))
            case Part.CLOCK if grammar.day is Direction.BACK:
                slots.clocks.append(span.value)
            case Part.LENGTH if grammar.minutes:
                self._found(Part.LENGTH, slots.lengths, span.value)
            case Part.LINK if grammar.links:
                self._introduced(before)
                slots.links.append(span.value)
            case Part.QUOTE if grammar.keeps_quotes:
                slots.notes.append(span.value)
            case Part.FILLER if self._mutes.is_partly(span):
                slots.pieces.append(raw(self._text, [span]))
            case _:
                return self._within(span) or self._several(span)
        return True

    def _is_number_named(self, span: Span) -> bool:
        """Whether it is "#3", for a command that takes a number and no topic. That of a page stands alone."""
        grammar, is_open = self._grammar, self.slots.number is None
        takes_it = grammar.number and not (grammar.topics or grammar.stage) and is_open
        return takes_it and number_named(raw(self._text, [span])) is not None

    def _within(self, span: Span) -> bool:
        """A part of a topic, which may be a step of it."""
        grammar, slots = self._grammar, self.slots
        is_piece = span.part is Part.PIECE and grammar.topics and not grammar.note
        if is_piece:
            slots.pieces.append(raw(self._text, [span]))
        taken = {Part.STEP, Part.RESOURCE} if grammar.within else {Part.STEP} if grammar.asks_of_steps else set()
        is_step = is_piece or span.part in taken
        slots.within += [span] if is_step else []
        return bool(is_step)

    def _is_numbered(self, span: Span, before: Sequence[Span], after: Sequence[Span]) -> bool:
        """Whether figures that may be a day are the document's number of a topic: where there is no place for a day, or
        nothing else that names a topic. What may be either is asked about."""
        numbers, grammar = self._world.roadmap.names.own_numbers, self._grammar
        topics = numbers.of(raw(self._text, [span])) if span.part is Part.DAY and grammar.topics else ()
        meant = NumberOrDay(self._text, topics, before, after, self._lexicon.words)
        if not topics or (grammar.day is not None and meant.is_day):
            return False
        is_hours = grammar.is_sitting and not self._has_length
        if grammar.day is None or meant.is_number or not (meant.is_open or is_hours):
            self._found(Part.TOPIC, self.slots.topics, topics)
            return True
        self.slots.either.append(topics)
        return False

    def _several(self, span: Span) -> bool:
        """Many topics at once; and figures that may be a day or a time, for which there is no place, as topics from one
        to another."""
        if self._grammar.topics < 2 or self._grammar.minutes:
            return False
        is_figure = span.part in {Part.DAY, Part.LENGTH}
        topics = counted_from_to(raw(self._text, [span]), self._world.roadmap) if is_figure else ()
        found = span.value if span.part is Part.SEVERAL else (topics,) if topics else ()
        self.slots.several += [found] if found else []
        return bool(found)

    def _topic(self, span: Span, before: Sequence[Span], after: Sequence[Span]) -> bool:
        if self._grammar.minutes and self._said(span).isdecimal() and not is_labelled(before):
            return self._minutes_alone(span, before, after)
        if not (self._grammar.topics and self._is_named(span, before)):
            return False
        self._found(Part.TOPIC, self.slots.topics, span.value)
        return True

    def _said(self, span: Span) -> str:
        return folded(raw(self._text, [span]))

    def _is_named(self, span: Span, before: Sequence[Span]) -> bool:
        """Whether a topic is meant by its name: not where "my" stands before a short one, and of a word that stands in the
        tables, where it is no phrase of them by itself."""
        if span.shy and self._said(span) in self._lexicon.alone:
            return False
        return not (before and self._mutes.is_ones_own(before[-1], (span,)))

    def _is_of_note(self, span: Span, before: Sequence[Span]) -> bool:
        """Whether a day is none of the deed's, but belongs to the words beside it: "20m prep for monday", "same as
        yesterday", "20m, more tomorrow", "in three weeks"."""
        words, is_sitting = self._lexicon.words, self._grammar.is_sitting
        said = list(islice((one for one in reversed(before) if one.part is not Part.LABEL), 2))[::-1]
        belongs = len(said) == 2 and said[0].part is Part.WORD and self._said(said[1]) in words.belonging
        if is_sitting and belongs:
            return True
        if self._grammar.day is not Direction.BACK or not self._is_to_come(span):
            return False
        if not is_sitting:
            return self._said(span).split()[0] in words.days.ahead
        return (
            bool(said)
            and said[-1].part in {Part.FILLER, Part.WORD, Part.MOOD}
            and self._said(said[-1]) not in words.before_day
        )

    def _is_to_come(self, span: Span) -> bool:
        read: Read = span.value
        try:
            day = read(self._world.today(Direction.BACK)).sure
        except NoSuchDay:
            return False
        return day is not None and day > self._world.now.date()

    def _found(self, part: Part, where: list, value: object) -> None:  # type: ignore[type-arg]
        where.append(value)
        self.slots.order.append(part)

    def _number(self, span: Span, before: Sequence[Span], after: Sequence[Span]) -> bool:
        grammar, slots = self._grammar, self.slots
        is_either = grammar.minutes and grammar.number and not grammar.is_sitting  # in a correction
        is_open = is_either and slots.number is None
        if is_open and not is_labelled(before):
            slots.number = span.value
            return True
        if grammar.minutes and not is_labelled(before):
            return self._minutes_alone(span, before, after)
        if grammar.within == grammar.command and not is_labelled(before):
            slots.within.append(span)
            return True
        if grammar.topics:
            topics = () if is_counting(before, after) else self._called(span.value)
            if topics:
                self._found(Part.TOPIC, slots.topics, topics)
            return bool(topics)
        if grammar.number and not grammar.stage and slots.number is None:
            slots.number = span.value
            return True
        return False

    def _called(self, number: int) -> tuple[Topic, ...]:
        """The topic of this number, and those that are called by it."""
        names = self._world.roadmap.names
        return tuple(dict.fromkeys((*names.numbered(number), *names.exactly(str(number)))))

    def _minutes_alone(self, span: Span, before: Sequence[Span], after: Sequence[Span]) -> bool:
        """A bare number is minutes, unless it counts what follows, or a length is named as well."""
        timed = bool(before) and self._said(before[-1]) in TIMED and bool(self.slots.lengths)
        taken = self._has_length or self._counts(after) or self.slots.rest or self.slots.lengths
        if taken and not (timed or self._is_one_for_each_topic):
            return False
        self._found(
            Part.LENGTH,
            self.slots.lengths,
            possible(span.value if isinstance(span.value, int) else int(self._said(span)[:9])),
        )
        return True

    def _counts(self, after: Sequence[Span]) -> bool:
        """Whether a number counts what follows: "50 cards", "50 anki cards"."""
        words = [self._said(span) for span in after[:2] if span.part is Part.WORD]
        return any(word.endswith("s") for word in words[:1]) or (
            len(words) == 2 and words[1] in self._lexicon.words.parts
        )

    @cached_property
    def _has_length(self) -> bool:
        return any(one.part is Part.LENGTH for one in self._spans)

    @cached_property
    def _is_one_for_each_topic(self) -> bool:
        """Whether topics and numbers take turns: "nlp 30, cv 20"."""
        parts = [span.part for span in self._spans if span.part in {Part.TOPIC, Part.NUMBER, Part.LENGTH, Part.WORD}]
        pairs = {tuple(parts[at : at + 2]) for at in range(0, len(parts), 2)}
        return len(parts) > 2 and pairs in ({(Part.TOPIC, Part.NUMBER)}, {(Part.NUMBER, Part.TOPIC)})

    def _introduced(self, before: Sequence[Span]) -> None:
        """Words that only say that a link comes are no words left over."""
        said = [span for span in before if span.part not in MUTE]
        tail = next(reversed(list(runs(self.slots.rest))), [])
        near = tail and said[-len(tail) :] == tail
        if near and folded(raw(self._text, tail)) in self._lexicon.words.introducing:
            del self.slots.rest[-len(tail) :]
