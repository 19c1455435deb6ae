"""Partners: who is paired with whom, and what they promise each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import Reason
from bot.store.group_tables import pairing_members, pairings, promises
from bot.store.group_values import Pairing, Promise
from bot.store.kinds import NudgeKind
from bot.store.tables import nudges
from bot.store.upserts import insert_for
from bot.store.values import NudgeState
from roadmap.group.promises import PromiseOutcome

_later, _theirs = pairings.alias("later"), pairing_members.alias("theirs")
_LATEST = (
    select(func.max(_later.c.id))
    .join_from(_theirs, _later, _later.c.id == _theirs.c.pairing_id)
    .where(_theirs.c.account_id == pairing_members.c.account_id, _later.c.group_id == pairings.c.group_id)
    .scalar_subquery()
)
_WITH_ACCOUNTS = (
    select(*pairings.c, pairing_members.c.account_id)
    .join_from(pairings, pairing_members, pairing_members.c.pairing_id == pairings.c.id)
    .order_by(pairings.c.id, pairing_members.c.id)
)
_CURRENT = _WITH_ACCOUNTS.where(pairings.c.group_id.in_(bindparam("groups", expanding=True)), pairings.c.id == _LATEST)
_SINCE = _WITH_ACCOUNTS.where(
    pairings.c.group_id.in_(bindparam("groups", expanding=True)), pairings.c.week >= bindparam("week")
)
_MADE = _WITH_ACCOUNTS.where(pairings.c.id == bindparam("pairing"))
_FIND = _MADE.where(pairings.c.id == _LATEST)


class Partners:
    """Pairings and promises."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def pair(self, group_id: int, week: date, accounts: Iterable[int]) -> Pairing:
        """Make these accounts of a group partners, from a day on; one alone has none from then on."""
        made = insert(pairings).values(group_id=group_id, week=week).returning(pairings.c.id)
        pairing_id = (await self._connection.execute(made)).scalar_one()
        together = tuple(accounts)
        rows = [{"pairing_id": pairing_id, "account_id": account} for account in together]
        await self._connection.execute(insert(pairing_members), rows)
        return Pairing(pairing_id, group_id, week, together)

    async def current(self, group_ids: Collection[int]) -> dict[int, tuple[Pairing, ...]]:
        """Who is whose partner in these groups, by group: everybody in the latest pairing of theirs, so that one whose
        partners have found others is alone in it."""
        rows = await self._connection.execute(_CURRENT, {"groups": list(group_ids)})
        found: dict[int, tuple[Pairing, ...]] = dict.fromkeys(group_ids, ())
        for pairing in _pairings(rows.all()):
            found[pairing.group_id] += (pairing,)
        return found

    async def since(self, group_ids: Collection[int], week: date) -> dict[int, tuple[Pairing, ...]]:
        """All pairings of these groups from a Monday on, by group, whoever has found others since."""
        asked = {"groups": list(group_ids), "week": week}
        found: dict[int, tuple[Pairing, ...]] = dict.fromkeys(group_ids, ())
        for pairing in _pairings((await self._connection.execute(_SINCE, asked)).all()):
            found[pairing.group_id] += (pairing,)
        return found

    async def still_to_find(self, group_ids: Collection[int], now: datetime) -> frozenset[int]:
        """In which of these groups partners are still to be found for a week that is not over. They are found in this transaction: it is so
        no more."""
        waiting = (nudges.c.group_id.in_(group_ids), nudges.c.kind == NudgeKind.PAIRING.value, nudges.c.due_at > now)
        found = update(nudges).where(*waiting, nudges.c.state == NudgeState.DUE.value).returning(nudges.c.group_id)
        done = found.values(state=NudgeState.SKIPPED.value, reason=Reason.SETTLED_ALREADY.value)
        return frozenset((await self._connection.scalars(done)).all())

    async def find(self, pairing_id: int) -> Pairing | None:
        """A pairing with those who are still in it; None where nobody is."""
        rows = await self._connection.execute(_FIND, {"pairing": pairing_id})
        return next(iter(_pairings(rows.all())), None)

    async def made(self, pairing_id: int) -> Pairing | None:
        """A pairing as it was made, but for those who have left the group since."""
        rows = await self._connection.execute(_MADE, {"pairing": pairing_id})
        return next(iter(_pairings(rows.all())), None)

    async def of_account(self, group_id: int, account_id: int) -> Pairing | None:
        """Whom an account is paired with in a group; perhaps nobody any more."""
        return next((one for one in (await self.current([group_id]))[group_id] if account_id in one.accounts), None)

    async def promise(self, group_id: int, account_id: int, week: date, text: str, day: date | None = None) -> Promise:
        """Promise something for the week that begins on a Monday, or until a day in it; another promise takes the place of the first."""
        row = insert_for(self._connection.dialect.name)(promises).values(
            group_id=group_id, account_id=account_id, week=week, text=text, outcome=PromiseOutcome.OPEN.value, day=day
        )
        again = row.on_conflict_do_update(
            index_elements=[promises.c.group_id, promises.c.account_id, promises.c.week],
            set_={"text": row.excluded.text, "outcome": row.excluded.outcome, "day": row.excluded.day},
        )
        return _promise((await self._connection.execute(again.returning(*promises.c))).one())

    async def promises(self, ids: Collection[int]) -> dict[int, Promise]:
        """These promises, by id."""
        rows = await self._connection.execute(select(*promises.c).where(promises.c.id.in_(ids)))
        return {row[0]: _promise(row) for row in rows.all()}

    async def promises_of(self, group_id: int, account_id: int, since: date) -> Sequence[Promise]:
        """What an account promised in a group for the weeks from a Monday on, the earliest first."""
        mine = and_(promises.c.group_id == group_id, promises.c.account_id == account_id, promises.c.week >= since)
        rows = await self._connection.execute(select(*promises.c).where(mine).order_by(promises.c.week))
        return [_promise(row) for row in rows.all()]

    async def promised(self, group_ids: Collection[int], week: date) -> Sequence[Promise]:
        """What was promised in these groups for a week, the earliest first."""
        there = and_(promises.c.group_id.in_(group_ids), promises.c.week == week)
        rows = await self._connection.execute(select(*promises.c).where(there).order_by(promises.c.id))
        return [_promise(row) for row in rows.all()]

    async def settle(self, promise_id: int, outcome: PromiseOutcome) -> Promise | None:
        """Note what became of a promise; None if it is gone."""
        said = update(promises).where(promises.c.id == promise_id).values(outcome=outcome.value)
        row = (await self._connection.execute(said.returning(*promises.c))).first()
        return _promise(row) if row else None


def _pairings(rows: Iterable[Any]) -> list[Pairing]:
    """The pairings of rows that differ in the account."""
    accounts: defaultdict[tuple[int, int, date], list[int]] = defaultdict(list)
    for pairing_id, group_id, week, account_id in rows:
        accounts[pairing_id, group_id, week].append(account_id)
    return [Pairing(*key, tuple(together)) for key, together in accounts.items()]


def _promise(row: Row[Any]) -> Promise:
    return Promise(**{**row._asdict(), "outcome": PromiseOutcome(row.outcome)})
