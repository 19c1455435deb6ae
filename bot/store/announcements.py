"""Announcements: what operators tell everybody, kept as long as the log of what they did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.acts import KEPT
from bot.store.operator_tables import announcements
from bot.store.tables import accounts, learners
from bot.store.values import Account, Learner

ASKED = timedelta(hours=1)
"""How long one may be confirmed; then it is to be tried anew."""

LOCK = 7_233_172
"""The advisory lock of whoever confirms one on PostgreSQL, next to that of migrations; the number is nobody else's."""

_ACCOUNT = len(accounts.c)


@dataclass(frozen=True, slots=True)
class Announcement:
    """``code`` is what confirms it; ``sent_at`` is when it was confirmed, for ``count`` learners."""

    id: int
    code: str
    text: str
    asked_at: datetime
    sent_at: datetime | None
    count: int | None


class Announcements:
    """All that are kept."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, code: str, said: str, now: datetime) -> Announcement:
        """Keep one that is still to be confirmed."""
        made = insert(announcements).values(code=code, text=said, asked_at=now).returning(*announcements.c)
        return Announcement(*(await self._connection.execute(made)).one())

    async def one_at_a_time(self) -> None:
        """Wait until nobody else confirms one, so that what was confirmed before is seen. On SQLite whoever writes is alone anyway."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_advisory_xact_lock(LOCK)))

    async def waiting(self, code: str, now: datetime) -> Announcement | None:
        """The one of this code, as long as it may be confirmed."""
        found = select(*announcements.c).where(*_waits(now), announcements.c.code == code)
        row = (await self._connection.execute(found)).first()
        return Announcement(*row) if row else None

    async def take(self, announcement_id: int, now: datetime) -> None:
        """It is confirmed from now on."""
        mine = announcements.c.id == announcement_id
        await self._connection.execute(update(announcements).where(mine).values(sent_at=now))

    async def sent_since(self, said: str, since: datetime) -> Announcement | None:
        """The last one in these words that was confirmed after then."""
        same = (announcements.c.text == said, announcements.c.sent_at > since)
        found = select(*announcements.c).where(*same).order_by(announcements.c.id.desc()).limit(1)
        row = (await self._connection.execute(found)).first()
        return Announcement(*row) if row else None

    async def filed(self, announcement_id: int, count: int) -> None:
        """It was filed for so many learners."""
        mine = announcements.c.id == announcement_id
        await self._connection.execute(update(announcements).where(mine).values(count=count))

    async def find(self, announcement_id: int) -> Announcement | None:
        """One of them; None once it is too old."""
        mine = select(*announcements.c).where(announcements.c.id == announcement_id)
        row = (await self._connection.execute(mine)).first()
        return Announcement(*row) if row else None

    async def addressees(self, after: int, most: int) -> Sequence[tuple[Learner, tuple[Account, ...]]]:
        """Up to ``most`` learners, those with ids above ``after``, in their order, each with their accounts."""
        page = select(learners.c.id).where(learners.c.id > after).order_by(learners.c.id).limit(most)
        rows = await self._connection.execute(
            select(*accounts.c, *learners.c)
            .join_from(accounts, learners, accounts.c.learner_id == learners.c.id)
            .where(learners.c.id.in_(page))
            .order_by(learners.c.id, accounts.c.id)
        )
        found: dict[int, tuple[Learner, tuple[Account, ...]]] = {}
        for row in rows.all():
            account, learner = Account(*row[:_ACCOUNT]), Learner(*row[_ACCOUNT:])
            found[learner.id] = (learner, (*found.get(learner.id, (learner, ()))[1], account))
        return list(found.values())

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether there is one that is too old, or was never confirmed."""
        return select(announcements.c.id).where(_stale(now)).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget those."""
        await self._connection.execute(delete(announcements).where(_stale(now)))


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (announcements.c.sent_at.is_(None), announcements.c.asked_at > now - ASKED)


def _stale(now: datetime) -> ColumnElement[bool]:
    return or_(
        announcements.c.asked_at <= now - KEPT,
        and_(announcements.c.sent_at.is_(None), announcements.c.asked_at <= now - ASKED),
    )
