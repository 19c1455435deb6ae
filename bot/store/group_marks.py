"""What is so of study groups at a moment, as marks that differ once anything of it has changed that their pages show: see
bot.store.marks. Of a large group nobody's facts are looked at, as its page reads none."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import (
    common_goals,
    group_orders,
    groups,
    help_offers,
    help_requests,
    meetings,
    memberships,
    promises,
    thanks,
)
from bot.store.kinds import NudgeKind
from bot.store.leader_tables import group_leaders
from bot.store.marks import Mark, mark_of
from bot.store.posts import TOLD
from bot.store.tables import accounts, enrolments, learners, nudges, progress_events, roadmaps
from bot.store.written import among, written
from roadmap.group.lead import MOST_NAMED
from roadmap.group.rounds import MOST

RECENT = timedelta(days=15)
"""For so long promises are told of, at most."""

SHOWN = (NudgeKind.BOARD.value, NudgeKind.DIGEST.value)
"""The posts whose words a page shows."""

_OF_A_GROUP = (
    groups.c.title,
    groups.c.roadmap,
    groups.c.first_day,
    groups.c.last_day,
    groups.c.zone,
    groups.c.gone_at,
    groups.c.board_message_id,
)


class GroupMarks:
    """Looks at many groups at once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, group_ids: Collection[int], now: datetime) -> dict[int, Mark]:
        """The marks of those groups that there are; their zones are the groups' own."""
        if not group_ids:
            return {}
        bound = {
            "ids": json.dumps(list(group_ids)),
            "now": now,
            "lately": now - timedelta(minutes=MOST),
            "recent": (now - RECENT).date(),
        }
        rows = await self._connection.execute(_marks(self._connection.dialect.name), bound)
        stages = await self._stages(bound)
        return {
            group: mark_of([*parts, (group, None, stages[group])])
            for group, parts in groupby(rows.all(), key=lambda row: row[0])
        }

    async def _stages(self, bound: Mapping[str, Any]) -> Mapping[int, list[int]]:
        """By group which meetings are to come, on, and over: each goes from one to the next by itself."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        rows = await self._connection.execute(_coming(self._connection.dialect.name), bound)
        for group, begins, minutes in rows.all():
            found[group].append(sum(moment <= bound["now"] for moment in (begins, begins + timedelta(minutes=minutes))))
        return found

    async def joined(self, marks: Mapping[int, Mark], learner_ids: Collection[int]) -> dict[tuple[int, int], Mark]:
        """Who has joined which of the groups with these marks, that go on, by any of their accounts: groups, each with a learner, and
        the mark of what that one is shown there, of which what they let be seen of them is a part."""
        if not marks:
            return {}
        rows = await self._connection.execute(
            _joined(self._connection.dialect.name),
            {"ids": json.dumps(list(marks)), "learners": json.dumps(list(learner_ids))},
        )
        theirs: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
        for group, learner, membership in rows.all():
            theirs[group, learner].append((group, None, membership))
        return {
            (group, learner): replace(
                marks[group], content=mark_of([(group, None, marks[group].content), *rows]).content
            )
            for (group, learner), rows in theirs.items()
        }


@cache
def _joined(dialect: str) -> Any:
    found = (
        select(memberships.c.group_id, accounts.c.learner_id, written(dialect, *memberships.c))
        .join(accounts, accounts.c.id == memberships.c.account_id)
        .join(groups, groups.c.id == memberships.c.group_id)
    )
    return found.where(
        groups.c.gone_at.is_(None),
        groups.c.roadmap.is_not(None),
        among(dialect, memberships.c.group_id),
        among(dialect, accounts.c.learner_id, "learners"),
    ).order_by(memberships.c.id)


@cache
def _marks(dialect: str) -> Any:
    """Groups, their zones, and parts of what is so of each, in order."""
    parts = (_own(dialect), _members(dialect), *_lists(dialect), _posts(dialect), _told(dialect))
    return union_all(*parts).order_by("id", "written")


def _own(dialect: str) -> Select[Any]:
    """A group and the version of its roadmap, and how many have joined it."""
    count = select(func.count()).where(memberships.c.group_id == groups.c.id).scalar_subquery()
    mine = select(groups.c.id.label("id"), groups.c.zone, written(dialect, *_OF_A_GROUP, roadmaps.c.current, count))
    return mine.outerjoin(roadmaps, roadmaps.c.slug == groups.c.roadmap).where(among(dialect, groups.c.id))


def _members(dialect: str) -> Select[Any]:
    """The members of a group in which they are named, each with how far their facts go on its roadmap, by any of their accounts."""
    own = accounts.alias("own")
    told = select(func.max(progress_events.c.position)).where(progress_events.c.enrolment_id == enrolments.c.id)
    return (
        select(
            memberships.c.group_id,
            null(),
            written(dialect, *memberships.c, learners.c.zone, *enrolments.c, told.scalar_subquery()),
        )
        .join(accounts, accounts.c.id == memberships.c.account_id)
        .join(learners, learners.c.id == accounts.c.learner_id)
        .join(groups, groups.c.id == memberships.c.group_id)
        .join(own, own.c.learner_id == learners.c.id)
        .outerjoin(enrolments, and_(enrolments.c.account_id == own.c.id, enrolments.c.roadmap == groups.c.roadmap))
        .where(_is_small(dialect, memberships.c.group_id))
    )


def _lists(dialect: str) -> list[Select[Any]]:
    """What there are some of in a group: meetings, each of which counts what changes of who is in, goals, orders in force, and leaders; and
    where members are named what their board and their questions are made of."""
    now: ColumnElement[datetime] = bindparam("now", type_=meetings.c.starts_at.type)
    asked = _some(dialect, help_requests.c.group_id, *help_requests.c, help_offers.c.account_id)
    orders = (group_orders.c.deed, group_orders.c.account_id, group_orders.c.kind, group_orders.c.subject)
    return [
        _some(dialect, meetings.c.group_id, *meetings.c).where(*_open()),
        _some(dialect, common_goals.c.group_id, *common_goals.c),
        _some(dialect, group_orders.c.group_id, *orders).where(
            group_orders.c.undone_at.is_(None), or_(group_orders.c.until.is_(None), group_orders.c.until > now)
        ),
        _some(dialect, group_leaders.c.group_id, group_leaders.c.account_id).where(
            or_(group_leaders.c.until.is_(None), group_leaders.c.until > now)
        ),
        asked.outerjoin(help_offers, help_offers.c.request_id == help_requests.c.id).where(
            help_requests.c.closed_at.is_(None), _is_small(dialect, help_requests.c.group_id)
        ),
        _some(dialect, promises.c.group_id, *promises.c).where(
            promises.c.week >= bindparam("recent", type_=Date), _is_small(dialect, promises.c.group_id)
        ),
        _some(dialect, thanks.c.group_id, func.count(), func.max(thanks.c.id)).group_by(thanks.c.group_id),
    ]


def _is_small(dialect: str, group_id: Column[Any]) -> ColumnElement[bool]:
    """Whether the members of a group are named. Each group's are counted once, not for each row."""
    counted = select(memberships.c.group_id).where(among(dialect, memberships.c.group_id))
    return group_id.in_(counted.group_by(memberships.c.group_id).having(func.count() <= MOST_NAMED))


