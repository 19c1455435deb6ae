"""The composition root: builds everything from the settings, runs it in one TaskGroup, shuts it down cleanly."""

import asyncio
import gc
import signal
from collections.abc import Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.chat.dispatch import Dispatcher
from bot.chat.limits import Limit
from bot.chat.platform import Platform
from bot.clock import Clock, system_clock
from bot.commands import COMMANDS
from bot.commands.happening import happening
from bot.commands.telling import returning
from bot.drawing import Drawer
from bot.errors import BotError, OperatorError
from bot.heartbeat import heartbeat
from bot.nudges.engine import Nudging
from bot.settings import Settings
from bot.store import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.routing import Route

    from bot.http import Server

log = structlog.get_logger()

LAST_SECONDS = 4.0
"""How long what is in hand may take after SIGTERM."""

SHORTEST_WAIT, LONGEST_WAIT = 0.25, 60.0
"""Seconds between two looks at all that may be due."""

GLANCE_SECONDS = 1.0
"""Between two glances at whether another process has filed something that is to leave at once."""

CHAT_INTERVAL = timedelta(seconds=1)
"""Telegram takes about one message a second in a chat."""

GROUP_INTERVAL = timedelta(seconds=4)
"""Telegram takes twenty messages a minute in a group; at four seconds each some may leave at once."""


FREE_RATE = 30.0
"""Messages a second that Telegram takes without pay."""

DISCORD_LIMIT = Limit(timedelta(seconds=1) / 20, CHAT_INTERVAL, answers_count=False)
"""Discord takes fifty calls a second from a bot, and a nudge is two; answers to calls and presses are not counted."""


class App:
    """A database with its dispatcher; the platforms, and the routes they want served, are added by who starts it."""

    def __init__(self, settings: Settings, *, clock: Clock = system_clock, database_url: str | None = None) -> None:
        self.settings = settings
        self.clock = clock
        self.database = Database(database_url or settings.database_url, clock)
        self.drawer = Drawer()
        self.limits = {
            "telegram": Limit(timedelta(seconds=1) / settings.telegram_rate, CHAT_INTERVAL, GROUP_INTERVAL),
            "discord": DISCORD_LIMIT,
        }
        self.dispatcher = Dispatcher(
            self.database,
            COMMANDS,
            clock=clock,
            default_zone=settings.default_zone,
            returning=returning,
            limits=self.limits,
            draw=self.drawer.draw,
            on_happening=partial(happening, default_zone=settings.default_zone),
        )
        self.routes: list[Route] = []

    def nudging(self, platforms: Mapping[str, Platform]) -> Nudging:
        """The nudges for these platforms."""
        return Nudging(
            self.database,
            platforms,
            default_zone=self.settings.default_zone,
            limits=self.limits,
            in_flight=self.settings.nudges_in_flight,
            weekly_budget=self.settings.weekly_budget,
        )

    async def nudge(self, nudging: Nudging, pulse: asyncio.Event, stop: asyncio.Event) -> None:
        """Work at every pulse and whenever the ledger has something due, until told to stop. While the database is gone
        the pauses double; nothing is lost meanwhile, for what is due stays due."""
        pause = SHORTEST_WAIT
        with heartbeat(pulse):
            while not stop.is_set():
                try:
                    await nudging.work(stop.is_set, pulse.is_set)
                    await self._rest(nudging, pulse)
                    pause = SHORTEST_WAIT
                except Exception:
                    log.exception("nudges.interrupted", pause=pause)
                    pause = min(pause * 2, LONGEST_WAIT)
                    await _first(pulse, pause)

    async def _rest(self, nudging: Nudging, pulse: asyncio.Event) -> None:
        """Wait for the pulse, for what is due next, and for what another process files."""
        left = max(SHORTEST_WAIT, await nudging.wait_seconds(LONGEST_WAIT))
        while left > 0 and not await _first(pulse, min(left, GLANCE_SECONDS)):
            left -= GLANCE_SECONDS
            if left > 0 and await nudging.has_rows():
                return

    def server(self) -> "Server | None":
        """The HTTP server, where a setting turns it on."""
        if self.settings.listens_on is None:
            return None
        from bot.http import Server  # noqa: PLC0415 - it costs memory and time, and only some need it

        return Server(
            self.database, host=self.settings.http_host, port=self.settings.listens_on, routes=tuple(self.routes)
        )

    async def close(self) -> None:
        """Let go of the drawing process and the database."""
        await self.drawer.close()
        await self.database.close()

    async def serve(
        self, platforms: Mapping[str, Platform], stop: asyncio.Event, server: "Server | None" = None
    ) -> None:
        """Run all platforms, the server and the nudges until ``stop`` is set or one of them ends; what is in hand is
        finished.

        Raises what one of them ended by.
        """
        _settle()
        pulse = asyncio.Event()
        self.dispatcher.wake = pulse.set
        ended_by: list[BotError] = []
        try:
            async with asyncio.TaskGroup() as group:
                works: list[Platform | Server] = [*platforms.values(), *([server] if server else [])]
                tasks = [group.create_task(_run(work, stop, ended_by)) for work in works]
                nudges = group.create_task(self.nudge(self.nudging(platforms), pulse, stop))
                await stop.wait()
                for task in tasks:
                    task.cancel()
                pulse.set()
                await asyncio.wait([nudges], timeout=LAST_SECONDS)
                nudges.cancel()
        finally:
            await self.close()
        if ended_by:
            raise ended_by[0]


