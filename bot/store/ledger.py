"""The ledger of nudges: one row for each kind and period of a learner, or of a group, for ever; the row is the queue
entry."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import Reason
from bot.store.claims import CLAIM, OPEN, SENDING, turn, written
from bot.store.columns import Id
from bot.store.group_tables import memberships
from bot.store.group_values import Group
from bot.store.kinds import ALERTS, COUNTED, NOTES, STAYING, NudgeKind
from bot.store.ledger_rows import COLUMNS, RECORDED, nudge_of, recorded
from bot.store.tables import accounts, learners, nudges
from bot.store.together import a_row, among, run
from bot.store.upserts import insert_for
from bot.store.values import Account, Nudge, NudgeState, Outcome
from roadmap.value import value

LEASE = timedelta(minutes=1)
"""How long a claimed nudge may take to be sent before it falls due again."""

_NO_ALERT = nudges.c.kind.not_in(written(*sorted(ALERTS)))
_ADDRESSED = nudges.c.kind.not_in(written(*sorted(ALERTS | STAYING)))
_COUNTED = nudges.c.kind.in_(written(*sorted(COUNTED)))
_OWN = nudges.c.kind.not_in(written(*sorted(ALERTS | STAYING | {NudgeKind.ANNOUNCEMENT})))
_UPCOMING = select(func.min(nudges.c.due_at)).where(nudges.c.learner_id == bindparam("learner_id"), OPEN, _OWN)
_LAST_SENT = (
    select(nudges.c.sent_at)
    .where(nudges.c.learner_id == bindparam("learner_id"), nudges.c.kind == bindparam("kind"))
    .where(nudges.c.state.in_(written(NudgeState.SENT)))
    .order_by(nudges.c.period.desc())
    .limit(bindparam("most"))
)
_WAITING_NOTE = and_(
    nudges.c.kind.in_(written(*sorted(NOTES))),
    nudges.c.state.in_(written(NudgeState.SKIPPED)),
    nudges.c.reason == Reason.OVER_BUDGET.value,
)
"""A note that was too much for its week, and is told with the next weekly nudge."""
_NEW = {"state": NudgeState.DUE.value, "reason": "", "message_id": ""}


@value
class Entry:
    """A nudge to be entered, to an account of a learner or in a group."""

    learner_id: int | None
    account_id: int | None
    platform: str
    kind: NudgeKind
    period: str
    due_at: datetime
    subject: int | None = None
    group_id: int | None = None

    @classmethod
    def of_group(cls, group: Group, kind: NudgeKind, period: str, due_at: datetime, subject: int | None = None) -> Self:
        """Something to be posted or done in a group."""
        return cls(None, None, group.platform, kind, period, due_at, subject, group.id)


@value
class Before:
    """How many nudges a learner was sent, when the last one was, and how many ``notes`` wait for the next weekly one."""

    number: int = 0
    last: datetime | None = None
    notes: int = 0


NOTHING_SENT = Before()


class Ledger:
    """Which nudges there are and what became of them; ``entered`` is how many this transaction has added."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.entered = 0

    async def file(self, *entries: Entry, wakes: bool = True) -> int:
        """Enter nudges, but for those whose period is there already; returns how many are new. What is due later, and by the
        minute at most, ``wakes`` nobody: the heartbeat finds it."""
        if not entries:
            return 0
        entering = _entering(self._connection.dialect.name)
        new = (await run(self._connection, entering, [_row(entry) for entry in entries])).rowcount
        self.entered += new if wakes else 0
        return new

    async def claim(
        self, platforms: Collection[str], now: datetime, *, lease: str, most: int, lasts: timedelta = LEASE
    ) -> Sequence[Nudge]:
        """Up to ``most`` due nudges for these platforms, now being sent under this lease: what somebody has just caused
        before what the calendar has entered, and the oldest first.

        Until the lease has lasted nobody else claims them; then a crash has let them fall due again. A nudge that was
        claimed before and never recorded may have arrived, and says so.
        """
        asked = {"platforms": list(platforms), "now": now, "until": now + lasts, "holder": lease, "most": most}
        rows = (await self._connection.execute(CLAIM, asked)).all()
        return sorted(map(nudge_of, rows), key=turn)

    async def record(self, outcomes: Iterable[Outcome], now: datetime) -> None:
        """Write down what became of claimed nudges, where they are still ours: a lease that ran out has passed the
        nudge on, and its new holder has the say."""
        if rows := [recorded(outcome, now) for outcome in outcomes]:
            await run(self._connection, _recording(self._connection.dialect.name), rows)

    async def put_back(self, claimed: Collection[Nudge], now: datetime) -> None:
        """Let go of claimed nudges, as if they had not been claimed."""
        if claimed:
            ours = nudges.c.id.in_([nudge.id for nudge in claimed])
            free = update(nudges).where(ours, nudges.c.state == SENDING)
            await self._connection.execute(
                free.values(state=NudgeState.DUE.value, due_at=now, lease="", attempts=nudges.c.attempts - 1)
            )

    async def redirect(self, nudge: Nudge, account: Account, now: datetime) -> None:
        """Let a nudge that was just recorded as unreachable fall due for another account of its learner."""
        ended = (nudges.c.id == nudge.id, nudges.c.lease == nudge.lease, nudges.c.state == NudgeState.UNREACHABLE.value)
        await self._connection.execute(
            update(nudges)
            .where(*ended)
            .values(
                account_id=account.id,
                platform=account.platform,
                state=NudgeState.DUE.value,
                due_at=now,
                attempts=0,
            )
        )

    async def readdress(self, learner_id: int, account: Account) -> None:
        """Let what waits for a learner come to this account of theirs; what is on its way is left alone, and so are
        alerts, which are each for one chat, and what stays in the chat where it was set."""
        await self._connection.execute(
            update(nudges)
            .where(nudges.c.learner_id == learner_id, nudges.c.state == NudgeState.DUE.value, _ADDRESSED)
            .values(account_id=account.id, platform=account.platform)
        )

    async def has(self, learner_id: int, kind: NudgeKind, period: str, *, skipped_for: Reason | None = None) -> bool:
        """Whether this period was entered before; with a reason, whether it was and nothing was sent for that reason."""
        mine = select(nudges.c.id).where(
            nudges.c.learner_id == learner_id, nudges.c.kind == kind.value, nudges.c.period == period
        )
        if skipped_for:
            mine = mine.where(nudges.c.state == NudgeState.SKIPPED.value, nudges.c.reason == skipped_for.value)
        return (await self._connection.execute(mine)).first() is not None

    async def settled(self, learner_id: int, kind: NudgeKind, subject: int) -> Sequence[str]:
        """The periods of a learner's rows of this kind about a subject that wait no more, whatever became of them."""
        theirs = (nudges.c.learner_id == learner_id, nudges.c.kind == kind.value, nudges.c.subject == subject)
        return (await self._connection.execute(select(nudges.c.period).where(*theirs, ~OPEN))).scalars().all()

    async def last_due(self, learner_id: int, kind: NudgeKind) -> datetime | None:
        """For when the last row of this kind that still waits for a learner was entered."""
        waiting = (nudges.c.learner_id == learner_id, nudges.c.kind == kind.value, OPEN)
        moment: datetime | None = await self._connection.scalar(select(func.max(nudges.c.first_due_at)).where(*waiting))
        return moment

    async def last_of_account(self, account_id: int, kind: NudgeKind) -> datetime | None:
        """For when the last row of this kind was entered for an account. Until the transaction ends nobody else asks."""
        await self._connection.execute(
            select(accounts.c.id).where(accounts.c.id == account_id).with_for_update(key_share=True)
        )
        theirs = (nudges.c.account_id == account_id, nudges.c.kind == kind.value)
        moment: datetime | None = await self._connection.scalar(select(func.max(nudges.c.first_due_at)).where(*theirs))
        return moment

    async def is_due(self, group_id: int, kind: NudgeKind, subject: int | None = None) -> bool:
        """Whether a group's row of this kind, about this subject where one is named, waits to be composed. It does so until the
        transaction ends, for it is locked."""
        waiting = select(nudges.c.id).where(
            nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.state == NudgeState.DUE.value
        )
        waiting = waiting if subject is None else waiting.where(nudges.c.subject == subject)
        return (await self._connection.execute(waiting.with_for_update())).first() is not None

    async def is_under_way(self, group_id: int, kind: NudgeKind, until: datetime) -> bool:
        """Whether a group's row of this kind is being sent, or is to be by then."""
        theirs = (nudges.c.group_id == group_id, nudges.c.kind == kind.value)
        found = select(nudges.c.id).where(*theirs, OPEN, nudges.c.due_at <= until).limit(1)
        return (await self._connection.execute(found)).first() is not None

    async def unasked(self, learner_id: int, since: datetime, *, lease: str) -> int:
        """How many messages that count a learner got since then, inclusive, be it in the groups they joined; a weekly
        nudge under way counts, and what others than this lease are sending. Until the transaction ends nobody else
        counts for this learner."""
        await self._connection.execute(
            select(learners.c.id).where(learners.c.id == learner_id).with_for_update(key_share=True)
        )
        joined = (
            select(memberships.c.group_id)
            .join_from(memberships, accounts, accounts.c.id == memberships.c.account_id)
            .where(accounts.c.learner_id == learner_id)
        )
        mine = and_(nudges.c.learner_id == learner_id, _COUNTED)
        sent = and_(nudges.c.state == NudgeState.SENT.value, nudges.c.sent_at >= since)
        sending = and_(nudges.c.state == SENDING, nudges.c.lease != lease)
        weekly = and_(nudges.c.kind == NudgeKind.WEEKLY.value, OPEN)
        digests = and_(nudges.c.group_id.in_(joined), _COUNTED, sent)
        counts = [
            select(func.count()).select_from(nudges).where(which).scalar_subquery()
            for which in (and_(mine, or_(sent, sending, weekly)), digests)
        ]
        return int((await self._connection.execute(select(counts[0] + counts[1]))).scalar_one())

    async def carried_over(self, learner_ids: Collection[int]) -> Sequence[Nudge]:
        """The notes that wait for these learners' next weekly nudge, the oldest first."""
        rows = await self._connection.execute(
            _carried_over(self._connection.dialect.name), {"learners": list(learner_ids)}
        )
        return [nudge_of(row) for row in rows.all()]

    async def carried(self, nudge_ids: Collection[int]) -> None:
        """These notes were told with a weekly nudge."""
        told = update(nudges).where(nudges.c.id.in_(nudge_ids), nudges.c.reason == Reason.OVER_BUDGET.value)
        await self._connection.execute(told.values(reason=Reason.CARRIED.value))

    async def before(self, learner_ids: Collection[int]) -> dict[int, Before]:
        """What these learners were sent of weekly nudges, and of snoozed ones, until now, and what waits for the next one."""
        rows = await self._connection.execute(
            _sent_before(self._connection.dialect.name), {"learners": list(learner_ids)}
        )
        return {learner: Before(*found) for learner, *found in rows.all()}

    async def upcoming(self, learner_id: int) -> datetime | None:
        """When the earliest nudge of this learner that waits in the ledger is due: a snooze, mostly; never a study time."""
        moment: datetime | None = await self._connection.scalar(_UPCOMING, {"learner_id": learner_id})
        return moment

    async def last_sent(self, learner_id: int, kind: NudgeKind, most: int) -> Sequence[datetime]:
        """When the latest rows of a kind whose periods begin with a day were sent, the newest first; at most so many."""
        asked = {"learner_id": learner_id, "kind": kind.value, "most": most}
        return list((await self._connection.execute(_LAST_SENT, asked)).scalars())

    async def last(self, learner_id: int, most: int, *, alerts: bool = True) -> Sequence[Nudge]:
        """A learner's latest nudges, the newest first, with or without alerts."""
        mine = nudges.c.learner_id == learner_id
        return await self._read(mine if alerts else and_(mine, _NO_ALERT), most)

    async def of_group(self, group_id: int, most: int) -> Sequence[Nudge]:
        """A group's latest rows, the newest first."""
        return await self._read(nudges.c.group_id == group_id, most)

    async def failed(self, most: int) -> Sequence[Nudge]:
        """The latest nudges that failed, the newest first."""
        return await self._read(nudges.c.state == NudgeState.FAILED.value, most)

    async def retry_failed(self, now: datetime) -> int:
        """Let every failed nudge fall due once more, its shelf life counting from now; returns how many."""
        again = update(nudges).where(nudges.c.state == NudgeState.FAILED.value)
        fresh = again.values(state=NudgeState.DUE.value, due_at=now, first_due_at=now, attempts=0)
        return (await self._connection.execute(fresh)).rowcount

    async def waiting(self, now: datetime) -> tuple[int, datetime | None]:
        """How many nudges are due or being sent, over all platforms, and since when the oldest is due."""
        row = (
            await self._connection.execute(
                select(func.count(), func.min(nudges.c.first_due_at)).where(OPEN, nudges.c.due_at <= now + LEASE)
            )
        ).one()
        return row[0], row[1]

    async def _read(self, which: ColumnElement[bool], most: int) -> Sequence[Nudge]:
        rows = await self._connection.execute(
            select(*COLUMNS).where(which).order_by(nudges.c.first_due_at.desc(), nudges.c.id.desc()).limit(most)
        )
        return [nudge_of(row) for row in rows.all()]


