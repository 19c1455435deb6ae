"""Libraries that wait by the clock for what costs a test nothing: their pauses are a twentieth as long here."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENT = ("discord.client", "discord.http", "discord.webhook.async_", "simcord.env", "uvicorn.server")
"""Who pauses: before another connection to the gateway, after a fault of Discord's, between two looks whether a bot has settled, and between two looks
whether a server shall end. They are taken as they stand, where something has loaded them."""

SHARE = 0.05
"""Of a pause."""


class Hasty:
    """asyncio, whose sleeps are short."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds * SHARE)


@contextmanager
def hasty() -> Iterator[None]:
    """Let all of them hurry meanwhile."""
    loaded = [sys.modules[name] for name in PATIENT if name in sys.modules]
    before = [module.asyncio for module in loaded]
    try:
        for module in loaded:
            module.asyncio = Hasty()
        yield
    finally:
        for module, was in zip(loaded, before, strict=True):
            module.asyncio = was
