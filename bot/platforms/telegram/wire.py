"""The line to Telegram, and the only holder of the token: python-telegram-bot works with a stand-in for it."""

import json
import logging
import os
import ssl
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
import structlog
from telegram.request import HTTPXRequest

from bot import metrics
from bot.logs import relay

STAND_IN = "token"
"""What python-telegram-bot takes for the token, so that none of its log lines and errors can carry the real one."""

log = structlog.get_logger()


class Wire(HTTPXRequest):
    """Calls with the real token."""

    __slots__ = ("_token",)

    def __init__(self, token: str, *, connections: int) -> None:
        super().__init__(connection_pool_size=connections, read_timeout=10.0, httpx_kwargs={"verify": _trusted()})
        self._token = token

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See HTTPXRequest."""
        real = url.replace(f"/bot{STAND_IN}/", f"/bot{self._token}/", 1)
        status, payload = await super().do_request(real, *args, **kwargs)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            metrics.floods["telegram"] += 1
        if status == HTTPStatus.OK and f"/file/bot{STAND_IN}/" not in url and not _is_answer(payload):
            log.warning("telegram.garbled", size=len(payload))
            return (
                HTTPStatus.BAD_GATEWAY,
                b"",
            )  # something on the way speaks for Telegram: what was asked may be done or not
        return status, payload


def _is_answer(payload: bytes) -> bool:
    """Whether this is what Telegram says of a call that it has carried out."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("ok") is True and "result" in said


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that may vouch for Telegram: one reading of them does for all lines."""
    return httpx.create_ssl_context()


def hush() -> None:
    """Keep the token, in the addresses that httpx logs, and learners' words, in PTB's lines, out of every log."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    relay("telegram")
    # PTB's switch to timedelta: without it every 429 is a deprecation warning besides.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
