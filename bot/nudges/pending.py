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
    is_untidy: bool = False

    def is_due(self, moment: datetime | None) -> bool:
        return moment is not None and moment <= self.rows.now

    @property
    def next_at(self) -> datetime | None:
        """The earliest moment at which there is something to do."""
        moments = (self.learners_at, self.groups_at, self.deletions_at, self.rows.next_at)
        return min((moment for moment in moments if moment), default=None)


async def waiting(database: Database, platforms: Collection[str], *, tidying: bool = False) -> Waiting:
    """All that waits; rows of these platforms only, and what is too old where that is asked for."""
    async with database.reading() as store:
        seen = await store.look(platforms)
        now = await store.now()
        return Waiting(
            seen.learners_at,
            seen.groups_at,
            seen.deletions_at,
            Pending(now, seen.due_at, seen.free_from),
            tidying and await is_untidy(store, now),
        )


async def rows_waiting(database: Database, platforms: Collection[str]) -> Pending:
    """The rows alone: it is asked often."""
    async with database.reading() as store:
        return await rows_in(store, platforms)


async def rows_in(store: Store, platforms: Collection[str]) -> Pending:
    """The same, in a transaction that goes on."""
    seen = await store.look(platforms, rows_alone=True)
    return Pending(await store.now(), seen.due_at, seen.free_from)
