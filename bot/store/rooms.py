"""Topic rooms: which are asked for, which are open."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import rooms
from bot.store.group_values import Room
from bot.store.upserts import insert_for


class Rooms:
    """The rooms of all groups."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, group_id: int, topic: str) -> Room | None:
        """Ask for the room of a topic; None if it was asked for before."""
        row = insert_for(self._connection.dialect.name)(rooms).values(group_id=group_id, topic=topic)
        new = row.on_conflict_do_nothing().returning(*rooms.c)
        found = (await self._connection.execute(new)).first()
        return Room(*found) if found else None

    async def find(self, room_id: int) -> Room | None:
        """A room by its id."""
        row = (await self._connection.execute(select(*rooms.c).where(rooms.c.id == room_id))).first()
        return Room(*row) if row else None

    async def in_thread(self, group_id: int, thread_id: str | None) -> Room | None:
        """The room of a group that a thread is; None for any other thread, and for no thread."""
        there = select(*rooms.c).where(rooms.c.group_id == group_id, rooms.c.thread_id == thread_id)
        row = (await self._connection.execute(there)).first() if thread_id else None
        return Room(*row) if row else None

    async def of_group(self, group_id: int) -> Sequence[Room]:
        """The rooms of a group, in the order they were asked for."""
        there = select(*rooms.c).where(rooms.c.group_id == group_id).order_by(rooms.c.id)
        return [Room(*row) for row in (await self._connection.execute(there)).all()]

    async def opened(self, room_id: int, thread_id: str) -> None:
        """A room is open."""
        await self._connection.execute(update(rooms).where(rooms.c.id == room_id).values(thread_id=thread_id))

    async def close(self, group_id: int, thread_id: str) -> None:
        """A room is gone; it may be asked for again."""
        await self._connection.execute(
            delete(rooms).where(rooms.c.group_id == group_id, rooms.c.thread_id == thread_id)
        )

    async def forget_unopened(self, room_id: int) -> None:
        """A room could not be opened; it may be asked for again."""
        await self._connection.execute(delete(rooms).where(rooms.c.id == room_id, rooms.c.thread_id.is_(None)))
