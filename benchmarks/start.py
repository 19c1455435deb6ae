"""From starting ``roadmate chat`` to its first answer, fed by a pipe."""

import subprocess
import sys
from itertools import dropwhile, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.processes import ROADMATE, surroundings
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.store.schema import migrate

ROUNDS, SMALLEST = 8, 1
MOST_SECONDS = 1.0
BARE, MIGRATED, NEW = "python -c pass", "first answer, database in place", "first answer, new database"


def _answer(folder: Path, database: Path) -> float:
    """Seconds until the first answer stands there: what follows the echo of the line."""
    began = perf_counter()
    with subprocess.Popen(
        [*ROADMATE, "chat"],
        cwd=folder,
        env=surroundings(folder, DATABASE_URL=f"sqlite:///{database}"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError("there are no pipes")
        process.stdin.write("/start\n")
        process.stdin.flush()
        lines = (line.strip() for line in process.stdout)
        after_echo = dropwhile(lambda line: line != "> /start", lines)
        if not any(line for line in islice(after_echo, 1, None)):
            raise AssertionError("no answer came")
        took = perf_counter() - began
        process.kill()
    return took


def measure(rounds: int = ROUNDS) -> Chapter:
    """Wall time, by turns; of several rounds the first only warms up."""
    with TemporaryDirectory(prefix="roadmate-bench-") as name:
        folder = Path(name)
        migrate(f"sqlite:///{folder / 'migrated.db'}")
        for number in range(rounds):
            if number < 2:
                samples = Samples("s", 1.0)
            with samples.wall(BARE):
                subprocess.run([sys.executable, "-c", "pass"], check=True)
            samples.add(MIGRATED, _answer(folder, folder / "migrated.db"))
            samples.add(NEW, _answer(folder, folder / f"new{number}.db"))
    goals = tuple(
        Goal(f"{name} in under {MOST_SECONDS} s", f"{samples.median(name):.2f} s", samples.median(name) < MOST_SECONDS)
        for name in (MIGRATED, NEW)
    )
    return Chapter("Start of `roadmate chat` to its first answer", samples.figures(BARE), goals)
