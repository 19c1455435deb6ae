"""Resident memory of ``roadmate run`` with Telegram and Discord, against a process that only imports the same libraries."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.databases import Files
from benchmarks.memory import LIBRARIES, PATIENCE, TOKEN, imports, resident, started
from benchmarks.processes import ROADMATE
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from tests.platforms.bot_api import BotApi
from tests.platforms.discord_api import DiscordApi

ROUNDS, SMALLEST = 3, 1
MOST = 1.3
"""Times the memory of the imports alone."""

BOTH = (*LIBRARIES, "discord", "rich.text", "icalendar", "resvg_py", "slugify")
IMPORTS, LISTENING, TALKED = "only the imports", "roadmate run, on both platforms", "roadmate run, after talks on both"


async def _program(folder: Path, database: str) -> tuple[int, int]:
    """Bytes of the program once it polls and listens, and once it has answered a line here and a call there."""
    async with BotApi(token=TOKEN) as telegram, DiscordApi() as discord:
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.url,
            "DATABASE_URL": database,
        }
        async with started(*ROADMATE, "run", folder=folder, **settings) as process, asyncio.timeout(PATIENCE):
            await telegram.wait_until(lambda: telegram.polls > 0, seconds=PATIENCE)
            await discord.wait_until(lambda: bool(discord.gateway.identified))
            listening = resident(process.pid)
            telegram.say(1, "/start ml-data today")
            await telegram.wait_for_messages(1, seconds=PATIENCE)
            await discord.call("start", roadmap="ml-data", when="today")
            await discord.wait_until(lambda: bool(discord.made("/callback")))
            return listening, resident(process.pid)


async def _measure(folder: Path, rounds: int) -> Samples:
    samples, files = Samples("MB", 1e-6), Files(folder)
    for _ in range(rounds):
        samples.add(IMPORTS, await imports(folder, BOTH))
        # A database of its own: the inbox would know the updates of the round before.
        listening, talked = await _program(folder, files.fresh())
        samples.add(LISTENING, listening)
        samples.add(TALKED, talked)
    return samples


def measure(rounds: int = ROUNDS) -> Chapter:
    """Medians of several processes of each kind."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        samples = asyncio.run(_measure(Path(folder), rounds))
    ratio = samples.median(LISTENING) / samples.median(IMPORTS)
    goal = Goal(f"{LISTENING}, takes at most {MOST}× the memory of its imports", f"{ratio:.2f}×", ratio <= MOST)
    return Chapter("Resident memory with both platforms", samples.figures(IMPORTS), (goal,))
