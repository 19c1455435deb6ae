"""Resident memory of ``roadmate run`` with Telegram and Discord, against a process that only imports the same libraries."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.memory import LIBRARIES, PATIENCE, TOKEN, imports, resident, started
from benchmarks.processes import ROADMATE
from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.store.schema import migrate
from tests.platforms.bot_api import BotApi
from tests.platforms.discord_api import DiscordApi

ROUNDS = 3
MOST = 1.3
"""Times the memory of the imports alone."""

BOTH = (*LIBRARIES, "discord", "rich.text", "icalendar", "resvg_py", "slugify")
IMPORTS, LISTENING, TALKED = "only the imports", "roadmate run, on both platforms", "roadmate run, after talks on both"


async def _program(folder: Path, database: Path, *, talk: bool) -> int:
    """Bytes of the program once it polls and listens, or has answered a line here and a call there."""
    async with BotApi(token=TOKEN) as telegram, DiscordApi() as discord:
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.url,
            "DATABASE_URL": f"sqlite:///{database}",
        }
        async with started(ROADMATE, "run", folder=folder, **settings) as process, asyncio.timeout(PATIENCE):
            await telegram.wait_until(lambda: telegram.polls > 0, seconds=PATIENCE)
            await discord.wait_until(lambda: bool(discord.identified))
            if talk:
                telegram.say(1, "/start ml-data today")
                await telegram.wait_for_messages(1, seconds=PATIENCE)
                await discord.call("start", roadmap="ml-data", when="today")
                await discord.wait_until(lambda: bool(discord.made("/callback")))
            return resident(process.pid)


async def _measure(folder: Path) -> Samples:
    samples = Samples("MB", 1e-6)
    migrated = folder / "migrated.db"
    migrate(f"sqlite:///{migrated}")
    for number in range(ROUNDS):
        samples.add(IMPORTS, await imports(folder, BOTH))
        samples.add(LISTENING, await _program(folder, migrated, talk=False))
        samples.add(TALKED, await _program(folder, folder / f"talk{number}.db", talk=True))
    return samples


def measure() -> Chapter:
    """Medians of several processes of each kind."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        samples = asyncio.run(_measure(Path(folder)))
    ratio = samples.median(LISTENING) / samples.median(IMPORTS)
    goal = Goal(f"{LISTENING}, takes at most {MOST}× the memory of its imports", f"{ratio:.2f}×", ratio <= MOST)
    return Chapter("Resident memory with both platforms", samples.figures(IMPORTS), (goal,))
