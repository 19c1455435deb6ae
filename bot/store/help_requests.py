"""Help in groups: who asked, who offered, who was thanked."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import group_orders, help_offers, help_requests, memberships, thanks
from bot.store.group_values import Deed, HelpRequest, Membership, Room, Thanks
from bot.store.kinds import NudgeKind
from bot.store.upserts import insert_for


class Helping:
    """Requests, offers and thanks."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(
        self, group_id: int, account_id: int, topic: str, question: str, now: datetime, *, room: Room | None = None
    ) -> HelpRequest:
        """A new request, at most 300 characters long, perhaps asked in a room."""
        made = insert(help_requests).values(
            group_id=group_id,
            account_id=account_id,
            topic=topic,
            question=question,
            asked_at=now,
            room_id=room.id if room else None,
        )
        return HelpRequest(*(await self._connection.execute(made.returning(*help_requests.c))).one())

    async def find(self, request_id: int) -> HelpRequest | None:
        """A request, closed ones too; None once its asker has left."""
        asked = select(*help_requests.c).where(help_requests.c.id == request_id)
        row = (await self._connection.execute(asked)).first()
        return HelpRequest(*row) if row else None

    async def open(self, group_ids: Collection[int]) -> Sequence[HelpRequest]:
        """The open requests of these groups, the oldest first."""
        waiting = select(*help_requests.c).where(
            help_requests.c.group_id.in_(group_ids), help_requests.c.closed_at.is_(None)
        )
        rows = await self._connection.execute(waiting.order_by(help_requests.c.asked_at, help_requests.c.id))
        return [HelpRequest(*row) for row in rows.all()]

    async def close(self, request_id: int, now: datetime) -> None:
        """It is settled; an earlier settling stays."""
        still_open = (help_requests.c.id == request_id, help_requests.c.closed_at.is_(None))
        await self._connection.execute(update(help_requests).where(*still_open).values(closed_at=now))

    async def reopen(self, request_id: int) -> None:
        """It waits for help again."""
        await self._connection.execute(
            update(help_requests).where(help_requests.c.id == request_id).values(closed_at=None)
        )

    async def close_older(self, group_ids: Collection[int], than: datetime, now: datetime) -> Sequence[HelpRequest]:
        """Close the open requests of these groups that were asked before then; returns them, the oldest first."""
        old = (help_requests.c.group_id.in_(group_ids), help_requests.c.asked_at < than)
        open_ = update(help_requests).where(*old, help_requests.c.closed_at.is_(None)).values(closed_at=now)
        rows = (await self._connection.execute(open_.returning(*help_requests.c))).all()
        return sorted((HelpRequest(*row) for row in rows), key=lambda one: one.id)

    async def offer(self, request_id: int, account_id: int, now: datetime) -> int | None:
        """Somebody can help: the offer's id, None if they have said so before."""
        row = insert_for(self._connection.dialect.name)(help_offers).values(
            request_id=request_id, account_id=account_id, offered_at=now
        )
        new = row.on_conflict_do_nothing().returning(help_offers.c.id)
        made: int | None = await self._connection.scalar(new)
        return made

    async def offered(self, offer_id: int) -> tuple[HelpRequest, Membership] | None:
        """An offer: the request and who can help; None once one of the two has left."""
        found = (
            select(*help_requests.c, *memberships.c)
            .join_from(help_offers, help_requests, help_requests.c.id == help_offers.c.request_id)
            .join(
                memberships,
                and_(
                    memberships.c.account_id == help_offers.c.account_id,
                    memberships.c.group_id == help_requests.c.group_id,
                ),
            )
            .where(help_offers.c.id == offer_id)
        )
        row = (await self._connection.execute(found)).first()
        width = len(help_requests.c)
        return (HelpRequest(*row[:width]), Membership(*row[width:])) if row else None

    async def offers(self, request: HelpRequest) -> Sequence[Membership]:
        """Who offered, of those who are members still, the first first."""
        offered = (
            select(*memberships.c)
            .join_from(help_offers, memberships, memberships.c.account_id == help_offers.c.account_id)
            .where(help_offers.c.request_id == request.id, memberships.c.group_id == request.group_id)
            .order_by(help_offers.c.id)
        )
        return [Membership(*row) for row in (await self._connection.execute(offered)).all()]

    async def thank(self, group_id: int, account_id: int, helper_account_id: int, now: datetime) -> Thanks:
        """Somebody thanks a helper."""
        said = insert(thanks).values(
            group_id=group_id, account_id=account_id, helper_account_id=helper_account_id, thanked_at=now
        )
        return Thanks(*(await self._connection.execute(said.returning(*thanks.c))).one())

    async def thanks(self, thanks_id: int) -> Thanks | None:
        """What somebody said; None once one of the two has left."""
        row = (await self._connection.execute(select(*thanks.c).where(thanks.c.id == thanks_id))).first()
        return Thanks(*row) if row else None

    async def thanked_since(self, group_id: int, account_id: int, helper_account_id: int, since: datetime) -> bool:
        """Whether somebody has thanked this helper since then, inclusive."""
        said = select(thanks.c.id).where(
            thanks.c.group_id == group_id,
            thanks.c.thanked_at >= since,
            thanks.c.account_id == account_id,
            thanks.c.helper_account_id == helper_account_id,
        )
        return (await self._connection.execute(said.limit(1))).first() is not None

    async def thanked(self, group_id: int, since: datetime, until: datetime) -> dict[int, int]:
        """How often each account was thanked in a group, from ``since`` (inclusive) to ``until``
        (exclusive); what an admin hid does not count."""
        hidden = select(group_orders.c.subject).where(
            group_orders.c.group_id == group_id,
            group_orders.c.kind == NudgeKind.THANKS.value,
            group_orders.c.deed == Deed.HIDDEN.value,
            group_orders.c.undone_at.is_(None),
        )
        counted = (
            select(thanks.c.helper_account_id, func.count())
            .where(thanks.c.group_id == group_id, thanks.c.thanked_at >= since, thanks.c.thanked_at < until)
            .where(thanks.c.id.not_in(hidden))
            .group_by(thanks.c.helper_account_id)
        )
        return dict(map(tuple, (await self._connection.execute(counted)).all()))
