"""Study groups: the chats the bot is in, what is set in them, and when each is looked at next."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time

from sqlalchemy import and_, bindparam, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import Given
from bot.store.group_tables import IN_CHAT_ITSELF, groups, memberships, rooms
from bot.store.group_values import Group
from bot.store.ready import Ready
from bot.store.tables import accounts, rates, updates
from bot.store.upserts import insert_for

LONGEST_TITLE = 128
DIGEST_WEEKDAY, DIGEST_TIME = 0, time(9)
QUIET = (time(22), time(7, 30))

TAKES_POSTS: Mapping[str, object] = {"refused_at": None, "retry_at": None, "lacks": ""}
"""The columns of a group that refuses nothing."""

_IN_CHAT = and_(groups.c.platform == bindparam("platform"), groups.c.chat_id == bindparam("chat"))
_OF_CHAT = select(*groups.c).where(_IN_CHAT).order_by(groups.c.id)
_LIVES_THERE = groups.c.thread_id == bindparam("thread", type_=Given)
_IS_ROOM = and_(rooms.c.group_id == groups.c.id, rooms.c.thread_id == bindparam("thread", type_=Given))
_BY_PLACE = (
    select(*groups.c)
    .outerjoin(rooms, _IS_ROOM)
    .where(_IN_CHAT, or_(groups.c.thread_id.is_(None), _LIVES_THERE, rooms.c.id.is_not(None)))
    .order_by(case((_LIVES_THERE, 0), (rooms.c.id.is_not(None), 1), else_=2))
    .limit(1)
)
_BY_IDS = select(*groups.c).where(groups.c.id.in_(bindparam("ids", expanding=True)))
_DUE = (
    select(*groups.c)
    .where(groups.c.next_look_at.is_not(None), groups.c.next_look_at <= bindparam("now"))
    .order_by(groups.c.next_look_at, groups.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_SET_NEXT = update(groups).where(groups.c.id == bindparam("group")).values(next_look_at=bindparam("look_at"))


_JOINED = Ready(
    select(*groups.c, memberships.c.account_id)
    .join_from(groups, memberships)
    .join(accounts)
    .where(accounts.c.learner_id == bindparam("learner"), groups.c.roadmap == bindparam("on"))
    .order_by(memberships.c.id)
)


class Groups:
    """Which groups there are, and how they are set."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, platform: str, chat_id: str, thread_id: str | None = None) -> Group | None:
        """The group that a place belongs to: the one that lives in the thread, or has a room there, or else the one of
        the chat itself. What lives in another thread has no part in it."""
        asked = {"platform": platform, "chat": chat_id, "thread": thread_id}
        row = (await self._connection.execute(_BY_PLACE, asked)).first()
        return Group(*row) if row else None

    async def of_chat(self, platform: str, chat_id: str) -> Sequence[Group]:
        """All the groups of a chat, in whatever threads of it."""
        rows = (await self._connection.execute(_OF_CHAT, {"platform": platform, "chat": chat_id})).all()
        return [Group(*row) for row in rows]

    async def by_ids(self, ids: Collection[int]) -> dict[int, Group]:
        """These groups, by id."""
        return {row[0]: Group(*row) for row in (await self._connection.execute(_BY_IDS, {"ids": list(ids)})).all()}

    async def of_server(self, platform: str, server_id: str) -> Sequence[Group]:
        """The groups in one Discord guild."""
        there = select(*groups.c).where(groups.c.platform == platform, groups.c.server_id == server_id)
        return [Group(*row) for row in (await self._connection.execute(there.order_by(groups.c.id))).all()]

    async def of_account(self, account_id: int) -> Sequence[Group]:
        """The groups that an account has joined, the oldest membership first."""
        joined = select(*groups.c).join_from(memberships, groups).where(memberships.c.account_id == account_id)
        return [Group(*row) for row in (await self._connection.execute(joined.order_by(memberships.c.id))).all()]

    async def of_all_accounts(self, learner_id: int) -> Sequence[Group]:
        """The groups that a learner has joined by any of their accounts, the oldest membership first."""
        theirs = (
            select(*groups.c).join_from(memberships, groups).join(accounts, accounts.c.id == memberships.c.account_id)
        )
        joined = theirs.where(accounts.c.learner_id == learner_id).order_by(memberships.c.id)
        found = [Group(*row) for row in (await self._connection.execute(joined)).all()]
        return [*{group.id: group for group in found}.values()]

    async def of_learner(self, learner_id: int, roadmap: str) -> Sequence[Group]:
        """The groups on a roadmap that a learner has joined by any of their accounts, the oldest membership first."""
        return [*{group.id: group for group, _ in await self.joined(learner_id, roadmap)}.values()]

    async def joined(self, learner_id: int, roadmap: str) -> Sequence[tuple[Group, int]]:
        """The same, each with the account that has joined it."""
        rows = await _JOINED.rows(self._connection, {"learner": learner_id, "on": roadmap})
        return [(Group(*row[:-1]), row[-1]) for row in rows]

    async def add(
        self,
        platform: str,
        chat_id: str,
        now: datetime,
        *,
        thread_id: str | None = None,
        title: str = "",
        server_id: str | None = None,
    ) -> Group:
        """The group of a chat that the bot was added to, or of a thread of it, new or known before; what could not be
        written to can again."""
        row = insert_for(self._connection.dialect.name)(groups).values(
            platform=platform,
            chat_id=chat_id,
            server_id=server_id,
            thread_id=thread_id,
            title=title[:LONGEST_TITLE],
            digest_weekday=DIGEST_WEEKDAY,
            digest_time=DIGEST_TIME,
            quiet_from=QUIET[0],
            quiet_to=QUIET[1],
            added_at=now,
        )
        news = {"title": row.excluded.title} if title else {}
        place = [groups.c.platform, groups.c.chat_id]
        known = (
            {"index_elements": place, "index_where": IN_CHAT_ITSELF}
            if thread_id is None
            else {"index_elements": [*place, groups.c.thread_id]}
        )
        again = row.on_conflict_do_update(**known, set_={"gone_at": None, **TAKES_POSTS, **news})
        return Group(*(await self._connection.execute(again.returning(*groups.c))).one())

    async def change(self, group_id: int, **columns: object) -> Group:
        """Set some of a group's columns."""
        changed = update(groups).where(groups.c.id == group_id).values(**columns).returning(*groups.c)
        return Group(*(await self._connection.execute(changed)).one())

    async def renamed(self, group: Group, title: str) -> Group:
        """The group by what its place is called now, if that is known: the end of what is known already, as a channel without its
        server, is no news."""
        news = title[:LONGEST_TITLE]
        is_new = news and not f" {group.title}".endswith(f" {news}")
        return await self.change(group.id, title=news) if is_new else group

    async def lock(self, group_id: int) -> None:
        """Let nobody else change what goes by this group until the transaction ends."""
        await self._connection.execute(select(groups.c.id).where(groups.c.id == group_id).with_for_update())

    async def set_gone(self, group_id: int, since: datetime) -> None:
        """Note since when a group is not written to any more; it is looked at no more until it is heard of again."""
        gone = update(groups).where(groups.c.id == group_id).values(gone_at=since, next_look_at=None)
        await self._connection.execute(gone)

    async def live_in(self, group: Group, thread_id: str | None) -> bool:
        """Let a group live in a thread of its chat from now on, None for the chat itself, and have a new board there; what
        took no posts is left behind. A group there that is not started makes room for it; False where one is."""
        there = [one for one in await self.of_chat(group.platform, group.chat_id) if one.thread_id == thread_id]
        if any(one.roadmap for one in there):
            return False
        for one in there:
            await self.remove(one.id)
        await self.change(group.id, thread_id=thread_id, board_message_id="", **TAKES_POSTS)
        return True

    async def move(self, platform: str, chat_id: str, to: str) -> Sequence[Group]:
        """A chat has another id from now on: all that goes by it goes by the new one. Returns the groups that it has.

        Where a place in the new chat is known already as one that was never started, the two are one; where both were
        started, the new one stays and the old one goes.
        """
        if chat_id != to:
            await self._move_traces(platform, chat_id, to)
            there = {one.thread_id: one for one in await self.of_chat(platform, to)}
            for group in await self.of_chat(platform, chat_id):
                await self._take_over(group, there.get(group.thread_id), to)
        return await self.of_chat(platform, to)

    async def _take_over(self, group: Group, other: Group | None, to: str) -> None:
        """Let a group have the same place in another chat, where another one may be."""
        if other and other.roadmap:
            await self.remove(group.id)
            return
        if other:
            await self.remove(other.id)
        await self.change(group.id, chat_id=to, gone_at=None)

    async def _move_traces(self, platform: str, chat_id: str, to: str) -> None:
        """The chat's rate and the order of its inbox."""
        old, new = f"{platform}:{chat_id}", f"{platform}:{to}"
        held = (await self._connection.execute(delete(rates).where(rates.c.name == old).returning(*rates.c))).first()
        if held:
            row = insert_for(self._connection.dialect.name)(rates).values(name=new, next_microsecond=held[1])
            await self._connection.execute(row.on_conflict_do_nothing())
        waiting = update(updates).where(updates.c.chat_id == chat_id, updates.c.done_at.is_(None))
        await self._connection.execute(waiting.values(chat_id=to))

    async def remove(self, group_id: int) -> None:
        """Delete a group and everything that belongs to it."""
        await self._connection.execute(delete(groups).where(groups.c.id == group_id))

    async def due(self, now: datetime, most: int) -> Sequence[Group]:
        """Up to ``most`` groups that are to be looked at, the longest due first."""
        rows = (await self._connection.execute(_DUE, {"now": now, "most": most})).all()
        return [Group(*row) for row in rows]

    async def set_next_looks(self, look_at: Mapping[int, datetime | None]) -> None:
        """Set when several groups are looked at next."""
        if look_at:
            rows = [{"group": group_id, "look_at": moment} for group_id, moment in look_at.items()]
            await self._connection.execute(_SET_NEXT, rows)
