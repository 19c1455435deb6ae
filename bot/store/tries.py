"""Wrong codes, counted by account: five within an hour lock the door for an hour, whatever becomes of the account.

An account is known here by its shadow, so a count belongs to nobody who could be looked up, and goes after its hour.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.link_tables import tries
from bot.store.links import LINK
from bot.store.shadows import shadow
from bot.store.tables import accounts
from bot.store.upserts import insert_for
from bot.store.values import Account

MOST = 5
SPAN = timedelta(hours=1)
"""For how long a wrong try counts, and how long the last of five locks."""


class Tries:
    """How often an account was wrong of late."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def wrong(self, account: Account, purpose: str, now: datetime) -> int:
        """Count one more wrong try, and return how many are left; with the last one the hour begins anew."""
        count, since = await self._counted(account, purpose, now)
        count += 1
        row = {"count": count, "since": now if count in {1, MOST} else since}
        key = {"shadow": await self._shadow(account, purpose), "purpose": purpose}
        new = insert_for(self._connection.dialect.name)(tries).values(**key, **row)
        again = new.on_conflict_do_update(index_elements=[tries.c.shadow, tries.c.purpose], set_=row)
        await self._connection.execute(again)
        return max(0, MOST - count)

    async def locked_until(self, account: Account, purpose: str, now: datetime) -> datetime | None:
        """When the account may try again; None if it may now."""
        count, since = await self._counted(account, purpose, now)
        return since + SPAN if count >= MOST else None

    async def of_learner(self, learner_id: int) -> list[dict[str, Any]]:
        """All that is counted of a learner's accounts, by column, with the account's id."""
        theirs = select(*accounts.c).where(accounts.c.learner_id == learner_id).order_by(accounts.c.id)
        found: list[dict[str, Any]] = []
        for row in (await self._connection.execute(theirs)).all():
            counted = select(*tries.c).where(await self._of(Account(*row), LINK))
            rows: Sequence[Any] = (await self._connection.execute(counted)).mappings().all()
            found += [{**one, "account_id": row.id} for one in rows]
        return found

    async def outlive(self, learner_id: int, now: datetime) -> bool:
        """Whether anything counted of a learner's accounts would stay for the rest of its hour, were they forgotten."""
        return any(one["since"] > now - SPAN for one in await self.of_learner(learner_id))

    async def forgive(self, account: Account, purpose: str) -> None:
        """Begin to count anew."""
        await self._connection.execute(delete(tries).where(await self._of(account, purpose)))

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether there is a count that counts no more."""
        return select(tries.c.purpose).where(tries.c.since <= now - SPAN).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget what counts no more."""
        await self._connection.execute(delete(tries).where(tries.c.since <= now - SPAN))

    async def _counted(self, account: Account, purpose: str, now: datetime) -> tuple[int, datetime]:
        counted = select(tries.c.count, tries.c.since).where(await self._of(account, purpose))
        count, since = (await self._connection.execute(counted)).first() or (0, now)
        return (count, since) if since > now - SPAN else (0, now)

    async def _of(self, account: Account, purpose: str) -> ColumnElement[bool]:
        return and_(tries.c.shadow == await self._shadow(account, purpose), tries.c.purpose == purpose)

    async def _shadow(self, account: Account, purpose: str) -> str:
        return await shadow(self._connection, purpose, account.platform, account.user_id)
