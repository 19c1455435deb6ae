"""Lines too long for a button, kept for a while under a token."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import button_lines

LONGEST = 1000
"""Characters of a line."""


class Buttons:
    """The lines that buttons only point to."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, token: str, user_id: str, line: str, *, now: datetime, expires_at: datetime) -> None:
        """Keep a line for the account it is shown to; lines that are too old are swept out on the way."""
        await self.keep_all([token], user_id, line, now=now, expires_at=expires_at)

    async def keep_all(
        self, tokens: Collection[str], user_id: str, line: str, *, now: datetime, expires_at: datetime
    ) -> None:
        """Keep it under each of these tokens, of which there is at least one. Raises Conflict where one has a line."""
        await self._connection.execute(delete(button_lines).where(button_lines.c.expires_at <= now))
        rows = [{"token": one, "user_id": user_id, "line": line, "expires_at": expires_at} for one in tokens]
        await self._connection.execute(insert(button_lines), rows)

    async def replace(self, token: str, user_id: str, line: str, *, now: datetime, expires_at: datetime) -> None:
        """Keep a line in the place of the one that was kept under this token."""
        await self._connection.execute(delete(button_lines).where(button_lines.c.token == token))
        await self.keep(token, user_id, line, now=now, expires_at=expires_at)

    async def line(self, token: str, now: datetime) -> str | None:
        """The line behind a token, None once it has expired."""
        kept = select(button_lines.c.line).where(button_lines.c.token == token, button_lines.c.expires_at > now)
        return (await self._connection.execute(kept)).scalar_one_or_none()

    async def keep_text(self, token: str, user_id: str, text: str, *, now: datetime, expires_at: datetime) -> None:
        """Keep a text of any length, in parts that each fit a line."""
        for place, start in enumerate(range(0, len(text), LONGEST)):
            part = text[start : start + LONGEST]
            await self.keep(f"{token}.{place}", user_id, part, now=now, expires_at=expires_at)

    async def text(self, token: str, now: datetime) -> str:
        """The text behind a token, empty once it has expired."""
        columns = button_lines.c
        parts = select(columns.token, columns.line).where(
            columns.token.startswith(f"{token}.", autoescape=True), columns.expires_at > now
        )
        found = {int(name.rpartition(".")[2]): line for name, line in await self._connection.execute(parts)}
        return "".join(found[place] for place in sorted(found))

    async def of_accounts(self, user_ids: Collection[str]) -> list[dict[str, Any]]:
        """All that is kept for these accounts, by column, what expires first first."""
        theirs = select(*button_lines.c).where(button_lines.c.user_id.in_(user_ids)).order_by(button_lines.c.expires_at)
        return [dict(row) for row in (await self._connection.execute(theirs)).mappings()]