_FIELDS = tuple(field.name for field in fields(Entry))


def _row(entry: Entry) -> dict[str, Any]:
    said = {name: getattr(entry, name) for name in _FIELDS}
    kind = {"kind": entry.kind.value, "prompt": entry.kind.traits.prompt}
    return {**_NEW, **said, **kind, "first_due_at": entry.due_at}


@cache
def _entering(dialect: str) -> Any:
    """A new row for each; one whose period is there already is left out."""
    row = a_row(dialect, {name: nudges.c[name].type for name in (*_NEW, *_FIELDS, "prompt", "first_due_at")})
    given = insert_for(dialect)(nudges).from_select([*row], select(*row.values()))
    return given.on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _recording(dialect: str) -> Any:
    """What became of each of the claimed rows."""
    said = {name: nudges.c[name].type for name in RECORDED}
    row = a_row(dialect, {"nudge": Id, "held": String(), **said})
    ours = (nudges.c.id == row["nudge"], nudges.c.lease == row["held"], nudges.c.state == SENDING)
    return update(nudges).where(*ours).values({name: row[name] for name in said})


@cache
def _sent_before(dialect: str) -> Any:
    """By learner the number of nudges sent, the moment of the last, and the number of notes that wait."""
    sent = and_(
        nudges.c.kind.in_(written(NudgeKind.WEEKLY, NudgeKind.SNOOZE)), nudges.c.state.in_(written(NudgeState.SENT))
    )
    return (
        select(
            nudges.c.learner_id,
            func.count().filter(sent),
            func.max(nudges.c.sent_at).filter(sent),
            func.count().filter(_WAITING_NOTE),
        )
        .where(among(dialect, nudges.c.learner_id, "learners"), or_(sent, _WAITING_NOTE))
        .group_by(nudges.c.learner_id)
    )


@cache
def _carried_over(dialect: str) -> Any:
    """The notes of some learners that wait, the oldest first."""
    return (
        select(*COLUMNS)
        .where(
            among(dialect, nudges.c.learner_id, "learners"),
            _WAITING_NOTE,
        )
        .order_by(nudges.c.id)
    )
