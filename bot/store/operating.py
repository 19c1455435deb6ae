"""What is kept for operators, and of what they do: an aggregate each, and what of it is too old."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.acts import Acts
from bot.store.announcements import Announcements
from bot.store.blocks import Blocks
from bot.store.counts import Counts
from bot.store.incidents import Incidents


class Operating:
    """Blocks, acts, incidents, announcements and counts, in one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.blocks, self.acts = Blocks(connection), Acts(connection)
        self.incidents, self.announcements = Incidents(connection), Announcements(connection)
        self.counts = Counts(connection)
        self._for_a_while = (self.blocks, self.acts, self.incidents, self.announcements)

    def stale(self, now: datetime) -> ColumnElement[bool]:
        """Whether anything is too old."""
        return or_(*(one.stale(now) for one in self._for_a_while))

    async def sweep(self, now: datetime) -> None:
        """Forget what is too old."""
        for one in self._for_a_while:
            await one.sweep(now)
