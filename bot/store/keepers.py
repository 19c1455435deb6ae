"""Keepers: who started a group or set something in it, and so is told what does not work there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import group_keepers
from bot.store.upserts import insert_for


class Keepers:
    """The keepers of all groups, by their accounts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, group_id: int, account_id: int, now: datetime) -> None:
        """Somebody has started or set a group."""
        row = insert_for(self._connection.dialect.name)(group_keepers).values(
            group_id=group_id, account_id=account_id, set_at=now
        )
        again = row.on_conflict_do_update(
            index_elements=[group_keepers.c.group_id, group_keepers.c.account_id], set_={"set_at": row.excluded.set_at}
        )
        await self._connection.execute(again)

    async def of_group(self, group_id: int, most: int) -> Sequence[int]:
        """The accounts of those who set a group last, the last first."""
        there = select(group_keepers.c.account_id).where(group_keepers.c.group_id == group_id)
        latest = there.order_by(group_keepers.c.set_at.desc(), group_keepers.c.id.desc()).limit(most)
        return (await self._connection.scalars(latest)).all()

    async def of_account(self, account_id: int) -> Sequence[int]:
        """The groups that an account keeps, joined or not."""
        theirs = select(group_keepers.c.group_id).where(group_keepers.c.account_id == account_id)
        return (await self._connection.scalars(theirs.order_by(group_keepers.c.id))).all()

    async def drop(self, group_id: int, account_id: int) -> bool:
        """Who left the chat keeps its group no more. False where they did not."""
        mine = (group_keepers.c.group_id == group_id, group_keepers.c.account_id == account_id)
        return (await self._connection.execute(delete(group_keepers).where(*mine))).rowcount == 1
