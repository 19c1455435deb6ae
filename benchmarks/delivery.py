"""Nudges a second, tick and all, by one process and by several, against a bare insert-and-commit loop; and a rate held."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import insert

from benchmarks.crew import deliver
from benchmarks.databases import Files
from benchmarks.report import Chapter, Figure, Goal
from bot.store import Database
from bot.store.tables import button_lines
from tests.faults.crowd import crowd, pile, sitters
from tests.postgres import postgres

RATE = 30.0
QUICK = ("--in-flight", "100", "--send-ms", "0", "--lease", "60")
HELD = ("--rate", str(RATE), "--send-ms", "0", "--lease", "60")
AT_LEAST = {"SQLite": 1000, "PostgreSQL": 2000}
"""Nudges a second, by one process."""
OF_THE_LOOP = 1.5
"""How many nudges are sent in the time of a bare commit on PostgreSQL, by one process and by two."""

Fresh = Callable[[], str]
"""Makes an empty database and tells its URL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``processes`` is the most that work together. Of the ``paced`` nudges those after the first second count; the
    ``piled`` ones, two at least, are all for one chat; so many are ``studying`` at one minute."""

    commits: int = 400
    nudges: int = 3000
    tries: int = 3
    processes: int = 3
    paced: int = 300
    piled: int = 8
    studying: int = 10_000


FULL = Sizes()
SMALLEST = Sizes(commits=2, nudges=2, tries=1, processes=1, paced=int(RATE) + 2, piled=2, studying=2)


def measure(sizes: Sizes = FULL) -> Chapter:
    """Sends to a fake platform that takes no time; ratios are to the commits of one process on the same database."""
    figures: list[Figure] = []
    goals: list[Goal] = []
    crew = _crew(sizes.processes)
    with TemporaryDirectory(prefix="roadmate-bench-") as name:
        folder = Path(name)
        for kind, fresh in {"SQLite": Files(folder).fresh, "PostgreSQL": postgres().fresh}.items():
            found = tuple(_rates(kind, fresh, folder, sizes))
            figures += found
            goals.append(_at_least(kind, found[1].median))
            goals += (_of_the_loop(one) for one in found[1:3] if kind == "PostgreSQL")
        gap = _gap(folder, sizes)
        paced, most = _paced(folder, sizes)
        studied, once = _studying(folder, sizes)
    figures.append(_figure(f"{sizes.studying:,} study times of one minute, {crew}, PostgreSQL", studied))
    figures.append(_figure(f"nudges under {RATE:.0f}/s, {crew}, PostgreSQL", paced))
    goals += (
        Goal(f"{RATE:.0f}/s held over {crew}", f"{paced:.1f}/s", 29.5 <= round(paced, 1) <= 30.0),
        Goal(f"{sizes.studying:,} study times of one minute, each once", "each once" if once else "not so", once),
        Goal("at most 31 in any second", str(most), most <= 31),
        Goal(f"in one chat a second between two, over {crew}", f"at least {gap:.2f} s", gap >= 0.95),
    )
    title = "Delivery, messages a second (the column 'lowest' holds the best of the tries)"
    return Chapter(title, tuple(figures), tuple(goals))


def _crew(processes: int) -> str:
    return f"{processes} process{'es' if processes > 1 else ''}"


def _figure(what: str, rate: float, best: float | None = None, base: float | None = None, to: str = "") -> Figure:
    ratio = rate / base if base else None
    return Figure(what=what, unit="/s", median=rate, lowest=best or rate, ratio=ratio, baseline=to)


def _at_least(kind: str, rate: float) -> Goal:
    goal = AT_LEAST[kind]
    return Goal(f"one process sends at least {goal:,}/s on {kind}, the tick included", f"{rate:,.0f}/s", rate >= goal)


def _of_the_loop(figure: Figure) -> Goal:
    ratio = figure.ratio or 0.0
    return Goal(f"{figure.what}, at least {OF_THE_LOOP} of the loop", f"{ratio:.2f}", ratio >= OF_THE_LOOP)


def _rates(kind: str, fresh: Fresh, folder: Path, sizes: Sizes) -> Iterator[Figure]:
    """First what it is held against, then one process, then ever more; they take turns, for the machine is not equally busy all
    the time."""
    commits: list[float] = []
    tries: dict[int, list[float]] = {processes: [] for processes in range(1, sizes.processes + 1)}
    for _ in range(sizes.tries):
        commits.append(asyncio.run(_commits(fresh(), sizes.commits)))
        for processes, found in tries.items():
            found.append(_throughput(fresh(), folder, processes, sizes.nudges))
    base, baseline = median(commits), f"insert and commit, {kind}"
    yield _figure(baseline, base, max(commits))
    for processes, found in tries.items():
        yield _figure(f"nudges, {kind}, {_crew(processes)}", median(found), max(found), base, baseline)


async def _commits(url: str, commits: int) -> float:
    """Rows a second, each in a transaction of its own, by the same engine."""
    database = Database(url)
    now = datetime.now(UTC)
    began = perf_counter()
    for number in range(commits):
        async with database.engine.begin() as connection:
            row = {"token": str(number), "user_id": "1", "line": "/status", "expires_at": now}
            await connection.execute(insert(button_lines), row)
    await database.close()
    return commits / (perf_counter() - began)


def _throughput(url: str, folder: Path, processes: int, nudges: int) -> float:
    moments, began = deliver(url, _log(folder), processes, nudges, *QUICK)
    return nudges / (moments[-1] - began)


def _paced(folder: Path, sizes: Sizes) -> tuple[float, int]:
    """The rate over all processes once they are under way, after a second, and the most that left in any second."""
    moments, _ = deliver(postgres().fresh(), _log(folder), sizes.processes, sizes.paced, *HELD)
    most = max(sum(at <= later < at + 1 for later in moments) for at in moments)
    steady = moments[int(RATE) :]
    return (len(steady) - 1) / (steady[-1] - steady[0]), most


def _studying(folder: Path, sizes: Sizes) -> tuple[float, bool]:
    """The study times a second of many who study at one minute, over all processes, and whether each came once."""
    log = _log(folder)
    moments, began = deliver(postgres().fresh(), log, sizes.processes, sizes.studying, *QUICK, prepare=_all_at_once)
    received = Counter(line.split()[0] for line in log.read_text().splitlines())
    return sizes.studying / (moments[-1] - began), set(received.values()) == {1} and len(received) == sizes.studying


def _all_at_once(url: str, nudges: int) -> None:
    asyncio.run(sitters(url, nudges))


def _gap(folder: Path, sizes: Sizes) -> float:
    """The shortest time between two messages in one chat that all processes have many for, in seconds."""
    options = (*HELD, "--chat-seconds", "1")
    moments, _ = deliver(postgres().fresh(), _log(folder), sizes.processes, sizes.piled, *options, prepare=_all_for_one)
    return min(later - earlier for earlier, later in pairwise(moments))


def _all_for_one(url: str, nudges: int) -> None:
    asyncio.run(crowd(url, 1))
    asyncio.run(pile(url, nudges - 1))


def _log(folder: Path) -> Path:
    """A file that is not there yet."""
    return folder / f"received-{len(list(folder.glob('received-*')))}"
