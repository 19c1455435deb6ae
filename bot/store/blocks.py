"""Blocks: the accounts that operators have the bot answer no more.

A block is kept by the account's shadow alone, so that it outlives a deletion, then for a term; an account that is kept has a
column of its own that says so, and whoever reads the account needs to ask nothing more.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.operator_tables import blocks
from bot.store.shadows import shadow
from bot.store.tables import accounts
from bot.store.upserts import insert_for

BLOCK = "block"
"""The purpose of the shadow."""

OUTLIVES = timedelta(days=365)
"""How long a block stays of whom nothing else is kept."""


class Blocks:
    """Who is blocked, by what their platform calls them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, platform: str, user_id: str, now: datetime) -> bool:
        """Block an account, known or not; False where it was before."""
        known = await self._set(platform, user_id, now)
        row = {
            "shadow": await self._shadow(platform, user_id),
            "since": now,
            "until": None if known else now + OUTLIVES,
        }
        new = insert_for(self._connection.dialect.name)(blocks).values(row).on_conflict_do_nothing()
        return (await self._connection.execute(new.returning(blocks.c.id))).first() is not None

    async def lift(self, platform: str, user_id: str) -> bool:
        """Let an account be answered again; False where it was not blocked."""
        await self._set(platform, user_id, None)
        gone = delete(blocks).where(await self._of(platform, user_id))
        return (await self._connection.execute(gone)).rowcount == 1

    async def holds(self, platform: str, user_id: str, now: datetime) -> bool:
        """Whether an account of which nothing is kept is blocked. Nobody but a stranger has to be asked about."""
        if (await self._connection.execute(select(blocks.c.id).limit(1))).first() is None:
            return False
        lasting = or_(blocks.c.until.is_(None), blocks.c.until > now)
        found = select(blocks.c.id).where(await self._of(platform, user_id), lasting)
        return (await self._connection.execute(found)).first() is not None

    async def tell_once(self, platform: str, user_id: str, now: datetime) -> bool:
        """Note that an account is told that it is blocked; False where it was told before."""
        untold = (await self._of(platform, user_id), blocks.c.told_at.is_(None))
        return (await self._connection.execute(update(blocks).where(*untold).values(told_at=now))).rowcount == 1

    async def outlive(self, platform: str, user_id: str, now: datetime) -> None:
        """An account is about to be deleted: from now on the block has a term."""
        held = await self._of(platform, user_id)
        await self._connection.execute(update(blocks).where(held).values(until=now + OUTLIVES))

    async def of_accounts(self, owned: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        """What is kept of the blocks of these accounts, each a platform and its id there, by column."""
        shadows = [await self._shadow(*one) for one in owned]
        found = select(*blocks.c).where(blocks.c.shadow.in_(shadows)).order_by(blocks.c.id)
        return [dict(row) for row in (await self._connection.execute(found)).mappings()]

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether the term of one is over."""
        return select(blocks.c.id).where(blocks.c.until <= now).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget those whose term is over."""
        await self._connection.execute(delete(blocks).where(blocks.c.until <= now))

    async def _set(self, platform: str, user_id: str, since: datetime | None) -> bool:
        """Write it beside the account; False where there is none."""
        mine = (accounts.c.platform == platform, accounts.c.user_id == user_id)
        changed = await self._connection.execute(update(accounts).where(*mine).values(blocked_at=since))
        return changed.rowcount == 1

    async def _of(self, platform: str, user_id: str) -> ColumnElement[bool]:
        return blocks.c.shadow == await self._shadow(platform, user_id)

    async def _shadow(self, platform: str, user_id: str) -> str:
        return await shadow(self._connection, BLOCK, platform, user_id)
