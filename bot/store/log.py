"""The log: a learner's check-ins and notes, a page of them at a time, and what they add up to, without a replay.

What was taken back is in none of it; ``roadmap.sittings`` says the same of events that are at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Subquery, bindparam, cast, func, not_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import progress_events
from bot.store.together import among
from roadmap.facts import Fact, Kind
from roadmap.sittings import Sittings

SIX_DAYS = timedelta(days=6)

NOTED = (Kind.CHECKED_IN, Kind.BEGUN, Kind.COMPLETED, Kind.STEP_DONE)
"""The kinds of facts that may have a note, what is remembered apart."""

_TABLE = progress_events.c
_OTHER = progress_events.alias("other")
_BEHIND = (_TABLE.said_at, _TABLE.enrolment_id, _TABLE.id)
_LAST = tuple(column.desc() for column in _BEHIND)
"""By what facts of one day follow one another, and the last of them first."""

_SHOWN = (_TABLE.kind, _TABLE.day, _TABLE.topic, _TABLE.step, _TABLE.minutes, _TABLE.note)


@dataclass(frozen=True, slots=True)
class Studied:
    """What check-ins add up to, and the minutes of one week."""

    sittings: Sittings
    week: int


@dataclass(frozen=True, slots=True)
class Page:
    """Entries in the order of the log, and of each of their days the minutes of the whole of it."""

    entries: tuple[Fact, ...]
    minutes: dict[date, int]


class Log:
    """What learners said of their studying, read back. Where a topic is named it is of that alone."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def studied(self, strands: Sequence[int], week: date, topic: str = "") -> Studied | None:
        """The check-ins of these strands counted, and those of the week that begins on this day; None where there are none."""
        (row,) = await self._rows(_studied, strands, topic, monday=week, sunday=week + SIX_DAYS)
        count, minutes, gone, taken, first, last, of_week = row
        if count == gone:
            return None
        return Studied(Sittings(count - gone, int(minutes - taken), first, last), int(of_week))

    async def page(self, strands: Sequence[int], topic: str, skipped: int, most: int) -> Page:
        """So many entries behind those that are skipped, the newest day first and of a day the last said."""
        rows = await self._rows(_page, strands, topic, skipped=skipped, most=most)
        return Page(tuple(_fact(row[:-1]) for row in rows), {row.day: int(row[-1]) for row in rows})

    async def notes(self, strands: Sequence[int], topic: str, most: int) -> tuple[Fact, ...]:
        """The last facts about a topic that have a note; what is remembered of it is none of them."""
        return tuple(map(_fact, await self._rows(_notes, strands, topic, most=most)))

    async def remembered(self, strands: Sequence[int], topic: str) -> str:
        """What is remembered of a topic, as it was said last; empty where nothing is."""
        rows = await self._rows(_remembered, strands, topic)
        return _fact(rows[0]).note if rows else ""

    async def _rows(
        self, made: Callable[[str, bool], Any], strands: Sequence[int], topic: str, **values: object
    ) -> Sequence[Any]:
        wanted = made(self._connection.dialect.name, bool(topic))
        known = {"ids": list(strands), **({"topic": topic} if topic else {}), **values}
        return (await self._connection.execute(wanted, known)).all()


def _fact(row: Sequence[Any]) -> Fact:
    kind, day, topic, step, minutes, note = row
    return Fact(kind=Kind(kind), day=day, topic=topic, step=step, minutes=minutes, note=note)


# The statements, each made once for a kind of database, and once more where it is of a topic


@cache
def _studied(dialect: str, is_of_topic: bool) -> Any:
    """Those taken back are few, so that they are taken from all: a look at each of all would cost more."""
    told = _of(Kind.CHECKED_IN, dialect, is_of_topic)
    standing = (*told, not_(_undone(dialect)))
    day = select(_TABLE.day).where(*standing).limit(1)
    week = _TABLE.day.between(bindparam("monday"), bindparam("sunday"))
    all_ = select(func.count().label("facts"), _sum(_TABLE.minutes)).where(*told).subquery("all_")
    gone = _taken_back(dialect, told)
    return select(
        *all_.c,
        *gone.c,
        day.order_by(_TABLE.day).scalar_subquery(),
        day.order_by(_TABLE.day.desc()).scalar_subquery(),
        select(_sum(_TABLE.minutes)).where(*standing, week).scalar_subquery(),
    ).select_from(all_.join(gone, true()))


