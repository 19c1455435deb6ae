"""The webhook's intake on PostgreSQL, and what a process that polls costs while nothing happens."""

import asyncio
import time
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from benchmarks.memory import TOKEN, started
from benchmarks.processes import ROADMATE
from benchmarks.report import Chapter, Figure, Goal
from tests.platforms.bot_api import BotApi
from tests.postgres import postgres

SECRET, PORT = "benchmark-secret", 18734
BURST, AT_ONCE = 3000, 64
PACE, PACED_SECONDS = 400, 5
IDLE_SECONDS = 8.0
TICKS_A_SECOND = 100
"""Of /proc/PID/stat on Linux."""


def measure() -> Chapter:
    """Updates that are ignored once kept, so that the intake is what costs; the client shares the machine."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        rate, late, idle = asyncio.run(_measure(Path(folder)))
    figures = (
        Figure(what="updates accepted by the webhook", unit="/s", median=rate, lowest=rate),
        Figure(what=f"99 of 100 answered within, at {PACE}/s", unit="ms", median=late, lowest=late),
        Figure(what="a core's share of a process that only polls", unit="%", median=idle, lowest=idle),
    )
    goals = (
        Goal("the webhook accepts at least 800 updates/s on PostgreSQL", f"{rate:,.0f}/s", rate >= 800),
        Goal(f"at {PACE}/s the 99th percentile is under 50 ms", f"{late:.1f} ms", late < 50),
        Goal("an idle process takes under 2 % of a core", f"{idle:.1f} %", idle < 2),
    )
    return Chapter("Webhook and idle", figures, goals)


async def _measure(folder: Path) -> tuple[float, float, float]:
    async with BotApi(token=TOKEN) as api:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "DATABASE_URL": postgres().fresh()}
        hook = {
            "TELEGRAM_WEBHOOK_URL": "https://example.org/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "HTTP_PORT": str(PORT),
        }
        async with started(ROADMATE, "run", folder=folder, **settings, **hook):
            await api.wait_for_calls("setWebhook", 1, seconds=20)
            rate = await _burst()
            await asyncio.sleep(3)  # the workers catch up
            late = await _paced()
        polling = {**settings, "DATABASE_URL": f"sqlite:///{folder / 'idle.db'}"}
        async with started(ROADMATE, "run", folder=folder, **polling) as process:
            await api.wait_until(lambda: api.polls > 0, seconds=20)
            await asyncio.sleep(1)
            before = _ticks(process.pid)
            await asyncio.sleep(IDLE_SECONDS)
            return rate, late, (_ticks(process.pid) - before) / IDLE_SECONDS / TICKS_A_SECOND * 100


def _update(number: int) -> dict[str, object]:
    chat = {"id": number % 500 + 1, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": int(time.time()), "chat": chat}}


async def _bring(client: ClientSession, number: int) -> float:
    """Seconds until it was accepted."""
    began = time.perf_counter()
    async with client.post("/telegram", json=_update(number)) as answer:
        answer.raise_for_status()
    return time.perf_counter() - began


def _client() -> ClientSession:
    return ClientSession(
        f"http://127.0.0.1:{PORT}",
        headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        connector=TCPConnector(limit=AT_ONCE),
        timeout=ClientTimeout(total=30),
    )


async def _burst() -> float:
    """Accepted a second when as many as will fit come at once."""
    numbers = iter(range(1, BURST + 1))

    async def caller(client: ClientSession) -> None:
        for number in numbers:
            await _bring(client, number)

    async with _client() as client:
        began = time.perf_counter()
        await asyncio.gather(*(caller(client) for _ in range(AT_ONCE)))
        return BURST / (time.perf_counter() - began)


async def _paced() -> float:
    """Milliseconds within which 99 of 100 were answered."""
    async with _client() as client, asyncio.TaskGroup() as group:
        tasks = []
        began = time.perf_counter()
        for index in range(PACE * PACED_SECONDS):
            await asyncio.sleep(max(0.0, began + index / PACE - time.perf_counter()))
            tasks.append(group.create_task(_bring(client, BURST + 1 + index)))
    return quantiles([task.result() for task in tasks], n=100)[98] * 1000


def _ticks(pid: int) -> int:
    return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]))
