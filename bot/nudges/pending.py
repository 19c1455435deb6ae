"""What waits for the nudges, seen in a transaction that only looks: with nothing to do nobody's turn to write is taken."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.nudges.slots import SOON
from bot.nudges.upkeep import is_untidy
from bot.store import Database, Store


@dataclass(frozen=True, slots=True)
class Pending:
    """By the clock at ``now``: when each platform's next row is due, where it has one, and until when a platform has asked
    everybody to wait."""

    now: datetime
    due_at: Mapping[str, datetime]
    free_from: Mapping[str, datetime]

    def has(self, platform: str) -> bool:
        """Whether a row of this platform may be claimed now."""
        return platform in self.due_at and self._from(platform) <= self.now

    @property
    def next_at(self) -> datetime | None:
        """The earliest moment at which there is one to send."""
        return min(map(self._from, self.due_at), default=None)

    def _from(self, platform: str) -> datetime:
        """What is free soon is not waited for: the courier does so."""
        due = self.due_at[platform]
        return max(due, self.free_from.get(platform, due) - SOON)


@dataclass(frozen=True, slots=True)
class Waiting:
    """When the next learner, group and deletion are due, the rows, and whether something kept for a while is too old."""

    learners_at: datetime | None
    groups_at: datetime | None
    deletions_at: datetime | None
    rows: Pending
    is_untidy: bool

    def is_due(self, moment: datetime | None) -> bool:
        return moment is not None and moment <= self.rows.now

    @property
    def next_at(self) -> datetime | None:
        """The earliest moment at which there is something to do."""
        moments = (self.learners_at, self.groups_at, self.deletions_at, self.rows.next_at)
        return min((moment for moment in moments if moment), default=None)


async def waiting(database: Database, platforms: Collection[str]) -> Waiting:
    """All that waits; rows of these platforms only."""
    async with database.reading() as store:
        rows = await _rows(store, platforms)
        return Waiting(
            await store.learners.earliest(),
            await store.groups.earliest(),
            await store.links.deletions.earliest(),
            rows,
            await is_untidy(store, rows.now),
        )


async def rows_waiting(database: Database, platforms: Collection[str]) -> Pending:
    """The rows alone: it is asked often."""
    async with database.reading() as store:
        return await _rows(store, platforms)


async def _rows(store: Store, platforms: Collection[str]) -> Pending:
    due_at: dict[str, datetime] = {}
    for name in platforms:
        if due := await store.ledger.earliest((name,)):
            due_at[name] = due
    return Pending(await store.now(), due_at, await store.rates.free_from(due_at) if due_at else {})
