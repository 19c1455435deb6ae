"""Why figures are asked about: they may number a topic of the document, count several topics, or be a day or a length."""

from collections.abc import Sequence
from dataclasses import replace

from bot.said.amounts import MOST_MINUTES
from bot.said.found import Found
from bot.said.lexicon import Part
from bot.said.numbered import numbered_in
from bot.said.readings import MOST, MOST_OFFERED, MOST_TOPICS, Unclear, Why
from bot.said.several import counted_from_to
from bot.said.sittings import sittings
from bot.said.spans import raw
from bot.said.values import Call, Days
from bot.said.within import steps_numbered
from roadmap.own_numbers import is_own_number


def figure(found: Found, days: Sequence[Days]) -> Unclear | None:
    """ "3.1" and "3-5" are numbers in a document, or days, where nothing else names the topic; "1.5" may be hours."""
    slots, grammar = found.slots, found.grammar
    said = [raw(found.text, [span]) for _, span in slots.days]
    if slots.either:
        return _either(found, days, said)
    topics = numbered_in(said, found.world.roadmap.names)
    if slots.rest or slots.several:
        return None
    is_alone = not slots.topics and grammar.needs_topic and len(said) == 1
    if is_alone and (asked := _from_to(found, days, said[0]) or not_in_it(found, said[0])):
        return asked
    if slots.topics or not topics or not grammar.needs_topic:
        return as_hours(found, days, said)
    by_number = found.readings([], [topics.topics]) if grammar.topics >= len(topics.topics) else ()
    return Unclear(Why.NUMBER_OR_DAY, ", ".join(said), (*by_number, *_by_day(found, days)))


def step_or_topic(found: Found, days: Sequence[Days]) -> Unclear | None:
    """ "4 done", where steps of the topic that goes on have these numbers and are not all done; behind a command it is a
    topic."""
    numbers = [span for span in found.clause.spans if span.part is Part.NUMBER]
    is_alone = len(numbers) == len(found.slots.topics) and not (found.slots.rest or found.slots.several)
    if found.clause.typed or not is_alone:
        return None
    steps = steps_numbered([int(span.value) for span in numbers], found)
    if not steps:
        return None
    ticking = tuple(
        (Call(found.grammar.within, (one.topic,), steps=one.steps, day=day),)
        for one in steps
        for day in found.ways(days)
    )
    said = raw(found.text, numbers)
    return Unclear(Why.STEP_OR_TOPIC, said, (*ticking, *found.readings(days, [found.sure_topics]))[:MOST_OFFERED])


def _by_day(found: Found, days: Sequence[Days]) -> tuple[tuple[Call, ...], ...]:
    return found.readings(days, [found.sure_topics]) if len(days) == 1 else ()


def _either(found: Found, days: Sequence[Days], said: Sequence[str]) -> Unclear:
    """Figures by which the document calls a topic, where they may be a day, or a length, as well."""
    slots, named = found.slots, found.sure_topics
    others = days if len(days) > len(slots.either) else []
    sets = [(*named, topic) for topic in slots.either[0]] if len(slots.either) == 1 else []
    by_number = found.readings(others, sets)
    hours = found.grammar.is_sitting and not slots.topics and as_hours(found, days, said)
    return Unclear(
        Why.NUMBER_OR_DAY, ", ".join(said), (*by_number, *(hours.options if hours else _by_day(found, days)))
    )


def not_in_it(found: Found, said: str) -> Unclear | None:
    """A number such as the document has, which none of its topics goes by; those of its chapter are offered."""
    numbers = found.world.roadmap.names.own_numbers
    if not is_own_number(said) or numbers.of(said) or not (near := numbers.beside(said)):
        return None
    return Unclear(Why.NO_TOPIC, said, found.readings([], [(topic,) for topic in near]), pending=found.call(None, ()))


def _from_to(found: Found, days: Sequence[Days], said: str) -> Unclear | None:
    """ "5-8" may be the topics from one to the other, the part of one, or a day."""
    several, topics = counted_from_to(said, found.world.roadmap), numbered_in([said], found.world.roadmap.names)
    most = MOST_TOPICS if found.grammar.sure else MOST
    if topics.wholly or found.grammar.topics < 2 or not 1 < len(several) <= most:
        return None
    together = replace(found.call(None, several), refers=found.world.roadmap.refer(several))
    by_day = tuple((found.call(day, ()),) for day in found.ways(days)) if len(days) == 1 else ()
    return Unclear(Why.NUMBER_OR_DAY, said, ((together,), *found.readings([], [topics.topics]), *by_day))


def as_hours(found: Found, days: Sequence[Days], said: Sequence[str]) -> Unclear | None:
    """A figure with a point, where study is told without a length; no ``days`` where there is none of these figures."""
    slots = found.slots
    if not found.grammar.is_sitting or len(said) != 1 or slots.lengths:
        return None
    hours = said[0].strip(" .").replace(",", ".")
    if not hours.replace(".", "", 1).isdecimal() or "." not in hours:
        return None
    minutes = round(60 * float(hours))
    of_length = (sittings(found.call(None, minutes=minutes)),) if 0 < minutes <= MOST_MINUTES else ()
    of_day = tuple(sittings(found.call(day)) for day in found.ways(days)) if days else ()
    return Unclear(Why.WHICH_LENGTH, said[0], (*of_length, *of_day)) if of_length else None
