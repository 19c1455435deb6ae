"""What is said not to be done, and was told as done before, may be taken back: "nlp not done after all"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.said.clause_reading import Teller
from bot.said.clauses import Clause
from bot.said.lexicon import Part
from bot.said.readings import MOST_OFFERED, Told, Unclear, Why
from bot.said.spans import Span
from bot.said.values import Call
from bot.said.world import World
from roadmap.model import Status
from roadmap.words import Verb

REOPEN, UNTICK = "reopen", "untick"

_DEEDS = frozenset({Verb.DONE, None})
_NAMING = frozenset({Part.TOPIC, Part.STEP, Part.PIECE, Part.RESOURCE, Part.NUMBER, Part.JOINT})


def denied(parted: Sequence[Clause], teller: Teller) -> Unclear | None:
    """The question whether what is denied is to be open again; None where it is not told as done."""
    if len(parted) > 1 or not ({parted[0].verb} <= _DEEDS or parted[0].faint):
        return None
    quiet = tuple(map(_named_alone, parted[0].spans))
    reading = teller.told(Clause(Verb.REOPEN, quiet))
    options = (reading.calls,) if isinstance(reading, Told) else getattr(reading, "options", ())
    opened = (tuple(filter(None, (_opening(call, teller.world) for call in calls))) for calls in options)
    offered = tuple(dict.fromkeys(calls for calls in opened if calls))
    return Unclear(Why.DENIED, teller.text.line.strip(), offered[:MOST_OFFERED]) if offered else None


def _named_alone(span: Span) -> Span:
    return span if span.part in _NAMING else replace(span, part=Part.FILLER)


def _opening(call: Call, world: World) -> Call | None:
    """What of a call would open anything again."""
    if call.command == UNTICK:
        steps = tuple(step for step in call.steps if step.slug in world.inside(call.topics[0]).ticked)
        return replace(call, steps=steps) if steps else None
    if call.command != REOPEN or world.progress is None:
        return None
    topics = tuple(one for one in call.topics if world.progress.of(one.slug).status is Status.COMPLETED)
    return replace(call, topics=topics) if topics else None
