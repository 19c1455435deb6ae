"""Processes to start and kill, on either database; ``--long`` takes the long form of every drill."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tests.faults.worker import told
from tests.forked import fork, pipe

PATIENCE_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class Worker:
    """One process, and the end of its line."""

    process: ForkServerProcess
    line: Connection


class Workers:
    """Worker processes on one database, and what their platform received."""

    def __init__(self, url: str, log: Path) -> None:
        self.url, self.log = url, log
        self.running: list[Worker] = []

    def start(self, *options: str) -> Worker:
        """Start one more, and wait until it works."""
        here, there = pipe()
        with there:
            worker = Worker(fork(told, there, self.url, str(self.log), *options), here)
        self.running.append(worker)
        assert here.recv() == "ready"
        return worker

    def wait(self, *options: str) -> Worker:
        """Start one more that begins to work when it is told to, so that starting it takes no time then."""
        return self.start("--wait", *options)

    def begin(self, *workers: Worker) -> None:
        """Let those that wait begin."""
        for worker in workers:
            worker.line.send("go")

    def kill_amid(self, chance: random.Random, most: int) -> None:
        """Start one, and kill it while it sends, when up to so many more have arrived; perhaps before it has begun."""
        count = len(self.received())
        worker = self.start()
        self.wait_for(count + chance.randint(0, most))
        time.sleep(chance.uniform(0, 0.01))
        self.kill(worker)

    def kill(self, worker: Worker) -> None:
        """kill -9"""
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.line.close()
        self.running.remove(worker)

    def end(self) -> None:
        for worker in list(self.running):
            self.kill(worker)

    def received(self) -> Counter[int]:
        """How often each account received its nudge."""
        return Counter(int(line.split()[0]) for line in self._lines())

    def moments(self) -> list[float]:
        """When each message left, in order."""
        return sorted(float(line.split()[1]) for line in self._lines())

    def wait_for(self, count: int, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until so many accounts have received theirs."""
        until = time.monotonic() + patience
        while len(self.received()) < count:
            assert time.monotonic() < until, f"only {len(self.received())} of {count} arrived"
            time.sleep(0.02)

    def _lines(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def workers_on(tmp_path: Path) -> Iterator[Callable[[str], Workers]]:
    """Starts workers on a database, and ends them all."""
    crews: list[Workers] = []

    def hire(url: str) -> Workers:
        crews.append(Workers(url, tmp_path / f"received-{len(crews)}"))
        return crews[-1]

    yield hire
    for crew in crews:
        crew.end()


@pytest.fixture
def long_form(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("long"))
