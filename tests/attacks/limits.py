"""Learners on the largest roadmaps that can be imported, and what a piece of work costs the loop."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copyfile
from time import thread_time

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place, Pressed, Speaker, Spoken, Typed
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.commands.events import happening
from bot.errors import Choice
from bot.files.reader import Run, in_a_process
from bot.nudges.arming import returning
from bot.platforms.console.travel import MovingClock
from bot.store import Database
from bot.store.aside import Aside
from bot.store.values import Draft, Imported, Offered
from roadmap.model import Certification, Duration, Hours, Resource, Roadmap, Status, Topic
from roadmap.reading.limits import MOST_TOPICS
from roadmap.writing.stored_form import write_stored
from tests.presses import answer_to

ANN = "10"
MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
BUDGET = 0.05
"""Seconds of the loop that one line, press, suggestion or row may take at a stretch."""

TRIES = 8
"""A busy machine makes everything slower for a while: the best of at most so many tries counts."""

WORDS = [
    f"{first}{middle}{last}" for first in "bdfgklmnprst" for middle in ("ar", "ele", "inno", "o") for last in "nstx"
]


def words(seed: int, length: int) -> str:
    """So many characters of words that many titles share, of other words for another seed."""
    count, number = length // 6, seed * 7919
    return " ".join(WORDS[number * (place + 3) % 1_000_003 % len(WORDS)] for place in range(count))[:length].strip()


def dense(going_on: Status = Status.NOT_STARTED) -> tuple[Roadmap, dict[str, Status]]:
    """As many prerequisites as fit into a document, and an effort that the learner's hours stretch."""
    topics = tuple(
        Topic(
            slug=f"topic-{number}-{words(number, 80).replace(' ', '-')}",
            number=number,
            title=f"T{number} {words(number, 100)}",
            prerequisites=(),
            duration=Duration.in_weeks(2 + number % 5, 6 + number % 7),
            weekly_hours=Hours(3, 5 + number % 4),
            optional=number % 3 == 0,
        )
        for number in range(1, MOST_TOPICS + 1)
    )
    return _linked("dense-abcdef", topics), {topic.slug: going_on for topic in topics}


def _linked(slug: str, topics: tuple[Topic, ...]) -> Roadmap:
    """Every fifth topic needs the 160 before it."""
    slugs = [topic.slug for topic in topics]
    return Roadmap(
        slug,
        "Dense",
        tuple(
            replace(topic, prerequisites=tuple(slugs[max(0, place - 160) : place])) if place % 5 == 4 else topic
            for place, topic in enumerate(topics)
        ),
    )


def wide() -> tuple[Roadmap, dict[str, Status]]:
    """Titles of 300 characters, and as many skills, aliases, links and certifications as a document has room for."""
    topics = tuple(
        Topic(
            slug=f"t-{number}",
            number=number,
            title=f"T{number} {words(number, 290 if number % 8 == 0 else 60)}",
            skills=tuple(f"s{number}x{skill}" for skill in range(400 if number % 50 == 0 else 10)),
            aliases=tuple(f"a{number}y{alias}" for alias in range(400 if number % 50 == 0 else 4)),
            resources=tuple(Resource(f"r{link}", f"https://e.org/{link}") for link in range(300 if number == 7 else 1)),
            certifications=tuple(Certification(f"c{one} " * 100) for one in range(300 if number == 7 else 0)),
            total_hours=Hours(5, 9 + number % 90),
        )
        for number in range(1, MOST_TOPICS + 1)
    )
    return Roadmap("wide-abcdef", "Wide", topics), {
        topic.slug: (Status.COMPLETED, Status.GOING_ON, Status.NOT_STARTED, Status.SKIPPED)[topic.number % 4]
        for topic in topics
    }


@dataclass
class Stretches:
    """Seconds of the processor that the loop's thread took: ``longest`` without a pause, and in ``all``."""

    longest: float = 0.0
    all: float = 0.0


@contextmanager
def measured() -> Iterator[Stretches]:
    """What the loop takes for everything that runs in the block."""
    found, run = Stretches(), asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began = thread_time()
        run(handle)
        took = thread_time() - began
        found.longest, found.all = max(found.longest, took), found.all + took

    asyncio.Handle._run = timed  # type: ignore[method-assign, assignment] # the one place that all work of the loop goes through
    try:
        yield found
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign] # as it was


