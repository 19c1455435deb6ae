"""What waits for a group that takes no posts: rows of the ledger that are held back together, and let go of together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import PASSING, Reason
from bot.store.board_edits import PUT_RIGHT
from bot.store.claims import OPEN
from bot.store.kinds import KEPT, NudgeKind
from bot.store.ledger_rows import COLUMNS, nudge_of
from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeState

MOST_HELD = 100
"""Rows of a kind that are looked at together."""


class Held:
    """The rows that wait for groups."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def hold(self, group_id: int, until: datetime) -> None:
        """What waits for a group that takes no posts is not looked at before, but for what is no post."""
        waiting = update(nudges).where(*_waiting(group_id), nudges.c.kind.not_in(KEPT), not_(PUT_RIGHT))
        why = case((nudges.c.reason.in_(PASSING), nudges.c.reason), else_=Reason.GROUP_REFUSES.value)
        await self._connection.execute(waiting.values(due_at=until, attempts=0, reason=why))

    async def release(self, group_id: int, now: datetime) -> None:
        """What was refused or held back in a group is looked at now."""
        held = update(nudges).where(*_waiting(group_id), nudges.c.reason.in_(PASSING))
        await self._connection.execute(held.values(due_at=now, attempts=0))

    async def newest(self, group_id: int, kind: NudgeKind) -> datetime | None:
        """For when the last post of this kind was entered that is still under way in a group."""
        under_way = (nudges.c.group_id == group_id, nudges.c.kind == kind.value, not_(PUT_RIGHT), OPEN)
        moment: datetime | None = await self._connection.scalar(
            select(func.max(nudges.c.first_due_at)).where(*under_way)
        )
        return moment

    async def waiting_in(self, group_id: int, kind: NudgeKind) -> Sequence[Nudge]:
        """The rows of a kind that wait for a group, the oldest first."""
        which = select(*COLUMNS).where(*_waiting(group_id), nudges.c.kind == kind.value)
        rows = await self._connection.execute(which.order_by(nudges.c.first_due_at, nudges.c.id).limit(MOST_HELD))
        return [nudge_of(row) for row in rows.all()]


def _waiting(group_id: int) -> tuple[ColumnElement[bool], ...]:
    return nudges.c.group_id == group_id, nudges.c.state == NudgeState.DUE.value
