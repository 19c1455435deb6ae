"""Nudges a second, tick and all, by one process and by several, against a bare insert-and-commit loop; and a rate held."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import insert

from benchmarks.report import Chapter, Figure, Goal
from bot.store import Database
from bot.store.schema import migrate
from bot.store.tables import button_lines
from tests.faults.crowd import crowd, pile
from tests.postgres import postgres

NUDGES, COMMITS, PACED, PILED = 3000, 400, 300, 8
RATE = 30.0
QUICK = ("--in-flight", "100", "--send-ms", "0", "--lease", "60")

Prepare = Callable[[str, int], None]
"""Puts so many due nudges into a database."""

Fresh = Callable[[], str]
"""Makes an empty database and tells its URL."""


def measure() -> Chapter:
    """Sends to a fake platform that takes no time; ratios are to the commits of one process on the same database."""
    with TemporaryDirectory(prefix="roadmate-bench-") as name:
        folder = Path(name)
        figures: list[Figure] = []
        rates: dict[tuple[str, int], float] = {}
        for kind, fresh in {"SQLite": lambda: _sqlite(folder), "PostgreSQL": postgres().fresh}.items():
            commits = asyncio.run(_commits(fresh()))
            baseline = f"insert and commit, {kind}"
            figures.append(_figure(baseline, commits))
            for processes in (1, 2, 3):
                rate, tries = _throughput(fresh, folder, processes)
                rates[kind, processes] = rate
                what = f"nudges, {kind}, {processes} process{'es' if processes > 1 else ''}"
                figures.append(_figure(what, rate, max(tries), commits, baseline))
        gap = _gap(folder)
        paced, most = _paced(folder)
        figures.append(_figure(f"nudges under {RATE:.0f}/s, 3 processes, PostgreSQL", paced))
    return Chapter(
        "Delivery, messages a second (the column 'lowest' holds the best of the tries)",
        tuple(figures),
        (
            _at_least("SQLite", rates["SQLite", 1], 1000),
            _at_least("PostgreSQL", rates["PostgreSQL", 1], 2000),
            Goal(f"{RATE:.0f}/s held over three processes", f"{paced:.1f}/s", 29.5 <= round(paced, 1) <= 30.0),
            Goal("at most 31 in any second", str(most), most <= 31),
            Goal("in one chat a second between two, over three processes", f"at least {gap:.2f} s", gap >= 0.95),
        ),
    )


def _figure(what: str, rate: float, best: float | None = None, base: float | None = None, to: str = "") -> Figure:
    ratio = rate / base if base else None
    return Figure(what=what, unit="/s", median=rate, lowest=best or rate, ratio=ratio, baseline=to)


def _at_least(kind: str, rate: float, goal: int) -> Goal:
    return Goal(f"one process sends at least {goal:,}/s on {kind}, the tick included", f"{rate:,.0f}/s", rate >= goal)


def _sqlite(folder: Path) -> str:
    number = len(list(folder.glob("*.db")))
    url = f"sqlite:///{folder / f'{number}.db'}"
    migrate(url)
    return url


async def _commits(url: str) -> float:
    """Rows a second, each in a transaction of its own, by the same engine."""
    database = Database(url)
    now = datetime.now(UTC)
    began = perf_counter()
    for number in range(COMMITS):
        async with database.engine.begin() as connection:
            row = {"token": str(number), "user_id": 1, "line": "/status", "expires_at": now}
            await connection.execute(insert(button_lines), row)
    await database.close()
    return COMMITS / (perf_counter() - began)


def _throughput(fresh: Fresh, folder: Path, processes: int) -> tuple[float, list[float]]:
    tries = []
    for _ in range(3):
        moments, began = _run(fresh(), folder, processes, NUDGES, *QUICK)
        tries.append(NUDGES / (moments[-1] - began))
    return sorted(tries)[1], tries


def _paced(folder: Path) -> tuple[float, int]:
    """The rate over three processes once all are under way, after a second, and the most that left in any second."""
    moments, _ = _run(postgres().fresh(), folder, 3, PACED, "--rate", str(RATE), "--send-ms", "0", "--lease", "60")
    most = max(sum(at <= later < at + 1 for later in moments) for at in moments)
    steady = moments[int(RATE) :]
    return (len(steady) - 1) / (steady[-1] - steady[0]), most


def _gap(folder: Path) -> float:
    """The shortest time between two messages in one chat that three processes have many for, in seconds."""
    url = postgres().fresh()
    options = ("--rate", str(RATE), "--chat-seconds", "1", "--send-ms", "0", "--lease", "60")
    moments, _ = _run(url, folder, 3, PILED, *options, prepare=_piled)
    return min(later - earlier for earlier, later in pairwise(moments))


def _piled(url: str, nudges: int) -> None:
    asyncio.run(crowd(url, 1))
    asyncio.run(pile(url, nudges - 1))


def _crowded(url: str, nudges: int) -> None:
    asyncio.run(crowd(url, nudges))


def _run(
    url: str, folder: Path, processes: int, nudges: int, *options: str, prepare: Prepare = _crowded
) -> tuple[list[float], float]:
    """When each message left, and when the workers were let go, both by the machine's clock."""
    prepare(url, nudges)
    log = folder / f"received-{len(list(folder.glob('received-*')))}"
    command = [sys.executable, "-m", "tests.faults.worker", url, str(log), "--wait", *options]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    for worker in workers:
        if worker.stdout is None or worker.stdout.readline() != "ready\n":
            raise AssertionError("a worker did not start")
    began = datetime.now(UTC).timestamp()
    for worker in workers:
        if worker.stdin:
            worker.stdin.write("go\n")
            worker.stdin.flush()
    while not log.exists() or log.read_bytes().count(b"\n") < nudges:
        for worker in workers:
            if worker.poll() is not None:
                raise AssertionError("a worker has ended")
        _pause()
    for worker in workers:
        worker.kill()
        worker.communicate()
    return sorted(float(line.split()[1]) for line in log.read_text().splitlines()), began


def _pause() -> None:
    asyncio.run(asyncio.sleep(0.02))
