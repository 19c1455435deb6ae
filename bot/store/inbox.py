"""The inbox: what a platform handed over, raw, until it was worked on. One chat's updates are handed out one after
another, over all processes; each takes effect once; and of one that is done nothing remains but its number."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, delete, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import NOBODY
from bot.store.tables import updates
from bot.store.upserts import insert_for

LEASE = timedelta(minutes=1)
"""How long a claimed update may take before it is handed out again."""

_UNDONE = updates.c.done_at.is_(None)
_NOTHING: dict[str, Any] = {"payload": "", "chat_id": NOBODY, "user_id": None, "leased_until": None}
"""What is left of whoever sent an update that is done."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: its number, the chat whose order it keeps, its raw text, and who sent it if it says so."""

    update_id: str
    chat_id: str
    payload: str
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update in somebody's hands. ``attempts`` counts this one too; the payload of one that was worked on before
    is empty."""

    id: int
    update_id: str
    payload: str
    received_at: datetime
    attempts: int
    lease: str


class Inbox:
    """Which updates there are, who has them, and which are done."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, bot_id: str, arrivals: Sequence[Arrival], now: datetime) -> int:
        """Take in updates, but for those that are there already; returns how many were new."""
        rows = [{**asdict(arrival), "bot_id": bot_id, "received_at": now} for arrival in arrivals]
        new = insert_for(self._connection.dialect.name)(updates).on_conflict_do_nothing(
            index_elements=[updates.c.bot_id, updates.c.update_id]
        )
        return len((await self._connection.execute(new.returning(updates.c.id), rows)).all()) if rows else 0

    async def claim(self, bot_id: str, now: datetime, *, lease: str, most: int) -> Sequence[Claimed]:
        """The oldest undone updates, at most one of a chat and none behind an earlier one of its chat, now under this
        lease; where there are more, those of chats in which fewer wait, for whoever floods waits behind all others.
        Until the lease runs out nobody else is handed them, nor what follows them in their chats."""
        first, waiting = func.min(updates.c.id).label("id"), func.count().label("waiting")
        heads = select(first, waiting).where(updates.c.bot_id == bot_id, _UNDONE).group_by(updates.c.chat_id).subquery()
        free = or_(updates.c.leased_until.is_(None), updates.c.leased_until <= now)
        oldest = (
            select(updates.c.id)
            .join(heads, heads.c.id == updates.c.id)
            .where(_UNDONE, free)
            .order_by(heads.c.waiting, updates.c.id)
            .limit(most)
            .with_for_update(of=updates, skip_locked=True)
        )
        claimed = (
            update(updates)
            .where(updates.c.id.in_(oldest))
            .values(leased_until=now + LEASE, lease=lease, attempts=updates.c.attempts + 1)
            .returning(
                updates.c.id,
                updates.c.update_id,
                updates.c.payload,
                updates.c.received_at,
                updates.c.attempts,
                updates.c.lease,
            )
        )
        rows = (await self._connection.execute(claimed)).all()
        return sorted((Claimed(*row) for row in rows), key=lambda each: each.id)

    async def mark(self, claimed: Claimed) -> bool:
        """Note that an update was worked on, in the transaction that does so. False if it was before, or if the lease
        has passed on: then nothing may be done. The chat waits on until ``finish``, so that its replies keep order."""
        mine = update(updates).where(
            updates.c.id == claimed.id, updates.c.lease == claimed.lease, _UNDONE, updates.c.payload != ""
        )
        return (await self._connection.execute(mine.values(payload=""))).rowcount == 1

    async def finish(self, claimed: Sequence[Claimed], now: datetime) -> int:
        """These are done, and nothing of whoever sent them is kept; returns how many still were ours and undone."""
        done = _held(claimed).values(done_at=now, **_NOTHING)
        return (await self._connection.execute(done)).rowcount if claimed else 0

    async def forget(self, user_id: str, now: datetime) -> None:
        """Nothing that this account sent and that waits, in its direct chat or among others, is worked on any more."""
        theirs = or_(updates.c.chat_id == user_id, updates.c.user_id == user_id)
        await self._connection.execute(update(updates).where(_UNDONE, theirs).values(done_at=now, **_NOTHING))

    async def of_accounts(self, user_ids: Collection[str]) -> list[dict[str, Any]]:
        """All that waits of what these accounts sent, by column, the oldest first."""
        theirs = or_(updates.c.chat_id.in_(user_ids), updates.c.user_id.in_(user_ids))
        rows = await self._connection.execute(select(*updates.c).where(_UNDONE, theirs).order_by(updates.c.id))
        return [dict(row) for row in rows.mappings()]

    async def retry(self, claimed: Claimed, until: datetime) -> None:
        """Hand it out again from ``until`` on."""
        await self._connection.execute(_held([claimed]).values(leased_until=until, lease=""))

    async def put_back(self, lease: str) -> None:
        """Let go of everything that is still under this lease, as if it had never been claimed."""
        mine = update(updates).where(updates.c.lease == lease, _UNDONE)
        await self._connection.execute(mine.values(leased_until=None, lease="", attempts=updates.c.attempts - 1))

    async def waiting(self) -> tuple[int, datetime | None]:
        """How many updates are not done, and since when the oldest is there."""
        row = (
            await self._connection.execute(select(func.count(), func.min(updates.c.received_at)).where(_UNDONE))
        ).one()
        return row[0], row[1]

    async def sweep(self, before: datetime) -> int:
        """Forget the numbers of what was done before; Telegram repeats nothing for so long."""
        return (await self._connection.execute(delete(updates).where(updates.c.done_at < before))).rowcount


def _held(claimed: Sequence[Claimed]) -> Update:
    """Those that still are whose they were."""
    mine = tuple_(updates.c.id, updates.c.lease).in_([(each.id, each.lease) for each in claimed])
    return update(updates).where(mine, _UNDONE)
