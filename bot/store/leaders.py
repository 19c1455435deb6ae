"""Who leads a group, how much its members let them see, and each look at one of these."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import help_offers, help_requests, memberships
from bot.store.group_values import Look
from bot.store.kinds import NudgeKind
from bot.store.leader_tables import LONGEST_SHOWN, group_leaders, looks
from bot.store.tables import nudges
from bot.store.upserts import insert_for

LASTS = timedelta(days=90)
"""How long looks are kept."""


class Leaders:
    """Those who lead, and what they saw."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, group_id: int, account_id: int, until: datetime | None) -> None:
        """Let an account lead a group up to a moment, None for good. Whom an admin named leads for good already."""
        row = insert_for(self._connection.dialect.name)(group_leaders).values(
            group_id=group_id, account_id=account_id, until=until
        )
        longer = None if until is None else group_leaders.c.until.is_not(None)
        again = row.on_conflict_do_update(
            index_elements=[group_leaders.c.group_id, group_leaders.c.account_id],
            set_={"until": row.excluded.until},
            where=longer,
        )
        await self._connection.execute(again)

    async def drop(self, group_id: int, account_id: int) -> bool:
        """Who leads a group does so no more; False if they did not."""
        mine = (group_leaders.c.group_id == group_id, group_leaders.c.account_id == account_id)
        return (await self._connection.execute(delete(group_leaders).where(*mine))).rowcount == 1

    async def leads(self, group_id: int, account_id: int, now: datetime) -> bool:
        """Whether an account leads a group."""
        until = group_leaders.c.until
        mine = (group_leaders.c.group_id == group_id, group_leaders.c.account_id == account_id)
        found = select(group_leaders.c.id).where(*mine, or_(until.is_(None), until > now))
        return (await self._connection.execute(found)).first() is not None

    async def has_led(self, group_id: int, account_id: int) -> bool:
        """Whether an account leads a group, or did up to a moment that is over, as an admin does who has asked nothing since. False
        for who leads no more because somebody said so, or left."""
        mine = (group_leaders.c.group_id == group_id, group_leaders.c.account_id == account_id)
        return (await self._connection.execute(select(group_leaders.c.id).where(*mine))).first() is not None

    async def named(self, group_id: int) -> Sequence[int]:
        """The accounts that lead a group for good, the earliest named first."""
        there = (group_leaders.c.group_id == group_id, group_leaders.c.until.is_(None))
        return (
            await self._connection.scalars(
                select(group_leaders.c.account_id).where(*there).order_by(group_leaders.c.id)
            )
        ).all()

    async def set_level(self, membership_id: int, level: int) -> None:
        """How much those who lead see of a member from now on."""
        mine = memberships.c.id == membership_id
        await self._connection.execute(update(memberships).where(mine).values(level=level))

    async def was_not_asked(self, group_id: int) -> bool:
        """Whether anybody in a group shows nothing who was never asked: they joined before there was anything to ask."""
        asked = exists().where(
            nudges.c.account_id == memberships.c.account_id,
            nudges.c.kind == NudgeKind.LEVEL.value,
            nudges.c.subject == memberships.c.id,
        )
        there = (memberships.c.group_id == group_id, memberships.c.level == 0)
        found = select(memberships.c.id).where(*there, ~asked).limit(1)
        return (await self._connection.execute(found)).first() is not None

    async def unanswered(self, group_id: int, before: datetime) -> frozenset[int]:
        """The accounts with an open question in a group that was asked before then, and that nobody can help with."""
        asked = select(help_requests.c.account_id).where(help_requests.c.group_id == group_id, *unanswered(before))
        return frozenset((await self._connection.scalars(asked)).all())

    async def looked(self, group_id: int, leader_account_id: int, at: Iterable[tuple[int, str]], now: datetime) -> None:
        """Write down that somebody who leads looked at these accounts, and what it showed of each."""
        common = {"group_id": group_id, "leader_account_id": leader_account_id, "looked_at": now}
        rows = [{**common, "account_id": account, "shown": shown[:LONGEST_SHOWN]} for account, shown in at]
        if rows:
            await self._connection.execute(insert(looks), rows)

    async def looks_at(self, group_id: int, account_ids: Collection[int], most: int) -> Sequence[Look]:
        """The looks at these accounts in a group that are kept, those of one leader that showed the same together, the latest first
        and at most so many."""
        theirs = (looks.c.group_id == group_id, looks.c.account_id.in_(account_ids))
        who, last = (looks.c.leader_account_id, looks.c.shown), func.max(looks.c.looked_at)
        together = select(*who, last, func.count()).where(*theirs).group_by(*who)
        latest = together.order_by(last.desc(), func.max(looks.c.id).desc()).limit(most)
        return [Look(*row) for row in (await self._connection.execute(latest)).all()]

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether there is a look that is too old: the first that was written is the oldest one."""
        first = select(func.min(looks.c.id)).scalar_subquery()
        return select(looks.c.id).where(looks.c.id == first, looks.c.looked_at <= now - LASTS).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget the looks that are too old."""
        await self._connection.execute(delete(looks).where(looks.c.looked_at <= now - LASTS))


def unanswered(before: Any) -> tuple[ColumnElement[bool], ...]:
    """Of a request that it is open, was asked before then, and nobody can help with it."""
    offered = exists().where(help_offers.c.request_id == help_requests.c.id)
    return help_requests.c.closed_at.is_(None), help_requests.c.asked_at <= before, ~offered
