"""Digests: 5,000 groups whose digests are due in the same minute, and what a digest costs by its group's members."""

import asyncio
import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks import people
from benchmarks.report import Chapter, Figure, Goal
from bot.app import CHAT_INTERVAL, GROUP_INTERVAL
from bot.chat.limits import UNLIMITED, Limit
from bot.chat.platform import Deed
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.platforms.console.travel import MovingClock
from bot.store import Database
from bot.store.schema import migrate
from tests.faults.crowd import PLATFORM, flock
from tests.postgres import postgres

GROUPS, PACED, IN_FLIGHT = 5000, 1000, 100
MEMBERS = (1, 50, 200)
OF_A_SIZE = 40
"""Groups of each size that the cost is measured on."""

MOST_MIB = 64
NOW = datetime(2027, 1, 18, 9, 0, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Paper:
    """See bot.chat.platform.Platform. It takes no time, and writes down what was done where, and when."""

    name = PLATFORM

    def __init__(self, clock: MovingClock) -> None:
        self._clock, self.came = clock, list[tuple[int, datetime]]()

    async def run(self) -> None:
        """Nobody writes to it."""

    async def send(self, user_id: int, message: Message) -> str:
        raise AssertionError(user_id, message)

    async def perform(self, deed: Deed) -> str:
        self.came.append((deed.chat_id, self._clock()))
        return str(len(self.came))

    async def sleep(self, seconds: float) -> None:
        self._clock.advance(self._clock() + seconds * SECOND)


def measure() -> Chapter:
    """One process each time; what is sent takes no time."""
    with TemporaryDirectory(prefix="roadmate-bench-") as name:
        folder = Path(name)
        figures: list[Figure] = []
        goals: list[Goal] = []
        for kind, fresh in {"SQLite": lambda: _sqlite(folder), "PostgreSQL": postgres().fresh}.items():
            rate, once, mib = asyncio.run(_all_due(fresh()))
            figures.append(_figure(f"digests of {GROUPS:,} groups, {kind}", "/s", rate))
            goals.append(Goal(f"each of {GROUPS:,} digests exactly once on {kind}", "yes" if once else "no", once))
            goals.append(Goal(f"at most {MOST_MIB} MiB more for them, {kind}", f"{mib:.0f} MiB", mib <= MOST_MIB))
        most, seconds = asyncio.run(_paced(_sqlite(folder)))
        goals.append(Goal("under 30/s at most 31 in any second", f"{most} ({PACED:,} in {seconds:.0f} s)", most <= 31))
        costs = {members: asyncio.run(_cost(_sqlite(folder), members)) for members in MEMBERS}
        figures += _by_members(costs)
    per_member = (costs[200] - costs[1]) / 199 / ((costs[50] - costs[1]) / 49)
    grows = Goal("a member costs a digest as much among 200 as among 50", f"{per_member:.2f}×", per_member <= 1.5)
    return Chapter("Study groups", tuple(figures), (*goals, grows))


def _figure(what: str, unit: str, value: float, ratio: float | None = None, to: str = "") -> Figure:
    return Figure(what=what, unit=unit, median=value, lowest=value, ratio=ratio, baseline=to)


def _by_members(costs: dict[int, float]) -> list[Figure]:
    names = {members: f"a digest of {members} member{'s' if members > 1 else ''}, SQLite" for members in costs}
    first = MEMBERS[0]
    return [
        _figure(names[members], "ms", cost * 1e3, cost / costs[first] if members != first else None, names[first])
        if members != first
        else _figure(names[members], "ms", cost * 1e3)
        for members, cost in costs.items()
    ]


def _sqlite(folder: Path) -> str:
    url = f"sqlite:///{folder / str(len(list(folder.glob('*.db'))))}.db"
    migrate(url)
    return url


def _nudging(
    url: str, limit: Limit, now: datetime = NOW, *, in_flight: int = IN_FLIGHT
) -> tuple[Nudging, Paper, Database]:
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


async def _all_due(url: str) -> tuple[float, bool, float]:
    """Digests a second, the look included; whether each came once; by how much the process has grown."""
    await flock(url, GROUPS, now=NOW)
    nudging, paper, database = _nudging(url, UNLIMITED)
    before, began = _peak(), perf_counter()
    await nudging.work()
    took = perf_counter() - began
    await database.close()
    chats = [chat for chat, _ in paper.came]
    return len(chats) / took, sorted(chats) == list(range(-GROUPS, 0)), _peak() - before


async def _paced(url: str) -> tuple[int, float]:
    """The most that left in any second of a clock that is moved, and how many seconds all took by that clock."""
    await flock(url, PACED, now=NOW)
    nudging, paper, database = _nudging(url, Limit(SECOND / 30, CHAT_INTERVAL, GROUP_INTERVAL), in_flight=1)
    while len(paper.came) < PACED:
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


async def _cost(url: str, members: int) -> float:
    """Seconds of the processor for one digest of so many members with twenty facts each, the look and the ledger included."""
    nudging, paper, database = _nudging(url, UNLIMITED, people.NOW)
    await people.enrol(database, members)
    await flock(url, OF_A_SIZE, members=members, now=people.NOW)
    began = process_time()
    await nudging.work()
    took = process_time() - began
    await database.close()
    return took / len(paper.came)


def _peak() -> float:
    """The most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
