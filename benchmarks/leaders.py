"""/group how of a group of 5,000 members: how long who leads waits for it, and how long it holds up everybody else."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time, thread_time
from typing import Any

from sqlalchemy import insert, update

from benchmarks.databases import Files
from benchmarks.people import NOW
from benchmarks.report import Chapter, Figure, Goal
from benchmarks.rounds import Samples
from bot.chat.dispatch import Dispatcher
from bot.chat.library import default_roadmap
from bot.chat.platform import Place, Right, Speaker, Spoken
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.nudges.group.sights import MOST_WORKED_OUT, worked_out
from bot.store import Database
from bot.store.group_tables import memberships
from bot.store.tables import progress_events
from roadmap.facts import Fact, Kind
from roadmap.group.sight import Level
from roadmap.model import Step
from roadmap.step_lists import kept
from tests.faults.crowd import PLATFORM, flock
from tests.faults.crowd import crowd as learners
from tests.postgres import postgres

MOST_MS = 200.0
MOST_HELD_MS = 50.0
ADMIN = "1"
CHECK_INS = 12
CALM, STIRRED = "/group how, nobody told anything", "/group how, some told something since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``stirred`` members tell something between two looks of the second kind."""

    members: int = 5_000
    rounds: int = 9
    stirred: int = 40


FULL, SMALLEST = Sizes(), Sizes(members=8, rounds=1, stirred=2)


def measure(sizes: Sizes = FULL) -> Chapter:
    """Milliseconds of the processor from the line to the message; of PostgreSQL's own those are not counted, and what passes
    until the message is there is shown beside them."""
    figures: list[Figure] = []
    goals: list[Goal] = []
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        for kind, url in {"SQLite": Files(Path(folder)).fresh(), "PostgreSQL": postgres().fresh()}.items():
            found, samples, held, aside = asyncio.run(_measured(url, sizes, kind))
            figures += found
            figures.append(_figure(f"a member's figures worked out aside, {kind}", aside * 1e3 / sizes.members))
            figures.append(_figure(f"the longest that a look held up everybody else, {kind}", held * 1e3))
            for line in (CALM, STIRRED):
                taken = samples.median(f"{line}, {kind}")
                what = f"{line}, {sizes.members:,} members, {kind}, under {MOST_MS:.0f} ms of CPU"
                goals.append(Goal(what, f"{taken:.0f} ms", taken < MOST_MS))
            what = f"a look holds up everybody else for no more than {MOST_HELD_MS:.0f} ms, {kind}"
            goals.append(Goal(what, f"{held * 1e3:.0f} ms", held * 1e3 <= MOST_HELD_MS))
    return Chapter(f"What those who lead {sizes.members:,} members see", tuple(figures), tuple(goals))


def _figure(what: str, value: float) -> Figure:
    return Figure(what=what, unit="ms", median=value, lowest=value)


async def _measured(url: str, sizes: Sizes, kind: str) -> tuple[tuple[Figure, ...], Samples, float, float]:
    """What looks took, in figures and as sampled, the longest that one held the loop, and the seconds that all figures took aside."""
    now, database, samples, waited = NOW, Database(url), Samples("ms of CPU", 1e3), Samples("ms", 1e3)
    await _prepared(url, database, sizes.members)
    dispatcher = Dispatcher(database, COMMANDS, clock=lambda: now, default_zone="UTC", returning=returning)
    place = Place("-1", direct=False, whispers=True, rights=frozenset({Right.MANAGE_GROUP}))
    longest = 0.0

    async def look(name: str) -> None:
        nonlocal now, longest
        now += timedelta(minutes=1)
        with samples.cpu(name, 1), waited.wall(f"{name}, waited"), _held() as held:
            await asyncio.sleep(0)
            answer = await dispatcher.say(Spoken(Speaker(PLATFORM, ADMIN), place, "/group how", now))
        longest = max(longest, held[0]) if name else 0.0
        if answer is None or f"of {sizes.members:,} members" not in answer.text:
            raise AssertionError(f"/group how was answered: {answer and answer.text}")

    try:
        began = process_time()
        await _all_worked_out(database)
        aside = process_time() - began
        await look("")
        samples, waited = Samples("ms of CPU", 1e3), Samples("ms", 1e3)  # the first only warmed up
        for number in range(sizes.rounds):
            await look(f"{CALM}, {kind}")
            await _stir(database, range(1, sizes.stirred + 1), CHECK_INS + 100 + number)
            await look(f"{STIRRED}, {kind}")
    finally:
        await database.close()
    return (*samples.figures(f"{CALM}, {kind}"), *waited.figures(f"{CALM}, {kind}, waited")), samples, longest, aside


