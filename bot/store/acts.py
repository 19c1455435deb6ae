"""Acts: the log of what operators did, for ninety days. Whose account it was done to is a shadow there, and so is who did it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.operating import Act, ActKind
from bot.store.operator_tables import acts
from bot.store.shadows import shadow

KEPT = timedelta(days=90)

ACT, OPERATOR = "act", "operator"
"""The purposes of the shadows: of whom something was done to, and of who did it."""

Owned = tuple[str, str]
"""An account: its platform, and its id there."""


class Acts:
    """The log."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(
        self, kind: ActKind, now: datetime, *, by: Owned | None, to: Collection[Owned] = (), subject: int | None = None
    ) -> None:
        """An operator, None for the command line, has done something, perhaps to these accounts."""
        who = await self.operator(*by) if by else ""
        shadows = [await self._shadow(*one) for one in to] or [""]
        rows = [{"at": now, "kind": kind.value, "by": who, "shadow": one, "subject": subject} for one in shadows]
        await self._connection.execute(insert(acts), rows)

    async def operator(self, platform: str, user_id: str) -> str:
        """The shadow that an operator has in the log."""
        return await shadow(self._connection, OPERATOR, platform, user_id)

    async def to(self, owned: Collection[Owned], most: int) -> Sequence[Act]:
        """The latest that was done to these accounts, the newest first; what was done to several at once is one act."""
        shadows = [await self._shadow(*one) for one in owned]
        columns = (acts.c.at, acts.c.kind, acts.c.by, acts.c.subject)
        found = select(*columns).where(acts.c.shadow.in_(shadows)).distinct().order_by(acts.c.at.desc()).limit(most)
        return [_act(row) for row in (await self._connection.execute(found)).all()]

    async def last(self, most: int) -> Sequence[Act]:
        """The latest of all, the newest first."""
        columns = (acts.c.at, acts.c.kind, acts.c.by, acts.c.subject)
        found = select(*columns).distinct().order_by(acts.c.at.desc()).limit(most)
        return [_act(row) for row in (await self._connection.execute(found)).all()]

    async def stored(self, owned: Collection[Owned]) -> list[dict[str, Any]]:
        """What was done to these accounts, by column, but for who did it."""
        shadows = [await self._shadow(*one) for one in owned]
        columns = [column for column in acts.c if column is not acts.c.by]
        found = select(*columns).where(acts.c.shadow.in_(shadows)).order_by(acts.c.id)
        return [dict(row) for row in (await self._connection.execute(found)).mappings()]

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether there is one that is too old."""
        return select(acts.c.id).where(acts.c.at <= now - KEPT).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget those that are too old."""
        await self._connection.execute(delete(acts).where(acts.c.at <= now - KEPT))

    async def _shadow(self, platform: str, user_id: str) -> str:
        return await shadow(self._connection, ACT, platform, user_id)


def _act(row: Any) -> Act:
    return Act(row.at, ActKind(row.kind), row.by, row.subject)
