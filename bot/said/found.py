"""What was found in one clause, and the calls that it may stand for."""

from collections.abc import Sequence
from datetime import date
from itertools import product

from bot.said.clause_slots import Gathering
from bot.said.clauses import Clause
from bot.said.lexicon import Part
from bot.said.notes import Note
from bot.said.readings import MOST_OFFERED, Grammar
from bot.said.sittings import sittings
from bot.said.slots import runs
from bot.said.spans import raw
from bot.said.text import Text
from bot.said.tokens import folded
from bot.said.values import Call, Days, Direction
from bot.said.world import World
from roadmap.model import Topic
from roadmap.names import MOST_PARTS


class Found:
    """The slots of a clause, as a command's grammar has them."""

    def __init__(self, text: Text, clause: Clause, grammar: Grammar, world: World) -> None:
        self.text, self.clause, self.grammar, self.world = text, clause, grammar, world
        self.slots = Gathering(text, clause, grammar, world).slots_of_all()

    def days(self) -> list[Days]:
        """The days that were named, in their order. Raises NoSuchDay."""
        today = self.world.today(self.grammar.day or Direction.BACK)
        found = [one(today) for one, _ in self.slots.days]
        if not found and self.slots.clocks:
            passed = all(clock <= self.world.now.time() for clock in self.slots.clocks)
            return [today.ago(0) if passed else today.ago(-1, 0)]
        return found

    def find_parts_of_names(self) -> None:
        """A word that stands in the name of one topic names it, where only something is shown."""
        slots, grammar = self.slots, self.grammar
        if not grammar.view or slots.topics:
            return
        for run in list(runs(slots.rest))[:MOST_PARTS]:
            said = folded(raw(self.text, run))
            plain = all(span.part is Part.WORD for span in run)
            topics = self.world.roadmap.names.containing(said) if plain else ()
            if len(topics) == 1:
                slots.topics.append(topics)
                slots.rest = [span for span in slots.rest if span not in run]

    @property
    def sure_topics(self) -> tuple[Topic, ...]:
        return tuple(dict.fromkeys(one[0] for one in self.slots.topics if len(one) == 1))

    @property
    def sure_several(self) -> tuple[Topic, ...]:
        """The topics that were named many at once, where it is clear which."""
        return tuple(dict.fromkeys(topic for one in self.slots.several if len(one) == 1 for topic in one[0]))

    def _in_order(self, topics: Sequence[Topic]) -> tuple[Topic, ...]:
        """Each once, in the order of the roadmap."""
        wanted = {topic.slug for topic in topics}
        return tuple(topic for topic in self.world.roadmap.topics if topic.slug in wanted)

    def call(self, day: date | None = None, topics: Sequence[Topic] | None = None, minutes: int | None = None) -> Call:
        slots, grammar = self.slots, self.grammar
        named = tuple(dict.fromkeys(topics if topics is not None else (one[0] for one in slots.topics)))
        if slots.several:
            named = self._in_order((*named, *self.sure_several))
        sure = slots.lengths[0].sure if slots.lengths else None
        return Call(
            grammar.command,
            topics=named,
            refers=self.world.roadmap.refer(named) if slots.several and named else "",
            day=day,
            minutes=minutes or sure,
            links=tuple(dict.fromkeys(slots.links)),
            note=str(Note(self.text, self.clause, slots, grammar, self.world)),
            sure=slots.sure,
            number=slots.number,
        )

    def ways(self, days: Sequence[Days]) -> list[date | None]:
        """The days that a reading may have: the one that is sure, or each that may be meant; None where none was named."""
        found: list[date | None] = list(dict.fromkeys(day for one in days for day in one.options))
        return found[:MOST_OFFERED] or [None]

    def readings(self, days: Sequence[Days], named: Sequence[Sequence[Topic]]) -> tuple[tuple[Call, ...], ...]:
        """A reading for each of these sets of topics, on each day that may be meant."""
        found = [self._sittings(self.call(day, topics)) for topics, day in product(named, self.ways(days))]
        return tuple(found[:MOST_OFFERED])

    def _sittings(self, call: Call) -> tuple[Call, ...]:
        return sittings(call) if self.grammar.is_sitting else (call,)

    def told_minutes(self) -> int | None:
        """The length that was told with a deed that takes none."""
        lengths = [span.value.sure for span in self.slots.rest if span.part is Part.LENGTH]
        return lengths[0] if len(lengths) == 1 else None

    def text_of(self, part: Part) -> str:
        """What was typed for the spans of this kind."""
        parts = {part, Part.NUMBER} if part is Part.LENGTH and not self.has(part) else {part}
        return ", ".join(raw(self.text, [span]) for span in self.clause.spans if span.part in parts)

    def has(self, part: Part) -> bool:
        return any(span.part is part for span in self.clause.spans)
