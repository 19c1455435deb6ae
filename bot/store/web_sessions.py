"""Who is signed in on the web: the ways in, each for one account, once, and the browsers that came in by one. What a platform vouches for
is such a way too, which it made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import memberships
from bot.store.leader_tables import group_leaders
from bot.store.ready import Ready
from bot.store.tables import accounts, codes
from bot.store.unguessable import digest_of
from bot.store.upserts import insert_for
from bot.store.web_tables import web_openings, web_sessions

WAY_IN = "web"
"""The purpose of a code that signs in."""

DIGITS = 32
"""Hexadecimal digits of the digest of a way in that are kept: 128 bits, as many as it has."""

IDLE = timedelta(days=30)
"""A browser that has not come for so long is signed out."""

SELDOM = timedelta(minutes=10)
"""Between two notes of when a browser was here."""

MOST = 10
"""Browsers of one account that came in the same way; the one that has not come for the longest time is signed out for another."""

SHOWN = timedelta(minutes=10)
"""For so long a browser may show what it was told last: an answer may have what is kept as a digest otherwise."""

AT_ONCE = 200
"""Answers that are too old and are forgotten at a time."""

_ALL = select(
    web_sessions.c.id,
    web_sessions.c.account_id,
    web_sessions.c.through,
    web_sessions.c.made_at,
    web_sessions.c.seen_at,
    accounts.c.learner_id,
).join(accounts, accounts.c.id == web_sessions.c.account_id)
_BEHIND = Ready(
    _ALL.where(
        web_sessions.c.digest == bindparam("shown"),
        web_sessions.c.seen_at > bindparam("since"),
        accounts.c.blocked_at.is_(None),
    )
)
_NOTHING = {"answer": None, "told_at": None, "told_as": None}
_NOT_EXPORTED = frozenset({"digest", "answer", "told_at", "told_as"})


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser that is signed in; ``through`` what it came in, ``seen_at`` when it came last, to ten minutes."""

    id: int
    account_id: int
    through: str
    made_at: datetime
    seen_at: datetime
    learner_id: int


