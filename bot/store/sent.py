"""What was sent, found by the id that its platform gave the message."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import Reason
from bot.store.kinds import NudgeKind
from bot.store.ledger_rows import COLUMNS, nudge_of
from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeState

AND = ","
"""Between the ids of a post that stands in several messages."""

_SENT = nudges.c.state == NudgeState.SENT.value


class Sent:
    """Rows of the ledger as the messages that they became."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def to_account(self, account_id: int, message_id: str) -> Nudge | None:
        """The row that was sent to an account as this message."""
        return await self._first(nudges.c.account_id == account_id, nudges.c.message_id == message_id)

    async def to_group(self, group_id: int, message_id: str) -> Nudge | None:
        """The row that was posted in a group as this message, or with it among others; not one that only changed it."""
        return await self.to_groups([group_id], message_id)

    async def to_groups(self, group_ids: Collection[int], message_id: str) -> Nudge | None:
        """The same of the groups of a chat."""
        ids = AND + nudges.c.message_id + AND
        among = ids.contains(f"{AND}{message_id}{AND}", autoescape=True)
        return await self._first(nudges.c.group_id.in_(group_ids), among)

    async def answer(self, nudge_id: int) -> bool:
        """Note that what a message asked for is told. False where that was noted before."""
        unanswered = (nudges.c.id == nudge_id, _SENT, nudges.c.reason == "")
        noted = update(nudges).where(*unanswered).values(reason=Reason.ANSWERED.value).returning(nudges.c.id)
        return (await self._connection.execute(noted)).first() is not None

    async def is_told(self, kind: NudgeKind, subject: int) -> bool:
        """Whether a row of this kind about a subject was sent."""
        told = select(nudges.c.id).where(nudges.c.kind == kind.value, nudges.c.subject == subject, _SENT).limit(1)
        return (await self._connection.execute(told)).first() is not None

    async def row_of(self, group_id: int, kind: NudgeKind, period: str) -> Nudge | None:
        """A group's row of this kind and period, sent or not; None where there is none."""
        there = (nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.period == period)
        row = (await self._connection.execute(select(*COLUMNS).where(*there))).first()
        return nudge_of(row) if row else None

    async def row(self, nudge_id: int) -> Nudge | None:
        """The row of this number, sent or not."""
        row = (await self._connection.execute(select(*COLUMNS).where(nudges.c.id == nudge_id))).first()
        return nudge_of(row) if row else None

    async def _first(self, *which: ColumnElement[bool]) -> Nudge | None:
        row = (
            await self._connection.execute(select(*COLUMNS).where(*which, _SENT).order_by(nudges.c.id).limit(1))
        ).first()
        return nudge_of(row) if row else None
