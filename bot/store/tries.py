"""Wrong codes, counted by account: five within an hour lock the door for an hour."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import accounts, tries
from bot.store.upserts import insert_for

MOST = 5
SPAN = timedelta(hours=1)
"""For how long a wrong try counts, and how long the last of five locks."""


class Tries:
    """How often an account was wrong of late."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def wrong(self, account_id: int, purpose: str, now: datetime) -> int:
        """Count one more wrong try, and return how many are left; with the last one the hour begins anew."""
        count, since = await self._counted(account_id, purpose, now)
        count += 1
        row = {"count": count, "since": now if count in {1, MOST} else since}
        new = insert_for(self._connection.dialect.name)(tries).values(account_id=account_id, purpose=purpose, **row)
        key = [tries.c.account_id, tries.c.purpose]
        await self._connection.execute(new.on_conflict_do_update(index_elements=key, set_=row))
        return max(0, MOST - count)

    async def locked_until(self, account_id: int, purpose: str, now: datetime) -> datetime | None:
        """When the account may try again; None if it may now."""
        count, since = await self._counted(account_id, purpose, now)
        return since + SPAN if count >= MOST else None

    async def of_learner(self, learner_id: int) -> list[dict[str, Any]]:
        """All that is counted of a learner's accounts, by column."""
        theirs = select(*tries.c).join(accounts).where(accounts.c.learner_id == learner_id).order_by(tries.c.id)
        return [dict(row) for row in (await self._connection.execute(theirs)).mappings()]

    async def forgive(self, account_id: int, purpose: str) -> None:
        """Begin to count anew."""
        await self._connection.execute(delete(tries).where(_of(account_id, purpose)))

    async def sweep(self, now: datetime) -> None:
        """Forget what counts no more."""
        await self._connection.execute(delete(tries).where(tries.c.since <= now - SPAN))

    async def _counted(self, account_id: int, purpose: str, now: datetime) -> tuple[int, datetime]:
        counted = select(tries.c.count, tries.c.since).where(_of(account_id, purpose))
        count, since = (await self._connection.execute(counted)).first() or (0, now)
        return (count, since) if since > now - SPAN else (0, now)


def _of(account_id: int, purpose: str) -> ColumnElement[bool]:
    return and_(tries.c.account_id == account_id, tries.c.purpose == purpose)