@cache
def _coming(dialect: str) -> Any:
    there = select(meetings.c.group_id, meetings.c.starts_at, meetings.c.minutes)
    return there.where(among(dialect, meetings.c.group_id), *_open()).order_by(meetings.c.id)


def _open() -> tuple[ColumnElement[bool], ...]:
    """Of a meeting that it is to come, or began so lately that it may be on."""
    lately: ColumnElement[datetime] = bindparam("lately", type_=meetings.c.starts_at.type)
    return (meetings.c.called_off_at.is_(None), meetings.c.ended_at.is_(None), meetings.c.starts_at >= lately)


def _some(dialect: str, group_id: Any, *columns: ColumnElement[Any]) -> Select[Any]:
    """Rows of one kind, told apart from those of others by the name of their table."""
    named = written(dialect, cast(literal(group_id.table.name), String), *columns)
    return select(group_id, null(), named).where(among(dialect, group_id))


def _posts(dialect: str) -> Select[Any]:
    """How many posts stand of those that are shown, which came last, and how much is left of their words."""
    figures = (func.count(), func.max(nudges.c.id), func.max(nudges.c.sent_at), func.sum(func.length(nudges.c.text)))
    stand = _some(dialect, nudges.c.group_id, *figures).where(nudges.c.kind.in_(SHOWN), nudges.c.text.is_not(None))
    return stand.group_by(nudges.c.group_id)


def _told(dialect: str) -> Select[Any]:
    """How many digests are told of by now, and the last of them: the board beside it tells of the same days."""
    now: ColumnElement[datetime] = bindparam("now", type_=nudges.c.first_due_at.type)
    told = _some(dialect, nudges.c.group_id, func.count(), func.max(nudges.c.first_due_at))
    return told.where(TOLD, nudges.c.first_due_at <= now).group_by(nudges.c.group_id)
