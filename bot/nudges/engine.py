"""The nudges as one machine: enter what is due, send it, and say when there is something to do again."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

import structlog

from bot.chat.platform import Platform, Speaker
from bot.nudges.batch import Installation
from bot.nudges.bugs import Bugs, passes
from bot.nudges.deletions import forget_due
from bot.nudges.delivery import Courier, Sleep
from bot.nudges.look import look
from bot.nudges.next_try import Chance
from bot.nudges.pending import Pending, Waiting, rows_waiting, waiting
from bot.nudges.tick import tick
from bot.nudges.upkeep import tidy, wipe
from bot.store import Database
from bot.store.ledger import LEASE
from bot.traits import UNLIMITED, Limit
from roadmap.group import budget

log = structlog.get_logger()

IN_FLIGHT = 3
"""Nudges of one platform on their way at a time in this process, and so the most that a crash may repeat."""

LONGEST_TURN = 30.0
"""Seconds of sending before it is looked again at what has come due meanwhile."""

SHORTEST_TURN = 1.0
"""The same where something was filed meanwhile, which may be for a platform that had nothing to do."""

CHANCE: Chance = secrets.SystemRandom().random


class Nudging:
    """Tick and delivery for the platforms of this process."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        *,
        default_zone: str,
        limits: Mapping[str, Limit],
        weekly_budget: int = budget.DEFAULT,
        in_flight: int = IN_FLIGHT,
        chance: Chance = CHANCE,
        sleep: Sleep = asyncio.sleep,
        lease: timedelta = LEASE,
        operators: frozenset[Speaker] = frozenset(),
        turn: float = LONGEST_TURN,
        short_turn: float = SHORTEST_TURN,
    ) -> None:
        self._database, self._platforms = database, platforms
        self._terms = Installation(default_zone, weekly_budget, operators)
        self._limits, self._in_flight, self._chance, self._sleep = limits, in_flight, chance, sleep
        self._lease, self._turn, self._short_turn = lease, turn, short_turn
        self.bugs = Bugs(database, operators)

    async def work(
        self, stopping: Callable[[], bool] = lambda: False, is_news: Callable[[], bool] = lambda: False
    ) -> int:
        """Enter and send what is due now, and return how many were sent; stops between two when told to, and after a
        while, sooner when there is news, for there may be something to enter again. What is to be forgotten is forgotten
        last: who may object has been told by then. A bug in what enters stops no sending: it is raised afterwards, in an ExceptionGroup."""
        found = await waiting(self._database, self._platforms, tidying=True)
        rows, broken = await self._enter(found)
        started = monotonic()

        def is_over() -> bool:
            lasted = monotonic() - started
            return stopping() or lasted > self._turn or (lasted > self._short_turn and is_news())

        busy = [one for name, one in self._platforms.items() if rows.has(name)]
        sent = sum(await asyncio.gather(*(self._courier(one).deliver(is_over) for one in busy)))
        if found.is_due(found.deletions_at):
            await forget_due(self._database, self._terms.default_zone)
        if broken:
            raise ExceptionGroup("nudges", broken)
        return sent

    async def next_due(self) -> datetime | None:
        """The earliest moment at which there is something to do; what is due for a platform that asked everybody to wait
        is so from then on."""
        return (await waiting(self._database, self._platforms)).next_at

    async def wait_seconds(self, longest: float) -> float:
        """How long there is nothing to do, at most ``longest``."""
        found = await waiting(self._database, self._platforms)
        due = found.next_at
        return min(longest, max(0.0, (due - found.rows.now).total_seconds())) if due else longest

    async def has_rows(self) -> bool:
        """Whether something is to be sent now, whichever process has filed it."""
        rows = await rows_waiting(self._database, self._platforms)
        return any(rows.has(name) for name in self._platforms)

    async def _enter(self, found: Waiting) -> tuple[Pending, list[Exception]]:
        """Enter what is due, tidy up, and return the rows that wait by then, and what broke. Nothing is written where nothing is to be."""
        has_learners, has_groups = found.is_due(found.learners_at), found.is_due(found.groups_at)
        steps: list[Callable[[], Awaitable[object]]] = []
        if has_learners:
            steps.append(partial(tick, self._database, self._terms.default_zone, self.bugs))
        if has_groups:
            steps.append(partial(look, self._database, self._terms.default_zone, self.bugs))
        if found.is_untidy:
            steps.append(partial(tidy, self._database))
        steps.append(partial(wipe, self._database))
        broken: list[Exception] = []
        for step in steps:
            try:
                await step()
            except Exception as error:
                if passes(error):
                    raise
                log.exception("nudges.not_entered", incident=await self.bugs.met(error))
                broken.append(error)
        is_new = has_learners or has_groups or broken
        return await rows_waiting(self._database, self._platforms) if is_new else found.rows, broken

    def _courier(self, platform: Platform) -> Courier:
        return Courier(
            self._database,
            platform,
            limit=self._limits.get(platform.name, UNLIMITED),
            in_flight=self._in_flight,
            terms=self._terms,
            chance=self._chance,
            sleep=self._sleep,
            lease=self._lease,
        )
