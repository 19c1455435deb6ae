"""The composition root: builds everything from the settings, runs it in one TaskGroup, shuts it down cleanly."""

import asyncio
import gc
import signal
from collections.abc import Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from bot.chat.dispatch import Dispatcher
from bot.chat.operating import Operating
from bot.chat.platform import Platform, Speaker
from bot.clock import Clock, system_clock
from bot.commands import COMMANDS, operators
from bot.commands.events import happening
from bot.drawing import Drawer
from bot.errors import BotError, OperatorError
from bot.heartbeat import heartbeat
from bot.nudges.arming import returning
from bot.nudges.engine import Nudging
from bot.platforms import packs
from bot.platforms.pack import House
from bot.settings import Settings
from bot.store import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.http import Server
    from bot.platforms.pack import Vouches

log = structlog.get_logger()

LAST_SECONDS = 4.0
"""How long what is in hand may take after SIGTERM."""

SHORTEST_WAIT, LONGEST_WAIT = 0.25, 60.0
"""Seconds between two looks at all that may be due."""

GLANCE_SECONDS = 1.0
"""Between two glances at whether another process has filed something that is to leave at once."""


class App:
    """A database with its dispatcher, which wakes the nudges by ``pulse``; what is served is up to whoever starts it, who says
    whether that is all, the web with it: what is told of addresses goes by that. Pages may be had at ``page_url`` without it."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = system_clock,
        database_url: str | None = None,
        serves: bool = False,
        page_url: str | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = Database(database_url or settings.database_url, clock)
        self.drawer = Drawer()
        self.pulse = asyncio.Event()
        self._public_url = settings.public_url if serves else None
        self.limits = {pack.traits.name: pack.traits_by(settings).limit for pack in packs.PACKS}
        self._operators = frozenset(Speaker(*account) for account in settings.operator_accounts)
        self.dispatcher = Dispatcher(
            self.database,
            COMMANDS,
            clock=clock,
            default_zone=settings.default_zone,
            returning=returning,
            public_url=self._public_url,
            page_url=page_url,
            limits=self.limits,
            draw=self.drawer.draw,
            on_happening=partial(happening, default_zone=settings.default_zone),
            wake=self.pulse.set,
            operating=Operating(self._operators, operators.COMMANDS),
        )

    def nudging(self, platforms: Mapping[str, Platform]) -> Nudging:
        """The nudges for these platforms."""
        return Nudging(
            self.database,
            platforms,
            default_zone=self.settings.default_zone,
            limits=self.limits,
            in_flight=self.settings.nudges_in_flight,
            weekly_budget=self.settings.weekly_budget,
            operators=self._operators,
        )

    async def nudge(self, nudging: Nudging, stop: asyncio.Event) -> None:
        """Work at every pulse and whenever the ledger has something due, until told to stop. While the database is gone
        the pauses double; nothing is lost meanwhile, for what is due stays due. Of a bug the operators are told once, however often
        it is met."""
        pause = SHORTEST_WAIT
        with heartbeat(self.pulse):
            while not stop.is_set():
                try:
                    await nudging.work(stop.is_set, self.pulse.is_set)
                    await self._rest(nudging)
                    pause = SHORTEST_WAIT
                except Exception as error:
                    incident = await nudging.bugs.met(error)
                    log.exception("nudges.interrupted", incident=incident, pause=pause)
                    pause = min(pause * 2, LONGEST_WAIT)
                    await _first(self.pulse, pause)

    async def _rest(self, nudging: Nudging) -> None:
        """Wait for the pulse, for what is due next, and for what another process files."""
        left = max(SHORTEST_WAIT, await nudging.wait_seconds(LONGEST_WAIT))
        while left > 0 and not await _first(self.pulse, min(left, GLANCE_SECONDS)):
            left -= GLANCE_SECONDS
            if left > 0 and await nudging.has_rows():
                return

    def server(self, platforms: Mapping[str, Platform]) -> "Server | None":
        """The HTTP server with the routes of these platforms, where a setting or a route turns it on."""
        routes = [route for platform in platforms.values() for route in platform.routes]
        beside: list[Callable[[], Coroutine[Any, Any, None]]] = []
        if self._public_url:
            from bot.http.files import room_for  # noqa: PLC0415 - it costs memory, and only some need it
            from bot.web.site import Site  # noqa: PLC0415

            site = Site(
                self.dispatcher,
                self.database,
                self.clock,
                self.settings.default_zone,
                self._public_url,
                starts={name: platform.start_link for name, platform in platforms.items()},
                vouches=self._vouching(platforms),
                wardens={name: platform.warden for name, platform in platforms.items() if platform.warden},
                streams=room_for(self.settings.live_pages),
            )
            routes += site.routes
            beside = site.beside
        port = self.settings.listens_on(has_routes=bool(routes))
        if port is None:
            return None
        from bot.http import Server  # noqa: PLC0415 - it costs memory and time, and only some need it

        return Server(self.database, host=self.settings.http_host, port=port, routes=routes, beside=beside)

    def _vouching(self, served: Mapping[str, Platform]) -> "dict[str, Vouches]":
        """Who says for whom a page is opened within a platform that is served; they open none but by https."""
        if not (self._public_url or "").startswith("https://"):
            return {}
        services = {pack.traits.name: pack.service for pack in packs.PACKS if pack.traits.name in served}
        return {
            name: service.vouches(self.settings) for name, service in services.items() if service and service.vouches
        }

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
        settle()
        ended_by: list[BotError] = []
        try:
            async with asyncio.TaskGroup() as group:
                works: list[Platform | Server] = [*platforms.values(), *([server] if server else [])]
                tasks = [group.create_task(_run(work, stop, ended_by)) for work in works]
                nudges = group.create_task(self.nudge(self.nudging(platforms), stop))
                await stop.wait()
                for task in tasks:
                    task.cancel()
                self.pulse.set()
                await asyncio.wait([nudges], timeout=LAST_SECONDS)
                nudges.cancel()
        finally:
            await self.close()
        if ended_by:
            raise ended_by[0]


def settle() -> None:
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
    house = House(app.dispatcher, app.database, app.clock)
    services = [pack.service for pack in packs.PACKS if pack.service]
    found = [service.made(app.settings, house) for service in services if service.is_on(app.settings)]
    if not found:
        raise OperatorError(
            f"neither {' nor '.join(service.switch.upper() for service in services)} is set",
            f"put the token from {' or from '.join(service.given_by for service in services)} into .env, or try "
            "`make chat`",
        )
    return {platform.name: platform for platform in found}


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
    app = App(settings, serves=True)
    async with stopping() as stop:
        served = platforms(app)
        log.info("started", platforms=",".join(served))
        await app.serve(served, stop, app.server(served))
        log.info("stopped")
