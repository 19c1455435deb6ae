"""The work on what is in the inbox: claimed, brought to its handlers, answered, finished. Each chat's updates go one
after another, so that order is the inbox's doing and holds over all processes."""

import asyncio
import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application

from bot import metrics
from bot.errors import BotError, DatabaseGone
from bot.platforms.telegram.answers import Answer, read, written
from bot.platforms.telegram.bringer import Bringing, Later
from bot.platforms.telegram.chats import NAME
from bot.platforms.telegram.in_hand import IN_HAND, InHand
from bot.platforms.telegram.patience import LONGEST_PAUSE, pauses
from bot.store import Database, Store
from bot.store.inbox import Claimed
from bot.traces import places

App = Application[Any, Any, Any, Any, Any, Any]

AT_ONCE = 32
"""Updates in hand in this process; a few of them may be waiting for a chat's limit."""

MOST_ATTEMPTS = 5
MOST_DOUBLINGS = 16
LOOK_SECONDS = 1.0
"""Between two looks for what other processes kept, or left behind."""

LAST_SECONDS = 0.4
"""For each of the last things to do when the bot stops."""

log = structlog.get_logger()


class Working:
    """Works until cancelled; then claims nothing more and gives what is in hand ``grace`` seconds to end.

    ``arrived`` wakes it; ``pause`` is the seconds before what failed is tried again, doubled each time: an update a few
    times, the rest of an answer for as long as it is of use.
    """

    def __init__(
        self,
        database: Database,
        app: App,
        bot_id: str,
        bringing: Bringing,
        *,
        arrived: asyncio.Event,
        pause: float,
        grace: float,
    ) -> None:
        self._database, self._app, self._bot_id, self._bringing = database, app, bot_id, bringing
        self._awake, self._pause, self._grace = arrived, pause, grace
        self._lease = secrets.token_urlsafe(12)
        self._in_hand: set[asyncio.Task[None]] = set()
        self._done: list[Claimed] = []
        self._again: list[tuple[Claimed, Later | None]] = []
        self._stand: list[Answer] = []

    async def run(self) -> None:
        """Take what is there as soon as there is a free hand."""
        async with asyncio.TaskGroup() as group:
            try:
                await self._take(group)
            finally:
                await self._end()

    async def _take(self, group: asyncio.TaskGroup) -> None:
        waits = pauses(self._pause)
        while True:
            is_news = self._awake.is_set() or bool(self._done or self._again)
            self._awake.clear()
            most = AT_ONCE - len(self._in_hand)
            try:
                claimed = await self._turn(most) if is_news or (most and await self._has_free()) else ()
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

    async def _has_free(self) -> bool:
        """Whether other processes kept something, or left it behind. Who only looks takes nobody's turn to write."""
        async with self._database.reading() as store:
            return await store.inbox.has_free(self._bot_id, await store.now())

    async def _turn(self, most: int) -> Sequence[Claimed]:
        """Settle what has ended and claim what comes next, in one transaction."""
        done, again, stand = self._done[:], self._again[:], self._stand[:]
        if not (done or again or most):
            return ()
        async with self._database.store() as store:
            now = await store.now()
            await store.inbox.finish(done, now)
            for update, later in again:
                await self._leave(store, update, later, now)
            for one in stand:
                await store.answers.stands(NAME, one.chat_id, one.made, now)
            claimed = await self._claim(store, now, most) if most else ()
        del self._done[: len(done)], self._again[: len(again)], self._stand[: len(stand)]
        for update, later in again:
            asyncio.get_running_loop().call_later(self._wait(update, later).total_seconds(), self._awake.set)
        return claimed

    async def _claim(self, store: Store, now: datetime, most: int) -> Sequence[Claimed]:
        """What comes next; an answer that came to nothing in its time goes."""
        claimed = await store.inbox.claim(self._bot_id, now, lease=self._lease, most=most)
        late = [update for update in claimed if update.answer is not None and update.answer_until <= now]
        await store.inbox.finish(late, now)
        for update in late:
            log.warning("telegram.reply_lost", update_id=update.update_id, error="too late")
        return [update for update in claimed if update not in late]

    async def _leave(self, store: Store, update: Claimed, later: Later | None, now: datetime) -> None:
        """Leave an update, or what is left of its answer, alone for a while."""
        until = now + self._wait(update, later)
        if later:
            await store.inbox.put_off(update, written(later.answer), min(until, update.answer_until))
        else:
            await store.inbox.retry(update, until)

    def _wait(self, update: Claimed, later: Later | None) -> timedelta:
        """For how long."""
        doubled = self._pause * 2.0 ** min(update.attempts, MOST_DOUBLINGS)
        return timedelta(seconds=max(min(doubled, LONGEST_PAUSE), later.seconds if later else 0.0))

    async def _work(self, update: Claimed) -> None:
        if update.answer is not None:
            await self._bring(update, update.answer)
        elif not update.payload:  # worked on before by a process that did not live to finish it
            self._done.append(update)
        elif update.attempts > MOST_ATTEMPTS:  # those before never came to an end
            self._give_up(update)
        elif tried := await self._succeeds(update):
            metrics.updates["done"] += 1
            self._settle(update, tried.later, tried.came)
        elif update.attempts == MOST_ATTEMPTS:
            self._give_up(update)
        else:
            metrics.updates["failed"] += 1
            self._again.append((update, None))

    def _settle(self, update: Claimed, later: Later | None, came: Answer | None) -> None:
        """It was worked on: it is done, or its answer is still to come."""
        if came and came.made:
            self._stand.append(came)
        if later:
            self._again.append((update, later))
        else:
            self._done.append(update)

    async def _bring(self, update: Claimed, kept: str) -> None:
        """Bring what is left of an answer: it was put off, or whoever was to bring it did not live to do so."""
        later: Later | None = None
        came: Answer | None = None
        try:
            later, came = await self._bringing.again(read(kept))
        except Exception as error:  # noqa: BLE001 - the fact is stored, and the answer would break again
            log.error("telegram.reply_broke", update_id=update.update_id, error=places(error))  # noqa: TRY400 - places() leaves the message out
        self._settle(update, later, came)

    async def _succeeds(self, update: Claimed) -> InHand | None:
        """Bring it to its handlers; while the database is gone, again and again. None where it broke."""
        for wait in pauses(self._pause):
            in_hand = InHand(update)
            IN_HAND.set(in_hand)
            try:
                await self._app.process_update(Update.de_json(json.loads(update.payload), self._app.bot))
            except Exception as error:  # noqa: BLE001 - the library's own trouble with it
                log.error("telegram.unreadable", update_id=update.update_id, error=places(error))  # noqa: TRY400 - places() leaves the message out
                return None
            if not isinstance(in_hand.broken, DatabaseGone):
                break
            await asyncio.sleep(wait)
        return in_hand if in_hand.broken is None else None

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
