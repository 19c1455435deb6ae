"""Resident memory of ``roadmate run`` while it polls, against a process that only imports the same libraries."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.processes import ROADMATE, surroundings
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.store.schema import migrate
from tests.platforms.bot_api import BotApi

ROUNDS, SMALLEST = 3, 1
MOST = 1.3
"""Times the memory of the imports alone."""

PATIENCE = 20
TOKEN = "123:abc"
LIBRARIES = (
    "telegram.ext",
    "sqlalchemy.ext.asyncio",
    "aiosqlite",
    "apscheduler.schedulers.asyncio",
    "pydantic_settings",
    "markdown_it",
    "rapidfuzz",
    "structlog",
    "httpx",
)
IMPORTS, POLLING = "only the imports", "roadmate run, polling"
TALKED, NEW = "roadmate run, after a talk", "roadmate run, on a new database"
TALK = ("/start", "/start ml-data today", "/begin deep learning", "/done 1 yesterday", "/timezone berlin", "/status")


@asynccontextmanager
async def started(*command: str, folder: Path, **settings: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=surroundings(folder, **settings), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def imports(folder: Path, libraries: tuple[str, ...] = LIBRARIES) -> int:
    """Bytes of a process that has imported the libraries and waits."""
    code = f"import {', '.join(libraries)}; print('ready', flush=True); input()"
    async with started(sys.executable, "-c", code, folder=folder) as process, asyncio.timeout(PATIENCE):
        if process.stdout is None or await process.stdout.readline() != b"ready\n":
            raise AssertionError("the libraries cannot be imported")
        return resident(process.pid)


async def _program(folder: Path, database: Path, talk: tuple[str, ...] = ()) -> tuple[int, int]:
    """Bytes of the program once it polls, and once it has answered the last line of a talk."""
    async with BotApi(token=TOKEN) as api:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "DATABASE_URL": f"sqlite:///{database}"}
        async with started(*ROADMATE, "run", folder=folder, **settings) as process:
            await api.wait_until(lambda: api.polls > 0, seconds=PATIENCE)
            polling = resident(process.pid)
            for number, line in enumerate(talk, start=1):
                api.say(1, line)
                await api.wait_for_messages(number, seconds=PATIENCE)
            return polling, resident(process.pid)


def resident(pid: int) -> int:
    """Bytes that a process holds in memory."""
    return _held(pid, "VmRSS:")


def watched(pid: int) -> Callable[[], int]:
    """Tells, when it is called, how many bytes more than now the process has held at most from now on."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew: what was measured before held more
    now = resident(pid)
    return lambda: _held(pid, "VmHWM:") - now


def _held(pid: int, what: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(what))


async def _measure(folder: Path, rounds: int) -> Samples:
    samples = Samples("MB", 1e-6)
    migrated = folder / "migrated.db"
    migrate(f"sqlite:///{migrated}")
    for number in range(rounds):
        samples.add(IMPORTS, await imports(folder))
        polling, _ = await _program(folder, migrated)
        samples.add(POLLING, polling)
        # A database of its own: the inbox would know the updates of the round before.
        new, talked = await _program(folder, folder / f"new{number}.db", TALK)
        samples.add(NEW, new)
        samples.add(TALKED, talked)
    return samples


def measure(rounds: int = ROUNDS) -> Chapter:
    """Medians of several processes of each kind."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        samples = asyncio.run(_measure(Path(folder), rounds))
    ratio = samples.median(POLLING) / samples.median(IMPORTS)
    goal = Goal(f"{POLLING} takes at most {MOST}× the memory of its imports", f"{ratio:.2f}×", ratio <= MOST)
    return Chapter("Resident memory", samples.figures(IMPORTS), (goal,))
