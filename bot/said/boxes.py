"""Boxes that are ticked may be topics, where nothing that goes on has steps: "tick 41-60" of a check list."""

from bot.said.clause_reading import Teller
from bot.said.clauses import Clause
from bot.said.deeds import Outcome
from bot.said.readings import Told, Unclear, Why
from bot.said.spans import cover_of
from bot.said.text import Text
from roadmap.words import Verb

LONGEST = 24
"""Tokens of a line that is read once more."""


def topics_ticked(outcome: Outcome, text: Text, teller: Teller) -> Unclear | None:
    """What may be completed by a line behind /tick that ticks no step; None where steps may be meant."""
    world = teller.world
    if isinstance(outcome, Told) or len(text.tokens) > LONGEST:
        return None
    if any(world.inside(topic).steps for topic in world.going_on):
        return None
    done = teller.told(Clause(Verb.DONE, cover_of(text, world, steps=True)))
    return Unclear(Why.FAINT, text.line.strip(), (done.calls,)) if isinstance(done, Told) else None
