"""Processes that are there at once: each is forked off one that has loaded the program, where it would load all of it anew."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess

LOADED = [
    "pytest",
    "bot.app",
    "bot.http",
    "bot.platforms.telegram",
    "bot.store.draft_files",
    "bot.store.schema",
    "tests.faults.test_database",
    "tests.faults.test_webhook_kills",
    "tests.faults.worker",
]
"""What is loaded once; it starts nothing and opens nothing."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(LOADED)

pipe = _context.Pipe
"""Two ends, one of them for the process."""


def fork(work: Callable[..., None], *arguments: object) -> ForkServerProcess:
    """A process of its own that does this work, and writes nothing where we do."""
    process = _context.Process(target=_silently, args=(work, *arguments), daemon=True)
    process.start()
    return process


def _silently(work: Callable[..., None], *arguments: object) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    work(*arguments)
