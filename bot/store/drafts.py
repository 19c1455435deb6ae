"""Drafts: documents that were understood, each with its readings, and wait for a tap."""

import json
from collections.abc import Hashable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.aside import Aside, Work
from bot.store.stored import Stored, read
from bot.store.tables import accounts, draft_readings, drafts
from bot.store.values import Draft, Offered

MOST_DRAFTS = 5
"""Drafts of one account that are kept; an older one goes when another comes."""


class Drafts:
    """What was brought and not taken yet. What was read of the documents stands ``aside``."""

    def __init__(self, connection: AsyncConnection, aside: Aside, *, hasty: bool) -> None:
        self._connection, self._aside, self._hasty = connection, aside, hasty

    async def keep(
        self, token: str, platform: str, user_id: str, draft: Draft, *, now: datetime, until: datetime
    ) -> None:
        """Keep what was understood until it is taken or discarded; what is too old is swept out on the way."""
        await self._connection.execute(delete(drafts).where(drafts.c.expires_at <= now))
        theirs = select(drafts.c.token).where(drafts.c.platform == platform, drafts.c.user_id == user_id)
        newest = theirs.order_by(drafts.c.expires_at.desc(), drafts.c.token)
        older = (await self._connection.execute(newest.offset(MOST_DRAFTS - 1))).scalars().all()
        await self._connection.execute(delete(drafts).where(drafts.c.token.in_(older)))
        await self._connection.execute(
            insert(drafts).values(
                token=token,
                platform=platform,
                user_id=user_id,
                source=draft.source,
                expires_at=until,
            )
        )
        readings = [{"token": token, "number": number, **asdict(one)} for number, one in enumerate(draft.readings)]
        await self._connection.execute(insert(draft_readings), readings)

    async def of_account(self, token: str, platform: str, user_id: str, now: datetime) -> Draft | None:
        """A draft of this account, with the document of the reading that is looked at; None if there is none or it is too
        old."""
        looked_at = draft_readings.c.number == drafts.c.reading
        kept = (
            select(
                drafts.c.source,
                drafts.c.reading,
                drafts.c.without,
                draft_readings.c.form,
                draft_readings.c.told,
                case((looked_at, draft_readings.c.document), else_="").label("document"),
            )
            .join_from(drafts, draft_readings)
            .where(
                drafts.c.token == token,
                drafts.c.platform == platform,
                drafts.c.user_id == user_id,
                drafts.c.expires_at > now,
            )
            .order_by(draft_readings.c.number)
        )
        rows = (await self._connection.execute(kept)).all()
        if not rows:
            return None
        readings = tuple(Offered(row.form, row.document, row.told) for row in rows)
        return Draft(rows[0].source, readings, rows[0].reading, frozenset(json.loads(rows[0].without)))

    async def newest(self, platform: str, user_id: str, now: datetime) -> str | None:
        """The token of the draft that an account sent last; None where none waits."""
        theirs = (drafts.c.platform == platform, drafts.c.user_id == user_id, drafts.c.expires_at > now)
        newest = select(drafts.c.token).where(*theirs).order_by(drafts.c.expires_at.desc(), drafts.c.token).limit(1)
        return (await self._connection.execute(newest)).scalar_one_or_none()

    async def reading(self, token: str, number: int) -> Stored:
        """What any of its readings says. Raises NotReady, RoadmapFaults, NoResultFound where there is none of this number."""
        wanted = select(draft_readings.c.document).where(
            draft_readings.c.token == token, draft_readings.c.number == number
        )
        document = (await self._connection.execute(wanted)).scalar_one()
        works: dict[Hashable, Work] = {(token, number): partial(read, "", document)}
        stored: Stored = (await self._aside.ready(works, hasty=self._hasty))[token, number]
        return stored

    async def choose(self, token: str, reading: int, without: frozenset[int]) -> None:
        """Another reading of a draft is looked at, or others of its stages are left out."""
        chosen = {"reading": reading, "without": json.dumps(sorted(without))}
        await self._connection.execute(update(drafts).where(drafts.c.token == token).values(chosen))

    async def understood(self, token: str, draft: Draft) -> Stored:
        """What the reading of a draft says that is looked at, all of its stages. Raises NotReady, RoadmapFaults."""
        key = (token, draft.reading)
        works: dict[Hashable, Work] = {key: partial(read, "", draft.imported.document)}
        stored: Stored = (await self._aside.ready(works, hasty=self._hasty))[key]
        return stored

    def remember(self, token: str, stored: Stored) -> None:
        """What the likeliest reading of a draft says is known already."""
        self._aside.keep((token, 0), stored, stored.size)

    async def of_learner(self, learner_id: int) -> list[dict[str, Any]]:
        """What a learner's accounts sent and have not taken yet, by column, each with one of its readings, the oldest first."""
        theirs = and_(accounts.c.platform == drafts.c.platform, accounts.c.user_id == drafts.c.user_id)
        kept = (
            select(*drafts.c, *(column for column in draft_readings.c if column.name != "token"))
            .join_from(drafts, accounts, theirs)
            .join(draft_readings, draft_readings.c.token == drafts.c.token)
            .where(accounts.c.learner_id == learner_id)
            .order_by(drafts.c.expires_at, drafts.c.token, draft_readings.c.number)
        )
        return [dict(row) for row in (await self._connection.execute(kept)).mappings()]

    async def drop(self, token: str) -> None:
        """A draft was taken or discarded."""
        await self._connection.execute(delete(drafts).where(drafts.c.token == token))
