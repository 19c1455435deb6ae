"""Who joined which group, who they are, and how every trace of them leaves it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import (
    attendances,
    cheers,
    groups,
    help_offers,
    help_requests,
    hurrah_topics,
    hurrahs,
    meetings,
    memberships,
    pairing_members,
    pairings,
    promises,
    thanks,
)
from bot.store.group_values import Membership, Seen
from bot.store.inbox import Inbox
from bot.store.leader_tables import group_leaders, looks
from bot.store.learners import contacts
from bot.store.posts import Posts
from bot.store.tables import accounts, enrolments, learners
from bot.store.upserts import insert_for
from bot.store.web_sessions import WebSessions

LONGEST_NAME = 64

_WIDTH = len(memberships.c)
_own = accounts.alias("own")
_SEEN = (
    select(*memberships.c, *accounts.c, *learners.c, *enrolments.c)
    .join_from(memberships, groups, memberships.c.group_id == groups.c.id)
    .join(accounts, accounts.c.id == memberships.c.account_id)
    .join(learners, learners.c.id == accounts.c.learner_id)
    .join(_own, _own.c.learner_id == learners.c.id)
    .outerjoin(enrolments, and_(enrolments.c.account_id == _own.c.id, enrolments.c.roadmap == groups.c.roadmap))
    .where(memberships.c.group_id.in_(bindparam("groups", expanding=True)))
    .order_by(memberships.c.id)
)
_SEEN_SOME = _SEEN.where(memberships.c.account_id.in_(bindparam("accounts", expanding=True)))


class Members:
    """The memberships of all groups."""

    def __init__(self, connection: AsyncConnection, posts: Posts) -> None:
        self._connection, self._posts = connection, posts

    async def join(self, group_id: int, account_id: int, name: str, now: datetime) -> Membership:
        """Let an account be seen in a group; who has joined before is known by the new name."""
        row = insert_for(self._connection.dialect.name)(memberships).values(
            group_id=group_id, account_id=account_id, name=name[:LONGEST_NAME], joined_at=now
        )
        again = row.on_conflict_do_update(
            index_elements=[memberships.c.group_id, memberships.c.account_id], set_={"name": row.excluded.name}
        )
        return Membership(*(await self._connection.execute(again.returning(*memberships.c))).one())

    async def find(self, group_id: int, account_id: int) -> Membership | None:
        """The membership of an account; None for one that has not joined."""
        mine = select(*memberships.c).where(memberships.c.group_id == group_id, memberships.c.account_id == account_id)
        row = (await self._connection.execute(mine)).first()
        return Membership(*row) if row else None

    async def by_ids(self, ids: Collection[int]) -> dict[int, Membership]:
        """These memberships, by id."""
        rows = await self._connection.execute(select(*memberships.c).where(memberships.c.id.in_(ids)))
        return {row[0]: Membership(*row) for row in rows.all()}

    async def of_group(self, group_id: int) -> Sequence[Membership]:
        """All who joined a group, the earliest first."""
        return (await self.of_groups([group_id]))[group_id]

    async def of_groups(self, group_ids: Collection[int]) -> dict[int, Sequence[Membership]]:
        """The same of these groups."""
        there = select(*memberships.c).where(memberships.c.group_id.in_(group_ids)).order_by(memberships.c.id)
        found: dict[int, list[Membership]] = {one: [] for one in group_ids}
        for row in (await self._connection.execute(there)).all():
            found[row.group_id].append(Membership(*row))
        return {**found}

    async def count(self, group_id: int) -> int:
        """How many have joined a group."""
        there = select(func.count()).select_from(memberships).where(memberships.c.group_id == group_id)
        return (await self._connection.execute(there)).scalar_one()

    async def on_servers(self, platform: str, after: int, most: int) -> Sequence[tuple[int, str, str]]:
        """Up to ``most`` memberships in groups of servers, those with ids above ``after``, in their order: each with its
        server and the account's id on the platform."""
        there = (
            select(memberships.c.id, groups.c.server_id, accounts.c.user_id)
            .join_from(memberships, groups, memberships.c.group_id == groups.c.id)
            .join(accounts, accounts.c.id == memberships.c.account_id)
            .where(groups.c.platform == platform, groups.c.server_id.is_not(None), groups.c.gone_at.is_(None))
            .where(memberships.c.id > after)
            .order_by(memberships.c.id)
            .limit(most)
        )
        return [(row[0], row[1], row[2]) for row in (await self._connection.execute(there)).all()]

    async def seen(
        self, group_ids: Collection[int], account_ids: Collection[int] | None = None
    ) -> dict[int, tuple[Seen, ...]]:
        """All members of these groups, or those with these accounts, by group, each with their accounts' strands on
        the group's roadmap: one query, however many they are."""
        asked = {"groups": list(group_ids)}
        if account_ids is None:
            rows = (await self._connection.execute(_SEEN, asked)).all()
        else:
            rows = (await self._connection.execute(_SEEN_SOME, {**asked, "accounts": list(account_ids)})).all()
        return {group_id: _seen(theirs) for group_id, theirs in _by_group(rows, group_ids).items()}

    async def wanting_partners(self, group_ids: Collection[int]) -> dict[int, frozenset[int]]:
        """The accounts of the members of these groups who would like a partner, be they paired or not."""
        willing = select(memberships.c.group_id, memberships.c.account_id).where(
            memberships.c.group_id.in_(group_ids), memberships.c.wants_partner.is_(True)
        )
        found: dict[int, set[int]] = {group_id: set() for group_id in group_ids}
        for group_id, account_id in (await self._connection.execute(willing)).all():
            found[group_id].add(account_id)
        return {group_id: frozenset(accounts) for group_id, accounts in found.items()}

    async def set_wants_partner(self, group_id: int, account_id: int, wants: bool) -> None:
        """Whether a member is paired from the next pairing on."""
        mine = and_(memberships.c.group_id == group_id, memberships.c.account_id == account_id)
        await self._connection.execute(update(memberships).where(mine).values(wants_partner=wants))

    async def set_shows_completions(self, group_id: int, account_id: int, shows: bool) -> None:
        """Whether the group is to hear of each topic that a member completes."""
        mine = and_(memberships.c.group_id == group_id, memberships.c.account_id == account_id)
        await self._connection.execute(update(memberships).where(mine).values(shows_completions=shows))

    async def leave(self, group_id: int, account_id: int, now: datetime) -> bool:
        """Take an account out of a group, at once and everywhere: what it said there is deleted, and its name is struck
        out of what stands there. False if it had not joined."""
        await self._posts.strike(account_id, now, group_id=group_id)
        await Inbox(self._connection).unsay(account_id, group_id)
        await WebSessions(self._connection).unsay(account_id, group_id)
        mine = (memberships.c.group_id == group_id, memberships.c.account_id == account_id)
        gone = (await self._connection.execute(delete(memberships).where(*mine))).rowcount == 1
        asked = select(help_requests.c.id).where(help_requests.c.group_id == group_id)
        told = select(hurrahs.c.id).where(hurrahs.c.group_id == group_id)
        for traces in (
            delete(help_requests).where(help_requests.c.group_id == group_id, help_requests.c.account_id == account_id),
            delete(help_offers).where(help_offers.c.account_id == account_id, help_offers.c.request_id.in_(asked)),
            delete(hurrah_topics).where(hurrah_topics.c.account_id == account_id, hurrah_topics.c.hurrah_id.in_(told)),
            delete(cheers).where(cheers.c.account_id == account_id, cheers.c.hurrah_id.in_(told)),
            delete(attendances).where(
                attendances.c.account_id == account_id,
                attendances.c.meeting_id.in_(select(meetings.c.id).where(meetings.c.group_id == group_id)),
            ),
            update(meetings)
            .where(meetings.c.group_id == group_id, meetings.c.account_id == account_id)
            .values(account_id=None),
            delete(promises).where(promises.c.group_id == group_id, promises.c.account_id == account_id),
            delete(group_leaders).where(group_leaders.c.group_id == group_id, group_leaders.c.account_id == account_id),
            delete(looks).where(looks.c.group_id == group_id, looks.c.account_id == account_id),
            delete(thanks).where(
                thanks.c.group_id == group_id,
                or_(thanks.c.account_id == account_id, thanks.c.helper_account_id == account_id),
            ),
            delete(pairing_members).where(
                pairing_members.c.account_id == account_id,
                pairing_members.c.pairing_id.in_(select(pairings.c.id).where(pairings.c.group_id == group_id)),
            ),
        ):
            await self._connection.execute(traces)
        return gone


def _by_group(rows: Iterable[Sequence[Any]], group_ids: Collection[int]) -> dict[int, list[Sequence[Any]]]:
    found: defaultdict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        found[row[1]].append(row)
    return {group_id: found[group_id] for group_id in group_ids}


def _seen(rows: Sequence[Sequence[Any]]) -> tuple[Seen, ...]:
    """The members of one group; the rows of a member differ in the strand only."""
    joined = {row[0]: Membership(*row[:_WIDTH]) for row in rows}
    who = {one.account.id: one for one in contacts([row[_WIDTH:] for row in rows])}
    return tuple(Seen(one, who[one.account_id]) for one in joined.values())
