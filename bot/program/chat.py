"""``roadmate chat``: one learner, one terminal, one App."""

import asyncio
import socket
import sys
import tempfile
from collections.abc import Coroutine
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
HOST = "127.0.0.1"
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


class Doorstep:
    """A port of this machine's own where the learner's page is. It costs nothing until a browser comes: only then is loaded what
    serves it."""

    def __init__(self) -> None:
        self._line = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._line.getsockname()[1]}"

    async def run(self, app: App, console: Console) -> None:
        """Wait for a browser, and serve it and all that follow until cancelled."""
        with self._line:
            loop, came = asyncio.get_running_loop(), asyncio.Event()
            loop.add_reader(self._line, came.set)
            try:
                await came.wait()
            finally:
                loop.remove_reader(self._line)
            from bot.http import Server  # noqa: PLC0415 - they cost memory and time, and only some need them
            from bot.web.site import Site  # noqa: PLC0415

            starts = {console.name: console.start_link}
            site = Site(
                app.dispatcher,
                app.database,
                app.clock,
                app.settings.default_zone,
                self.url,
                starts=starts,
                is_public=False,
            )
            await Server(app.database, routes=site.routes, beside=site.beside, line=self._line).run()


async def _chat(settings: Settings, url: str) -> None:
    doorstep = Doorstep()
    app = App(settings, database_url=url, page_url=doorstep.url)
    screen = _screen(app)
    console = Console(app.dispatcher, app.clock, screen, files=FILES)
    await _beside(doorstep.run(app, console), app.serve({console.name: console}, asyncio.Event()))


async def _demo(settings: Settings, url: str) -> None:
    clock, doorstep = MovingClock(DEMO_START), Doorstep()
    app = App(settings, clock=clock, database_url=url, page_url=doorstep.url)
    screen = _screen(app)
    screen.note(DEMO.format(DEMO_START))
    platforms: dict[str, Platform] = {}
    travel = Travel(
        clock, app.database, app.nudging(platforms), platform=Console.name, default_zone=settings.default_zone
    )
    console = platforms[Console.name] = Console(app.dispatcher, clock, screen, files=FILES, travel=travel)
    try:
        await _beside(doorstep.run(app, console), console.run())
    finally:
        await app.close()


async def _beside(helping: Coroutine[None, None, None], main: Coroutine[None, None, None]) -> None:
    """Both, until the second ends. Raises what one of them ended by."""
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(helping)
            try:
                await main
            finally:
                task.cancel()
    except ExceptionGroup as broke:
        raise broke.exceptions[0] from None


def _screen(app: App) -> Screen:
    if not sys.stdin.isatty():
        return Pipe(sys.stdin, sys.stdout)
    print(GREETING)
    topics = [name for topic in default_roadmap().topics for name in (topic.title, *topic.aliases)]
    return Terminal(app.dispatcher.commands, topics, HISTORY)
