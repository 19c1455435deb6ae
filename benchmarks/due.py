"""The due scan and the whole tick among ever more learners, of whom as many are due each time, for a nudge and to study."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crowd import NOW, Crowd
from benchmarks.report import Chapter, Figure, Goal
from benchmarks.rounds import Samples
from bot.nudges.bugs import Bugs
from bot.nudges.tick import BATCH, tick
from bot.store import Database

FLAT = 1.5
"""By how much the time may grow from the smallest size to a larger one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``due`` of each number of learners are due, and are looked for and moved on so many times."""

    learners: tuple[int, ...] = (1_000, 100_000, 1_000_000)
    due: int = 100
    scans: int = 60
    ticks: int = 12


FULL, SMALLEST = Sizes(), Sizes(learners=(10, 20), due=2, scans=1, ticks=1)


class Place:
    """A crowd with an open database."""

    def __init__(self, folder: Path, size: int, due: int) -> None:
        self._due, self._crowd = due, Crowd(folder, size, due)
        self.database = Database(self._crowd.url, lambda: NOW)
        self.among = f"among {size:,} learners"

    async def scan(self, samples: Samples) -> None:
        with samples.wall(f"due scan {self.among}"):
            async with self.database.store() as store:
                due = len(await store.learners.due(NOW, BATCH))
                studying = len(await store.learners.due_to_study(NOW, BATCH))
        self._check(due)
        self._check(studying)

    async def tick(self, samples: Samples) -> None:
        with samples.wall(f"tick {self.among}"):
            entered = await tick(self.database, "UTC", Bugs(self.database, ()))
        self._check(entered // 2)  # a nudge and a study time of each
        self._crowd.rewind()

    def _check(self, found: int) -> None:
        if found != self._due:
            raise AssertionError(f"{found} were due {self.among}, not {self._due}")


async def _by_turns(places: list[Place], scans: int, ticks: int) -> tuple[Samples, Samples]:
    scanned, ticked = Samples("ms", 1e3), Samples("ms", 1e3)
    for _ in range(scans):
        for place in places:
            await place.scan(scanned)
    for _ in range(ticks):
        for place in places:
            await place.tick(ticked)
    return scanned, ticked


async def _measure(places: list[Place], sizes: Sizes) -> tuple[Samples, Samples]:
    await _by_turns(places, 1, 1)  # to warm up
    found = await _by_turns(places, sizes.scans, sizes.ticks)
    for place in places:
        await place.database.close()
    return found


def measure(sizes: Sizes = FULL) -> Chapter:
    """Wall time among every number of learners."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        places = [Place(Path(folder), size, sizes.due) for size in sizes.learners]
        scanned, ticked = asyncio.run(_measure(places, sizes))
    figures: list[Figure] = []
    goals: list[Goal] = []
    for work, samples in (("due scan", scanned), ("tick", ticked)):
        mine = samples.figures(f"{work} {places[0].among}")
        worst = max(figure.ratio or 0 for figure in mine)
        what = f"the {work} stays within {FLAT}× up to {sizes.learners[-1]:,} learners"
        goals.append(Goal(what, f"{worst:.2f}×", worst <= FLAT))
        figures += mine
    return Chapter(f"The weekly nudges and study times, {sizes.due} due of each", tuple(figures), tuple(goals))
