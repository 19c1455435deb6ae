"""One connection to the HTTP server, which may not stay as long as it likes: uvicorn's, with the door's bounds.

What gets a stream of events may stay. It is no longer one of the connections that the door counts, for whoever gives a stream bounds
their number; but it has to take what it is told in time.
"""

from asyncio import AbstractEventLoop, TimerHandle, Transport
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import Any

from starlette.types import Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from bot import metrics
from bot.http.door import Door, network

LOWEST_REFUSAL = 400
CLOSE = (b"connection", b"close")
STREAM = b"text/event-stream"


class Guest(H11Protocol):
    """One connection, which may not stay as long as it likes."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        assert isinstance(config.app, Door)  # noqa: S101 - the server gives it
        self._door, self.app = config.app, self._answer
        self._deadline: TimerHandle | None = None
        self._inside = self._streams = False
        self.address = ""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        _send_at_once(transport)
        self.address = network(self.client[0]) if self.client else ""
        self._inside = self._door.enter(self)
        if self._inside:
            self._is_silent()
        else:
            self.hang_up("busy")

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._is_silent()
        super().on_response_complete()

    def shutdown(self) -> None:
        """The server is about to stop: a stream has no end of its own that could be waited for."""
        if self._streams:
            self.transport.close()
        else:
            super().shutdown()

    def hang_up(self, reason: str) -> None:
        """End the connection, whatever is on its way."""
        metrics.hung_up[reason] += 1
        self._leave()
        self.transport.abort()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. A refusal is the last answer of a connection, and so is one that comes before all of the
        request: the rest would have to be read to find the next one."""
        self._door.silent.discard(self)
        self._within(self._door.answer_seconds, "slow")
        whole = not any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])

        async def read() -> Message:
            nonlocal whole
            message = await receive()
            whole = whole or not message.get("more_body", False)
            return message

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._streams = _is_stream(message)
                if message["status"] >= LOWEST_REFUSAL or not whole or self._streams:
                    message = {**message, "headers": [*message.get("headers", ()), CLOSE]}
            if not self._streams:
                await send(message)
                return
            self._leave()
            self._within(self._door.answer_seconds, "slow")
            await send(message)
            self._no_limit()

        await self._door(scope, read, say)

    def _is_silent(self) -> None:
        """From now on it has to ask, and to have taken the last answer, in time."""
        if self._inside:
            self._door.silent.add(self)
            self._within(self._door.silent_seconds, "silent")

    def _within(self, seconds: float, reason: str) -> None:
        self._no_limit()
        self._deadline = self.loop.call_later(seconds, self.hang_up, reason)

    def _no_limit(self) -> None:
        if self._deadline:
            self._deadline.cancel()

    def _leave(self) -> None:
        self._no_limit()
        if self._inside:
            self._inside = False
            self._door.leave(self)


def _send_at_once(transport: Transport) -> None:
    """Do not keep the body of an answer back until its head was acknowledged, for which whoever asks takes 40 ms. asyncio does so by itself
    only where a listening socket says that it is TCP, which one of ``socket.create_server`` does not."""
    line = transport.get_extra_info("socket")
    if line is not None:
        line.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


def _is_stream(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(STREAM) for name, value in start.get("headers", ()))
