"""Steps that are begun, or skipped: neither is a fact about one, so it is asked what is to become of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.said.found import Found
from bot.said.meant import Choice
from bot.said.notes import without_of
from bot.said.readings import BEGIN, CHECKIN, MOST_OFFERED, SKIP, STEPS, TAKE_OUT, TICK, Unclear, Why
from bot.said.spans import raw
from bot.said.values import Call, Days
from bot.said.within import steps_meant


def not_ticked(found: Found, days: Sequence[Days]) -> Unclear | None:
    """What may be of use where a step is begun, or skipped; None where none is that any topic has."""
    if found.grammar.command not in {BEGIN, SKIP} or not found.slots.within:
        return None
    meant = [one for some in steps_meant(found)[:1] for one in some]
    if not meant:
        return None
    said = without_of(raw(found.text, found.slots.within[:1]))
    if found.grammar.command == SKIP:
        taken_out = ((Call(STEPS, (one.topic,), steps=one.steps, texts=(TAKE_OUT,)),) for one in meant)
        return Unclear(Why.STEP_SKIPPED, said, tuple(taken_out)[:MOST_OFFERED])
    today = found.world.now.date()
    past = [day for day in found.ways(days) if day is None or day <= today]
    options = tuple(option for one in meant for option in _begun(found, one, past))
    return Unclear(Why.STEP_BEGUN, said, options[:MOST_OFFERED])


def _begun(found: Found, meant: Choice, days: Sequence[date | None]) -> Iterator[tuple[Call, ...]]:
    """The step was studied, or is done by now; where its topic does not go on yet, that is begun."""
    for day in days:
        if meant.topic not in found.world.going_on:
            yield (Call(BEGIN, (meant.topic,), day=day),)
            continue
        if len(meant.steps) == 1:
            yield (Call(CHECKIN, (meant.topic,), steps=meant.steps, day=day, minutes=found.told_minutes()),)
        yield (Call(TICK, (meant.topic,), steps=meant.steps, day=day),)
