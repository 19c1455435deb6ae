"""Figures of members who agreed to be seen by those who lead: kept as they were worked out, with how much was told by then,
so that a look at thousands works out those alone who have told something since."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import Instant
from bot.store.group_tables import help_requests, memberships
from bot.store.group_values import Agreed, Alike
from bot.store.leader_tables import figures
from bot.store.leaders import unanswered
from bot.store.tables import accounts, enrolments, progress_events
from bot.store.upserts import insert_for
from roadmap.group.sight import Figures

_KEPT = tuple(figures.c[one.name] for one in fields(Figures))
_AGREED = (
    select(memberships.c.id, memberships.c.account_id, memberships.c.name, memberships.c.level, *_KEPT)
    .join_from(memberships, figures, figures.c.membership_id == memberships.c.id)
    .where(memberships.c.group_id == bindparam("group"), memberships.c.level > 0)
    .order_by(memberships.c.id)
)
_own = accounts.alias("own")
_LAST = (
    select(func.coalesce(func.max(progress_events.c.position), 0))
    .where(progress_events.c.enrolment_id == enrolments.c.id)
    .scalar_subquery()
)
_TOLD = func.coalesce(func.sum(_LAST), 0)
_THEIRS = (
    select(memberships.c.id, memberships.c.account_id, _TOLD.label("told"))
    .join_from(memberships, accounts, accounts.c.id == memberships.c.account_id)
    .join(_own, _own.c.learner_id == accounts.c.learner_id)
    .outerjoin(enrolments, and_(enrolments.c.account_id == _own.c.id, enrolments.c.roadmap == bindparam("roadmap")))
    .where(memberships.c.group_id == bindparam("group"), memberships.c.level > 0)
    .group_by(memberships.c.id, memberships.c.account_id)
).subquery("theirs")
_STALE = (
    select(_THEIRS.c.account_id, _THEIRS.c.told)
    .outerjoin_from(_THEIRS, figures, figures.c.membership_id == _THEIRS.c.id)
    .where(or_(figures.c.id.is_(None), figures.c.told != _THEIRS.c.told, figures.c.roadmap != bindparam("print")))
    .order_by(_THEIRS.c.id)
    .limit(bindparam("most"))
)

_WAITS = exists().where(
    *unanswered(bindparam("before", type_=Instant())),
    help_requests.c.group_id == memberships.c.group_id,
    help_requests.c.account_id == memberships.c.account_id,
)
_COME = tuple(
    (figures.c[name] <= bindparam("today")).label(name) for name in ("idle_from", "longer_from", "quiet_from")
)
_LATELY = figures.c.completed_on.between(bindparam("week"), bindparam("today")).label("completed_on")
_CELL = (memberships.c.level, figures.c.topic, figures.c.quarter, *_COME, _LATELY, _WAITS.label("waits"))
_ALIKE = (
    select(*_CELL, func.count())
    .join_from(memberships, figures, figures.c.membership_id == memberships.c.id)
    .where(memberships.c.group_id == bindparam("group"), memberships.c.level > 0)
    .group_by(*(text(f"{place}") for place in range(1, len(_CELL) + 1)))
)
SIX_DAYS, DAY = timedelta(days=6), timedelta(days=1)


class KeptFigures:
    """The figures of all members who agreed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def agreed(self, group_id: int) -> Sequence[Agreed]:
        """Those of a group who let anything be seen, the earliest member first, with the figures there are."""
        rows = (await self._connection.execute(_AGREED, {"group": group_id})).all()
        return [Agreed(row[0], row[1], row[2], row[3], Figures(*row[4:])) for row in rows]

    async def alike(self, group_id: int, today: date, asked_before: datetime) -> Sequence[Alike]:
        """The same of a group as a whole, counted: how many there are of whom the same is true today."""
        asked = {"group": group_id, "today": today, "week": today - SIX_DAYS, "before": asked_before}
        rows = (await self._connection.execute(_ALIKE, asked)).all()
        return [_alike(row, today) for row in rows]

    async def stale(self, group_id: int, roadmap: str, print_: str, most: int) -> Mapping[int, int]:
        """Up to so many accounts whose figures have to be worked out: they told something since, or the roadmap is another by
        now. Of each how much it has told."""
        asked = {"group": group_id, "roadmap": roadmap, "print": print_, "most": most}
        return {row[0]: row[1] for row in (await self._connection.execute(_STALE, asked)).all()}

    async def keep(self, worked_out: Sequence[tuple[int, int, Figures]], *, print_: str) -> None:
        """Keep the figures of members, by their memberships and how much each had told, in the place of earlier ones."""
        if not worked_out:
            return
        row = insert_for(self._connection.dialect.name)(figures)
        changed = {"told", "roadmap", *(column.name for column in _KEPT)}
        again = row.on_conflict_do_update(
            index_elements=[figures.c.membership_id], set_={name: row.excluded[name] for name in changed}
        )
        common = {"roadmap": print_}
        rows = [{**common, "membership_id": who, "told": told, **asdict(kept)} for who, told, kept in worked_out]
        await self._connection.execute(again, rows)

    async def drop(self, membership_id: int) -> None:
        """Keep nothing of a member any more."""
        await self._connection.execute(delete(figures).where(figures.c.membership_id == membership_id))


def _alike(row: Sequence[Any], today: date) -> Alike:
    level, topic, quarter, idle, longer, quiet, lately, waits, count = row
    quiet_from = None if quiet is None else today if quiet else today + DAY
    come = Figures(
        topic=topic,
        quarter=quarter,
        idle_from=today if idle else None,
        longer_from=today if longer else None,
        quiet_from=quiet_from,
        completed_on=today if lately else None,
    )
    return Alike(count, level, bool(waits), come)