class WebSessions:
    """The browsers, and the ways in."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def offer(self, account_id: int, secret: str, expires_at: datetime) -> None:
        """Give an account a way in; one before it is none any more."""
        await self._connection.execute(delete(codes).where(codes.c.account_id == account_id, codes.c.purpose == WAY_IN))
        made = insert(codes).values(account_id=account_id, purpose=WAY_IN, code=_short(secret), expires_at=expires_at)
        await self._connection.execute(made)

    async def take(self, secret: str, now: datetime) -> int | None:
        """The account whose way in this is, which is spent from now on: of two who take it at once one gets it. None for one that there
        never was, that is spent, or too old."""
        gone = delete(codes).where(codes.c.purpose == WAY_IN, codes.c.code == _short(secret))
        row = (await self._connection.execute(gone.returning(codes.c.account_id, codes.c.expires_at))).first()
        return row.account_id if row and row.expires_at > now else None

    async def whose(self, secret: str, now: datetime) -> int | None:
        """The account whose way in this is, which stays one; None where it would sign nobody in."""
        found = select(codes.c.account_id).where(codes.c.purpose == WAY_IN, codes.c.code == _short(secret))
        return (await self._connection.execute(found.where(codes.c.expires_at > now))).scalar_one_or_none()

    async def spend(self, signature: str, until: datetime, now: datetime) -> bool:
        """Whether what vouches for an account has signed nobody in yet: of two who show it at once one may go on. It is remembered
        ``until`` it is too old by itself, whoever is forgotten meanwhile."""
        await self._connection.execute(delete(web_openings).where(web_openings.c.until <= now))
        row = insert_for(self._connection.dialect.name)(web_openings).values(digest=digest_of(signature), until=until)
        new = row.on_conflict_do_nothing().returning(web_openings.c.id)
        return (await self._connection.execute(new)).first() is not None

    async def begin(self, account_id: int, secret: str, through: str, now: datetime, most: int = MOST) -> None:
        """Sign a browser in that shows this from now on, one of at ``most`` so many that came through the same. Those that have not come
        for too long are forgotten on the way."""
        mine = select(web_sessions.c.id).where(
            web_sessions.c.account_id == account_id, web_sessions.c.through == through
        )
        newest = mine.order_by(web_sessions.c.seen_at.desc(), web_sessions.c.id.desc()).offset(most - 1)
        over = [row.id for row in await self._connection.execute(newest)]
        await self._connection.execute(
            delete(web_sessions).where((web_sessions.c.seen_at <= now - IDLE) | web_sessions.c.id.in_(over))
        )
        row = {
            "account_id": account_id,
            "digest": digest_of(secret),
            "through": through,
            "made_at": now,
            "seen_at": now,
        }
        await self._connection.execute(insert(web_sessions).values(row))

    async def behind(self, secret: str, now: datetime) -> WebSession | None:
        """The browser that shows this, unless it is signed out, or its account is blocked."""
        shown = {"shown": digest_of(secret), "since": now - IDLE}
        row = next(await _BEHIND.rows(self._connection, shown), None)
        return WebSession(*row) if row else None

    async def see(self, session: WebSession, now: datetime) -> None:
        """Note that a browser was here."""
        await self._connection.execute(update(web_sessions).where(*_of(session)).values(seen_at=now))

    async def keep(self, session: WebSession, answer: str, name: str, now: datetime) -> bool:
        """Keep what a browser was told, as JSON, in the place of what it was told before; by this name it may be shown from now on, as
        often as it is asked for, for ``SHOWN``. False for one that is signed in no more."""
        told = {"answer": answer, "told_at": now, "told_as": name}
        kept = update(web_sessions).where(*_of(session)).values(told).returning(web_sessions.c.id)
        return (await self._connection.execute(kept)).first() is not None

    async def answer(self, session: WebSession, name: str, now: datetime) -> str | None:
        """What a browser was told last, as JSON, if it goes by this name and may still be shown."""
        told = (web_sessions.c.told_as == name, web_sessions.c.told_at > now - SHOWN)
        kept = select(web_sessions.c.answer).where(*_of(session), *told)
        return (await self._connection.execute(kept)).scalar_one_or_none()

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether an answer is kept that may not be shown any more, or that something was opened which is too old by itself."""
        told = select(web_sessions.c.id).where(web_sessions.c.told_at <= now - SHOWN)
        opened = select(web_openings.c.id).where(web_openings.c.until <= now)
        return told.exists() | opened.exists()

    async def sweep(self, now: datetime) -> None:
        """Forget what is too old: openings, and answers that may not be shown any more, of these ``AT_ONCE`` at most."""
        await self._connection.execute(delete(web_openings).where(web_openings.c.until <= now))
        old = select(web_sessions.c.id).where(web_sessions.c.told_at <= now - SHOWN).limit(AT_ONCE)
        await self._connection.execute(update(web_sessions).where(web_sessions.c.id.in_(old)).values(_NOTHING))

    async def unsay(self, account_id: int, group_id: int | None = None) -> None:
        """Forget what browsers of the members of an account's groups were told last, or of one of them, and of who leads these: it may
        name whoever leaves, or takes back what may be seen of them, and what their own were told may name the others. Whoever is
        one of these by any of their accounts may have been told on the page of another."""
        seen_in = select(memberships.c.group_id).where(memberships.c.account_id == account_id)
        if group_id is not None:
            seen_in = seen_in.where(memberships.c.group_id == group_id)
        seers = select(memberships.c.account_id).where(memberships.c.group_id.in_(seen_in))
        leading = select(group_leaders.c.account_id).where(group_leaders.c.group_id.in_(seen_in))
        await self._forget_answers(accounts.c.id.in_(seers.union(leading)) | (accounts.c.id == account_id))

    async def unsay_to(self, account_id: int) -> None:
        """Forget what browsers of the learner of an account were told last."""
        await self._forget_answers(accounts.c.id == account_id)

    async def _forget_answers(self, of: ColumnElement[bool]) -> None:
        """Those that browsers of the learners of these accounts were given."""
        own = accounts.alias("own")
        theirs = select(own.c.id).join(accounts, accounts.c.learner_id == own.c.learner_id).where(of)
        told = (web_sessions.c.account_id.in_(theirs), web_sessions.c.answer.is_not(None))
        await self._connection.execute(update(web_sessions).where(*told).values(_NOTHING))

    async def of_learner(self, learner_id: int, now: datetime) -> list[WebSession]:
        """The browsers that are signed in as any account of a learner, what came last first."""
        theirs = web_sessions.c.account_id.in_(_accounts_of(learner_id))
        alive = _ALL.where(theirs, web_sessions.c.seen_at > now - IDLE)
        rows = await self._connection.execute(alive.order_by(web_sessions.c.seen_at.desc(), web_sessions.c.id.desc()))
        return [WebSession(*row) for row in rows.all()]

    async def end(self, session: WebSession) -> None:
        """Sign one browser out."""
        await self._connection.execute(delete(web_sessions).where(*_of(session)))

    async def end_one(self, learner_id: int, session_id: int) -> bool:
        """Sign one browser of a learner out; whether it was there, and theirs."""
        theirs = web_sessions.c.account_id.in_(_accounts_of(learner_id))
        gone = delete(web_sessions).where(web_sessions.c.id == session_id, theirs).returning(web_sessions.c.id)
        return (await self._connection.execute(gone)).first() is not None

    async def end_all(self, learner_id: int) -> int:
        """Sign out every browser of a learner, and void every way in; how many were signed in."""
        theirs = _accounts_of(learner_id)
        await self._connection.execute(delete(codes).where(codes.c.purpose == WAY_IN, codes.c.account_id.in_(theirs)))
        gone = delete(web_sessions).where(web_sessions.c.account_id.in_(theirs)).returning(web_sessions.c.id)
        return len((await self._connection.execute(gone)).all())

    async def of_accounts(self, account_ids: Collection[int]) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of the browsers of these accounts, by table and column; not what they are known by, nor what they were told:
        it may have what is shown once, and the export before this one."""
        columns = (column for column in web_sessions.c if column.name not in _NOT_EXPORTED)
        theirs = select(*columns).where(web_sessions.c.account_id.in_(account_ids)).order_by(web_sessions.c.id)
        return {web_sessions.name: [dict(row) for row in (await self._connection.execute(theirs)).mappings()]}


def _of(session: WebSession) -> tuple[ColumnElement[bool], ...]:
    """The row of a browser that was looked up a while ago: SQLite gives the number of one that was signed out meanwhile to the next."""
    row = web_sessions.c
    return row.id == session.id, row.account_id == session.account_id, row.made_at == session.made_at


def _accounts_of(learner_id: int) -> Any:
    return select(accounts.c.id).where(accounts.c.learner_id == learner_id)


def _short(secret: str) -> str:
    return digest_of(secret)[:DIGITS]
