"""Learners with their accounts and enrolments."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import accounts, button_lines, codes, enrolments, learners, rates, updates
from bot.store.values import Account, Contact, Enrolment, Learner

DEFAULT_WEEKDAY, DEFAULT_TIME = 0, time(9)
DEFAULT_QUIET = (time(22), time(7, 30))

_ACCOUNT, _LEARNER = len(accounts.c), len(learners.c)
_CONTACT = (
    select(*accounts.c, *learners.c, *enrolments.c)
    .join_from(accounts, learners, accounts.c.learner_id == learners.c.id)
    .outerjoin(enrolments, enrolments.c.learner_id == learners.c.id)
)
# Statements that every command runs are built once.
_BY_ACCOUNT = _CONTACT.where(
    accounts.c.platform == bindparam("platform"), accounts.c.user_id == bindparam("user_id")
).with_for_update(of=learners)
_SEEN = _CONTACT.where(accounts.c.platform == bindparam("platform"), accounts.c.user_id == bindparam("user_id"))
_BY_IDS = _CONTACT.where(accounts.c.id.in_(bindparam("ids", expanding=True)))
_SET_NEXT = update(learners).where(learners.c.id == bindparam("learner")).values(next_nudge_at=bindparam("due_at"))


class Learners:
    """Who there is, and what they set."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def by_account(self, platform: str, user_id: int) -> Contact | None:
        """The contact behind an account, locked until the transaction ends where the database has row locks."""
        found = await self._connection.execute(_BY_ACCOUNT, {"platform": platform, "user_id": user_id})
        row = found.first()
        return _contact(row) if row else None

    async def seen(self, platform: str, user_id: int) -> Contact | None:
        """The contact behind an account, for those who only look: nobody waits for anybody."""
        row = (await self._connection.execute(_SEEN, {"platform": platform, "user_id": user_id})).first()
        return _contact(row) if row else None

    async def by_ids(self, account_ids: Collection[int]) -> dict[int, Contact]:
        """The contacts behind these accounts, by the account's id."""
        rows = await self._connection.execute(_BY_IDS, {"ids": list(account_ids)})
        return {contact.account.id: contact for contact in map(_contact, rows.all())}

    async def add(self, platform: str, user_id: int, now: datetime) -> Contact:
        """A new learner with this account."""
        made = insert(learners).values(
            created_at=now,
            nudges_on=True,
            nudge_weekday=DEFAULT_WEEKDAY,
            nudge_time=DEFAULT_TIME,
            quiet_from=DEFAULT_QUIET[0],
            quiet_to=DEFAULT_QUIET[1],
        )
        learner = Learner(*(await self._connection.execute(made.returning(*learners.c))).one())
        joined = insert(accounts).values(learner_id=learner.id, platform=platform, user_id=user_id)
        account = Account(*(await self._connection.execute(joined.returning(*accounts.c))).one())
        return Contact(account, learner, None)

    async def enrol(self, learner_id: int, roadmap: str, first_day: date, now: datetime) -> Enrolment:
        """Put a learner on a roadmap from a first day."""
        made = insert(enrolments).values(learner_id=learner_id, roadmap=roadmap, first_day=first_day, enrolled_at=now)
        return Enrolment(*(await self._connection.execute(made.returning(*enrolments.c))).one())

    async def change(self, learner_id: int, **columns: object) -> Learner:
        """Set some of a learner's columns."""
        changed = update(learners).where(learners.c.id == learner_id).values(**columns).returning(*learners.c)
        return Learner(*(await self._connection.execute(changed)).one())

    async def set_next_nudge(self, learner_id: int, due_at: datetime | None) -> None:
        """Set when the next weekly nudge is due; nothing happens if the learner is gone."""
        await self.set_next_nudges({learner_id: due_at})

    async def set_next_nudges(self, due_at: Mapping[int, datetime | None]) -> None:
        """Set when the next weekly nudges of several learners are due."""
        if due_at:
            rows = [{"learner": learner_id, "due_at": moment} for learner_id, moment in due_at.items()]
            await self._connection.execute(_SET_NEXT, rows)

    async def bid_farewell(self, learner_id: int, now: datetime) -> None:
        """Note that the last nudge of a finished roadmap was sent; there is no further one."""
        await self._connection.execute(
            update(enrolments).where(enrolments.c.learner_id == learner_id).values(farewell_at=now)
        )
        await self.set_next_nudge(learner_id, None)

    async def set_unreachable(self, account_id: int, since: datetime | None) -> None:
        """Note since when an account cannot be written to; None: it can again."""
        await self._connection.execute(update(accounts).where(accounts.c.id == account_id).values(unreachable_at=since))

    async def due(self, now: datetime, most: int) -> Sequence[tuple[Learner, Account]]:
        """Up to ``most`` learners whose next nudge has come, the oldest first, with an account to reach them by."""
        waiting = (
            select(*learners.c, *accounts.c)
            .join_from(learners, accounts, accounts.c.learner_id == learners.c.id)
            .where(learners.c.next_nudge_at.is_not(None), learners.c.next_nudge_at <= now)
            .order_by(learners.c.next_nudge_at)
            .limit(most)
            .with_for_update(of=learners, skip_locked=True)
        )
        rows = (await self._connection.execute(waiting)).all()
        return [(Learner(*row[:_LEARNER]), Account(*row[_LEARNER:])) for row in rows]

    async def earliest(self) -> datetime | None:
        """The earliest next nudge of all learners."""
        moment: datetime | None = await self._connection.scalar(select(func.min(learners.c.next_nudge_at)))
        return moment

    async def count(self) -> int:
        """How many learners there are."""
        return (await self._connection.execute(select(func.count()).select_from(learners))).scalar_one()

    async def forget(self, learner_id: int) -> None:
        """Delete a learner and everything that belongs to them: what refers to them goes by itself, what only holds
        the number of one of their accounts is looked for."""
        theirs = select(accounts.c.platform, accounts.c.user_id).where(accounts.c.learner_id == learner_id)
        for platform, user_id in (await self._connection.execute(theirs)).all():
            for traces in (
                delete(button_lines).where(button_lines.c.user_id == user_id),
                delete(updates).where(updates.c.chat_id == user_id),
                delete(rates).where(rates.c.name == f"{platform}:{user_id}"),
            ):
                await self._connection.execute(traces)
        await self._connection.execute(delete(learners).where(learners.c.id == learner_id))

    async def issue_code(self, account_id: int, purpose: str, code: str, expires_at: datetime) -> None:
        """Keep a code for an account; an earlier one for the same purpose is void."""
        await self._connection.execute(
            delete(codes).where(codes.c.account_id == account_id, codes.c.purpose == purpose)
        )
        made = insert(codes).values(account_id=account_id, purpose=purpose, code=code, expires_at=expires_at)
        await self._connection.execute(made)

    async def take_code(self, account_id: int, purpose: str, now: datetime) -> str | None:
        """The code kept for an account, which is void from now on; None if there is none or it is too old."""
        gone = delete(codes).where(codes.c.account_id == account_id, codes.c.purpose == purpose)
        row = (await self._connection.execute(gone.returning(codes.c.code, codes.c.expires_at))).first()
        return row.code if row and row.expires_at > now else None


def _contact(row: Row[Any]) -> Contact:
    rest = row[_ACCOUNT + _LEARNER :]
    return Contact(
        Account(*row[:_ACCOUNT]),
        Learner(*row[_ACCOUNT : _ACCOUNT + _LEARNER]),
        Enrolment(*rest) if rest[0] is not None else None,
    )
