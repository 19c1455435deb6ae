"""``roadmate chat``: one learner, one terminal, one App."""

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bot import logs
from bot.app import App
from bot.chat.library import default_roadmap
from bot.chat.platform import Platform
from bot.platforms.console.console import Console
from bot.platforms.console.screens import Pipe, Screen, Terminal
from bot.platforms.console.travel import MovingClock, Travel
from bot.program.migration import Say, bring_up_to_date
from bot.settings import Settings

DEMO_START = datetime(2027, 1, 4, 8, tzinfo=UTC)
FILES = Path("roadmate-files")
HISTORY = Path.home() / ".local" / "state" / "roadmate" / "history"

GREETING = "Roadmate. /start begins, /help shows what I understand, Ctrl-D leaves."
DEMO = "A throw-away demo; it is {:%A, %Y-%m-%d %H:%M} UTC. Move the clock with: @ +7d   or: @ 2027-01-11 09:00"


async def chat(settings: Settings, say: Say, *, demo: bool) -> None:
    """Talk until the learner leaves or the pipe ends; ``say`` tells the operator of the database. Raises OperatorError."""
    logs.set_up("ERROR" if settings.log_level == "INFO" else settings.log_level)
    with ExitStack() as stack:
        url = settings.database_url
        if demo:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="roadmate-"))
            url = f"sqlite:///{folder}/demo.db"
        bring_up_to_date(url, say)
        if demo:
            await _demo(settings, url)
        else:
            await _chat(settings, url)


async def _chat(settings: Settings, url: str) -> None:
    app = App(settings, database_url=url)
    screen = _screen(app)
    console = Console(app.dispatcher, app.clock, screen, files=FILES)
    await app.serve({console.name: console}, asyncio.Event())


async def _demo(settings: Settings, url: str) -> None:
    clock = MovingClock(DEMO_START)
    app = App(settings, clock=clock, database_url=url)
    screen = _screen(app)
    screen.note(DEMO.format(DEMO_START))
    platforms: dict[str, Platform] = {}
    travel = Travel(
        clock, app.database, app.nudging(platforms), platform=Console.name, default_zone=settings.default_zone
    )
    console = platforms[Console.name] = Console(app.dispatcher, clock, screen, files=FILES, travel=travel)
    try:
        await console.run()
    finally:
        await app.close()


def _screen(app: App) -> Screen:
    if not sys.stdin.isatty():
        return Pipe(sys.stdin, sys.stdout)
    print(GREETING)
    topics = [name for topic in default_roadmap().topics for name in (topic.title, *topic.aliases)]
    return Terminal(app.dispatcher.commands, topics, HISTORY)
