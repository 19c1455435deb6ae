"""The ledger of nudges: one row for each kind and period of a learner, or of a group, for ever; the row is the queue
entry."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal_column, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import memberships
from bot.store.group_values import Group
from bot.store.ledger_rows import COLUMNS, nudge_of, recorded
from bot.store.tables import accounts, learners, nudges
from bot.store.upserts import insert_for
from bot.store.values import ALERTS, BETWEEN_PARTNERS, PROMPT, Account, Nudge, NudgeKind, NudgeState, Outcome

LEASE = timedelta(minutes=1)
"""How long a claimed nudge may take to be sent before it falls due again."""

OVER_BUDGET, CARRIED = "over the weekly budget", "told with the next nudge"
"""Why a note to a learner was not sent: it waits for the next weekly nudge, or has been told with one."""

SENDING = NudgeState.SENDING.value
# Written out, not bound: a partial index is used only where the planner sees its condition.
_OPEN = nudges.c.state.in_([literal_column(f"'{state.value}'") for state in (NudgeState.DUE, NudgeState.SENDING)])
_NO_ALERT = nudges.c.kind.not_in(sorted(kind.value for kind in ALERTS))
_WAITING = and_(_OPEN, nudges.c.platform.in_(bindparam("platforms", expanding=True)))
_PROMPT: ColumnElement[bool] = literal_column("nudges.prompt")
_CALENDARS: ColumnElement[bool] = literal_column("NOT nudges.prompt")


def _oldest(which: ColumnElement[bool], rank: int) -> Select[Any]:
    """The rows of one sort that are due longest; each sort has its index, so that neither is looked for among the other."""
    due = (
        select(nudges.c.id, nudges.c.due_at, literal_column(f"{rank}").label("rank"))
        .where(_WAITING, nudges.c.due_at <= bindparam("now"), which)
        .order_by(nudges.c.due_at)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .subquery()
    )
    return select(due)


# Statements that run all the time are built once.
_DUE = union_all(_oldest(_PROMPT, 0), _oldest(_CALENDARS, 1)).subquery()
_CLAIM = (
    update(nudges)
    .where(nudges.c.id.in_(select(_DUE.c.id).order_by(_DUE.c.rank, _DUE.c.due_at).limit(bindparam("most"))))
    .values(
        maybe_repeated=nudges.c.maybe_repeated | (nudges.c.state == SENDING),
        state=SENDING,
        due_at=bindparam("until"),
        lease=bindparam("holder"),
        attempts=nudges.c.attempts + 1,
    )
    .returning(*COLUMNS)
)
_EARLIEST = select(func.min(nudges.c.due_at)).where(_WAITING)
_UPCOMING = select(func.min(nudges.c.due_at)).where(nudges.c.learner_id == bindparam("learner_id"), _OPEN, _NO_ALERT)
_RECORD = (
    update(nudges)
    .where(nudges.c.id == bindparam("nudge"), nudges.c.lease == bindparam("held"), nudges.c.state == SENDING)
    .values(
        state=bindparam("state"),
        reason=bindparam("reason"),
        due_at=bindparam("due_at"),
        sent_at=bindparam("sent_at"),
        message_id=bindparam("message_id"),
        maybe_repeated=bindparam("maybe_repeated"),
    )
)
_CARRIED_OVER = (
    select(*COLUMNS)
    .where(
        nudges.c.learner_id.in_(bindparam("learners", expanding=True)),
        nudges.c.kind.in_(sorted(kind.value for kind in BETWEEN_PARTNERS)),
        nudges.c.state == NudgeState.SKIPPED.value,
        nudges.c.reason == OVER_BUDGET,
    )
    .order_by(nudges.c.id)
)
_NEW = {"state": NudgeState.DUE.value, "reason": "", "message_id": ""}


@dataclass(frozen=True, slots=True)
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


class Ledger:
    """Which nudges there are and what became of them; ``entered`` is how many this transaction has added."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.entered = 0

    async def file(self, *entries: Entry) -> int:
        """Enter nudges, but for those whose period is there already; returns how many are new."""
        if not entries:
            return 0
        entered = insert_for(self._connection.dialect.name)(nudges).on_conflict_do_nothing().returning(nudges.c.id)
        new = len((await self._connection.execute(entered, [_row(entry) for entry in entries])).all())
        self.entered += new
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
        rows = (await self._connection.execute(_CLAIM, asked)).all()
        return sorted(map(nudge_of, rows), key=turn)

    async def record(self, outcomes: Iterable[Outcome], now: datetime) -> None:
        """Write down what became of claimed nudges, where they are still ours: a lease that ran out has passed the
        nudge on, and its new holder has the say."""
        if rows := [recorded(outcome, now) for outcome in outcomes]:
            await self._connection.execute(_RECORD, rows)

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
        alerts, which are each for one chat."""
        await self._connection.execute(
            update(nudges)
            .where(nudges.c.learner_id == learner_id, nudges.c.state == NudgeState.DUE.value, _NO_ALERT)
            .values(account_id=account.id, platform=account.platform)
        )

    async def has(self, learner_id: int, kind: NudgeKind, period: str) -> bool:
        """Whether this period was entered before."""
        mine = select(nudges.c.id).where(
            nudges.c.learner_id == learner_id, nudges.c.kind == kind.value, nudges.c.period == period
        )
        return (await self._connection.execute(mine)).first() is not None

    async def is_due(self, group_id: int, kind: NudgeKind) -> bool:
        """Whether a group's row of this kind waits to be composed. It does so until the transaction ends, for it is locked."""
        waiting = select(nudges.c.id).where(
            nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.state == NudgeState.DUE.value
        )
        return (await self._connection.execute(waiting.with_for_update())).first() is not None

    async def unasked(self, learner_id: int, since: datetime, *, lease: str) -> int:
        """How many messages a learner got unasked since then, inclusive: nudges, notes, and the digests of the groups
        they joined, but no alerts; a weekly nudge under way counts, and what others than this lease are sending. Until
        the transaction ends nobody else counts for this learner."""
        await self._connection.execute(select(learners.c.id).where(learners.c.id == learner_id).with_for_update())
        joined = (
            select(memberships.c.group_id)
            .join_from(memberships, accounts, accounts.c.id == memberships.c.account_id)
            .where(accounts.c.learner_id == learner_id)
        )
        mine = and_(nudges.c.learner_id == learner_id, _NO_ALERT)
        sent = and_(nudges.c.state == NudgeState.SENT.value, nudges.c.sent_at >= since)
        sending = and_(nudges.c.state == SENDING, nudges.c.lease != lease)
        weekly = and_(nudges.c.kind == NudgeKind.WEEKLY.value, _OPEN)
        digests = and_(nudges.c.group_id.in_(joined), nudges.c.kind == NudgeKind.DIGEST.value, sent)
        counts = [
            select(func.count()).select_from(nudges).where(which).scalar_subquery()
            for which in (and_(mine, or_(sent, sending, weekly)), digests)
        ]
        return int((await self._connection.execute(select(counts[0] + counts[1]))).scalar_one())

    async def carried_over(self, learner_ids: Collection[int]) -> Sequence[Nudge]:
        """The notes that wait for these learners' next weekly nudge, the oldest first."""
        rows = await self._connection.execute(_CARRIED_OVER, {"learners": list(learner_ids)})
        return [nudge_of(row) for row in rows.all()]

    async def carried(self, nudge_ids: Collection[int]) -> None:
        """These notes were told with a weekly nudge."""
        told = update(nudges).where(nudges.c.id.in_(nudge_ids), nudges.c.reason == OVER_BUDGET)
        await self._connection.execute(told.values(reason=CARRIED))

    async def upcoming(self, learner_id: int) -> datetime | None:
        """When the earliest nudge of this learner that waits in the ledger is due: a snooze, mostly."""
        moment: datetime | None = await self._connection.scalar(_UPCOMING, {"learner_id": learner_id})
        return moment

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

    async def earliest(self, platforms: Collection[str]) -> datetime | None:
        """When the next entered nudge for these platforms is to be looked at."""
        moment: datetime | None = await self._connection.scalar(_EARLIEST, {"platforms": list(platforms)})
        return moment

    async def waiting(self, now: datetime) -> tuple[int, datetime | None]:
        """How many nudges are due or being sent, over all platforms, and since when the oldest is due."""
        row = (
            await self._connection.execute(
                select(func.count(), func.min(nudges.c.first_due_at)).where(_OPEN, nudges.c.due_at <= now + LEASE)
            )
        ).one()
        return row[0], row[1]

    async def _read(self, which: ColumnElement[bool], most: int) -> Sequence[Nudge]:
        rows = await self._connection.execute(
            select(*COLUMNS).where(which).order_by(nudges.c.first_due_at.desc(), nudges.c.id.desc()).limit(most)
        )
        return [nudge_of(row) for row in rows.all()]


def turn(nudge: Nudge) -> tuple[bool, datetime, int]:
    """By what rows that are due leave one after another."""
    return nudge.kind not in PROMPT, nudge.first_due_at, nudge.id


def _row(entry: Entry) -> dict[str, Any]:
    kind = {"kind": entry.kind.value, "prompt": entry.kind in PROMPT}
    return {**_NEW, **asdict(entry), **kind, "first_due_at": entry.due_at}
