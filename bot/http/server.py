"""uvicorn as one task among the others: no signal handlers of its own, no access log, a graceful end."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.errors import OperatorError
from bot.http import exposition, health
from bot.store import Database

GRACE_SECONDS = 2
"""How long requests in hand may take when the program stops."""

MOST_AT_ONCE = 1000
"""Connections beyond so many are told to come again (503)."""

log = structlog.get_logger()


class Quiet(uvicorn.Server):
    """Leaves the signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Server:
    """/healthz, /readyz, /metrics and further routes, on one port; port 0 takes a free one."""

    def __init__(self, database: Database, *, host: str, port: int, routes: Sequence[Route] = ()) -> None:
        self._app = Starlette(routes=[*routes, *health.routes(database), *exposition.routes(database)])
        self._host, self._port = host, port
        self.url = ""
        self.listening = asyncio.Event()

    async def run(self) -> None:
        """Serve until cancelled. Raises OperatorError where the port is not to be had."""
        line = self._listen()
        host, port = line.getsockname()[:2]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        server = Quiet(
            uvicorn.Config(
                self._app,
                access_log=False,
                log_config=None,
                lifespan="off",
                limit_concurrency=MOST_AT_ONCE,
                timeout_graceful_shutdown=GRACE_SECONDS,
                server_header=False,
            )
        )
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(server.serve(sockets=[line]))
            log.info("http.started", host=host, port=port)
            self.listening.set()
            try:
                await asyncio.wait([serving])
            finally:
                server.should_exit = True
                await asyncio.wait([serving], timeout=GRACE_SECONDS + 1)
        log.info("http.stopped")

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            return socket.create_server((self._host, self._port), family=family, backlog=2048)
        except OSError as error:
            raise OperatorError(
                f"HTTP_HOST {self._host} and HTTP_PORT {self._port} cannot be listened on ({error.strerror})",
                "choose another port, or stop the program that has it",
            ) from None
