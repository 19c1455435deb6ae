"""Lines too long for a button, kept for a while under a token."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import button_lines


class Buttons:
    """The lines that buttons only point to."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, token: str, user_id: str, line: str, *, now: datetime, expires_at: datetime) -> None:
        """Keep a line for the account it is shown to; lines that are too old are swept out on the way."""
        await self._connection.execute(delete(button_lines).where(button_lines.c.expires_at <= now))
        made = insert(button_lines).values(token=token, user_id=user_id, line=line, expires_at=expires_at)
        await self._connection.execute(made)

    async def line(self, token: str, now: datetime) -> str | None:
        """The line behind a token, None once it has expired."""
        kept = select(button_lines.c.line).where(button_lines.c.token == token, button_lines.c.expires_at > now)
        return (await self._connection.execute(kept)).scalar_one_or_none()

    async def of_accounts(self, user_ids: Collection[str]) -> list[dict[str, Any]]:
        """All that is kept for these accounts, by column, what expires first first."""
        theirs = select(*button_lines.c).where(button_lines.c.user_id.in_(user_ids)).order_by(button_lines.c.expires_at)
        return [dict(row) for row in (await self._connection.execute(theirs)).mappings()]
