"""Deletions that wait: asked for in one of several linked chats, performed when the others had their time to object."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.link_tables import deletions
from bot.store.tables import learners
from bot.store.values import Account


@dataclass(frozen=True, slots=True)
class Deletion:
    """What a learner is to lose, all of it, at ``due_at``. ``account_id`` asked for it on ``platform``; it is None once
    that account is gone, because another one objected."""

    learner_id: int
    account_id: int | None
    platform: str
    asked_at: datetime
    due_at: datetime


_COLUMNS = (
    deletions.c.learner_id,
    deletions.c.account_id,
    deletions.c.platform,
    deletions.c.asked_at,
    deletions.c.due_at,
)


class Deletions:
    """At most one of each learner."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, account: Account, now: datetime, due_at: datetime) -> Deletion:
        """Let everything that the account's learner told be deleted at ``due_at``. Raises Conflict where that was asked
        for before."""
        made = insert(deletions).values(
            learner_id=account.learner_id,
            account_id=account.id,
            platform=account.platform,
            asked_at=now,
            due_at=due_at,
        )
        return Deletion(*(await self._connection.execute(made.returning(*_COLUMNS))).one())

    async def of_learner(self, learner_id: int) -> Deletion | None:
        """What waits for a learner."""
        mine = select(*_COLUMNS).where(deletions.c.learner_id == learner_id)
        row = (await self._connection.execute(mine)).first()
        return Deletion(*row) if row else None

    async def stored(self, learner_id: int) -> list[dict[str, Any]]:
        """The same by column."""
        mine = select(*deletions.c).where(deletions.c.learner_id == learner_id)
        return [dict(row) for row in (await self._connection.execute(mine)).mappings()]

    async def not_before(self, learner_id: int, moment: datetime) -> None:
        """A chat was told of it only now: it has its time to object from then on."""
        later = case((deletions.c.due_at < moment, moment), else_=deletions.c.due_at)
        await self._connection.execute(
            update(deletions).where(deletions.c.learner_id == learner_id).values(due_at=later)
        )

    async def drop(self, learner_id: int) -> None:
        """Nothing is to be deleted after all."""
        await self._connection.execute(delete(deletions).where(deletions.c.learner_id == learner_id))

    async def due(self, now: datetime) -> Sequence[int]:
        """The learners whose time has come, the longest due first."""
        come = select(deletions.c.learner_id).where(deletions.c.due_at <= now)
        return (await self._connection.scalars(come.order_by(deletions.c.due_at))).all()

    async def is_due(self, learner_id: int, now: datetime) -> bool:
        """The same of one learner, who is locked from now on: of two who ask one waits, and finds nothing left."""
        await self._connection.execute(select(learners.c.id).where(learners.c.id == learner_id).with_for_update())
        found = await self.of_learner(learner_id)
        return found is not None and found.due_at <= now
