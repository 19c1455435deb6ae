"""The long poll: updates are fetched, kept, and only then confirmed by asking for what follows them."""

import asyncio
import json
from typing import Any, cast
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.platforms.telegram.arrivals import arrival
from bot.platforms.telegram.inlet import Inlet
from bot.platforms.telegram.patience import patiently, pauses, seconds
from bot.platforms.telegram.wire import Wire

POLL_SECONDS = 25
ANSWER_SECONDS = 10

log = structlog.get_logger()


class Polling:
    """Fetches for ever. ``pause`` is the first one after a fault, in seconds; it doubles."""

    def __init__(self, bot: Bot, wire: Wire, inlet: Inlet, kinds: list[str], *, pause: float) -> None:
        self._bot, self._wire, self._inlet, self._kinds, self._pause = bot, wire, inlet, kinds, pause
        self._offset = 0

    async def run(self) -> None:
        """Raises InvalidToken, and Conflict where somebody else polls the same bot."""
        await self._wire.shutdown()  # a poll that was cut off may have kept its place in the pool of one
        await self._wire.initialize()
        self._offset = 0
        await patiently(self._bot.delete_webhook, pauses(self._pause))
        waits = pauses(self._pause)
        while True:
            try:
                await self._once()
                waits = pauses(self._pause)
            except (InvalidToken, Conflict):
                raise
            except Exception as error:  # noqa: BLE001 - whatever it was, what was not kept is fetched again
                log.warning("telegram.poll_failed", error=type(error).__name__)
                await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else next(waits))

    async def _once(self) -> None:
        """One poll. The library would read the updates and show no raw ones, so the call is made beside it."""
        asked = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": json.dumps(self._kinds)}
        url = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        answer = await self._wire.post(url, read_timeout=POLL_SECONDS + ANSWER_SECONDS)
        fetched = cast("list[dict[str, Any]]", answer)
        if fetched:
            await self._inlet.keep([arrival(json.dumps(update)) for update in fetched])
        # After an empty answer there is nothing left to confirm. An offset kept for long would be above the numbers that
        # Telegram begins anew with after a week of silence, and would confirm what was never seen.
        self._offset = max((update["update_id"] + 1 for update in fetched), default=0)
