"""Lines read as the dispatcher reads them, on a roadmap and at a moment of the test's, with no store behind."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from bot.chat.heard import Heard, line_heard
from bot.chat.intake import understood
from bot.chat.library import default_roadmap
from bot.chat.menu import by_name
from bot.chat.platform import Place, Right, Speaker, Spoken, Voice
from bot.chat.request import Request
from bot.commands import COMMANDS
from bot.errors import Asked, NothingTold, Refusal
from bot.said.lexicon import LEXICON
from bot.said.readings import Grammar, Reading
from bot.said.sentences import read_command, read_sentence
from bot.said.values import Call, Order
from bot.said.world import World
from bot.store import Store
from roadmap.errors import DayInFuture
from roadmap.facts import Fact, Kind
from roadmap.model import Roadmap, Step
from roadmap.progress import Progress
from roadmap.reading.slugs import slug_of
from roadmap.replay import apply
from roadmap.step_lists import kept

SHIPPED = default_roadmap()
NOW = datetime(2027, 6, 9, 18, 30, tzinfo=UTC)
"""A Wednesday."""

BY_NAME = by_name(COMMANDS)
NO_STORE = cast("Store", None)
"""Only a press asks the store."""

DIRECT = Place("1", direct=True)
AMONG = Place("-1", direct=False, rights=frozenset([Right.MANAGE_GROUP]))


def grammar_of(command: str) -> Grammar:
    return BY_NAME[command].grammar


def world(
    roadmap: Roadmap = SHIPPED, now: datetime = NOW, order: Order | None = None, progress: Progress | None = None
) -> World:
    return World(now, roadmap, LEXICON, order, progress=progress)


def studying(*lists: tuple[str, Sequence[Step]], now: datetime = NOW, roadmap: Roadmap = SHIPPED) -> World:
    """Topics that go on, each with the steps that its learner chose."""
    day = now.date()
    begun = (Fact(kind=Kind.BEGUN, day=day, topic=slug) for slug, _ in lists)
    chosen = (Fact(kind=Kind.STEPS_CHOSEN, day=day, topic=slug, steps=kept(steps)) for slug, steps in lists)
    return world(roadmap, now, progress=apply(Progress(day), *begun, *chosen))


def lessons(count: int, kind: str = "Lesson", resource: str = "") -> tuple[Step, ...]:
    """Steps such as "Lesson 1"."""
    named = f"{slug_of(resource)}-" if resource else ""
    return tuple(
        Step(f"{named}{kind.casefold()}-{at}", f"{kind} {at}", resource=resource) for at in range(1, count + 1)
    )


WORLD = world()


def read(line: str, where: World = WORLD) -> Reading:
    """One line: with a slash a command's, else a sentence."""
    if not line.startswith("/"):
        return read_sentence(line, grammar_of, where)
    name, _, said = line.removeprefix("/").partition(" ")
    return read_command(name, said, grammar_of, where)


def heard(spoken: Spoken) -> Heard:
    """A line that is said to us."""
    found = line_heard(spoken, BY_NAME)
    assert found
    return found


def requests(line: str, where: World = WORLD, place: Place = DIRECT) -> tuple[Request, ...]:
    """What a message asks for. Raises what it is refused with."""
    spoken = Spoken(Speaker("console", "1"), place, line, where.now, voice=Voice.TO_US)
    reading = understood(heard(spoken), BY_NAME, NO_STORE, where)
    try:
        while True:
            assert reading.send(None) is None, "reading lets others have their turn, and waits for nothing else"
    except StopIteration as done:
        found: tuple[Request, ...] = done.value
        return found


def outcome(line: str, where: World = WORLD, place: Place = DIRECT) -> tuple[Request, ...] | Refusal | DayInFuture:
    """What a message asks for, or what it is refused with."""
    try:
        return requests(line, where, place)
    except (Refusal, DayInFuture) as refused:
        return refused


def calls(line: str, where: World = WORLD, place: Place = DIRECT) -> tuple[Call, ...]:
    """The calls of a message. Raises what it is refused with."""
    return tuple(request.call for request in requests(line, where, place))


def options(line: str, where: World = WORLD) -> tuple[tuple[Call, ...], ...]:
    """The readings of a message that are offered as buttons; none where it is understood, or not at all."""
    try:
        requests(line, where)
    except (Asked, NothingTold) as asked:
        return asked.reading.options
    except (Refusal, DayInFuture):
        return ()
    return ()
