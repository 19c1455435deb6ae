"""Hurrahs: what members completed is told in their group, within an hour in one post; and who cheers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import cheers, hurrah_topics, hurrahs, memberships
from bot.store.group_values import Hurrah, HurrahTopic
from bot.store.upserts import insert_for


class Hurrahs:
    """The hurrahs of all groups. One that tells of nobody any more is none."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, hurrah_id: int) -> Hurrah | None:
        """A hurrah that tells of somebody."""
        tells = select(hurrah_topics.c.id).where(hurrah_topics.c.hurrah_id == hurrahs.c.id).exists()
        row = (await self._connection.execute(select(*hurrahs.c).where(hurrahs.c.id == hurrah_id, tells))).first()
        return Hurrah(*row) if row else None

    async def last(self, group_id: int) -> Hurrah | None:
        """The latest of a group that tells of somebody."""
        tells = select(hurrah_topics.c.id).where(hurrah_topics.c.hurrah_id == hurrahs.c.id).exists()
        latest = select(*hurrahs.c).where(hurrahs.c.group_id == group_id, tells).order_by(hurrahs.c.id.desc()).limit(1)
        row = (await self._connection.execute(latest)).first()
        return Hurrah(*row) if row else None

    async def begin(self, group_id: int, now: datetime) -> Hurrah:
        """A new one, that tells of nobody yet."""
        made = insert(hurrahs).values(group_id=group_id, begun_at=now).returning(*hurrahs.c)
        return Hurrah(*(await self._connection.execute(made)).one())

    async def tell(self, hurrah_id: int, account_id: int, topic: str) -> int:
        """Let a hurrah tell that an account completed a topic; returns the id of that. Raises IntegrityError where it does."""
        made = insert(hurrah_topics).values(hurrah_id=hurrah_id, account_id=account_id, topic=topic)
        told: int = (await self._connection.execute(made.returning(hurrah_topics.c.id))).scalar_one()
        return told

    async def topics(self, hurrah_id: int) -> Sequence[HurrahTopic]:
        """All that a hurrah tells, the earliest first."""
        told = select(*hurrah_topics.c).where(hurrah_topics.c.hurrah_id == hurrah_id).order_by(hurrah_topics.c.id)
        return [HurrahTopic(*row) for row in (await self._connection.execute(told)).all()]

    async def of_account(self, group_id: int, account_id: int) -> Sequence[HurrahTopic]:
        """All that the hurrahs of a group tell of an account."""
        told = (
            select(*hurrah_topics.c)
            .join_from(hurrah_topics, hurrahs, hurrahs.c.id == hurrah_topics.c.hurrah_id)
            .where(hurrahs.c.group_id == group_id, hurrah_topics.c.account_id == account_id)
        )
        return [HurrahTopic(*row) for row in (await self._connection.execute(told.order_by(hurrah_topics.c.id))).all()]

    async def take_back(self, told: Collection[HurrahTopic]) -> None:
        """Tell these no more."""
        await self._connection.execute(delete(hurrah_topics).where(hurrah_topics.c.id.in_([one.id for one in told])))

    async def cheer(self, hurrah_id: int, account_id: int, now: datetime) -> int | None:
        """Somebody cheers: the id of that, None if they have before."""
        row = insert_for(self._connection.dialect.name)(cheers).values(
            hurrah_id=hurrah_id, account_id=account_id, cheered_at=now
        )
        made: int | None = await self._connection.scalar(row.on_conflict_do_nothing().returning(cheers.c.id))
        return made

    async def cheering(self, hurrah: Hurrah) -> Sequence[int]:
        """The accounts that cheer, of those who are members still, the first first."""
        still = and_(memberships.c.account_id == cheers.c.account_id, memberships.c.group_id == hurrah.group_id)
        said = select(cheers.c.account_id).join_from(cheers, memberships, still).where(cheers.c.hurrah_id == hurrah.id)
        return (await self._connection.scalars(said.order_by(cheers.c.id))).all()
