"""The webhook's intake on PostgreSQL, and what a process that polls costs while nothing happens."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from benchmarks.memory import TOKEN, started
from benchmarks.processes import ROADMATE, free_port
from benchmarks.report import Chapter, Figure, Goal
from tests.platforms.bot_api import BotApi
from tests.postgres import postgres

SECRET = "benchmark-secret"
TICKS_A_SECOND = 100
"""Of /proc/PID/stat on Linux."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``pace`` is updates a second; ``rest_seconds`` let the process finish what is in hand before the next is measured."""

    burst: int = 3000
    at_once: int = 64
    pace: int = 400
    paced_seconds: float = 5.0
    rest_seconds: float = 3.0
    idle_seconds: float = 8.0


FULL = Sizes()
SMALLEST = Sizes(burst=2, at_once=2, pace=100, paced_seconds=0.02, rest_seconds=0.0, idle_seconds=0.1)


def measure(sizes: Sizes = FULL) -> Chapter:
    """Updates that are ignored once kept, so that the intake is what costs; the client shares the machine."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        rate, late, idle = asyncio.run(_measure(Path(folder), sizes))
    figures = (
        Figure(what="updates accepted by the webhook", unit="/s", median=rate, lowest=rate),
        Figure(what=f"99 of 100 answered within, at {sizes.pace}/s", unit="ms", median=late, lowest=late),
        Figure(what="a core's share of a process that only polls", unit="%", median=idle, lowest=idle),
    )
    goals = (
        Goal("the webhook accepts at least 800 updates/s on PostgreSQL", f"{rate:,.0f}/s", rate >= 800),
        Goal(f"at {sizes.pace}/s the 99th percentile is under 50 ms", f"{late:.1f} ms", late < 50),
        Goal("an idle process takes under 2 % of a core", f"{idle:.1f} %", idle < 2),
    )
    return Chapter("Webhook and idle", figures, goals)


async def _measure(folder: Path, sizes: Sizes) -> tuple[float, float, float]:
    port = free_port()
    async with BotApi(token=TOKEN) as api:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "DATABASE_URL": postgres().fresh()}
        hook = {
            "TELEGRAM_WEBHOOK_URL": "https://example.org/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "HTTP_PORT": str(port),
        }
        async with started(*ROADMATE, "run", folder=folder, **settings, **hook):
            await api.wait_for_calls("setWebhook", 1, seconds=20)
            rate = await _burst(port, sizes)
            await asyncio.sleep(sizes.rest_seconds)
            late = await _paced(port, sizes)
        polling = {**settings, "DATABASE_URL": f"sqlite:///{folder / 'idle.db'}"}
        async with started(*ROADMATE, "run", folder=folder, **polling) as process:
            await api.wait_until(lambda: api.polls > 0, seconds=20)
            await asyncio.sleep(sizes.rest_seconds)
            before = _ticks(process.pid)
            await asyncio.sleep(sizes.idle_seconds)
            return rate, late, (_ticks(process.pid) - before) / sizes.idle_seconds / TICKS_A_SECOND * 100


def _update(number: int) -> dict[str, object]:
    chat = {"id": number % 500 + 1, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": int(time.time()), "chat": chat}}


async def _bring(client: ClientSession, number: int) -> float:
    """Seconds until it was accepted."""
    began = time.perf_counter()
    async with client.post("/telegram", json=_update(number)) as answer:
        answer.raise_for_status()
    return time.perf_counter() - began


def _client(port: int, at_once: int) -> ClientSession:
    return ClientSession(
        f"http://127.0.0.1:{port}",
        headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        connector=TCPConnector(limit=at_once),
        timeout=ClientTimeout(total=30),
    )


async def _burst(port: int, sizes: Sizes) -> float:
    """Accepted a second when as many as will fit come at once."""
    numbers = iter(range(1, sizes.burst + 1))

    async def caller(client: ClientSession) -> None:
        for number in numbers:
            await _bring(client, number)

    async with _client(port, sizes.at_once) as client:
        began = time.perf_counter()
        await asyncio.gather(*(caller(client) for _ in range(sizes.at_once)))
        return sizes.burst / (time.perf_counter() - began)


async def _paced(port: int, sizes: Sizes) -> float:
    """Milliseconds within which 99 of 100 were answered."""
    async with _client(port, sizes.at_once) as client, asyncio.TaskGroup() as group:
        tasks = []
        began = time.perf_counter()
        for index in range(round(sizes.pace * sizes.paced_seconds)):
            await asyncio.sleep(max(0.0, began + index / sizes.pace - time.perf_counter()))
            tasks.append(group.create_task(_bring(client, sizes.burst + 1 + index)))
    return quantiles([task.result() for task in tasks], n=100)[98] * 1000


def _ticks(pid: int) -> int:
    return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]))
