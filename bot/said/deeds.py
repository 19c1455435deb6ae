"""A clause with its command's grammar becomes calls, or a question that keeps what was understood."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.said.amounts import MOST_MINUTES
from bot.said.clauses import Clause
from bot.said.couples import Item, paired
from bot.said.doubts import DOUBTS, which_day
from bot.said.found import Found
from bot.said.lexicon import Part
from bot.said.number_doubts import as_hours
from bot.said.readings import MOST_OFFERED, Grammar, Impossible, Told, Unclear, Why, Wrong
from bot.said.sittings import shared, sittings
from bot.said.spans import Span, raw
from bot.said.studied import about_step
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Call, Days, NoSuchDay
from bot.said.within import within_topics
from bot.said.world import World
from roadmap.model import Topic

Outcome = Told | Unclear | Impossible


class Deed:
    """One clause being read; ``once`` says that nothing in it is looked for any more that takes another thing back."""

    def __init__(self, text: Text, clause: Clause, grammar: Grammar, world: World, *, once: bool = False) -> None:
        self._text, self._clause, self._world, self._once = text, clause, world, once
        self._found = Found(text, clause, grammar, world)

    def read(self) -> Outcome:
        """What the clause tells. Nothing of it is dropped: what has no place is asked about."""
        try:
            read = self._found.days()
        except NoSuchDay as refused:
            return as_hours(self._found, (), [refused.said]) or Impossible(Wrong.DAY, refused.said, refused.year)
        if any(not length.options for length in self._found.slots.lengths):
            return Impossible(Wrong.LENGTH, self._found.text_of(Part.LENGTH))
        self._found.find_parts_of_names()
        days = list(dict.fromkeys(read))
        if not self._once and (asked := self._denied() or self._mended()):
            return asked
        if (within := within_topics(self._found, days)) is not None:
            return within
        doubts = (doubt(self._found, days) for doubt in DOUBTS)
        return next((asked for asked in doubts if asked), None) or self._of_days(read, days)

    def _denied(self) -> Unclear | None:
        """Topics, days or lengths that are said not to be meant; the reading without them is offered."""
        spans = self._clause.spans
        denied: list[range] = []
        for place, span in enumerate(spans):
            if not span.denies:
                continue
            behind = next((at for at in range(place + 1, len(spans)) if spans[at].part is not Part.FILLER), None)
            if behind is not None and spans[behind].part in {Part.TOPIC, Part.DAY, Part.LENGTH}:
                denied.append(range(place, behind + 1))
        if not denied:
            return None
        silent = {at for one in denied for at in one}
        left = tuple(replace(one, part=Part.FILLER) if at in silent else one for at, one in enumerate(spans))
        said = " ".join(raw(self._text, spans[one.start : one.stop]) for one in denied)
        return Unclear(Why.LEFT_OVER, said, self._without(left))

    def _mended(self) -> Unclear | None:
        """Somebody corrects themselves within the line: "nlp, sorry, cv"."""
        spans, asides = self._clause.spans, self._world.lexicon.words.asides
        for place, span in enumerate(spans):
            if span.part not in {Part.FILLER, Part.WORD} or folded(raw(self._text, [span])) not in asides:
                continue
            kinds = {one.part for one in spans[:place]} & {one.part for one in spans[place:]}
            if kinds := kinds & {Part.TOPIC, Part.DAY, Part.LENGTH}:
                left = tuple(
                    replace(one, part=Part.FILLER) if at < place and one.part in kinds else one
                    for at, one in enumerate(spans)
                )
                silent = (*left[:place], replace(span, part=Part.FILLER), *left[place + 1 :])
                readings = (self._without(silent), self._without((*spans[:place], *spans[place + 1 :])))
                options = tuple(dict.fromkeys(option for one in readings for option in one))
                return Unclear(Why.LEFT_OVER, raw(self._text, [span]), options[:MOST_OFFERED])
        return None

    def _without(self, spans: tuple[Span, ...]) -> tuple[tuple[Call, ...], ...]:
        """The readings of the clause with these spans alone."""
        inner = Deed(self._text, replace(self._clause, spans=spans), self._found.grammar, self._world, once=True).read()
        return (inner.calls,) if isinstance(inner, Told) else getattr(inner, "options", ())

    def _of_days(self, read: list[Days], days: list[Days]) -> Outcome:
        slots = self._found.slots
        if any(one.sure is None for one in days):
            return which_day(self._found, days)
        if not slots.several and (groups := paired(self._items(read))):
            return Told(self._of_groups(groups, days))
        if len(slots.lengths) > 1:
            return self._which_length(days)
        if len(days) > 1:
            return self._which_of(days)
        sure = days[0].options[0] if days else None
        call = self._found.call(sure)
        if self._found.grammar.is_sitting:
            return shared(about_step(self._found, call), self._found.text_of(Part.TOPIC))
        if sure and self._is_between_topics():
            topics = [one[0] for one in slots.topics]
            options = ((call,), self._parted_at_day(topics, sure))
            return Unclear(Why.WHICH_DAY, self._found.text_of(Part.DAY), options)
        return Told((call,))

    def _items(self, read: Sequence[Days]) -> list[Item]:
        """Topics, days and lengths in the order of their coming."""
        slots = self._found.slots
        left = {Part.TOPIC: iter(slots.topics), Part.DAY: iter(read), Part.LENGTH: iter(slots.lengths)}
        return [(part, next(left[part])) for part in slots.order]

    def _of_groups(self, groups: Sequence[Mapping[Part, Any]], days: Sequence[Days]) -> tuple[Call, ...]:
        """A call for each group; what was named once is everybody's."""
        shared = self._found.call(days[0].options[0] if len(days) == 1 else None)
        calls: list[Call] = []
        for group in groups:
            call = replace(
                shared,
                topics=group[Part.TOPIC][:1] if Part.TOPIC in group else shared.topics,
                day=group[Part.DAY].options[0] if Part.DAY in group else shared.day,
                minutes=group[Part.LENGTH].sure if Part.LENGTH in group else shared.minutes,
                note="" if calls and self._found.grammar.note else shared.note,
            )
            calls += self._each(call)
        return tuple(calls)

    def _each(self, call: Call) -> tuple[Call, ...]:
        """A sitting is about one topic, and as long for each of them as it was said to be."""
        if not self._found.grammar.is_sitting or len(call.topics) < 2:
            return (call,)
        return tuple(
            replace(call, topics=(topic,), note="" if at else call.note) for at, topic in enumerate(call.topics)
        )

    def _which_of(self, days: Sequence[Days]) -> Unclear:
        """Several days without a topic for each. Somebody may have studied on all of them."""
        asked = which_day(self._found, days)
        if not self._found.grammar.is_sitting or len(self._found.slots.topics) > 1:
            return asked
        every = tuple(self._found.call(day.options[0]) for day in days)
        return replace(asked, options=(every, *asked.options)[:MOST_OFFERED])

    def _is_between_topics(self) -> bool:
        """Whether a day stands between topics, so that those behind it may be of another."""
        order = [part for part in self._found.slots.order if part is not Part.LENGTH]
        at = order.index(Part.DAY) if Part.DAY in order else 0
        return at > 0 and Part.TOPIC in order[at:] and not self._found.grammar.minutes

    def _parted_at_day(self, topics: list[Topic], day: date) -> tuple[Call, ...]:
        at = [part for part in self._found.slots.order if part is not Part.LENGTH].index(Part.DAY)
        return self._found.call(day, topics[:at]), self._found.call(None, topics[at:])

    def _which_length(self, days: Sequence[Days]) -> Unclear:
        lengths = [length.options[0] for length in self._found.slots.lengths]
        minutes = [one for one in dict.fromkeys((sum(lengths), *lengths)) if one <= MOST_MINUTES]
        options = (sittings(self._found.call(day, minutes=one)) for day in self._found.ways(days) for one in minutes)
        return Unclear(Why.WHICH_LENGTH, self._found.text_of(Part.LENGTH), tuple(options)[:MOST_OFFERED])
