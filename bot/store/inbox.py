"""The inbox: what a platform handed over, raw, until it was worked on. One chat's updates are handed out one after
another, over all processes; each takes effect once; its answer is kept with it until it has come; and of one that is
done nothing remains but its number."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Update,
    and_,
    bindparam,
    case,
    delete,
    func,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import Id
from bot.store.group_tables import groups, memberships
from bot.store.ids import NOBODY
from bot.store.ready import Ready
from bot.store.tables import accounts, updates
from bot.store.together import a_row, run
from bot.store.upserts import insert_for

LEASE = timedelta(minutes=1)
"""How long a claimed update may take before it is handed out again."""

OF_USE = timedelta(minutes=10)
"""How long after an update was worked on its answer is still worth bringing."""

_UNDONE = updates.c.done_at.is_(None)
_PUT_OFF = and_(updates.c.answer.is_not(None), updates.c.lease == "")
_NOTHING: dict[str, Any] = {
    "payload": "",
    "answer": None,
    "answer_until": None,
    "token": None,
    "chat_id": NOBODY,
    "user_id": None,
    "leased_until": None,
}
"""What is left of whoever sent an update that is done."""


def _free() -> Select[tuple[int]]:
    """What of a bot's may be claimed now, in its order."""
    ours = updates.c.bot_id == bindparam("bot")
    first, waiting = func.min(updates.c.id).label("id"), func.count().label("waiting")
    heads = select(first, waiting).where(ours, _UNDONE, not_(_PUT_OFF)).group_by(updates.c.chat_id).subquery()
    return (
        select(updates.c.id)
        .outerjoin(heads, heads.c.id == updates.c.id)
        .where(
            ours,
            _UNDONE,
            or_(updates.c.leased_until.is_(None), updates.c.leased_until <= bindparam("now")),
            or_(heads.c.id.is_not(None), _PUT_OFF),
        )
        .order_by(func.coalesce(heads.c.waiting, 1), updates.c.id)
    )


