"""uvicorn as one task among the others: no signal handlers of its own, no access log, a graceful end."""

import asyncio
import re
import socket
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Unpack

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.errors import OperatorError
from bot.http import exposition, health
from bot.http.door import Bounds, Door
from bot.http.guest import Guest
from bot.store import Database

GRACE_SECONDS = 2
"""How long requests in hand may take when the program stops."""

MOST_AT_ONCE = 100
"""Connections that are taken from the system before something else has its turn; each is an open file."""

MOST_WAITING = 2048
"""Connections that the system keeps until they are taken; others have to try again, a second later."""

Work = Callable[[], Coroutine[Any, Any, None]]

log = structlog.get_logger()


class Quiet(uvicorn.Server):
    """Leaves the signals to the program, and lets more connections wait than it takes at once."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for line in sockets or ():
            line.listen(MOST_WAITING)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Server:
    """/healthz, /readyz, /metrics and further routes, on one port; port 0 takes a free one, and a ``line`` that listens already goes
    before both. ``beside`` is what runs for these routes as long as they are served, until it is cancelled. ``bounds`` are
    those of the Door where they are to be others than its own."""

    def __init__(
        self,
        database: Database,
        *,
        host: str = "",
        port: int = 0,
        routes: Sequence[Route] = (),
        beside: Sequence[Work] = (),
        line: socket.socket | None = None,
        **bounds: Unpack[Bounds],
    ) -> None:
        app = Starlette(routes=_exact([*health.routes(database), *exposition.routes(database), *routes]))
        app.router.redirect_slashes = False  # it would lead to whatever host was asked for
        self._door = Door(app, **bounds)
        self._host, self._port, self._line, self._beside = host, port, line, beside
        self.url = ""
        self.listening = asyncio.Event()

    async def run(self) -> None:
        """Serve until cancelled. Raises OperatorError where the port is not to be had."""
        line = self._line or self._listen()
        host, port = line.getsockname()[:2]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        server = Quiet(
            uvicorn.Config(
                self._door,
                http=Guest,
                ws="none",
                proxy_headers=False,  # who says so may be anybody
                backlog=MOST_AT_ONCE,
                access_log=False,
                log_config=None,
                log_level="error",  # a line for each request that is none would be a stranger's to write
                lifespan="off",
                timeout_graceful_shutdown=GRACE_SECONDS,
                server_header=False,
            )
        )
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(server.serve(sockets=[line]))
            works = [group.create_task(work()) for work in self._beside]
            log.info("http.started", host=host, port=port)
            self.listening.set()
            try:
                await asyncio.wait([serving])
            finally:
                server.should_exit = True
                await asyncio.wait([serving], timeout=GRACE_SECONDS + 1)
                for work in works:
                    work.cancel()
        log.info("http.stopped")

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            return socket.create_server((self._host, self._port), family=family, backlog=MOST_WAITING)
        except OSError as error:
            raise OperatorError(
                f"HTTP_HOST {self._host} and HTTP_PORT {self._port} cannot be listened on ({error.strerror})",
                "choose another port, or stop the program that has it",
            ) from None


def _exact(routes: Sequence[Route]) -> Sequence[Route]:
    """The same without what Starlette lets pass behind each path: a line end, and so "/metrics%0A" by a proxy that keeps "/metrics"."""
    for route in routes:
        route.path_regex = re.compile(route.path_regex.pattern.removesuffix("$") + r"\Z")
    return routes
