"""Digests: 5,000 groups whose digests are due in the same minute, and what a digest costs by its group's members."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks import people
from benchmarks.databases import Files
from benchmarks.memory import watched
from benchmarks.report import Chapter, Figure, Goal
from bot.chat.platform import Deed
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.platforms.console.travel import MovingClock
from bot.platforms.telegram.pack import TRAITS
from bot.store import Database
from bot.traits import UNLIMITED, Limit
from tests.faults.crowd import PLATFORM, flock
from tests.postgres import postgres

IN_FLIGHT = 100
MOST_MIB = 64
NOW = datetime(2027, 1, 18, 9, 0, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``groups`` are due at once, ``paced`` under a rate; the cost is measured on ``of_a_size`` groups of each number
    of members, of which there are three that grow."""

    groups: int = 5000
    paced: int = 1000
    members: tuple[int, int, int] = (1, 50, 200)
    of_a_size: int = 40


FULL, SMALLEST = Sizes(), Sizes(groups=2, paced=2, members=(1, 2, 3), of_a_size=1)


class Paper:
    """See bot.chat.platform.Platform. It takes no time, and writes down what was done where, and when."""

    name = PLATFORM
    routes = ()
    warden = None

    def __init__(self, clock: MovingClock) -> None:
        self._clock, self.came = clock, list[tuple[str, datetime]]()
        self.deeds: list[tuple[float, Deed]] = []

    def start_link(self, _roadmap: str) -> str:
        """It has no address."""
        return ""

    async def run(self) -> None:
        """Nobody writes to it."""

    async def send(self, user_id: str, message: Message) -> str:
        raise AssertionError(user_id, message)

    async def perform(self, deed: Deed) -> str:
        self.came.append((deed.chat_id, self._clock()))
        self.deeds.append((perf_counter(), deed))
        return str(len(self.came))

    async def sleep(self, seconds: float) -> None:
        self._clock.advance(self._clock() + seconds * SECOND)


def measure(sizes: Sizes = FULL) -> Chapter:
    """One process each time; what is sent takes no time."""
    figures: list[Figure] = []
    goals: list[Goal] = []
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        files = Files(Path(folder))
        for kind, fresh in {"SQLite": files.fresh, "PostgreSQL": postgres().fresh}.items():
            rate, once, mib = asyncio.run(_all_due(fresh(), sizes.groups))
            figures.append(_figure(f"digests of {sizes.groups:,} groups, {kind}", "/s", rate))
            goals.append(
                Goal(f"each of {sizes.groups:,} digests exactly once on {kind}", "yes" if once else "no", once)
            )
            goals.append(Goal(f"at most {MOST_MIB} MiB more for them, {kind}", f"{mib:.0f} MiB", mib <= MOST_MIB))
        most, seconds = asyncio.run(_paced(files.fresh(), sizes.paced))
        costs = {each: asyncio.run(_cost(files.fresh(), each, sizes.of_a_size)) for each in sizes.members}
    found = f"{most} ({sizes.paced:,} in {seconds:.0f} s)"
    goals.append(Goal("under 30/s at most 31 in any second", found, most <= 31))
    figures += _by_members(costs)
    return Chapter("Study groups", tuple(figures), (*goals, _grows(costs)))


def _figure(what: str, unit: str, value: float, ratio: float | None = None, to: str = "") -> Figure:
    return Figure(what=what, unit=unit, median=value, lowest=value, ratio=ratio, baseline=to)


def _by_members(costs: dict[int, float]) -> Iterator[Figure]:
    """What a digest costs, beside one of the fewest members."""
    names = {members: f"a digest of {members} member{'s' if members > 1 else ''}, SQLite" for members in costs}
    fewest, *more = costs
    yield _figure(names[fewest], "ms", costs[fewest] * 1e3)
    for members in more:
        yield _figure(names[members], "ms", costs[members] * 1e3, costs[members] / costs[fewest], names[fewest])


def _grows(costs: dict[int, float]) -> Goal:
    """Whether each member more costs as much among most as among some."""
    fewest, some, most = costs
    each = {members: (costs[members] - costs[fewest]) / (members - fewest) for members in (some, most)}
    ratio = each[most] / each[some]
    what = f"a member costs a digest as much among {most} as among {some}"
    return Goal(what, f"{ratio:.2f}×", ratio <= 1.5)


def paper_nudging(
    url: str, limit: Limit, now: datetime = NOW, *, in_flight: int = IN_FLIGHT
) -> tuple[Nudging, Paper, Database]:
    """Nudges over a platform of paper, with a clock that is moved to ``now``."""
    clock = MovingClock(now)
    database, paper = Database(url, clock), Paper(clock)
    nudging = Nudging(
        database,
        {PLATFORM: paper},
        default_zone="UTC",
        limits={PLATFORM: limit},
        in_flight=in_flight,
        sleep=paper.sleep,
    )
    return nudging, paper, database


async def _all_due(url: str, groups: int) -> tuple[float, bool, float]:
    """Digests a second, the look included; whether each came once; how many MiB more they took."""
    await flock(url, groups, now=NOW)
    nudging, paper, database = paper_nudging(url, UNLIMITED)
    grown, began = watched(os.getpid()), perf_counter()
    while await nudging.work():  # a turn ends after a while, whether or not there is more to send
        pass
    took = perf_counter() - began
    await database.close()
    chats = [chat for chat, _ in paper.came]
    return len(chats) / took, sorted(map(int, chats)) == list(range(-groups, 0)), grown() / 2**20


async def _paced(url: str, groups: int) -> tuple[int, float]:
    """The most that left in any second of a clock that is moved, and how many seconds all took by that clock."""
    await flock(url, groups, now=NOW)
    nudging, paper, database = paper_nudging(url, TRAITS.limit, in_flight=1)
    while len(paper.came) < groups:
        await nudging.work()
        await paper.sleep(0.25)
    await database.close()
    moments = sorted(at for _, at in paper.came)
    most = max(_within_a_second(moments, index) for index in range(len(moments)))
    return most, (moments[-1] - moments[0]).total_seconds()


def _within_a_second(moments: list[datetime], index: int) -> int:
    last = index
    while last < len(moments) and moments[last] < moments[index] + SECOND:
        last += 1
    return last - index


async def _cost(url: str, members: int, groups: int) -> float:
    """Seconds of the processor for one digest of so many members with twenty facts each, the look and the ledger included."""
    nudging, paper, database = paper_nudging(url, UNLIMITED, people.NOW)
    await people.enrol(database, PLATFORM, range(1, members + 1))
    await flock(url, groups, members=members, now=people.NOW)
    began = process_time()
    await nudging.work()
    took = process_time() - began
    await database.close()
    return took / len(paper.came)
