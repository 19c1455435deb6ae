"""Learners with their accounts and enrolments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.blocks import Blocks
from bot.store.due import DUE, DUE_TO_STUDY, setting_next
from bot.store.inbox import Inbox
from bot.store.posts import Posts
from bot.store.ready import Ready
from bot.store.residue import count_deletion
from bot.store.tables import accounts, button_lines, codes, drafts, enrolments, learners, rates
from bot.store.together import among, run
from bot.store.values import NEWS, Account, Contact, Enrolment, Learner, Strand
from bot.store.web_sessions import WebSessions

DEFAULT_WEEKDAY, DEFAULT_TIME = 0, time(9)
DEFAULT_QUIET = (time(22), time(7, 30))

_ACCOUNT, _STRAND = len(accounts.c), len(accounts.c) + len(learners.c)
"""Where the columns of an account end in the row of a contact, and where those of a strand begin."""
_own = accounts.alias("own")
_WHOEVER = (
    select(*accounts.c, *learners.c, *enrolments.c)
    .join_from(accounts, learners, accounts.c.learner_id == learners.c.id)
    .join(_own, _own.c.learner_id == learners.c.id)
)
_ON_ANY = enrolments.c.account_id == _own.c.id
_CONTACT = _WHOEVER.outerjoin(enrolments, and_(_ON_ANY, enrolments.c.roadmap == learners.c.roadmap))
_SEEN = _CONTACT.where(accounts.c.platform == bindparam("platform"), accounts.c.user_id == bindparam("user_id"))
_BY_ACCOUNT = Ready(_SEEN.with_for_update(of=learners, key_share=True))
# Whoever else locks the learner waits. Who only files a row for them, which refers to the learner, does not: two learners whose
# commands file a row for each other would wait for one another for ever.
_CHANGE = update(learners).where(learners.c.id == bindparam("learner")).returning(*learners.c)


class Learners:
    """Who there is, and what they set. ``has_forgotten`` says whether one of them was deleted."""

    def __init__(self, connection: AsyncConnection, posts: Posts) -> None:
        self._connection, self._posts = connection, posts
        self.has_forgotten = False

    async def by_account(self, platform: str, user_id: str) -> Contact | None:
        """The contact behind an account, locked until the transaction ends where the database has row locks."""
        account = {"platform": platform, "user_id": user_id}
        found = [*await _BY_ACCOUNT.rows(self._connection, account)]
        if not found and self._connection.dialect.name == "postgresql":
            # A learner whose row was gone when its lock was free may be somebody else by now: accounts are linked.
            found = [*await _BY_ACCOUNT.rows(self._connection, account)]
        return next(iter(contacts(found)), None)

    async def seen(self, platform: str, user_id: str) -> Contact | None:
        """The contact behind an account, for those who only look: nobody waits for anybody."""
        rows = (await self._connection.execute(_SEEN, {"platform": platform, "user_id": user_id})).all()
        return next(iter(contacts(rows)), None)

    async def by_ids(self, account_ids: Collection[int]) -> dict[int, Contact]:
        """The contacts behind these accounts, by the account's id."""
        rows = await self._connection.execute(_by_ids(self._connection.dialect.name), {"ids": list(account_ids)})
        return {contact.account.id: contact for contact in contacts(rows.all())}

    async def with_others(self, account_ids: Collection[int]) -> tuple[dict[int, Contact], dict[int, tuple[str, ...]]]:
        """The same, and by learner the roadmaps that they are on beside the one under way, by slug, the earliest first; without
        those who are on no other."""
        asked = _with_others(self._connection.dialect.name), {"ids": list(account_ids)}
        rows = (await self._connection.execute(*asked)).all()
        found = {contact.account.id: contact for contact in contacts(rows, under_way_only=True)}
        others: dict[int, set[Strand]] = {}
        for row in rows:
            learner, strand = found[row[0]].learner, _strand(row)
            if strand and learner.roadmap and strand.roadmap != learner.roadmap:
                others.setdefault(learner.id, set()).add(strand)
        return found, {learner: _slugs(strands) for learner, strands in others.items()}

    async def add(self, platform: str, user_id: str, now: datetime) -> Contact:
        """A new learner with this account."""
        made = insert(learners).values(
            created_at=now,
            nudges_on=True,
            nudge_weekday=DEFAULT_WEEKDAY,
            nudge_time=DEFAULT_TIME,
            quiet_from=DEFAULT_QUIET[0],
            quiet_to=DEFAULT_QUIET[1],
            last_platform=platform,
            news=NEWS,
            heard_on=now.date(),
        )
        learner = Learner(*(await self._connection.execute(made.returning(*learners.c))).one())
        joined = insert(accounts).values(learner_id=learner.id, platform=platform, user_id=user_id)
        account = Account(*(await self._connection.execute(joined.returning(*accounts.c))).one())
        return Contact(account, learner, None)

    async def enrol(self, contact: Contact, roadmap: str, first_day: date, now: datetime) -> Contact:
        """Put a learner on a roadmap from a first day; it is the one under way from now on."""
        learner = await self.change(contact.learner.id, roadmap=roadmap)
        strand = await self._add_strand(contact.account.id, roadmap, first_day, now)
        return Contact(contact.account, learner, Enrolment(roadmap, (strand,)))

    async def join_in(self, contact: Contact, enrolment: Enrolment, now: datetime) -> Contact:
        """Let an account speak of a roadmap on which, until now, only the learner's other accounts did."""
        strand = await self._add_strand(contact.account.id, enrolment.roadmap, enrolment.first_day, now)
        return replace(contact, enrolment=replace(enrolment, strands=(*enrolment.strands, strand)))

    async def _add_strand(self, account_id: int, roadmap: str, first_day: date, now: datetime) -> Strand:
        made = insert(enrolments).values(account_id=account_id, roadmap=roadmap, first_day=first_day, enrolled_at=now)
        return Strand(*(await self._connection.execute(made.returning(*enrolments.c))).one())

    async def enrolments(self, learner_id: int) -> Sequence[Enrolment]:
        """All roadmaps a learner is on, the earliest first."""
        theirs = (
            select(*enrolments.c)
            .join(accounts, accounts.c.id == enrolments.c.account_id)
            .where(accounts.c.learner_id == learner_id)
            .order_by(enrolments.c.enrolled_at, enrolments.c.id)
        )
        strands: dict[str, tuple[Strand, ...]] = {}
        for row in (await self._connection.execute(theirs)).all():
            strand = Strand(*row)
            strands[strand.roadmap] = (*strands.get(strand.roadmap, ()), strand)
        return [Enrolment(roadmap, found) for roadmap, found in strands.items()]

    async def leave(self, strands: Collection[int]) -> None:
        """Delete strands of enrolments, with the facts in them."""
        await self._connection.execute(delete(enrolments).where(enrolments.c.id.in_(strands)))

    async def move(self, strands: Collection[int], roadmap: str) -> None:
        """Let strands, with the facts in them, be of another roadmap, on which none of their accounts is yet."""
        await self._connection.execute(update(enrolments).where(enrolments.c.id.in_(strands)).values(roadmap=roadmap))

    async def change(self, learner_id: int, **columns: object) -> Learner:
        """Set some of a learner's columns."""
        (changed,) = await _changing(tuple(columns)).rows(self._connection, {**columns, "learner": learner_id})
        return Learner(*changed)

    async def set_next_nudge(self, learner_id: int, due_at: datetime | None) -> None:
        """Set when the next weekly nudge is due; nothing happens if the learner is gone."""
        await self.set_next_nudges({learner_id: due_at})

    async def set_next_nudges(self, due_at: Mapping[int, datetime | None]) -> None:
        """Set when the next weekly nudges of several learners are due."""
        if due_at:
            await self._set_next("next_nudge_at", due_at)

    async def set_next_studies(self, due_at: Mapping[int, datetime | None]) -> None:
        """Set when the next study times of several learners are due."""
        if due_at:
            await self._set_next("next_study_at", due_at)

    async def _set_next(self, column: str, due_at: Mapping[int, datetime | None]) -> None:
        rows = [{"learner": learner_id, "due_at": moment} for learner_id, moment in due_at.items()]
        await run(self._connection, setting_next(self._connection.dialect.name, column), rows)

    async def bid_farewell(self, account_id: int, now: datetime) -> None:
        """Note that the last nudge of a finished roadmap was sent to an account; its learner gets no further one."""
        learner_id: int | None = await self._connection.scalar(
            select(accounts.c.learner_id).where(accounts.c.id == account_id)
        )
        if learner_id is None:
            return
        theirs = select(accounts.c.id).where(accounts.c.learner_id == learner_id)
        under_way = select(learners.c.roadmap).where(learners.c.id == learner_id).scalar_subquery()
        await self._connection.execute(
            update(enrolments)
            .where(enrolments.c.account_id.in_(theirs), enrolments.c.roadmap == under_way)
            .values(farewell_at=now)
        )
        await self.set_next_nudge(learner_id, None)
        await self.set_next_studies({learner_id: None})

    async def told_news(self, account_ids: Collection[int]) -> None:
        """Note that the learners of these accounts were told what is new; nothing happens to who is gone."""
        theirs = select(accounts.c.learner_id).where(accounts.c.id.in_(account_ids))
        await self._connection.execute(update(learners).where(learners.c.id.in_(theirs)).values(news=NEWS))

    async def asked_about_study_times(self, account_id: int, now: datetime) -> None:
        """Note that the learner of this account is asked about their study times; nothing happens to who is gone."""
        theirs = select(accounts.c.learner_id).where(accounts.c.id == account_id)
        await self._connection.execute(
            update(learners).where(learners.c.id.in_(theirs)).values(study_asked_at=now, next_study_at=None)
        )

    async def set_unreachable(self, account_id: int, since: datetime | None) -> None:
        """Note since when an account cannot be written to; None: it can again."""
        await self._connection.execute(update(accounts).where(accounts.c.id == account_id).values(unreachable_at=since))

    async def accounts(self, learner_ids: Collection[int]) -> dict[int, tuple[Account, ...]]:
        """The accounts of these learners, by learner, the oldest first."""
        found: dict[int, tuple[Account, ...]] = dict.fromkeys(learner_ids, ())
        rows = await self._connection.execute(_of(self._connection.dialect.name), {"learners": list(learner_ids)})
        for row in rows.all():
            account = Account(*row)
            found[account.learner_id] += (account,)
        return found

    async def strands(self, learner_ids: Collection[int]) -> tuple[Strand, ...]:
        """All that the accounts of these learners speak of, whether it is under way or not, the oldest first."""
        theirs = select(accounts.c.id).where(accounts.c.learner_id.in_(learner_ids))
        found = select(*enrolments.c).where(enrolments.c.account_id.in_(theirs)).order_by(enrolments.c.id)
        return tuple(Strand(*row) for row in (await self._connection.execute(found)).all())

    async def due(self, now: datetime, most: int) -> Sequence[tuple[Learner, tuple[Account, ...]]]:
        """Up to ``most`` learners whose next nudge has come, the oldest first, with the accounts to reach them by."""
        return await self._all_due(DUE, now, most)

    async def due_to_study(self, now: datetime, most: int) -> Sequence[tuple[Learner, tuple[Account, ...]]]:
        """The same whose next study time has come."""
        return await self._all_due(DUE_TO_STUDY, now, most)

    async def _all_due(self, due: Any, now: datetime, most: int) -> Sequence[tuple[Learner, tuple[Account, ...]]]:
        rows = (await self._connection.execute(due, {"now": now, "most": most})).all()
        found = [Learner(*row) for row in rows]
        reached_by = await self.accounts([learner.id for learner in found]) if found else {}
        return [(learner, reached_by[learner.id]) for learner in found]

    async def count(self) -> int:
        """How many learners there are."""
        return (await self._connection.execute(select(func.count()).select_from(learners))).scalar_one()

    async def forget(self, learner_id: int, now: datetime) -> None:
        """Delete a learner and everything that belongs to them: what refers to them goes by itself, what only holds
        the number of one of their accounts is looked for, and what groups were told of them is struck out."""
        theirs = select(accounts.c.id, accounts.c.platform, accounts.c.user_id, accounts.c.blocked_at)
        rows = await self._connection.execute(theirs.where(accounts.c.learner_id == learner_id))
        for account_id, platform, user_id, blocked_at in rows.all():
            if blocked_at:
                await Blocks(self._connection).outlive(platform, user_id, now)
            await self._posts.strike(account_id, now)
            await Inbox(self._connection).unsay(account_id)
            await WebSessions(self._connection).unsay(account_id)
            await Inbox(self._connection).forget(user_id, now)
            for traces in (
                delete(button_lines).where(button_lines.c.user_id == user_id),
                delete(rates).where(rates.c.name == f"{platform}:{user_id}"),
                delete(drafts).where(drafts.c.platform == platform, drafts.c.user_id == user_id),
            ):
                await self._connection.execute(traces)
        await self._connection.execute(delete(learners).where(learners.c.id == learner_id))
        await count_deletion(self._connection)
        self.has_forgotten = True

    async def codes(self, learner_id: int) -> list[dict[str, Any]]:
        """The codes of a learner's accounts, old ones too, without the code: whose, what for, the name, until when."""
        theirs = select(codes.c.account_id, codes.c.purpose, codes.c.name, codes.c.expires_at).join(accounts)
        rows = await self._connection.execute(theirs.where(accounts.c.learner_id == learner_id).order_by(codes.c.id))
        return [dict(row) for row in rows.mappings()]

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


