"""Moments that each reader sees in their own zone, where the Bot API server offers them (9.5 and later)."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest

from bot.platforms.telegram.markup import without_moments

Answer = TypeVar("Answer")

log = structlog.get_logger()


class Moments:
    """Whether the server knows them: it does until it has refused one."""

    def __init__(self) -> None:
        self._known = True

    async def write(self, html: str, call: Callable[[str], Awaitable[Answer]]) -> Answer:
        """Make a call with this text; once more without moments where the server refuses them, and so from then on."""
        plain = without_moments(html)
        if not self._known or plain == html:
            return await call(plain)
        try:
            return await call(html)
        except BadRequest as refusal:
            if "unsupported start tag" not in refusal.message.lower():
                raise
        self._known = False
        log.warning("telegram.moments_unknown")
        return await call(plain)
