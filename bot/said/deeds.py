"""A clause with its command's grammar becomes calls, or a question that keeps what was understood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.said.amounts import MOST_MINUTES
from bot.said.clauses import Clause
from bot.said.gathering import Gathering, runs
from bot.said.lexicon import Part
from bot.said.readings import MOST, Grammar, Impossible, Told, Unclear, Why, Wrong
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Call, Days, Look, NoSuchDay
from bot.said.world import World
from roadmap.model import Topic
from roadmap.words import Verb

Outcome = Told | Unclear | Impossible

CHECKIN = "checkin"
PUNCTUATION = ",;:.!…-–— "
"""What does not stand at the ends of a note."""

MOST_OFFERED = 7
"""Readings that are offered of one line."""


class Deed:
    """One clause being read."""

    def __init__(self, text: Text, clause: Clause, grammar: Grammar, world: World) -> None:
        self._text, self._clause, self._grammar, self._world = text, clause, grammar, world
        gathering = Gathering(text, clause, grammar, world)
        self._slots = gathering.slots_of_all()

    def read(self) -> Outcome:
        """What the clause tells. Nothing of it is dropped: what has no place is asked about."""
        try:
            days = self._days()
        except NoSuchDay as refused:
            return Impossible(Wrong.DAY, refused.said, refused.year)
        if any(not length.options for length in self._slots.lengths):
            return Impossible(Wrong.LENGTH, self._text_of(Part.LENGTH))
        self._find_parts_of_names()
        for asks in (self._many, self._number_or_day, self._left_over, self._piece, self._unclear_topic, self._missing):
            if asked := asks(days):
                return asked
        return self._of_days(days)

    # What was found

    def _days(self) -> list[Days]:
        """The days that were named, each once. Raises NoSuchDay."""
        today = self._world.today(self._grammar.day or Look.BACK)
        read = [one(today) for one, _ in self._slots.days]
        found = list(dict.fromkeys(read))
        if not found and self._slots.clocks:
            passed = all(clock <= self._world.now.time() for clock in self._slots.clocks)
            return [today.ago(0) if passed else today.ago(-1, 0)]
        return found

    def _find_parts_of_names(self) -> None:
        """A word that stands in the name of one topic names it, where only something is shown."""
        slots, grammar = self._slots, self._grammar
        if not grammar.view or slots.topics:
            return
        for run in list(runs(slots.rest)):
            said = folded(raw(self._text, run))
            plain = all(span.part is Part.WORD for span in run)
            topics = self._world.roadmap.names.containing(said) if plain else ()
            if len(topics) == 1:
                slots.topics.append(topics)
                slots.rest = [span for span in slots.rest if span not in run]

    def _call(self, day: date | None = None, topics: Sequence[Topic] | None = None) -> Call:
        slots, grammar = self._slots, self._grammar
        named = tuple(dict.fromkeys(topics if topics is not None else (one[0] for one in slots.topics)))
        return Call(
            grammar.command,
            topics=named,
            day=day,
            minutes=slots.lengths[0].sure if slots.lengths else None,
            links=tuple(dict.fromkeys(slots.links)),
            note=self._note(),
            sure=self._slots.sure,
            number=self._slots.number,
        )

    def _note(self) -> str:
        """What was set apart, and of a line that takes a note all words without another place, as typed."""
        said = [] if not self._grammar.note else self._left()
        return " ".join(one for one in (*said, *self._slots.notes) if one)

    def _left(self) -> list[str]:
        """The stretches of the line that hold words without a place, without what only leads to them. A topic within one
        is a part of what was said."""
        rest, spans = set(self._slots.rest), self._clause.spans
        apart = next(
            (at for at, span in enumerate(spans) if self._slots.notes and span.part in {Part.COLON, Part.BREAK}),
            len(spans),
        )
        found: list[str] = []
        run: list[Span] = []
        for span in spans[:apart]:
            if span in rest or span.part in _PASSING:
                run.append(span)
                continue
            found += self._noted(run)
            run = []
        return found + self._noted(run)

    def _noted(self, run: list[Span]) -> list[str]:
        rest = set(self._slots.rest)
        while (
            run
            and run[0] not in rest
            and (self._leads(run[0]) or run[0].part in {Part.TOPIC, Part.VERB, Part.FAINT, Part.WHOLLY})
        ):
            run = run[1:]
        while (
            run
            and run[-1] not in rest
            and (self._leads(run[-1]) or run[-1].part in {Part.TOPIC, Part.VERB, Part.FAINT, Part.WHOLLY})
        ):
            run = run[:-1]
        said = raw(self._text, run) if any(span in rest for span in run) else ""
        return [without_of(said)] if said else []

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
        return span.part is Part.FILLER and is_word

    # What is asked about

    def _many(self, _days: list[Days]) -> Unclear | None:
        return Unclear(Why.TOO_MANY, "") if len(self._slots.topics) > MOST else None

    def _number_or_day(self, _days: list[Days]) -> Unclear | None:
        """ "3.1" and "3-5" are numbers in a document, or days, where nothing else names the topic."""
        grammar, slots = self._grammar, self._slots
        if slots.topics or not grammar.needs_topic or len(slots.days) != 1:
            return None
        read, span = slots.days[0]
        said = raw(self._text, [span])
        numbers = [
            part for part in said.replace("–", "-").replace("-", ".").replace("/", ".").split(".") if part.strip()
        ]
        if len(numbers) != 2 or not all(part.strip().isdecimal() for part in numbers):
            return None
        named = self._world.roadmap.names.numbered(int(numbers[0]))
        if not named:
            return None
        of_day = read(self._world.today(Look.BACK)).options[0]
        return Unclear(Why.NUMBER_OR_DAY, said, ((self._call(None, named),), (self._call(of_day, ()),)))

    def _left_over(self, days: list[Days]) -> Unclear | None:
        """Words without a place, where the command takes no note."""
        grammar, slots = self._grammar, self._slots
        if not slots.rest or (grammar.note and not self._says_nothing_was_done()):
            return None
        day = days[0].sure if days else None
        if grammar.note:
            return Unclear(Why.LEFT_OVER, slots.left_over, self._if_something_was_done(day))
        named = [one for one in slots.topics if len(one) == 1]
        if not named and grammar.topics and grammar.needs_topic:
            return self._no_topic(day)
        options = ((self._call(day),),) if named or not grammar.needs_topic else ()
        return Unclear(Why.LEFT_OVER, slots.left_over, (*options, *self._as_study(day, named)))

    def _as_study(self, day: date | None, named: Sequence[tuple[Topic, ...]]) -> tuple[tuple[Call, ...], ...]:
        """A length that was told with a deed is study: "45 minutes of nlp done"."""
        lengths = [span.value.sure for span in self._slots.rest if span.part is Part.LENGTH]
        alone = len(lengths) == len(self._slots.rest) == 1 and lengths[0] and len(named) == 1
        return ((Call(CHECKIN, topics=named[0], day=day, minutes=lengths[0]),),) if alone else ()

    def _if_something_was_done(self, day: date | None) -> tuple[tuple[Call, ...], ...]:
        """A check-in with those words as its note, unless they say that there was nothing to tell."""
        bare = not (self._slots.lengths or self._slots.topics)
        return () if bare else ((self._call(day),),)

    def _says_nothing_was_done(self) -> bool:
        """Whether a line that takes a note may say that there was no study: nothing but words, and one of them a no."""
        slots = self._slots
        if self._numbers_left() or self._is_of_somebody():
            return True
        bare = not (slots.lengths or slots.topics or slots.links or slots.notes)
        undoing = {Verb.SKIP, Verb.PAUSE, Verb.RESUME}
        return bare and any(
            span.part in {Part.MOOD, Part.QUESTION} or (span.part is Part.VERB and span.value in undoing)
            for span in slots.rest
        )

    def _numbers_left(self) -> bool:
        """Whether a number is left that counts nothing: "20 30"."""
        return any(len(run) == 1 and run[0].part is Part.NUMBER for run in runs(self._slots.rest))

    def _is_of_somebody(self) -> bool:
        """Whether the line begins with somebody who did it: "ben did 40 minutes"."""
        spans = [span for span in self._clause.spans if span.part is not Part.FILLER]
        return (
            len(spans) > 2
            and spans[0].part is Part.WORD
            and spans[1].part in {Part.FAINT, Part.VERB}
            and self._clause.typed
        )

    def _no_topic(self, day: date | None) -> Unclear:
        """No topic of this name: those that have the words in theirs, or else the nearest."""
        said = self._slots.left_over
        names = self._world.roadmap.names
        containing = names.containing(folded(" ".join(said.split())))[:MOST_OFFERED]
        nearest = containing or names.nearest(said, 3)
        options = tuple((self._call(day, (topic,)),) for topic in nearest)
        return Unclear(Why.WHICH_TOPIC if containing else Why.NO_TOPIC, said, options, pending=self._call(day, ()))

    def _piece(self, days: list[Days]) -> Unclear | None:
        """A part of a topic never stands for it; until parts can be ticked, one is noted as a check-in."""
        slots = self._slots
        if not slots.pieces:
            return None
        day = days[0].sure if days else None
        note = " ".join(without_of(piece) for piece in slots.pieces)
        named = [one[0] for one in slots.topics if len(one) == 1]
        noted = (Call(CHECKIN, topics=tuple(named[:1]), day=day, note=note, links=()),)
        whole = ((self._call(day),),) if named else ()
        return Unclear(Why.PART, note, (*whole, noted))

    def _unclear_topic(self, days: list[Days]) -> Unclear | None:
        slots = self._slots
        unclear = next((one for one in slots.topics if len(one) > 1), None)
        if unclear is None:
            return None
        day = days[0].sure if days else None
        sure = [one[0] for one in slots.topics if len(one) == 1]
        options = tuple((self._call(day, (*sure, topic)),) for topic in unclear[:MOST_OFFERED])
        return Unclear(Why.WHICH_TOPIC, self._text_of(Part.TOPIC), options)

    def _missing(self, days: list[Days]) -> Unclear | None:
        grammar, slots = self._grammar, self._slots
        if slots.topics or not grammar.needs_topic:
            return None
        return Unclear(Why.MISSING_TOPIC, "", pending=self._call(days[0].sure if days else None, ()))

    # Topics and lengths with their days

    def _of_days(self, days: list[Days]) -> Outcome:
        slots = self._slots
        unsure = next((one for one in days if one.sure is None), None)
        if unsure is not None:
            options = tuple((self._call(day),) for day in unsure.options[:MOST_OFFERED])
            return Unclear(Why.WHICH_DAY, self._text_of(Part.DAY), options)
        sure = [one.options[0] for one in days]
        if len(slots.topics) > self._grammar.topics:
            return Unclear(Why.TOO_MANY, "", tuple((self._call(None, one),) for one in slots.topics[:MOST_OFFERED]))
        if self._grammar.minutes and len(slots.topics) > 1 and len(slots.lengths) == 1 and len(sure) < 2:
            return self._shared(sure)
        if len(slots.lengths) > 1 or (len(sure) > 1 and len(slots.topics) > 1):
            return self._pairs(sure)
        if len(sure) > 1:
            return Unclear(
                Why.WHICH_DAY, self._text_of(Part.DAY), tuple((self._call(day),) for day in sure[:MOST_OFFERED])
            )
        if sure and self._is_between_topics():
            topics = [one[0] for one in slots.topics]
            return Unclear(
                Why.WHICH_DAY, self._text_of(Part.DAY), ((self._call(sure[0]),), self._parted_at_day(topics, sure[0]))
            )
        call = self._call(sure[0] if sure else None)
        if self._grammar.minutes and len(call.topics) > 1:
            return Told(
                tuple(
                    replace(call, topics=(topic,), note=call.note if at == 0 else "")
                    for at, topic in enumerate(call.topics)
                )
            )
        return Told((call,))

    def _shared(self, days: list[date]) -> Unclear:
        """One length for several topics: it is asked whose it is."""
        call = self._call(days[0] if days else None)
        minutes = call.minutes or 0
        each = tuple(
            replace(call, topics=(topic,), minutes=max(1, minutes // len(call.topics)), note="")
            for topic in call.topics
        )
        alone = tuple((replace(call, topics=(topic,)),) for topic in call.topics[: MOST_OFFERED - 1])
        return Unclear(Why.WHICH_TOPIC, self._text_of(Part.TOPIC), (each, *alone))

    def _is_between_topics(self) -> bool:
        """Whether a day stands between topics, so that those behind it may be of another."""
        order = [part for part in self._slots.order if part is not Part.LENGTH]
        at = order.index(Part.DAY) if Part.DAY in order else 0
        return 0 < at < len(order) - 1 and not self._grammar.minutes

    def _parted_at_day(self, topics: list[Topic], day: date) -> tuple[Call, ...]:
        at = [part for part in self._slots.order if part is not Part.LENGTH].index(Part.DAY)
        return self._call(day, topics[:at]), self._call(None, topics[at:])

    def _pairs(self, days: list[date]) -> Outcome:
        """Several lengths, or days, each with a topic of its own: "1h dl 30m nlp", "nlp monday, cv tuesday"."""
        slots = self._slots
        order = [part for part in slots.order if part is not Part.DAY or len(days) > 1]
        size = 1 + (len(slots.lengths) > 1) + (len(days) > 1)
        groups = [order[at : at + size] for at in range(0, len(order), size)]
        if len(slots.topics) != len(groups) or any(
            set(group) != set(groups[0]) or len(set(group)) < size for group in groups
        ):
            return (
                self._which_length(days) if len(slots.lengths) > 1 else Unclear(Why.WHICH_DAY, self._text_of(Part.DAY))
            )
        calls = []
        for at, topics in enumerate(slots.topics):
            day = days[at] if len(days) > 1 else (days[0] if days else None)
            minutes = (
                slots.lengths[at].sure if len(slots.lengths) > 1 else (slots.lengths[0].sure if slots.lengths else None)
            )
            calls.append(replace(self._call(day, topics[:1]), minutes=minutes, note=self._note() if at == 0 else ""))
        return Told(tuple(calls))

    def _which_length(self, days: list[date]) -> Unclear:
        lengths = [length.options[0] for length in self._slots.lengths]
        day = days[0] if days else None
        options = tuple(
            (replace(self._call(day), minutes=one),)
            for one in dict.fromkeys((sum(lengths), *lengths))
            if one <= MOST_MINUTES
        )
        return Unclear(Why.WHICH_LENGTH, self._text_of(Part.LENGTH), options[:MOST_OFFERED])

    def _text_of(self, part: Part) -> str:
        """What was typed for the spans of this kind."""
        parts = {part, Part.NUMBER} if part is Part.LENGTH and not self._has(part) else {part}
        return ", ".join(raw(self._text, [span]) for span in self._clause.spans if span.part in parts)

    def _has(self, part: Part) -> bool:
        return any(span.part is part for span in self._clause.spans)


_PASSING = frozenset({Part.FILLER, Part.JOINT, Part.SIDE, Part.LABEL, Part.TOPIC, Part.VERB, Part.FAINT, Part.WHOLLY})
"""What may stand within a note."""


def without_of(piece: str) -> str:
    """ "chapter 3 of the" as "chapter 3"."""
    words = piece.split()
    while len(words) > 1 and words[-1].casefold() in {"of", "the", "from", "in"}:
        words.pop()
    return " ".join(words)
