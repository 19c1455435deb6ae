"""Nothing stays in memory of who was forgotten, whichever process it was that deleted them, and of who comes no more, whether or not
anybody else does: what is kept of pages is gone through once a minute."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.errors import BotError
from bot.store import Store
from bot.store.marks import Mark
from bot.web.desk import Desk
from bot.web.watch import stamp

EVERY_SECONDS = 60.0

AT_A_TIME = 100
"""Accounts that are asked after before others have their turn."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tidying:
    """Goes through it ``every`` so many seconds."""

    desk: Desk
    every: float = EVERY_SECONDS

    async def run(self) -> None:
        """Until cancelled. What cannot be asked after is not kept."""
        while True:
            await asyncio.sleep(self.every)
            try:
                await self.tidy()
            except BotError:
                self.desk.forget()
            except Exception:
                log.exception("tidying_broke")
                self.desk.forget()

    async def tidy(self) -> None:
        """Keep nothing that is too old, and nothing that is not so any more."""
        desk, now = self.desk, self.desk.clock()
        desk.stock.tidy(now)
        desk.alike.tidy(now)
        desk.managing.tidy(now)
        accounts, groups = [*desk.stock.accounts], [*desk.alike.groups]
        if not accounts and not groups:
            return
        async with desk.database.reading() as store:
            for some in _parts(accounts):
                desk.stock.keep_as_it_is(await self._of_accounts(store, some, now))
            for group in groups:  # each has up to 200 members
                marks = await store.group_marks.of([group], now)
                desk.alike.keep_as_it_is({group: self._stamp(marks.get(group), now)})

    async def _of_accounts(self, store: Store, accounts: list[int], now: datetime) -> dict[int, str | None]:
        """What their pages are to show, None of those that there are no more."""
        learners = {one: contact.learner.id for one, contact in (await store.learners.by_ids(accounts)).items()}
        marks = await store.marks.of(set(learners.values()))
        return {one: self._stamp(marks.get(learners.get(one, 0)), now) for one in accounts}

    def _stamp(self, mark: Mark | None, now: datetime) -> str | None:
        return stamp(mark, self.desk.default_zone, now) if mark else None


def _parts(accounts: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(accounts), AT_A_TIME):
        yield accounts[first : first + AT_A_TIME]
