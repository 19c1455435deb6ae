"""The webhook: Telegram brings updates to an address of ours and hears 200 once they are committed, not before."""

import asyncio
import hmac
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.errors import BotError
from bot.platforms.telegram.arrivals import arrival
from bot.platforms.telegram.inlet import Inlet

LARGEST = 1 << 20
"""Bytes of a body; the largest update is a fraction of it."""

PATIENCE_SECONDS = 10
"""For a body to come, and for the database to answer. Telegram waits longer."""

COME_AGAIN = {"Retry-After": "5"}

log = structlog.get_logger()


class Webhook:
    """One route, for whoever knows the secret."""

    def __init__(self, url: str, secret: str, inlet: Inlet) -> None:
        self._secret, self._inlet = secret.encode(), inlet
        self.route = Route(urlsplit(url).path or "/", self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        try:
            self._check(request)
            payload = await _body(request)
            await self._keep(payload)
        except HTTPException as refusal:
            metrics.refused[str(refusal.status_code)] += 1
            raise
        return Response()

    def _check(self, request: Request) -> None:
        """Raises HTTPException for a request that is not even to be read."""
        shown = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(shown.encode(), self._secret):
            raise HTTPException(HTTPStatus.FORBIDDEN)
        if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if (length := request.headers.get("Content-Length", "0")).isdecimal() and int(length) > LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    async def _keep(self, payload: bytes) -> None:
        try:
            update = arrival(payload.decode())
        except ValueError:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from None
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._inlet.keep([update])
        except (BotError, TimeoutError) as error:
            log.warning("telegram.update_put_off", error=type(error).__name__)
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, headers=COME_AGAIN) from None


async def _body(request: Request) -> bytes:
    """Raises HTTPException for one that is too large, or comes too slowly, or not to its end."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except (TimeoutError, ClientDisconnect):
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
    return bytes(body)
