"""Portfolios that others may see: each is a learner's, of one roadmap, known by the digest of the secret part of its address alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.portfolio_tables import portfolios
from bot.store.tables import accounts
from bot.store.unguessable import digest_of


@dataclass(frozen=True, slots=True)
class KeptPortfolio:
    """``parts`` is what it shows, as words; ``made_at`` since when it has its address, None while nobody sees it."""

    id: int
    account_id: int
    roadmap: str
    parts: str
    made_at: datetime | None


_ALL = select(*(column for column in portfolios.c if column.name != "digest"))


class Portfolios:
    """The portfolios, and their addresses. A learner has one of a roadmap, whichever of their accounts it was made by."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_learner(self, learner_id: int, roadmap: str) -> KeptPortfolio | None:
        """What a learner chose to show of a roadmap; one that others see before one that they do not."""
        mine = _ALL.where(_is_theirs(learner_id, roadmap)).order_by(portfolios.c.made_at.is_(None), portfolios.c.id)
        row = (await self._connection.execute(mine)).first()
        return KeptPortfolio(*row) if row else None

    async def behind(self, secret: str) -> KeptPortfolio | None:
        """The portfolio whose address ends in this; None for one that there never was as for one that was taken back."""
        row = (await self._connection.execute(_ALL.where(portfolios.c.digest == digest_of(secret)))).first()
        return KeptPortfolio(*row) if row else None

    async def choose(self, learner_id: int, account_id: int, roadmap: str, parts: str) -> None:
        """Show these parts from now on; who sees it stays as it is."""
        mine = update(portfolios).where(_is_theirs(learner_id, roadmap)).values(parts=parts)
        if (await self._connection.execute(mine.returning(portfolios.c.id))).first() is None:
            made = insert(portfolios).values(account_id=account_id, roadmap=roadmap, parts=parts)
            await self._connection.execute(made)

    async def show(self, learner_id: int, kept: KeptPortfolio, secret: str, now: datetime) -> None:
        """Let whoever has this address see a learner's; what was its address before is none any more, and no other that came with an
        account that was linked."""
        await self.hide(learner_id, kept.roadmap)
        shown = update(portfolios).where(portfolios.c.id == kept.id)
        await self._connection.execute(shown.values(digest=digest_of(secret), made_at=now))

    async def hide(self, learner_id: int, roadmap: str | None = None) -> bool:
        """Let nobody see it any more, or any of a learner's, whatever roadmap it is of; whether anybody could."""
        seen = _is_theirs(learner_id, roadmap) & portfolios.c.digest.is_not(None)
        hidden = update(portfolios).where(seen).values(digest=None, made_at=None).returning(portfolios.c.id)
        return bool((await self._connection.execute(hidden)).all())

    async def drop(self, learner_id: int, roadmap: str) -> None:
        """Forget what was shown of a roadmap."""
        await self._connection.execute(delete(portfolios).where(_is_theirs(learner_id, roadmap)))

    async def of_accounts(self, account_ids: Collection[int]) -> list[dict[str, Any]]:
        """All that is kept of these accounts' portfolios, by column; not what an address is known by."""
        mine = _ALL.where(portfolios.c.account_id.in_(account_ids)).order_by(portfolios.c.id)
        return [dict(row) for row in (await self._connection.execute(mine)).mappings()]


def _is_theirs(learner_id: int, roadmap: str | None) -> Any:
    """Of this roadmap; None for any."""
    by = portfolios.c.account_id.in_(select(accounts.c.id).where(accounts.c.learner_id == learner_id))
    return by if roadmap is None else by & (portfolios.c.roadmap == roadmap)
