"""A line that says "it" for what goes on: "did it", "did it yesterday"."""

from collections.abc import Sequence
from datetime import date

from bot.said.lexicon import Part
from bot.said.readings import CHECKIN, DONE, MOST_OFFERED, TICK, Reading, Told, Unclear, Why
from bot.said.replies import done_of
from bot.said.small_talk import talk_in
from bot.said.spans import Span, raw
from bot.said.text import Text
from bot.said.values import Call, Direction, NoSuchDay
from bot.said.world import World
from roadmap.words import Chitchat


def did_it(said: str, world: World, day: date | None = None) -> Told | Unclear | None:
    """What the message asked for that the line replies to, or the next step of the one topic that goes on, is done; where several
    go on, or one without steps, it is asked what is. None where nothing goes on."""
    if world.about:
        return Told((done_of(world.about, day),))
    steps = [(topic, next(iter(world.inside(topic).left), None)) for topic in world.going_on]
    if len(steps) == 1 and (step := steps[0][1]):
        return Told((Call(TICK, (steps[0][0],), steps=(step,), day=day),))
    studied = [
        Call(TICK, (topic,), steps=(step,), day=day) if step else Call(CHECKIN, (topic,), day=day)
        for topic, step in steps
    ]
    done = [Call(DONE, (topic,), day=day) for topic, step in steps if not step]
    options = tuple((call,) for call in (*studied, *done))
    return Unclear(Why.NO_VERB, said, options[:MOST_OFFERED]) if options else None


def finished_it(reading: Reading, world: World) -> Reading:
    """ "finished it", "it's done": the next step of what goes on, or all of it; as it was where nothing that goes on has steps,
    or a link was told, which no step keeps. A reply is about the step that was asked for, or asks whether it was all of it."""
    told = reading.pending if isinstance(reading, Unclear) and reading.why is Why.MISSING_TOPIC else None
    if told is None or told.command != DONE or told.links:
        return reading
    about = world.about
    if about and (about.steps or about.texts):
        return Told((done_of(about, told.day),))
    steps = [(topic, next(iter(world.inside(topic).left), None)) for topic in world.going_on]
    ticking = [Call(TICK, (topic,), steps=(step,), day=told.day) for topic, step in steps if step]
    ticking = ticking or ([done_of(about, told.day)] if about else [])
    done = [Call(DONE, (topic,), day=told.day) for topic, _ in steps]
    if not ticking:
        return reading
    return Unclear(Why.NO_VERB, "", tuple((call,) for call in (*ticking, *done))[:MOST_OFFERED])


def did_it_then(text: Text, spans: Sequence[Span], world: World) -> Told | Unclear | None:
    """The same with a day; None where the line says anything else."""
    days = [span for span in spans if span.part is Part.DAY]
    rest = " ".join(raw(text, [span]) for span in spans if span.part is not Part.DAY)
    if len(days) != 1 or talk_in(rest, world.lexicon) is not Chitchat.DID:
        return None
    try:
        day: date | None = days[0].value(world.today(Direction.BACK)).sure
    except NoSuchDay:
        return None
    return did_it(text.line.strip(), world, day) if day else None