async def _all_worked_out(database: Database) -> None:
    """As the row of the ledger does it."""
    is_whole = False
    while not is_whole:
        async with database.store() as store:
            group = (await store.groups.by_ids([1]))[1]
            is_whole = await worked_out(store, group, default_roadmap(), NOW.date(), most=MOST_WORKED_OUT)


@contextmanager
def _held() -> Iterator[list[float]]:
    """The longest that nobody else had a turn in the block, in seconds of the loop's thread."""
    found = [0.0]

    async def watch() -> None:
        last = thread_time()
        while True:
            await asyncio.sleep(0)
            found[0] = max(found[0], thread_time() - last)
            last = thread_time()

    watching = asyncio.ensure_future(watch())
    yield found
    watching.cancel()


async def _prepared(url: str, database: Database, members: int) -> None:
    """One group of so many learners, three in ten of whom agree to topic and standing, six to the study day as well."""
    await learners(url, members, now=NOW, is_due=False)
    await flock(url, 1, members=members, now=NOW)
    told = [row for number in range(1, members + 1) for row in _rows(number)]
    async with database.engine.begin() as connection:
        for first in range(0, len(told), 5_000):
            await connection.execute(insert(progress_events), told[first : first + 5_000])
        for level, rest in ((Level.STUDY_DAY, (0, 1, 2, 3, 4, 5)), (Level.STANDING, (6, 7, 8))):
            some = memberships.c.id % 10
            await connection.execute(update(memberships).where(some.in_(rest)).values(level=int(level)))


async def _stir(database: Database, strands: range, position: int) -> None:
    async with database.engine.begin() as connection:
        fact = Fact(kind=Kind.CHECKED_IN, day=NOW.date(), minutes=30)
        await connection.execute(insert(progress_events), [_row(one, position, fact, NOW) for one in strands])


def _rows(number: int) -> Iterator[dict[str, Any]]:
    """Three months: a topic completed, the next going on with a third of its steps ticked, and check-ins up to some day."""
    first, second = default_roadmap().order[:2]
    began = NOW - timedelta(weeks=12)
    steps = [Step(f"step-{each}", f"Lesson {each}") for each in range(1, 10)]
    day = began.date()
    facts = [
        Fact(kind=Kind.BEGUN, day=day, topic=first.slug),
        Fact(kind=Kind.COMPLETED, day=day + timedelta(weeks=6), topic=first.slug),
        Fact(kind=Kind.BEGUN, day=day + timedelta(weeks=6), topic=second.slug),
        Fact(kind=Kind.STEPS_CHOSEN, day=day + timedelta(weeks=6), topic=second.slug, steps=kept(steps)),
        *(
            Fact(kind=Kind.STEP_DONE, day=day + timedelta(weeks=7), topic=second.slug, step=step.slug)
            for step in steps[: number % 9]
        ),
        *(
            Fact(kind=Kind.CHECKED_IN, day=day + timedelta(days=each * (number % 7)), minutes=30)
            for each in range(CHECK_INS)
        ),
    ]
    return (_row(number, position, fact, began) for position, fact in enumerate(facts, 1))


def _row(strand: int, position: int, fact: Fact, said_at: datetime) -> dict[str, Any]:
    common = {"enrolment_id": strand, "position": position, "saying": position, "said_at": said_at}
    return {**fact._asdict(), **common, "kind": fact.kind.value}
