"""The work on what is in the inbox: claimed, brought to its handlers, finished. Each chat's updates go one after
another, so that order is the inbox's doing and holds over all processes."""

import asyncio
import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application

from bot import metrics
from bot.errors import BotError, DatabaseGone
from bot.platforms.telegram.in_hand import IN_HAND, InHand
from bot.platforms.telegram.patience import pauses
from bot.store import Database
from bot.store.inbox import Claimed
from bot.traces import places

App = Application[Any, Any, Any, Any, Any, Any]

AT_ONCE = 32
"""Updates in hand in this process; a few of them may be waiting for a chat's limit."""

MOST_ATTEMPTS = 5
LOOK_SECONDS = 1.0
"""Between two looks for what other processes kept, or left behind."""

LAST_SECONDS = 0.4
"""For each of the last things to do when the bot stops."""

SWEEP_SECONDS = 3600.0
REMEMBERED = timedelta(days=7)

log = structlog.get_logger()


class Working:
    """Works until cancelled; then claims nothing more and gives what is in hand ``grace`` seconds to end.

    ``arrived`` wakes it; ``pause`` is the seconds before a failed update is tried again, doubled each time.
    """

    def __init__(
        self, database: Database, app: App, bot_id: str, *, arrived: asyncio.Event, pause: float, grace: float
    ) -> None:
        self._database, self._app, self._bot_id = database, app, bot_id
        self._awake, self._pause, self._grace = arrived, pause, grace
        self._lease = secrets.token_urlsafe(12)
        self._in_hand: set[asyncio.Task[None]] = set()
        self._done: list[Claimed] = []
        self._failed: list[Claimed] = []

    async def run(self) -> None:
        """Take what is there as soon as there is a free hand."""
        async with asyncio.TaskGroup() as group:
            sweeping = group.create_task(self._sweep())
            try:
                await self._take(group)
            finally:
                sweeping.cancel()
                await self._end()

    async def _take(self, group: asyncio.TaskGroup) -> None:
        waits = pauses(self._pause)
        while True:
            self._awake.clear()
            try:
                claimed = await self._turn(AT_ONCE - len(self._in_hand))
                waits = pauses(self._pause)
            except Exception as error:  # noqa: BLE001 - whatever it is, nothing is lost by looking again
                log.warning("telegram.inbox_interrupted", error=places(error))
                await asyncio.sleep(next(waits))
                continue
            for update in claimed:
                task = group.create_task(self._work(update))
                self._in_hand.add(task)
                task.add_done_callback(self._ended)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._awake.wait()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        self._awake.set()

    async def _turn(self, most: int) -> Sequence[Claimed]:
        """Settle what has ended and claim what comes next, in one transaction."""
        done, failed = self._done[:], self._failed[:]
        async with self._database.store() as store:
            now = await store.now()
            await store.inbox.finish(done, now)
            for update in failed:
                await store.inbox.retry(update, now + self._wait(update))
            claimed = await store.inbox.claim(self._bot_id, now, lease=self._lease, most=most) if most else ()
        del self._done[: len(done)], self._failed[: len(failed)]
        for update in failed:
            asyncio.get_running_loop().call_later(self._wait(update).total_seconds(), self._awake.set)
        return claimed

    def _wait(self, update: Claimed) -> timedelta:
        """How long an update that failed is left alone."""
        return timedelta(seconds=self._pause) * 2.0**update.attempts

    async def _work(self, update: Claimed) -> None:
        if not update.payload:  # worked on before by a process that did not live to finish it
            self._done.append(update)
        elif update.attempts > MOST_ATTEMPTS:  # those before never came to an end
            self._give_up(update)
        elif await self._succeeds(update):
            metrics.updates["done"] += 1
            self._done.append(update)
        elif update.attempts == MOST_ATTEMPTS:
            self._give_up(update)
        else:
            metrics.updates["failed"] += 1
            self._failed.append(update)

    async def _succeeds(self, update: Claimed) -> bool:
        """Bring it to its handlers; while the database is gone, again and again."""
        for wait in pauses(self._pause):
            in_hand = InHand(update)
            IN_HAND.set(in_hand)
            try:
                await self._app.process_update(Update.de_json(json.loads(update.payload), self._app.bot))
            except Exception as error:  # noqa: BLE001 - the library's own trouble with it
                log.error("telegram.unreadable", update_id=update.update_id, error=places(error))  # noqa: TRY400 - places() leaves the message out
                return False
            if not isinstance(in_hand.broken, DatabaseGone):
                break
            await asyncio.sleep(wait)
        return in_hand.broken is None

    def _give_up(self, update: Claimed) -> None:
        log.error("telegram.given_up", update_id=update.update_id, attempts=MOST_ATTEMPTS)
        metrics.updates["given up"] += 1
        self._done.append(update)

    async def _end(self) -> None:
        """Let what is in hand end, cut short what does not, and put back what is not done."""
        if self._in_hand:
            _, late = await asyncio.wait(self._in_hand, timeout=self._grace)
            for task in late:
                task.cancel()
            if late:
                log.warning("telegram.cut_short", in_hand=len(late))
                await asyncio.wait(late, timeout=LAST_SECONDS)
        try:
            async with asyncio.timeout(LAST_SECONDS):
                await self._turn(0)
                async with self._database.store() as store:
                    await store.inbox.put_back(self._lease)
        except (BotError, TimeoutError) as error:  # then its lease runs out
            log.warning("telegram.not_put_back", error=type(error).__name__)

    async def _sweep(self) -> None:
        """Forget every hour what was done long ago."""
        while True:
            try:
                async with self._database.store() as store:
                    await store.inbox.sweep(await store.now() - REMEMBERED)
            except Exception as error:  # noqa: BLE001 - it is swept another time
                log.warning("telegram.not_swept", error=places(error))
            await asyncio.sleep(SWEEP_SECONDS)
