"""Rates that all processes share: a row for each limit, holding the moment from which the next message fits.

This is the generic cell rate algorithm (ITU-T I.371) with the theoretical arrival time as its only state. Slots are
reserved in one statement, in the claiming transaction, so that over all processes messages leave one interval apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import rates

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Want:
    """``count`` messages, ``interval`` apart."""

    interval: timedelta
    count: int = 1


class Rates:
    """The limits of platforms and of single chats, by name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._dialect = sqlite if connection.dialect.name == "sqlite" else postgresql

    async def reserve(self, wants: Mapping[str, Want], now: datetime) -> dict[str, datetime]:
        """For each name the moment at which the first of its messages may leave, not before ``now``; the others follow
        one interval apart. Rows are taken in the order of their names, so that two processes never block each other."""
        if not wants:
            return {}
        at = _microseconds(now)
        spans = {name: want.interval * want.count // MICROSECOND for name, want in sorted(wants.items())}
        row = self._dialect.insert(rates).values([{"name": n, "next_microsecond": at + s} for n, s in spans.items()])
        held = case((rates.c.next_microsecond > at, rates.c.next_microsecond), else_=at)
        reserved = row.on_conflict_do_update(
            index_elements=[rates.c.name],
            set_={"next_microsecond": held + (row.excluded.next_microsecond - at)},
        )
        rows = await self._connection.execute(reserved.returning(rates.c.name, rates.c.next_microsecond))
        return {name: EPOCH + (end - spans[name]) * MICROSECOND for name, end in rows.all()}

    async def hold(self, name: str, until: datetime) -> None:
        """Let nothing leave before ``until``: the platform asked everybody to wait."""
        row = self._dialect.insert(rates).values(name=name, next_microsecond=_microseconds(until))
        new, old = row.excluded.next_microsecond, rates.c.next_microsecond
        later = {"next_microsecond": case((old > new, old), else_=new)}
        await self._connection.execute(row.on_conflict_do_update(index_elements=[rates.c.name], set_=later))

    async def sweep(self, before: datetime) -> None:
        """Forget the limits that have not mattered since ``before``."""
        await self._connection.execute(delete(rates).where(rates.c.next_microsecond < _microseconds(before)))


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND
