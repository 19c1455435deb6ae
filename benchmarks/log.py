"""/log of a learner who has told of 5,000 sittings, against that of one who has told of ten: the first page, a later one, a topic's."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.people import NOW
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.chat.dispatch import Dispatcher
from bot.chat.library import default_roadmap
from bot.chat.platform import Place, Speaker, Spoken
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.store import Database
from bot.store.schema import migrate
from roadmap.facts import Fact, Kind

MOST_MS = 10.0
"""Milliseconds of CPU that a page of the long log may take, the answer's transactions included."""

FEW = 10
PLATFORM, LITTLE, MUCH = "telegram", "10", "11"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """By default as many sittings as ten years of studying have."""

    rounds: int = 15
    sittings: int = 5_000


FULL, SMALLEST = Sizes(), Sizes(rounds=1, sittings=30)

SHORT = f"/log of {FEW} sittings"
LINES = {"/log": "/log of many", "/log page:3": "a later page of it", "/log nlp": "/log of a topic"}


async def _prepared(database: Database, user_id: str, count: int) -> None:
    """A learner with so many sittings: several a day, most about a topic, every third with a note, some taken back."""
    topics = [topic.slug for topic in default_roadmap().order]
    began = NOW - timedelta(days=count)
    async with database.store() as store:
        contact = await store.learners.add(PLATFORM, user_id, began)
        await store.learners.change(contact.learner.id, last_platform=PLATFORM)
        enrolled = await store.learners.enrol(contact, default_roadmap().slug, began.date(), began)
        assert enrolled.enrolment
        facts = [
            Fact(
                kind=Kind.CHECKED_IN,
                day=(began + timedelta(hours=8 * at)).date(),
                topic=topics[at % len(topics)] if at % 5 else "",
                minutes=20 + at % 90,
                note=f"chapter {at} was about what {at} is" if at % 3 == 0 else "",
            )
            for at in range(count)
        ]
        gone = [Fact(kind=Kind.UNDONE, day=began.date(), undoes=at + 1) for at in range(0, count, 50)]
        (strand,) = enrolled.enrolment.ids
        await store.facts.append(strand, [*facts, *gone], after=0, said_at=began)


async def _measured(url: str, sizes: Sizes) -> Samples:
    database, samples = Database(url), Samples("ms of CPU", 1e3)
    now = NOW
    dispatcher = Dispatcher(database, COMMANDS, clock=lambda: now, default_zone="UTC", returning=returning)

    async def say(name: str, user_id: str, line: str) -> None:
        nonlocal now
        now += timedelta(minutes=1)  # for the pace of a learner
        spoken = Spoken(Speaker(PLATFORM, user_id), Place(user_id, direct=True), line, now)
        with samples.cpu(name, 1):
            answer = await dispatcher.say(spoken)
        if answer is None or "sitting" not in answer.text:
            raise AssertionError(f"{line} was answered: {answer and answer.text}")

    try:
        await _prepared(database, LITTLE, FEW)
        await _prepared(database, MUCH, sizes.sittings)
        await say("the first", LITTLE, "/log")
        samples = Samples("ms of CPU", 1e3)  # the first only warmed up
        for _ in range(sizes.rounds):
            await say(SHORT, LITTLE, "/log")
            for line, name in LINES.items():
                await say(name, MUCH, line)
    finally:
        await database.close()
    return samples


def measure(sizes: Sizes = FULL) -> Chapter:
    """Milliseconds of the processor for an answer, from the line to the message, in medians over the rounds."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'log.db'}"
        migrate(url)
        samples = asyncio.run(_measured(url, sizes))
    goals = tuple(
        Goal(
            f"{name}, {sizes.sittings:,} sittings, takes under {MOST_MS:.0f} ms of CPU",
            f"{(taken := samples.median(name)):.1f} ms",
            taken < MOST_MS,
        )
        for name in LINES.values()
    )
    return Chapter("The log read back", samples.figures(SHORT), goals)