@contextmanager
def settled() -> Iterator[None]:
    """The garbage collector as in a bot that has started."""
    before = gc.get_freeze_count()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if before:  # as it was: see tests/conftest.py
            gc.collect()
            gc.freeze()


async def drawn(_svg: str) -> bytes:
    """What a process of its own does."""
    return b"png"


async def apart(content: bytes, _task: Sequence[str], _seconds: float) -> bytes:
    """What another process of its own does, for seconds: as much comes back as was handed over."""
    return b'{"text": ""}\n' + content


@dataclass
class Bot:
    """A dispatcher on a database, whose clock stands still unless it is moved."""

    database: Database
    slug: str = ""
    """Of the roadmap that was brought, which lines may name."""
    run: Run = in_a_process
    clock: MovingClock = field(default_factory=lambda: MovingClock(MONDAY))

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(
            self.database,
            COMMANDS,
            clock=self.clock,
            default_zone="UTC",
            returning=returning,
            draw=drawn,
            run=self.run,
            on_happening=partial(happening, default_zone="UTC"),
        )

    async def say(self, line: str, by: str = ANN, place: Place | None = None) -> Message | None:
        line = line.replace("{slug}", self.slug)
        spoken = Spoken(Speaker("console", by, f"Ann {by}"), place or Place(by, direct=True), line, self.clock())
        message = await self.dispatcher.say(spoken)
        await asyncio.sleep(0)  # a stretch is measured when it has ended, the last one too
        return message

    async def press(self, data: str) -> Message | None:
        pressed = Pressed(Speaker("console", ANN), Place(ANN, direct=True), data, self.clock())
        message = await answer_to(self.dispatcher, pressed)
        await asyncio.sleep(0)  # as above
        return message

    async def suggest(self, name: str, option: str, typed: str) -> tuple[Choice, ...]:
        return await self.dispatcher.suggest(Typed(Speaker("console", ANN), name, option, typed, self.clock()))


@dataclass
class World:
    """A database as it was prepared, of which every try gets a copy; ``aside`` is what a bot that runs for a while has
    worked out. ``run`` does what is done with files."""

    path: Path
    aside: Aside
    slug: str
    later: timedelta = timedelta(days=40)
    copies: int = 0
    run: Run = in_a_process

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Bot]:
        self.copies += 1
        copy = copyfile(self.path, self.path.with_name(f"{self.path.stem}-{self.copies}.db"))
        clock = MovingClock(MONDAY + self.later)
        database = Database(f"sqlite:///{copy}", clock)
        database._aside = self.aside
        bot = Bot(database, self.slug, self.run, clock)
        try:
            yield bot
        finally:
            await database.close()
            copy.unlink()

    @asynccontextmanager
    async def after(self, line: str) -> AsyncIterator[tuple["World", Message | None]]:
        """The world once Ann has said a line, and what came back."""
        async with self.bot() as bot:
            answer = await bot.say(line)
            await bot.database.close()
            yield replace(self, path=Path(bot.database.engine.url.database or ""), copies=0), answer


def draft_of(imported: Imported) -> Draft:
    """A document with one reading."""
    return Draft(imported.source, (Offered(imported.form, imported.document, "{}"),))


async def prepared(path: Path, roadmap: Roadmap, statuses: dict[str, Status], *before: str) -> World:
    """Ann has imported a roadmap with these ticks in it, has taken it, and has said some more."""
    database = Database(f"sqlite:///{path}")
    bot = Bot(database)
    document = write_stored(roadmap, statuses)
    async with database.store() as store:
        imported = Imported("json", "# a document", document)
        until = bot.clock() + timedelta(hours=1)
        await store.drafts.keep("token", "console", ANN, draft_of(imported), now=bot.clock(), until=until)
    for line in ("/import take token", *before):
        bot.clock.advance(bot.clock() + timedelta(seconds=3))
        assert await bot.say(line)
    async with database.reading() as store:
        contact = await store.learners.seen("console", ANN)
        brought = await store.roadmaps.of_learner(contact.learner.id if contact else 0)
    await database.close()
    return World(path, database._aside, brought[0].slug)
