"""Processes that deliver nudges together, to a platform that writes down when each message left."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.faults.crowd import crowd
from tests.faults.worker import told
from tests.forked import fork, pipe

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
    with _workers(processes, url, str(log), "--wait", *options) as (workers, lines):
        for line in lines:
            if line.recv() != "ready":
                raise AssertionError("a worker did not start")
        began = time.time()
        for line in lines:
            line.send("go")
        _wait(workers, log, nudges)
    return sorted(float(line.split()[1]) for line in log.read_text().splitlines()), began


@contextmanager
def _workers(count: int, *arguments: str) -> Iterator[tuple[list[ForkServerProcess], list[Connection]]]:
    """So many of them and their lines, killed in the end."""
    ends = [pipe() for _ in range(count)]
    workers = [fork(told, there, *arguments) for _, there in ends]
    for _, there in ends:
        there.close()
    try:
        yield workers, [here for here, _ in ends]
    finally:
        for worker, (here, _) in zip(workers, ends, strict=True):
            worker.kill()
            worker.join()
            here.close()


def _wait(workers: list[ForkServerProcess], log: Path, nudges: int) -> None:
    """Until so many messages have left."""
    until = time.monotonic() + PATIENCE
    while not log.exists() or log.read_bytes().count(b"\n") < nudges:
        if any(not worker.is_alive() for worker in workers):
            raise AssertionError("a worker has ended")
        if time.monotonic() > until:
            raise AssertionError(f"{nudges} nudges did not arrive within {PATIENCE:.0f} s")
        time.sleep(0.02)
