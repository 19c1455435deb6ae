"""Links: codes that join two accounts, and whose accounts are whose. Accounts move between learners; no fact does.

A code is kept as its digest, with the name its account goes by, until it is used or too old; with it goes who has been
shown what it would join.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Conflict
from bot.store.deletions import Deletions
from bot.store.link_tables import link_previews
from bot.store.tables import accounts, codes, learners, nudges
from bot.store.unguessable import digest_of
from bot.store.upserts import insert_for
from bot.store.values import Account, Learner, NudgeState

LINK = "link"
"""The purpose of a code, and of the wrong tries that are counted."""

LONGEST_NAME = 64
DIGITS = 32
"""Hexadecimal digits of a digest that are kept: 128 bits, far more than a code has."""

_BEST_FIRST = [
    state.value
    for state in (
        NudgeState.SENT,
        NudgeState.SENDING,
        NudgeState.DUE,
        NudgeState.UNREACHABLE,
        NudgeState.FAILED,
        NudgeState.SKIPPED,
    )
]
"""Which of two nudges for one period is kept: what arrived, then what may still arrive."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a code stands for: the account that offers to link, and the name it goes by there; ``id`` is the code's."""

    id: int
    account_id: int
    name: str


class Links:
    """Which accounts are one learner's; ``deletions`` are those that linked accounts may object to."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._shown_just_now: set[tuple[int, int]] = set()
        self.deletions = Deletions(connection)

    async def offer(self, account_id: int, code: str, name: str, expires_at: datetime) -> None:
        """Keep a code by which another account may join this one; an earlier one is void."""
        await self._connection.execute(delete(codes).where(codes.c.account_id == account_id, codes.c.purpose == LINK))
        made = insert(codes).values(
            account_id=account_id,
            purpose=LINK,
            code=_digest(code),
            expires_at=expires_at,
            name=name[:LONGEST_NAME],
        )
        await self._connection.execute(made)

    async def offered(self, code: str, now: datetime) -> Offer | None:
        """What a code stands for; None if there is none such, or not any more."""
        alive = and_(codes.c.purpose == LINK, codes.c.code == _digest(code), codes.c.expires_at > now)
        columns = (codes.c.id, codes.c.account_id, codes.c.name)
        row = (await self._connection.execute(select(*columns).where(alive))).first()
        return Offer(*row) if row else None

    async def show(self, offer: Offer, account_id: int) -> None:
        """Note that an account is shown what this code would join."""
        seen = {"code_id": offer.id, "account_id": account_id}
        noted = insert_for(self._connection.dialect.name)(link_previews).values(seen).on_conflict_do_nothing()
        if (await self._connection.execute(noted.returning(link_previews.c.id))).first():
            self._shown_just_now.add((offer.id, account_id))

    async def was_shown(self, offer: Offer, account_id: int) -> bool:
        """Whether an account has been shown what this code would join, before the transaction that asks: what is being
        shown in the same breath nobody has seen yet."""
        seen = (link_previews.c.code_id == offer.id, link_previews.c.account_id == account_id)
        found = (await self._connection.execute(select(link_previews.c.id).where(*seen))).first()
        return found is not None and (offer.id, account_id) not in self._shown_just_now

    async def take(self, code: str, now: datetime) -> Offer | None:
        """The same, and the code is void from now on: of two who take it at once one gets it."""
        gone = delete(codes).where(codes.c.purpose == LINK, codes.c.code == _digest(code))
        row = (
            await self._connection.execute(
                gone.returning(codes.c.id, codes.c.account_id, codes.c.name, codes.c.expires_at)
            )
        ).first()
        return Offer(row.id, row.account_id, row.name) if row and row.expires_at > now else None

    async def previews_of(self, account_ids: Collection[int]) -> list[dict[str, Any]]:
        """Which codes these accounts were shown, by column."""
        seen = select(*link_previews.c).where(link_previews.c.account_id.in_(account_ids)).order_by(link_previews.c.id)
        return [dict(row) for row in (await self._connection.execute(seen)).mappings()]

    @staticmethod
    def stale(now: datetime) -> ColumnElement[bool]:
        """Whether there is a code that is too old."""
        return select(codes.c.id).where(codes.c.expires_at <= now).exists()

    async def sweep(self, now: datetime) -> None:
        """Forget every code that is too old, and the name with it."""
        await self._connection.execute(delete(codes).where(codes.c.expires_at <= now))

    async def hold(self, account_ids: Collection[int]) -> None:
        """Lock the learners of these accounts, in the order of their ids, until the transaction ends; what is read
        before may have changed. What others file for them is waited for, and waits: it is to be given away with the rest. Raises Conflict where an account changed hands meanwhile."""
        before = await self._owners(account_ids)
        ids = sorted(set(before.values()))
        await self._connection.execute(
            select(learners.c.id).where(learners.c.id.in_(ids)).order_by(learners.c.id).with_for_update()
        )
        if await self._owners(account_ids) != before:
            raise Conflict

    async def unite(self, kept: Learner, gone: int) -> None:
        """Give all accounts of the learner ``gone``, with their nudges, to ``kept``, who is as given from now on. Both
        are held."""
        await self._drop_repeated(kept.id, gone)
        for table in (nudges, accounts):
            moved = update(table).where(table.c.learner_id == gone).values(learner_id=kept.id)
            await self._connection.execute(moved)
        await self._connection.execute(update(learners).where(learners.c.id == kept.id).values(asdict(kept)))
        await self._void_codes(kept.id)
        await self._connection.execute(delete(learners).where(learners.c.id == gone))

    async def part(self, account: Account, learner: Learner, *, takes: str | None, leaves: str | None) -> None:
        """Give an account, with its nudges, to a learner of its own, who has the same settings; study times are where they were set.
        ``takes`` and ``leaves`` are the roadmaps under way on either side. The learner is held."""
        await self._void_codes(learner.id)
        is_timed = learner.study is not None and learner.study.account == account.id
        no_times = "" if learner.study_times else learner.study_times
        own = {
            **asdict(learner),
            "roadmap": takes,
            "next_nudge_at": None,
            "next_study_at": None,
            "nudge_platform": None,
            "last_platform": account.platform,
            "study_times": learner.study_times if is_timed else no_times,
        }
        del own["id"]
        made = insert(learners).values(own).returning(learners.c.id)
        new: int = (await self._connection.execute(made)).scalar_one()
        await self._connection.execute(update(accounts).where(accounts.c.id == account.id).values(learner_id=new))
        await self._connection.execute(update(nudges).where(nudges.c.account_id == account.id).values(learner_id=new))
        chosen = None if learner.nudge_platform == account.platform else learner.nudge_platform
        last = None if learner.last_platform == account.platform else learner.last_platform
        await self._connection.execute(
            update(learners)
            .where(learners.c.id == learner.id)
            .values(
                roadmap=leaves,
                nudge_platform=chosen,
                last_platform=last,
                study_times=no_times if is_timed else learner.study_times,
            )
        )

    async def _owners(self, account_ids: Collection[int]) -> dict[int, int]:
        """The learner of each account."""
        owned = select(accounts.c.id, accounts.c.learner_id).where(accounts.c.id.in_(account_ids))
        return {row.id: row.learner_id for row in (await self._connection.execute(owned)).all()}

    async def _drop_repeated(self, kept: int, gone: int) -> None:
        """Where both have a nudge for one period, keep one of them."""
        mine, theirs = nudges.alias("mine"), nudges.alias("theirs")
        same = and_(mine.c.kind == theirs.c.kind, mine.c.period == theirs.c.period)
        pairs = (
            select(mine.c.id, mine.c.state, theirs.c.id, theirs.c.state)
            .join_from(mine, theirs, same)
            .where(mine.c.learner_id == kept, theirs.c.learner_id == gone)
            .with_for_update()
        )
        losers = [
            theirs_id if _BEST_FIRST.index(mine_state) <= _BEST_FIRST.index(theirs_state) else mine_id
            for mine_id, mine_state, theirs_id, theirs_state in (await self._connection.execute(pairs)).all()
        ]
        if losers:
            await self._connection.execute(delete(nudges).where(nudges.c.id.in_(losers)))

    async def _void_codes(self, learner_id: int) -> None:
        """What was offered, shown or confirmed before was meant for other accounts."""
        theirs = select(accounts.c.id).where(accounts.c.learner_id == learner_id)
        for table in (codes, link_previews):
            await self._connection.execute(delete(table).where(table.c.account_id.in_(theirs)))


def _digest(code: str) -> str:
    return digest_of(code)[:DIGITS]
