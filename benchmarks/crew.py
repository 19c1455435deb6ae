"""Processes that deliver nudges together, to a platform that writes down when each message left."""

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

from tests.faults.crowd import crowd

PATIENCE = 120.0
"""Seconds that a delivery may take."""

Prepare = Callable[[str, int], None]
"""Puts so many due nudges into a database."""


def one_each(url: str, nudges: int) -> None:
    """As many learners, each with a nudge."""
    asyncio.run(crowd(url, nudges))


def deliver(
    url: str, log: Path, processes: int, nudges: int, *options: str, prepare: Prepare = one_each
) -> tuple[list[float], float]:
    """When each message left, in order, and when the workers were let go, both by the machine's clock.

    Raises AssertionError when a worker ends by itself or the nudges do not arrive.
    """
    prepare(url, nudges)
    with _workers(processes, url, str(log), "--wait", *options) as workers:
        for worker in workers:
            if worker.stdout is None or worker.stdout.readline() != "ready\n":
                raise AssertionError("a worker did not start")
        began = time.time()
        for worker in workers:
            if worker.stdin:
                worker.stdin.write("go\n")
                worker.stdin.flush()
        _wait(workers, log, nudges)
    return sorted(float(line.split()[1]) for line in log.read_text().splitlines()), began


@contextmanager
def _workers(count: int, *arguments: str) -> Iterator[list[Popen[str]]]:
    """So many of them, killed in the end."""
    command = [sys.executable, "-m", "tests.faults.worker", *arguments]
    workers = [Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def _wait(workers: list[Popen[str]], log: Path, nudges: int) -> None:
    """Until so many messages have left."""
    until = time.monotonic() + PATIENCE
    while not log.exists() or log.read_bytes().count(b"\n") < nudges:
        if any(worker.poll() is not None for worker in workers):
            raise AssertionError("a worker has ended")
        if time.monotonic() > until:
            raise AssertionError(f"{nudges} nudges did not arrive within {PATIENCE:.0f} s")
        time.sleep(0.02)
