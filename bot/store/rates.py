"""Rates that all processes share: a row for each limit, holding the moment from which the next message fits.

This is the generic cell rate algorithm (ITU-T I.371) with the theoretical arrival time as its only state. Slots are
reserved in the claiming transaction, so that over all processes messages leave one interval apart.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, bindparam, case, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import rates
from bot.store.upserts import insert_for

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Want:
    """``count`` messages, ``interval`` apart."""

    interval: timedelta
    count: int = 1


_IS_STALE = rates.c.next_microsecond < bindparam("before")
_STALE, _SWEEP = select(rates.c.name).where(_IS_STALE).limit(1), delete(rates).where(_IS_STALE)
_ENDS = select(rates.c.name, rates.c.next_microsecond).where(rates.c.name.in_(bindparam("names", expanding=True)))


class Rates:
    """The limits of platforms and of single chats, by name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._spend, self._hold = _statements(connection.dialect.name)

    async def spend(self, wants: Mapping[str, Want], now: datetime) -> None:
        """Count messages that do not wait for their slots."""
        await self._connection.execute(self._spend, [*_rows(wants, now)])

    async def reserve(self, wants: Mapping[str, Want], now: datetime) -> dict[str, datetime]:
        """For each name the moment at which the first of its messages may leave, not before ``now``; the others follow
        one interval apart. What was spent is locked until the transaction ends, so it can be read back."""
        await self.spend(wants, now)
        ends = await self.free_from(wants)
        return {name: end - wants[name].interval * wants[name].count for name, end in ends.items()}

    async def free_from(self, names: Collection[str]) -> dict[str, datetime]:
        """For each name of which something is held the moment from which the next message fits."""
        ends = (await self._connection.execute(_ENDS, {"names": list(names)})).all()
        return {name: EPOCH + end * MICROSECOND for name, end in ends}

    async def hold(self, until: Mapping[str, datetime]) -> None:
        """Let nothing of a name leave before its moment: slots are taken up to it, or the platform asked to wait."""
        if rows := [{"name": name, "at": _microseconds(at), "span": 0} for name, at in sorted(until.items())]:
            await self._connection.execute(self._hold, rows)

    async def of(self, names: Collection[str]) -> list[dict[str, Any]]:
        """What is held of these names, by column."""
        held = select(*rates.c).where(rates.c.name.in_(names)).order_by(rates.c.name)
        return [dict(row) for row in (await self._connection.execute(held)).mappings()]

    async def has_stale(self, before: datetime) -> bool:
        """Whether there is a limit that has not mattered since ``before``."""
        return (await self._connection.execute(_STALE, {"before": _microseconds(before)})).first() is not None

    async def sweep(self, before: datetime) -> None:
        """Forget the limits that have not mattered since ``before``."""
        await self._connection.execute(_SWEEP, {"before": _microseconds(before)})


@cache
def _statements(dialect: str) -> tuple[Any, Any]:
    """The two upserts, built once: a slot after those that are taken, and a moment not to be earlier than."""
    at, span = bindparam("at", type_=BigInteger), bindparam("span", type_=BigInteger)
    row = insert_for(dialect)(rates).values(name=bindparam("name"), next_microsecond=at + span)
    held, new = rates.c.next_microsecond, row.excluded.next_microsecond
    key = [rates.c.name]
    spend = row.on_conflict_do_update(
        index_elements=key, set_={"next_microsecond": case((held > at, held), else_=at) + span}
    )
    hold = row.on_conflict_do_update(index_elements=key, set_={"next_microsecond": case((held > new, held), else_=new)})
    return spend, hold


def _rows(wants: Mapping[str, Want], now: datetime) -> Iterable[dict[str, Any]]:
    """The rows in the order of their names, so that two processes never block each other."""
    at = _microseconds(now)
    for name, want in sorted(wants.items()):
        yield {"name": name, "at": at, "span": want.interval * want.count // MICROSECOND}


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND
