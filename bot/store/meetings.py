"""Meetings of groups: when, who is in, what they will do and how far they got."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, exists, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import Reason
from bot.store.group_tables import attendances, meetings, memberships
from bot.store.group_values import Attendance, Meeting
from bot.store.kinds import NudgeKind
from bot.store.tables import accounts, nudges
from bot.store.upserts import insert_for
from bot.store.values import NudgeState

_ATTENDANCE = (
    attendances.c.meeting_id,
    attendances.c.account_id,
    attendances.c.is_in,
    attendances.c.since,
    attendances.c.plan,
    attendances.c.outcome,
)


MOST_OF_LEARNER = 1000
"""Meetings of one learner that are looked at, the latest."""

_SAME = ("group_id", "account_id", "topic", "minutes", "focus", "pause", "weekly", "at_once")
"""What a meeting has in common with the one that follows it."""


class Meetings:
    """The meetings of all groups."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def call(self, starts_at: datetime, **columns: Any) -> Meeting:
        """A new meeting."""
        row = insert(meetings).values(starts_at=starts_at, usual_at=starts_at, **columns).returning(*meetings.c)
        return Meeting(*(await self._connection.execute(row)).one())

    async def follow(self, following: Mapping[Meeting, datetime]) -> Sequence[Meeting]:
        """Each of these once more, at another moment; but for those that were followed before."""
        rows = [
            {**{name: getattr(one, name) for name in _SAME}, "starts_at": at, "usual_at": at, "follows": one.id}
            for one, at in following.items()
        ]
        row = insert_for(self._connection.dialect.name)(meetings).values(rows)
        made = row.on_conflict_do_nothing(index_elements=[meetings.c.follows]).returning(*meetings.c)
        return [Meeting(*row) for row in (await self._connection.execute(made)).all()]

    async def is_followed(self, meeting_id: int) -> bool:
        """Whether the same was called for the week after."""
        after = select(meetings.c.id).where(meetings.c.follows == meeting_id)
        return (await self._connection.execute(after)).first() is not None

    async def find(self, meeting_id: int) -> Meeting | None:
        """A meeting, also one that is over."""
        return (await self.by_ids([meeting_id])).get(meeting_id)

    async def by_ids(self, ids: Collection[int]) -> dict[int, Meeting]:
        """These meetings, by id."""
        rows = await self._connection.execute(select(*meetings.c).where(meetings.c.id.in_(ids)))
        return {row[0]: Meeting(*row) for row in rows.all()}

    async def open(self, group_id: int, since: datetime) -> Sequence[Meeting]:
        """The meetings of a group that begin at a moment or later and were neither called off nor ended, the next first."""
        open_ = (meetings.c.called_off_at.is_(None), meetings.c.ended_at.is_(None))
        there = select(*meetings.c).where(meetings.c.group_id == group_id, meetings.c.starts_at >= since, *open_)
        rows = await self._connection.execute(there.order_by(meetings.c.starts_at, meetings.c.id))
        return [Meeting(*row) for row in rows.all()]

    async def change(self, meeting_id: int, **columns: Any) -> Meeting:
        """Set columns, and count that there is something to tell."""
        (changed,) = await self.change_all([meeting_id], **columns)
        return changed

    async def change_all(self, ids: Collection[int], **columns: Any) -> Sequence[Meeting]:
        """The same of these."""
        changed = update(meetings).where(meetings.c.id.in_(ids))
        rows = changed.values(changes=meetings.c.changes + 1, **columns).returning(*meetings.c)
        return [Meeting(*row) for row in (await self._connection.execute(rows)).all()]

    async def has_event(self, meeting_id: int, event_id: str | None) -> None:
        """Note its event on the platform; None where there is none any more."""
        await self._connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(event_id=event_id))

    async def come(self, meeting_id: int, account_id: int, now: datetime, *, is_in: bool) -> bool:
        """Somebody is in from now on, or not. False where nothing changes by it."""
        row = insert_for(self._connection.dialect.name)(attendances).values(
            meeting_id=meeting_id, account_id=account_id, is_in=is_in, since=now
        )
        said = row.on_conflict_do_update(
            index_elements=[attendances.c.meeting_id, attendances.c.account_id],
            set_={"is_in": is_in, "since": now},
            where=attendances.c.is_in != is_in,
        )
        return (await self._connection.execute(said.returning(attendances.c.id))).first() is not None

    async def plan(self, meeting_id: int, account_id: int, plan: str, now: datetime) -> None:
        """What somebody will do, who is in by that."""
        row = insert_for(self._connection.dialect.name)(attendances).values(
            meeting_id=meeting_id, account_id=account_id, is_in=True, since=now, plan=plan
        )
        since = case((attendances.c.is_in, attendances.c.since), else_=row.excluded.since)
        said = row.on_conflict_do_update(
            index_elements=[attendances.c.meeting_id, attendances.c.account_id],
            set_={"is_in": True, "since": since, "plan": plan},
        )
        await self._connection.execute(said)

    async def clear_plans(self, meeting_id: int) -> None:
        """What anybody said they will do is kept no more."""
        said = update(attendances).where(attendances.c.meeting_id == meeting_id, attendances.c.plan != "")
        await self._connection.execute(said.values(plan=""))

    async def tell(self, meeting_id: int, account_id: int, outcome: str) -> bool:
        """How far somebody got who was in. False where they have said so before; then it is as they say now."""
        mine = (
            attendances.c.meeting_id == meeting_id,
            attendances.c.account_id == account_id,
            attendances.c.is_in.is_(True),
        )
        first = update(attendances).where(*mine, attendances.c.outcome == "").values(outcome=outcome)
        if (await self._connection.execute(first.returning(attendances.c.id))).first():
            return True
        await self._connection.execute(update(attendances).where(*mine).values(outcome=outcome))
        return False

    async def who(self, meeting_id: int) -> Sequence[Attendance]:
        """Who is in, the first first."""
        return (await self.who_at([meeting_id]))[meeting_id]

    async def of_learner(self, learner_id: int, since: datetime) -> Sequence[tuple[Meeting, bool | None]]:
        """The meetings, from a moment on, of the groups that a learner has joined, the earliest first; each with whether they are in, by
        any of their accounts (None: they have not said). Without those that were begun at once."""
        mine = (
            select(memberships.c.group_id, memberships.c.account_id)
            .join(accounts, accounts.c.id == memberships.c.account_id)
            .where(accounts.c.learner_id == learner_id)
            .subquery()
        )
        said = and_(attendances.c.meeting_id == meetings.c.id, attendances.c.account_id == mine.c.account_id)
        is_in = func.max(case((attendances.c.is_in, 1), (attendances.c.is_in.is_(False), 0)))
        theirs = (
            select(*meetings.c, is_in)
            .join_from(mine, meetings, meetings.c.group_id == mine.c.group_id)
            .outerjoin(attendances, said)
            .where(meetings.c.starts_at >= since, meetings.c.at_once.is_(False))
            .group_by(*meetings.c)
            .order_by(meetings.c.starts_at.desc(), meetings.c.id.desc())
            .limit(MOST_OF_LEARNER)
        )
        rows = (await self._connection.execute(theirs)).all()
        return [(Meeting(*row[:-1]), None if row[-1] is None else bool(row[-1])) for row in reversed(rows)]

    async def firsts(self, meeting_ids: Collection[int]) -> dict[int, int]:
        """Of each of these meetings the id of the first of those that it follows, its own where it follows none."""
        back = (
            select(meetings.c.id.label("id"), meetings.c.id.label("at"), meetings.c.follows.label("follows"))
            .where(meetings.c.id.in_(meeting_ids))
            .cte("back", recursive=True)
        )
        before = select(back.c.id, meetings.c.id, meetings.c.follows).join(meetings, meetings.c.id == back.c.follows)
        back = back.union_all(before)
        rows = await self._connection.execute(select(back.c.id, func.min(back.c.at)).group_by(back.c.id))
        return {row[0]: row[1] for row in rows.all()}

    async def unattended(self, meeting_ids: Collection[int], most: int) -> dict[int, int]:
        """Of each of these meetings how many in a row, it and those that it follows, were asked for and had nobody in; counted up to
        ``most``."""
        had_somebody = exists().where(attendances.c.meeting_id == meetings.c.id, attendances.c.is_in.is_(True))
        was_asked_for = exists().where(
            nudges.c.group_id == meetings.c.group_id,
            nudges.c.kind == NudgeKind.MEETING.value,
            nudges.c.subject == meetings.c.id,
            nudges.c.state == NudgeState.SENT.value,
        )
        had_nobody = (meetings.c.called_off_at.is_(None), ~had_somebody, was_asked_for)
        back = (
            select(meetings.c.id.label("id"), meetings.c.follows.label("follows"), literal(1).label("count"))
            .where(meetings.c.id.in_(meeting_ids), *had_nobody)
            .cte("back", recursive=True)
        )
        before = (
            select(back.c.id, meetings.c.follows, back.c.count + 1)
            .join(meetings, meetings.c.id == back.c.follows)
            .where(back.c.count < most, *had_nobody)
        )
        back = back.union_all(before)
        rows = await self._connection.execute(select(back.c.id, func.max(back.c.count)).group_by(back.c.id))
        return dict.fromkeys(meeting_ids, 0) | {row[0]: row[1] for row in rows.all()}

    async def last_calls(self, meeting_ids: Collection[int]) -> frozenset[int]:
        """For which of these meetings a post asked for the last time, be it hidden since."""
        called = (
            nudges.c.group_id == meetings.c.group_id,
            nudges.c.kind == NudgeKind.MEETING.value,
            nudges.c.subject == meetings.c.id,
            or_(nudges.c.reason == Reason.LAST_CALL.value, nudges.c.about == Reason.LAST_CALL.value),
            nudges.c.state == NudgeState.SENT.value,
        )
        found = select(meetings.c.id).where(meetings.c.id.in_(meeting_ids), exists().where(*called))
        return frozenset((await self._connection.scalars(found)).all())

    async def who_at(self, ids: Collection[int]) -> dict[int, Sequence[Attendance]]:
        """The same of these meetings."""
        there = select(*_ATTENDANCE).where(attendances.c.meeting_id.in_(ids), attendances.c.is_in.is_(True))
        rows = await self._connection.execute(there.order_by(attendances.c.since, attendances.c.id))
        found: dict[int, list[Attendance]] = {one: [] for one in ids}
        for meeting_id, *who in rows.all():
            found[meeting_id].append(Attendance(*who))
        return {**found}

    async def told_soon(self, those: Collection[Meeting], kind: NudgeKind, until: datetime) -> frozenset[int]:
        """Of which of these meetings a row of this kind waits to be composed by then: it tells all there is by that time. It waits
        until the transaction ends, for it is locked."""
        theirs = (
            nudges.c.group_id.in_({one.group_id for one in those}),
            nudges.c.subject.in_([one.id for one in those]),
        )
        waiting = (nudges.c.kind == kind.value, nudges.c.state == NudgeState.DUE.value, nudges.c.due_at <= until)
        found = select(nudges.c.subject).where(*theirs, *waiting).order_by(nudges.c.id).with_for_update()
        return frozenset((await self._connection.scalars(found)).all())

    async def told_by(self, learner_ids: Collection[int], periods: str, due_at: datetime) -> frozenset[int]:
        """Those of these learners for whom a summons whose period begins with ``periods`` waits to be composed: it is due by then at the
        latest, and tells all there is by that time."""
        theirs = (nudges.c.learner_id.in_(learner_ids), nudges.c.kind == NudgeKind.SUMMONS.value)
        waiting = (nudges.c.state == NudgeState.DUE.value, nudges.c.period.startswith(periods, autoescape=True))
        sooner = case((nudges.c.due_at > due_at, due_at), else_=nudges.c.due_at)
        hastened = update(nudges).where(*theirs, *waiting).values(due_at=sooner).returning(nudges.c.learner_id)
        return frozenset((await self._connection.scalars(hastened)).all())

    async def put_off(self, group_id: int, kind: NudgeKind, meeting_id: int, due_at: datetime) -> None:
        """Let the row of this kind that waits for its time be due at another."""
        its_own = (nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.period == f"{meeting_id}")
        waiting = update(nudges).where(*its_own, nudges.c.state == NudgeState.DUE.value)
        await self._connection.execute(waiting.values(due_at=due_at, first_due_at=due_at))
