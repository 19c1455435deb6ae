"""The ledger of nudges: one row for each kind and period of a learner, for ever; the row is the queue entry."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeKind, NudgeState

LEASE = timedelta(minutes=2)
"""How long a claimed nudge may take to be sent before it falls due again."""

_COLUMNS = (
    nudges.c.id,
    nudges.c.learner_id,
    nudges.c.account_id,
    nudges.c.kind,
    nudges.c.period,
    nudges.c.first_due_at,
    nudges.c.due_at,
    nudges.c.state,
    nudges.c.reason,
    nudges.c.sent_at,
    nudges.c.message_id,
)


class Ledger:
    """Which nudges there are and what became of them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def file(
        self, *, learner_id: int, account_id: int, platform: str, kind: NudgeKind, period: str, due_at: datetime
    ) -> bool:
        """Enter a nudge, unless its period is there already: then nothing happens and the answer is False."""
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        row = dialect.insert(nudges).values(
            learner_id=learner_id,
            account_id=account_id,
            platform=platform,
            kind=kind.value,
            period=period,
            first_due_at=due_at,
            due_at=due_at,
            state=NudgeState.DUE.value,
            reason="",
            message_id="",
        )
        made = await self._connection.execute(row.on_conflict_do_nothing().returning(nudges.c.id))
        return made.first() is not None

    async def claim(self, platforms: Collection[str], now: datetime) -> Nudge | None:
        """The oldest due nudge for these platforms, now in sending until the lease runs out; None if there is none.

        While it is being sent its ``due_at`` in the table is the end of the lease, so that a crash lets it fall due
        again; the value returned keeps the moment it was due.
        """
        table = nudges.c
        open_states = [NudgeState.DUE.value, NudgeState.SENDING.value]
        oldest = (
            select(*_COLUMNS)
            .where(table.platform.in_(platforms), table.state.in_(open_states), table.due_at <= now)
            .order_by(table.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = (await self._connection.execute(oldest)).first()
        if row is None:
            return None
        await self._set(row.id, state=NudgeState.SENDING.value, due_at=now + LEASE)
        return _nudge(row)

    async def defer(self, nudge_id: int, due_at: datetime, reason: str) -> None:
        """Put a claimed nudge back until later."""
        await self._set(nudge_id, state=NudgeState.DUE.value, due_at=due_at, reason=reason)

    async def record(
        self,
        nudge_id: int,
        state: NudgeState,
        *,
        reason: str = "",
        sent_at: datetime | None = None,
        message_id: str = "",
    ) -> None:
        """Write down what became of a nudge."""
        await self._set(nudge_id, state=state.value, reason=reason[:200], sent_at=sent_at, message_id=message_id)

    async def last(self, learner_id: int, most: int) -> Sequence[Nudge]:
        """A learner's latest nudges, the newest first."""
        mine = select(*_COLUMNS).where(nudges.c.learner_id == learner_id)
        rows = await self._connection.execute(mine.order_by(nudges.c.first_due_at.desc()).limit(most))
        return [_nudge(row) for row in rows.all()]

    async def earliest(self, platforms: Collection[str]) -> datetime | None:
        """When the next entered nudge for these platforms is due."""
        open_states = [NudgeState.DUE.value, NudgeState.SENDING.value]
        waiting = and_(nudges.c.platform.in_(platforms), nudges.c.state.in_(open_states))
        moment: datetime | None = await self._connection.scalar(select(func.min(nudges.c.due_at)).where(waiting))
        return moment

    async def _set(self, nudge_id: int, **columns: object) -> None:
        await self._connection.execute(update(nudges).where(nudges.c.id == nudge_id).values(**columns))


def _nudge(row: Row[*tuple[Any, ...]]) -> Nudge:
    values = row._asdict()
    return Nudge(**{**values, "kind": NudgeKind(values["kind"]), "state": NudgeState(values["state"])})