# Statements that run with every line are built once.
_ANY_FREE = _free().limit(1)
_CLAIM = (
    update(updates)
    .where(updates.c.id.in_(_free().limit(bindparam("most")).with_for_update(of=updates, skip_locked=True)))
    .values(leased_until=bindparam("until"), lease=bindparam("holder"), attempts=updates.c.attempts + 1)
    .returning(
        updates.c.id,
        updates.c.update_id,
        updates.c.payload,
        updates.c.received_at,
        updates.c.attempts,
        updates.c.lease,
        updates.c.answer,
        updates.c.answer_until,
        updates.c.token,
    )
)
_HELD = and_(updates.c.id == bindparam("number"), updates.c.lease == bindparam("held"), _UNDONE)
_MARK = Ready(update(updates).where(_HELD, updates.c.payload != "").values(payload=""))
_KEEP = Ready(
    update(updates)
    .where(_HELD)
    .values(answer=bindparam("said"), answer_until=bindparam("kept_until"), token=bindparam("by"))
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: its number, the chat whose order it keeps, its raw text, and who sent it if it says so."""

    update_id: str
    chat_id: str
    payload: str
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update in somebody's hands. ``attempts`` counts this one too; the payload of one that was worked on before
    is empty, and its ``answer`` is still to be brought, if it has one, until ``answer_until``; ``token`` is what it may be
    brought by, where there is such."""

    id: int
    update_id: str
    payload: str
    received_at: datetime
    attempts: int
    lease: str
    answer: str | None
    answer_until: datetime
    token: str | None = field(default=None, repr=False)


class Inbox:
    """Which updates there are, who has them, and which are done."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, bot_id: str, arrivals: Sequence[Arrival], now: datetime) -> int:
        """Take in updates, but for those that are there already; returns how many were new."""
        rows = [{**asdict(arrival), "bot_id": bot_id, "received_at": now} for arrival in arrivals]
        new = _keeping(self._connection.dialect.name)
        return len((await self._connection.execute(new, rows)).all()) if rows else 0

    async def note(self, bot_id: str, arrival: Arrival, now: datetime, *, lease: str) -> Claimed | None:
        """Note that what has only now arrived was worked on, in the transaction that does so, and hold it under this lease,
        for its answer is to be brought by whoever holds it. None if it was noted before: then nothing may be done."""
        held = {"lease": lease, "leased_until": now + LEASE, "attempts": 1}
        row = asdict(arrival) | held | {"bot_id": bot_id, "received_at": now}
        new = next(await _noting(self._connection.dialect.name, *row).rows(self._connection, row), None)
        if new is None:
            return None
        return Claimed(new[0], arrival.update_id, "", now, 1, lease, None, now + OF_USE)

    async def claim(self, bot_id: str, now: datetime, *, lease: str, most: int) -> Sequence[Claimed]:
        """The oldest undone updates, at most one of a chat and none behind an earlier one of its chat, now under this
        lease; where there are more, those of chats in which fewer wait, for whoever floods waits behind all others.
        Until the lease runs out nobody else is handed them, nor what follows them in their chats. An answer that was put
        off holds up nothing and is handed out by itself."""
        asked = {"bot": bot_id, "now": now, "until": now + LEASE, "holder": lease, "most": most}
        rows = (await self._connection.execute(_CLAIM, asked)).all()
        found = (Claimed(**row._asdict() | {"answer_until": row.answer_until or now + OF_USE}) for row in rows)
        return sorted(found, key=lambda each: each.id)

    async def has_free(self, bot_id: str, now: datetime) -> bool:
        """Whether there is anything to be claimed now."""
        return (await self._connection.execute(_ANY_FREE, {"bot": bot_id, "now": now})).first() is not None

    async def mark(self, claimed: Claimed) -> bool:
        """Note that an update was worked on, in the transaction that does so. False if it was before, or if the lease
        has passed on: then nothing may be done. The chat waits on until ``finish``, so that its replies keep order."""
        asked = {"number": claimed.id, "held": claimed.lease}
        return await _MARK.run(self._connection, [asked]) == 1

    async def keep_answer(self, claimed: Claimed, answer: str, token: str | None = None) -> None:
        """Keep what is to be said to an update, and the token it may be brought by, in the transaction that works on it.
        Where that forgets whoever sent it nothing is kept."""
        asked = {"number": claimed.id, "held": claimed.lease, "said": answer, "kept_until": claimed.answer_until}
        await _KEEP.run(self._connection, [asked | {"by": token}])

    async def put_off(self, claimed: Claimed, answer: str, until: datetime, token: str | None = None) -> None:
        """What is left of an answer is to be brought from ``until`` on, by the token if there still is one; what follows in its chat
        does not wait for it. One that was taken back meanwhile is not kept again."""
        is_wanted = or_(updates.c.answer.is_not(None), updates.c.payload != "")
        kept = (
            _held(claimed)
            .where(is_wanted)
            .values(payload="", answer=answer, answer_until=claimed.answer_until)
            .values(token=token, leased_until=until, lease="")
        )
        await self._connection.execute(kept)

    async def unsay(self, account_id: int, group_id: int | None = None) -> None:
        """Take back what waits to be said in the groups of an account, or in one of them, and to the others there: it may
        name whoever leaves."""
        seen_in = select(memberships.c.group_id).where(memberships.c.account_id == account_id)
        if group_id is not None:
            seen_in = seen_in.where(memberships.c.group_id == group_id)
        chats = select(groups.c.chat_id).where(groups.c.id.in_(seen_in))
        others = and_(memberships.c.group_id.in_(seen_in), memberships.c.account_id != account_id)
        seers = select(accounts.c.user_id).join(memberships).where(others)
        told = or_(updates.c.chat_id.in_(chats), updates.c.user_id.in_(seers))
        back = update(updates).where(_UNDONE, updates.c.answer.is_not(None), told)
        await self._connection.execute(back.values(answer=None, answer_until=None, token=None))

    async def finish(self, claimed: Sequence[Claimed], now: datetime) -> int:
        """These are done, and nothing of whoever sent them is kept; returns how many still were ours and undone."""
        if not claimed:
            return 0
        rows = [{"number": one.id, "held": one.lease, "at": now} for one in claimed]
        if self._connection.dialect.name == "postgresql":
            return (await run(self._connection, _finishing("postgresql"), rows)).rowcount
        return await _ready_to_finish().run(self._connection, rows)

    async def forget(self, user_id: str, now: datetime) -> None:
        """Nothing that this account sent and that waits, in its direct chat or among others, is worked on any more."""
        theirs = or_(updates.c.chat_id == user_id, updates.c.user_id == user_id)
        await self._connection.execute(update(updates).where(_UNDONE, theirs).values(done_at=now, **_NOTHING))

    async def of_accounts(self, user_ids: Collection[str]) -> list[dict[str, Any]]:
        """All that waits of what these accounts sent, by column, the oldest first; but no token, which is a key."""
        theirs = or_(updates.c.chat_id.in_(user_ids), updates.c.user_id.in_(user_ids))
        told = [column for column in updates.c if column is not updates.c.token]
        rows = await self._connection.execute(select(*told).where(_UNDONE, theirs).order_by(updates.c.id))
        return [dict(row) for row in rows.mappings()]

    async def retry(self, claimed: Claimed, until: datetime) -> None:
        """Hand it out again from ``until`` on."""
        await self._connection.execute(_held(claimed).values(leased_until=until, lease=""))

    async def put_back(self, lease: str) -> None:
        """Let go of everything that is still under this lease, as if it had never been claimed. An answer that has not
        come keeps its place: what follows in its chat comes after it."""
        mine = update(updates).where(updates.c.lease == lease, _UNDONE)
        place = case((updates.c.answer.is_not(None), updates.c.lease), else_="")
        await self._connection.execute(mine.values(leased_until=None, lease=place, attempts=updates.c.attempts - 1))

    async def waiting(self) -> tuple[int, datetime | None]:
        """How many updates are not done, and since when the oldest is there."""
        row = (
            await self._connection.execute(select(func.count(), func.min(updates.c.received_at)).where(_UNDONE))
        ).one()
        return row[0], row[1]

    @staticmethod
    def stale(before: datetime, late: datetime) -> ColumnElement[bool]:
        """Whether anything was done ``before``, or there is an answer that was of no use any more at ``late``."""
        first_done = select(updates.c.done_at).where(not_(_UNDONE)).order_by(updates.c.id).limit(1)
        of_no_use = select(updates.c.id).where(_UNDONE, updates.c.answer_until <= late)
        return (first_done.scalar_subquery() < before) | of_no_use.exists()

    async def sweep(self, before: datetime) -> int:
        """Forget the numbers of what was done before; no platform repeats anything for so long."""
        return (await self._connection.execute(delete(updates).where(updates.c.done_at < before))).rowcount

    async def drop_answers(self, now: datetime) -> None:
        """Let go of the answers that are of no use any more, those of bots that nobody runs included."""
        late = update(updates).where(_UNDONE, updates.c.answer_until <= now)
        await self._connection.execute(late.values(done_at=now, **_NOTHING))


@cache
def _keeping(dialect: str) -> Any:
    """A row for each update that is not there yet."""
    new = insert_for(dialect)(updates).on_conflict_do_nothing(index_elements=[updates.c.bot_id, updates.c.update_id])
    return new.returning(updates.c.id)


@cache
def _noting(dialect: str, *columns: str) -> Ready:
    return Ready(_keeping(dialect), *columns)


@cache
def _ready_to_finish() -> Ready:
    return Ready(_finishing("sqlite"))


@cache
def _finishing(dialect: str) -> Any:
    """Each of those that still are whose they were is done."""
    row = a_row(dialect, {"number": Id, "held": String(), "at": updates.c.done_at.type})
    held = (updates.c.id == row["number"], updates.c.lease == row["held"], _UNDONE)
    return update(updates).where(*held).values(done_at=row["at"], **_NOTHING)


def _held(claimed: Claimed) -> Update:
    """It, where it still is whose it was."""
    return update(updates).where(updates.c.id == claimed.id, updates.c.lease == claimed.lease, _UNDONE)
