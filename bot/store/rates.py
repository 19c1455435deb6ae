"""Rates that all processes share: a row for each limit, holding the moment from which the next message fits.

This is the generic cell rate algorithm (ITU-T I.371) with the theoretical arrival time as its only state. Slots are
reserved in the claiming transaction, so that over all processes messages leave one interval apart.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Result, bindparam, case, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ready import Ready
from bot.store.tables import rates
from bot.store.together import a_row, among, run
from bot.store.upserts import insert_for

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Want:
    """``count`` messages, ``interval`` apart."""

    interval: timedelta
    count: int = 1


_SWEEP = delete(rates).where(rates.c.next_microsecond < bindparam("before"))


class Rates:
    """The limits of platforms and of single chats, by name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._spend, self._hold = _statements(connection.dialect.name)

    async def spend(self, wants: Mapping[str, Want], now: datetime) -> None:
        """Count messages that do not wait for their slots."""
        rows, at = _spent(wants, now), _microseconds(now)
        if rows and self._connection.dialect.name == "postgresql":
            await run(self._connection, self._spend, rows, at=at)
        elif rows:
            await _spending().run(self._connection, [{**row, "at": at} for row in rows])

    async def reserve(self, wants: Mapping[str, Want], now: datetime) -> dict[str, datetime]:
        """For each name the moment at which the first of its messages may leave, not before ``now``; the others follow
        one interval apart. What was spent is locked until the transaction ends, so it can be read back, where it does not
        come back with the statement: SQLite, to which rows go one after another, tells of none."""
        if self._connection.dialect.name == "postgresql":
            ends = _moments(await run(self._connection, _reserving(), _spent(wants, now), at=_microseconds(now)))
        else:
            await self.spend(wants, now)
            ends = await self.free_from(wants)
        return {name: end - wants[name].interval * wants[name].count for name, end in ends.items()}

    async def free_from(self, names: Collection[str]) -> dict[str, datetime]:
        """For each name of which something is held the moment from which the next message fits."""
        return _moments(await self._connection.execute(_ends(self._connection.dialect.name), {"names": list(names)}))

    async def hold(self, until: Mapping[str, datetime]) -> None:
        """Let nothing of a name leave before its moment: slots are taken up to it, or the platform asked to wait."""
        if rows := _rows(until):
            await run(self._connection, self._hold, rows)

    async def of(self, names: Collection[str]) -> list[dict[str, Any]]:
        """What is held of these names, by column."""
        held = select(*rates.c).where(rates.c.name.in_(names)).order_by(rates.c.name)
        return [dict(row) for row in (await self._connection.execute(held)).mappings()]

    @staticmethod
    def stale(before: datetime) -> ColumnElement[bool]:
        """Whether there is a limit that has not mattered since ``before``."""
        return select(rates.c.name).where(rates.c.next_microsecond < _microseconds(before)).exists()

    async def sweep(self, before: datetime) -> None:
        """Forget the limits that have not mattered since ``before``."""
        await self._connection.execute(_SWEEP, {"before": _microseconds(before)})


@cache
def _ends(dialect: str) -> Any:
    return select(rates.c.name, rates.c.next_microsecond).where(among(dialect, rates.c.name, "names"))


@cache
def _statements(dialect: str) -> tuple[Any, Any]:
    """The two upserts, built once: slots after those that are taken, and a moment not to be earlier than."""
    row = a_row(dialect, {column.name: column.type for column in rates.c})
    given = insert_for(dialect)(rates).from_select([*row], select(*row.values()))
    held, new, at = rates.c.next_microsecond, given.excluded.next_microsecond, bindparam("at", type_=BigInteger)
    taken = case((held > at, held + (new - at)), else_=new)
    later = case((held > new, held), else_=new)
    spend, hold = (
        given.on_conflict_do_update(index_elements=[rates.c.name], set_={held.name: end}) for end in (taken, later)
    )
    return spend, hold


@cache
def _spending() -> Ready:
    """SQLite's way to spend, which each answer takes."""
    return Ready(_statements("sqlite")[0])


@cache
def _reserving() -> Any:
    """PostgreSQL's way to spend and to be told at once from when the next message fits."""
    return _statements("postgresql")[0].returning(rates.c.name, rates.c.next_microsecond)


def moment_of(microseconds: int) -> datetime:
    """A moment as it is kept of a rate."""
    return EPOCH + microseconds * MICROSECOND


def _moments(found: Result[str, int]) -> dict[str, datetime]:
    return {name: moment_of(end) for name, end in found.all()}


def _spent(wants: Mapping[str, Want], now: datetime) -> list[dict[str, Any]]:
    return _rows({name: now + want.interval * want.count for name, want in wants.items()})


def _rows(ends: Mapping[str, datetime]) -> list[dict[str, Any]]:
    """The rows in the order of their names, so that two processes never block each other."""
    return [{"name": name, "next_microsecond": _microseconds(end)} for name, end in sorted(ends.items())]


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND
