"""What leads to a group's page from within the group: a word that says which group is meant, and nothing else."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.unguessable import digest_of
from bot.store.web_tables import signposts

LASTS = timedelta(days=30)
"""For so long one leads to the page."""

MOST = 20
"""Of one group; the oldest goes for another."""


class Signposts:
    """Those of all groups."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put_up(self, group_id: int, word: str, now: datetime) -> None:
        """Let this word lead to a group from now on, for ``LASTS``."""
        newest = select(signposts.c.id).where(signposts.c.group_id == group_id).order_by(signposts.c.id.desc())
        over = (await self._connection.scalars(newest.offset(MOST - 1))).all()
        await self._connection.execute(delete(signposts).where((signposts.c.until <= now) | signposts.c.id.in_(over)))
        row = {"group_id": group_id, "digest": digest_of(word), "until": now + LASTS}
        await self._connection.execute(insert(signposts).values(row))

    async def lead_to(self, word: str, now: datetime) -> int | None:
        """The group that a word leads to; None for a word that never did, or does no more."""
        meant = select(signposts.c.group_id).where(signposts.c.digest == digest_of(word), signposts.c.until > now)
        return (await self._connection.execute(meant)).scalar_one_or_none()