@cache
def _changing(columns: tuple[str, ...]) -> Ready:
    return Ready(_CHANGE, *columns)


@cache
def _by_ids(dialect: str) -> Any:
    return _CONTACT.where(among(dialect, accounts.c.id, "ids"))


@cache
def _with_others(dialect: str) -> Any:
    return _WHOEVER.outerjoin(enrolments, _ON_ANY).where(among(dialect, accounts.c.id, "ids"))


def _slugs(strands: Iterable[Strand]) -> tuple[str, ...]:
    """The roadmaps of these, the earliest first."""
    return tuple(dict.fromkeys(one.roadmap for one in sorted(strands, key=lambda one: (one.enrolled_at, one.id))))


@cache
def _of(dialect: str) -> Any:
    """The accounts of some learners, the oldest first."""
    return select(*accounts.c).where(among(dialect, accounts.c.learner_id, "learners")).order_by(accounts.c.id)


def contacts(rows: Iterable[Sequence[Any]], *, under_way_only: bool = False) -> list[Contact]:
    """One contact for each account; the rows of an account differ in the strand only, and are of one roadmap, unless those count alone
    that are of the one under way."""
    found: dict[int, Contact] = {}
    for row in rows:
        account_id, strand = row[0], _strand(row)
        contact = found.get(account_id) or Contact(Account(*row[:_ACCOUNT]), Learner(*row[_ACCOUNT:_STRAND]), None)
        if strand and (not under_way_only or strand.roadmap == contact.learner.roadmap):
            before = contact.enrolment.strands if contact.enrolment else ()
            contact = replace(contact, enrolment=Enrolment(strand.roadmap, (*before, strand)))
        found[account_id] = contact
    return list(found.values())


def _strand(row: Sequence[Any]) -> Strand | None:
    return Strand(*row[_STRAND:]) if row[_STRAND] is not None else None
