"""Order in groups: what admins hid, closed, and whom they muted or took out. What is taken back stays as a row, for it was done."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import group_orders
from bot.store.group_values import Deed, Order
from bot.store.kinds import NudgeKind

Told = tuple[int, str, int]
"""What a post says: its group, its kind and its subject."""


class Orders:
    """The orders of all groups."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(
        self,
        group_id: int,
        account_id: int,
        deed: Deed,
        now: datetime,
        *,
        said: tuple[str, int] | None = None,
        post: int | None = None,
        until: datetime | None = None,
        name: str = "",
    ) -> Order:
        """Something is done about an account; ``said`` is the kind and the subject of what it said, ``name`` has up to 64
        characters."""
        kind, subject = said or ("", None)
        made = insert(group_orders).values(
            group_id=group_id,
            account_id=account_id,
            deed=deed.value,
            name=name,
            kind=kind,
            subject=subject,
            post=post,
            done_at=now,
            until=until,
        )
        return _order((await self._connection.execute(made.returning(*group_orders.c))).one())

    async def find(self, order_id: int) -> Order | None:
        """An order, in force or not."""
        row = (await self._connection.execute(select(*group_orders.c).where(group_orders.c.id == order_id))).first()
        return _order(row) if row else None

    async def standing(self, group_id: int, deed: Deed, now: datetime, *which: ColumnElement[bool]) -> Sequence[Order]:
        """The orders of this kind that are in force in a group, the latest first."""
        found = select(*group_orders.c).where(*_in_force(group_id, deed, now), *which)
        rows = await self._connection.execute(found.order_by(group_orders.c.id.desc()))
        return [_order(row) for row in rows.all()]

    async def about(self, group_id: int, account_id: int, deed: Deed, now: datetime) -> Order | None:
        """The latest order of this kind about an account that is in force."""
        found = await self.standing(group_id, deed, now, group_orders.c.account_id == account_id)
        return found[0] if found else None

    async def muted(self, group_id: int, now: datetime) -> frozenset[int]:
        """The accounts for which nothing is posted in a group just now."""
        return (await self.muted_in([group_id], now))[group_id]

    async def muted_in(self, group_ids: Collection[int], now: datetime) -> dict[int, frozenset[int]]:
        """The same of these groups."""
        quiet = select(group_orders.c.group_id, group_orders.c.account_id).where(
            *_are_in_force(group_ids, Deed.MUTED, now)
        )
        rows = (await self._connection.execute(quiet)).all()
        return {group_id: frozenset(one for there, one in rows if there == group_id) for group_id in group_ids}

    async def said(self, group_id: int, kind: NudgeKind, deeds: Collection[Deed], now: datetime) -> dict[int, Order]:
        """By subject what was done about things of this kind that were said in a group."""
        found: dict[int, Order] = {}
        for deed in deeds:
            for order in await self.standing(group_id, deed, now, group_orders.c.kind == kind.value):
                found.setdefault(order.subject or 0, order)
        return found

    async def hidden_in(self, group_ids: Collection[int], subjects: Collection[int], now: datetime) -> frozenset[Told]:
        """What about these subjects was hidden in these groups."""
        columns = (group_orders.c.group_id, group_orders.c.kind, group_orders.c.subject)
        hidden = select(*columns).where(*_are_in_force(group_ids, Deed.HIDDEN, now))
        rows = (await self._connection.execute(hidden.where(group_orders.c.subject.in_(subjects)))).all()
        return frozenset((there, kind, subject) for there, kind, subject in rows)

    async def undo(self, group_id: int, now: datetime, **which: object) -> Sequence[Order]:
        """Take back what is in force and has these columns; returns it as it was."""
        column = [group_orders.c[name] == value for name, value in which.items()]
        ours = and_(group_orders.c.group_id == group_id, group_orders.c.undone_at.is_(None), *column)
        found = select(*group_orders.c).where(ours).order_by(group_orders.c.id).with_for_update()
        orders = [_order(row) for row in (await self._connection.execute(found)).all()]
        await self._connection.execute(update(group_orders).where(ours).values(undone_at=now))
        return orders


def _in_force(group_id: int, deed: Deed, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _are_in_force([group_id], deed, now)


def _are_in_force(group_ids: Collection[int], deed: Deed, now: datetime) -> tuple[ColumnElement[bool], ...]:
    is_open = or_(group_orders.c.until.is_(None), group_orders.c.until > now)
    return (
        group_orders.c.group_id.in_(group_ids),
        group_orders.c.deed == deed.value,
        group_orders.c.undone_at.is_(None),
        is_open,
    )


def _order(row: Row[*tuple[Any, ...]]) -> Order:
    values = row._asdict()
    return Order(**{**values, "deed": Deed(values["deed"])})
