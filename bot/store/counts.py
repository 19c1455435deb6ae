"""Figures: how many there are of what is kept, for operators and for metrics. Counts and dates, and nothing that anybody said."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.operating import Figures, OfAccount, OfGroup, OfLearner
from bot.store.group_tables import groups, help_requests, memberships
from bot.store.operator_tables import blocks, incidents
from bot.store.tables import accounts, enrolments, learners, nudges, progress_events

WEEK, MONTH = timedelta(days=7), timedelta(days=30)

APART = "counted"
"""What is counted is a part of its own in front of the statement: that walks through whole tables, and only what begins with SELECT is
taken to be brief (see ``bot.store.trips``)."""


class Counts:
    """What counts them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self, now: datetime) -> Figures:
        """The installation."""
        heard = {span.days: learners.c.heard_on > (now - span).date() for span in (WEEK, MONTH)}
        since = {span.days: incidents.c.at > now - span for span in (WEEK, MONTH)}
        return Figures(
            await self._count(learners),
            {days: await self._count(learners, lately) for days, lately in heard.items()},
            await self._by(accounts, accounts.c.platform),
            await self._count(groups, and_(groups.c.roadmap.is_not(None), groups.c.gone_at.is_(None))),
            await self._count(progress_events),
            await self._by(nudges, nudges.c.state, nudges.c.first_due_at > now - WEEK),
            {days: await self._count(incidents, lately) for days, lately in since.items()},
            await self._count(blocks),
        )

    async def of_learner(self, learner_id: int, now: datetime) -> OfLearner | None:
        """One learner; None where there is none of that number."""
        columns = (learners.c.created_at, learners.c.heard_on)
        row = (await self._connection.execute(select(*columns).where(learners.c.id == learner_id))).first()
        if row is None:
            return None
        own = select(accounts.c.id).where(accounts.c.learner_id == learner_id)
        strands = select(enrolments.c.id).where(enrolments.c.account_id.in_(own))
        told = progress_events.c.enrolment_id.in_(strands)
        ends = select(func.min(progress_events.c.day), func.max(progress_events.c.day)).where(told)
        first, last = (await self._connection.execute(ends)).one()
        roadmaps = select(func.count(enrolments.c.roadmap.distinct())).where(enrolments.c.account_id.in_(own))
        theirs = (accounts.c.platform, accounts.c.user_id, accounts.c.blocked_at, accounts.c.unreachable_at)
        owned = select(*theirs).where(accounts.c.learner_id == learner_id).order_by(accounts.c.id)
        lately = and_(nudges.c.learner_id == learner_id, nudges.c.first_due_at > now - MONTH)
        return OfLearner(
            learner_id,
            row.created_at,
            row.heard_on,
            tuple(OfAccount(*one) for one in (await self._connection.execute(owned)).all()),
            (await self._connection.execute(roadmaps)).scalar_one(),
            await self._by(progress_events, progress_events.c.kind, told),
            (first, last) if first else None,
            await self._count(memberships, memberships.c.account_id.in_(own)),
            await self._by(nudges, nudges.c.state, lately),
        )

    async def of_group(self, group_id: int, now: datetime) -> OfGroup | None:
        """One group; None where there is none of that number."""
        columns = (groups.c.platform, groups.c.added_at, groups.c.first_day, groups.c.gone_at, groups.c.refused_at)
        row = (await self._connection.execute(select(*columns).where(groups.c.id == group_id))).first()
        if row is None:
            return None
        asked = and_(help_requests.c.group_id == group_id, help_requests.c.closed_at.is_(None))
        lately = and_(nudges.c.group_id == group_id, nudges.c.first_due_at > now - MONTH)
        return OfGroup(
            group_id,
            *row,
            await self._count(memberships, memberships.c.group_id == group_id),
            await self._count(help_requests, asked),
            await self._by(nudges, nudges.c.state, lately),
        )

    async def _count(self, table: Table, which: ColumnElement[bool] | None = None) -> int:
        query = select(func.count().label("rows")).select_from(table)
        counted = (query if which is None else query.where(which)).cte(APART)
        rows: int = (await self._connection.execute(select(counted.c.rows))).scalar_one()
        return rows

    async def _by(
        self, table: Table, column: ColumnElement[str], which: ColumnElement[bool] | None = None
    ) -> dict[str, int]:
        query = select(column.label("what"), func.count().label("rows")).select_from(table).group_by(column)
        counted = (query if which is None else query.where(which)).cte(APART)
        rows = await self._connection.execute(select(counted.c.what, counted.c.rows).order_by(counted.c.what))
        return {row.what: row.rows for row in rows.all()}