def _taken_back(dialect: str, told: Sequence[ColumnElement[bool]]) -> Subquery:
    """Those of what was told that were taken back, each once, counted from what took them back."""
    other = _OTHER.c
    undoing = among(dialect, other.enrolment_id, "ids"), other.kind == Kind.UNDONE.value
    meant = _TABLE.enrolment_id == other.enrolment_id, _TABLE.position == other.undoes
    each = select(_TABLE.id, _TABLE.minutes).distinct().where(*undoing, *meant, *told).subquery("each")
    return select(func.count().label("facts"), _sum(each.c.minutes)).select_from(each).subquery("gone")


def _sum(minutes: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(minutes), 0).label("minutes")


@cache
def _page(dialect: str, is_of_topic: bool) -> Any:
    """With each entry the minutes of its whole day."""
    standing = (*_of(Kind.CHECKED_IN, dialect, is_of_topic), not_(_undone(dialect)))
    newest = select(_TABLE.id, *_SHOWN).where(*standing).order_by(_TABLE.day.desc(), *_LAST)
    shown = newest.offset(bindparam("skipped")).limit(bindparam("most")).subquery("shown")
    of_day = select(_sum(_TABLE.minutes)).where(*standing, _TABLE.day == shown.c.day)
    said = select(*(shown.c[column.name] for column in _SHOWN), of_day.correlate(shown).scalar_subquery())
    order = _TABLE.day.desc(), *_LAST
    return said.join(progress_events, _TABLE.id == shown.c.id).order_by(*order)


@cache
def _notes(dialect: str, is_of_topic: bool) -> Any:
    """The last of each kind first, for the days of a kind are in order, and then the last of all."""
    noted = _TABLE.note != "", not_(_undone(dialect))
    each = [
        select(*_SHOWN, *_BEHIND)
        .where(*_of(kind, dialect, is_of_topic), *noted)
        .order_by(_TABLE.day.desc(), *_LAST)
        .limit(bindparam("most"))
        .subquery(f"notes_{number}")
        for number, kind in enumerate(NOTED)
    ]
    found = union_all(*map(select, each)).subquery("notes")
    last = (found.c.day, *(found.c[column.name] for column in _BEHIND))
    shown = select(*(found.c[column.name] for column in _SHOWN))
    return shown.order_by(*(one.desc() for one in last)).limit(bindparam("most"))


@cache
def _remembered(dialect: str, is_of_topic: bool) -> Any:
    mine = _of(Kind.REMEMBERED, dialect, is_of_topic)
    return select(*_SHOWN).where(*mine, not_(_undone(dialect))).order_by(*_LAST).limit(1)


def _of(kind: Kind, dialect: str, is_of_topic: bool) -> tuple[ColumnElement[bool], ...]:
    """The facts of a kind, be they taken back or not."""
    about = (_TABLE.topic == bindparam("topic"),) if is_of_topic else ()
    return among(dialect, _TABLE.enrolment_id, "ids"), _TABLE.kind == kind.value, *about


def _undone(dialect: str) -> ColumnElement[bool]:
    """What was taken back. A fact has its place in its strand; both in one number are looked up in a tenth of the time in
    which SQLite compares pairs."""
    other = _OTHER.c
    gone = select(_place(other.enrolment_id, other.undoes)).where(
        among(dialect, other.enrolment_id, "ids"), other.kind == Kind.UNDONE.value, other.undoes.is_not(None)
    )
    return _place(_TABLE.enrolment_id, _TABLE.position).in_(gone)


def _place(strand: ColumnElement[int], position: ColumnElement[int]) -> ColumnElement[int]:
    return cast(strand, BigInteger) * 2**32 + position
