"""Calendar addresses: each is an account's, known by the digest of its secret part alone, until it is changed or taken back."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.calendar_tables import calendar_events, calendars
from bot.store.unguessable import digest_of
from bot.store.upserts import insert_for
from roadmap.writing.editions import Edition

SELDOM = timedelta(hours=1)
"""Between two notes of when an address was read."""

AT_A_TIME = 200
"""Events that are kept in one go: each takes its moment, in which nobody else comes to their turn."""


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """An address; ``read_at`` is when a calendar read it last, to the hour (None: none has), ``content`` the digest of what it read,
    which has been so since ``changed_at``."""

    id: int
    account_id: int
    made_at: datetime
    read_at: datetime | None
    content: str
    changed_at: datetime | None


_ADDRESS = select(*(column for column in calendars.c if column.name != "digest"))


class Calendars:
    """The addresses, and the editions of their events."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def offer(self, account_id: int, secret: str, now: datetime) -> None:
        """Give an account this address; what was its address before is none any more. The events stay what they are."""
        row = {"digest": digest_of(secret), "made_at": now, "read_at": None}
        made = insert_for(self._connection.dialect.name)(calendars).values(account_id=account_id, **row)
        await self._connection.execute(made.on_conflict_do_update(index_elements=[calendars.c.account_id], set_=row))

    async def of_account(self, account_id: int) -> CalendarAddress | None:
        return await self._one(_ADDRESS.where(calendars.c.account_id == account_id))

    async def behind(self, secret: str) -> CalendarAddress | None:
        """The address that ends in this; None for one that there never was as for one that was taken back."""
        return await self._one(_ADDRESS.where(calendars.c.digest == digest_of(secret)))

    async def drop(self, account_id: int) -> bool:
        """Take an account's address back; whether there was one."""
        gone = delete(calendars).where(calendars.c.account_id == account_id).returning(calendars.c.id)
        return (await self._connection.execute(gone)).first() is not None

    async def read(self, address: CalendarAddress, content: str, now: datetime) -> None:
        """Note that a calendar has read it, and that this is what it read."""
        values = (
            {"read_at": now} if content == address.content else {"read_at": now, "content": content, "changed_at": now}
        )
        await self._connection.execute(update(calendars).where(calendars.c.id == address.id).values(values))

    async def editions(self, address: CalendarAddress) -> dict[str, Edition]:
        """Of each event that there ever was, by its key."""
        columns = (
            calendar_events.c.key,
            calendar_events.c.digest,
            calendar_events.c.sequence,
            calendar_events.c.changed_at,
        )
        rows = await self._connection.execute(select(*columns).where(calendar_events.c.calendar_id == address.id))
        return {key: Edition(*edition) for key, *edition in rows.all()}

    async def revise(self, address: CalendarAddress, editions: Mapping[str, Edition]) -> None:
        """Keep these in the place of earlier ones."""
        made = insert_for(self._connection.dialect.name)(calendar_events).values(
            calendar_id=address.id, **{name: bindparam(name) for name in ("key", "digest", "sequence", "changed_at")}
        )
        new = {name: made.excluded[name] for name in ("digest", "sequence", "changed_at")}
        again = made.on_conflict_do_update(
            index_elements=[calendar_events.c.calendar_id, calendar_events.c.key], set_=new
        )
        rows = [
            {"key": key, "digest": one.digest, "sequence": one.sequence, "changed_at": one.changed}
            for key, one in sorted(editions.items())
        ]
        for first in range(0, len(rows), AT_A_TIME):
            await self._connection.execute(again, rows[first : first + AT_A_TIME])
            await asyncio.sleep(0)

    async def of_accounts(self, account_ids: Collection[int]) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of the addresses of these accounts, and of their events, by column; not what an address is known by."""
        columns = (column for column in calendars.c if column.name != "digest")
        mine = select(*columns).where(calendars.c.account_id.in_(account_ids)).order_by(calendars.c.id)
        found = [dict(row) for row in (await self._connection.execute(mine)).mappings()]
        theirs = calendar_events.c.calendar_id.in_([address["id"] for address in found])
        events = select(*calendar_events.c).where(theirs).order_by(calendar_events.c.id)
        rows = (await self._connection.execute(events)).mappings()
        return {"calendars": found, "calendar_events": [dict(row) for row in rows]}

    async def _one(self, wanted: Any) -> CalendarAddress | None:
        row = (await self._connection.execute(wanted)).first()
        return CalendarAddress(*row) if row else None