def _settle() -> None:
    """Take what was loaded so far out of the garbage collector's sight: it stays for as long as the program runs, and each
    walk over all of it holds everybody up for a twentieth of a second."""
    gc.collect()
    gc.freeze()


async def _run(work: "Platform | Server", stop: asyncio.Event, ended_by: list[BotError]) -> None:
    """Run a platform or the server; when it ends, so does the program, but not before what others have in hand is finished."""
    try:
        await work.run()
    except BotError as error:
        ended_by.append(error)
    finally:
        stop.set()


async def _first(pulse: asyncio.Event, seconds: float) -> bool:
    """Wait for the pulse, at most so many seconds; whether it came."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await pulse.wait()
    came = pulse.is_set()
    pulse.clear()
    return came


def platforms(app: App) -> dict[str, Platform]:
    """Every platform that has a token. Raises OperatorError where none has."""
    found = [platform for platform in (_telegram(app), _discord(app)) if platform]
    if not found:
        raise OperatorError(
            "neither TELEGRAM_TOKEN nor DISCORD_TOKEN is set",
            "put the token from BotFather or from Discord's Developer Portal into .env, or try `make chat`",
        )
    return {platform.name: platform for platform in found}


def _telegram(app: App) -> Platform | None:
    settings = app.settings
    if settings.telegram_token is None:
        return None
    from bot.platforms.telegram import Address, Telegram  # noqa: PLC0415 - it costs 30 MB, and only some need it

    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    bot = Telegram(
        token=settings.telegram_token.get_secret_value(),
        api_url=settings.telegram_api_url,
        webhook=Address(url, secret.get_secret_value()) if url and secret else None,
        paid=settings.telegram_rate > FREE_RATE,
        limit=app.limits["telegram"],
        dispatcher=app.dispatcher,
        database=app.database,
        clock=app.clock,
    )
    app.dispatcher.wardens[bot.name] = bot.warden
    app.routes.extend(bot.routes)
    return bot


def _discord(app: App) -> Platform | None:
    settings = app.settings
    if settings.discord_token is None:
        return None
    from bot.platforms.discord import Discord  # noqa: PLC0415 - as above

    return Discord(
        token=settings.discord_token.get_secret_value(),
        api_url=settings.discord_api_url,
        guild_id=settings.discord_guild_id,
        shards=settings.discord_shards,
        dispatcher=app.dispatcher,
        database=app.database,
        clock=app.clock,
    )


@asynccontextmanager
async def stopping() -> "AsyncIterator[asyncio.Event]":
    """An event that SIGTERM or SIGINT sets."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def run(settings: Settings) -> None:
    """Run every platform that has a token until a signal comes. Raises OperatorError."""
    app = App(settings)
    async with stopping() as stop:
        served = platforms(app)
        log.info("started", platforms=",".join(served))
        await app.serve(served, stop, app.server())
        log.info("stopped")
