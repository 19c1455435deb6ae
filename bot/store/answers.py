"""Answers that were split over several messages, among others: each knows the others for a while, so that all of one is hidden."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.answer_tables import answer_parts
from bot.store.erasing import Erasing
from bot.store.group_tables import groups
from bot.store.upserts import insert_for

KEPT = timedelta(days=90)
"""How long it is known which messages belong together."""


class Answers:
    """Those of all chats."""

    def __init__(self, connection: AsyncConnection, erasing: Erasing) -> None:
        self._connection, self._erasing = connection, erasing

    async def stands(self, platform: str, chat_id: str, message_ids: Sequence[str], now: datetime) -> None:
        """An answer stands in these messages so far, the first first; one alone needs no note, nor does one in a chat without a group.
        Where it is hidden already, what has come since goes as well."""
        if len(message_ids) < 2:
            return
        of_chat = select(groups.c.id).where(groups.c.platform == platform, groups.c.chat_id == chat_id)
        if await self._connection.scalar(of_chat.limit(1)) is None:
            return
        there, first = {"platform": platform, "chat_id": chat_id, "at": now}, message_ids[0]
        rows = [{**there, "message_id": one, "first_id": first} for one in message_ids]
        new = insert_for(self._connection.dialect.name)(answer_parts).on_conflict_do_nothing()
        await self._connection.execute(new, rows)
        await self._erasing.rest_of_answer(of_chat, message_ids, now)

    async def first_of(self, platform: str, chat_id: str, message_id: str) -> str:
        """The first message of the answer that this one belongs to; itself where it stands alone."""
        mine = _in(platform, chat_id, answer_parts.c.message_id == message_id)
        first: str | None = await self._connection.scalar(select(answer_parts.c.first_id).where(*mine))
        return first or message_id

    async def parts(self, platform: str, chat_id: str, first_id: str) -> Sequence[str]:
        """All messages of the answer that begins with this one, in no order."""
        theirs = _in(platform, chat_id, answer_parts.c.first_id == first_id)
        found = (await self._connection.scalars(select(answer_parts.c.message_id).where(*theirs))).all()
        return found or [first_id]

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether anything is kept for too long."""
        return select(answer_parts.c.at).where(answer_parts.c.at <= now - KEPT).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget that."""
        await self._connection.execute(delete(answer_parts).where(answer_parts.c.at <= now - KEPT))


def _in(platform: str, chat_id: str, which: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return (answer_parts.c.platform == platform, answer_parts.c.chat_id == chat_id, which)
