"""What is so of learners at a moment, as marks that differ once anything of it has changed: by them a page that is open knows that it
is to be made anew. One statement for many learners, each part of it found by an index."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Select,
    String,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.calendar_tables import calendars
from bot.store.group_tables import groups, memberships
from bot.store.portfolio_tables import portfolios
from bot.store.ready import Ready
from bot.store.tables import accounts, enrolments, learners, progress_events, roadmap_versions, roadmaps
from bot.store.web_sessions import IDLE
from bot.store.web_tables import web_sessions
from bot.store.written import among, written

DIGITS = 16
"""Hexadecimal digits of a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``zone`` is the learner's own, None where it was not said; ``content`` changes with whatever a page of theirs shows."""

    zone: str | None
    content: str


class Marks:
    """Looks at many learners at once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, learner_ids: Collection[int]) -> dict[int, Mark]:
        """The marks of those learners that there are."""
        ready = _marks(self._connection.dialect.name)
        rows = await ready.rows(self._connection, {"ids": json.dumps(list(learner_ids))})
        return {learner: mark_of([*parts]) for learner, parts in groupby(rows, key=lambda row: row[0])}

    async def behind(self, session_ids: Collection[int], now: datetime) -> dict[int, int]:
        """The learners of those browsers that are still signed in."""
        found = _sessions(self._connection.dialect.name)
        rows = await self._connection.execute(found, {"ids": json.dumps(list(session_ids)), "since": now - IDLE})
        return dict(tuple(row) for row in rows.all())

    async def pulse(self) -> str | None:
        """What stays the same until something is committed, by whichever process; None where the database has no such thing."""
        if self._connection.dialect.name != "postgresql":
            return None
        return str((await self._connection.execute(select(cast(func.pg_current_snapshot(), String)))).scalar_one())


def mark_of(parts: Sequence[Any]) -> Mark:
    """Of parts that are rows of an id, a zone or None, and a text, in order."""
    content = "\n".join(str(part[2]) for part in parts)
    return Mark(next((part[1] for part in parts if part[1]), None), sha256(content.encode()).hexdigest()[:DIGITS])


@cache
def _marks(dialect: str) -> Ready:
    """Learners, their zones, and parts of what is so of each, in order."""
    told = select(func.max(progress_events.c.position)).where(progress_events.c.enrolment_id == enrolments.c.id)
    newest = select(func.max(roadmap_versions.c.number)).where(roadmap_versions.c.roadmap_id == roadmaps.c.id)
    strands = (
        select(
            accounts.c.learner_id,
            null(),
            written(
                dialect,
                *accounts.c,
                *enrolments.c,
                roadmaps.c.current,
                roadmaps.c.shared_at,
                newest.scalar_subquery(),
                told.scalar_subquery(),
            ),
        )
        .outerjoin(enrolments, enrolments.c.account_id == accounts.c.id)
        .outerjoin(roadmaps, roadmaps.c.slug == enrolments.c.roadmap)
        .where(among(dialect, accounts.c.learner_id))
    )
    own = select(learners.c.id, learners.c.zone, written(dialect, *learners.c)).where(among(dialect, learners.c.id))
    parts: list[Select[Any]] = [own, strands]
    shown = (portfolios.c.id, portfolios.c.parts, portfolios.c.made_at)
    for number, columns in enumerate(((web_sessions.c.id,), (calendars.c.id,), shown)):
        owned = columns[0].table
        rows = select(accounts.c.learner_id, null(), written(dialect, literal(number), *columns))
        joined = rows.join(owned, owned.c.account_id == accounts.c.id)
        parts.append(joined.where(among(dialect, accounts.c.learner_id)))
    dates = (memberships.c.id, groups.c.title, groups.c.roadmap, groups.c.first_day, groups.c.last_day)
    common = select(accounts.c.learner_id, null(), written(dialect, *dates))
    met = common.join(memberships, memberships.c.account_id == accounts.c.id).join(groups)
    parts.append(met.where(among(dialect, accounts.c.learner_id)))
    return Ready(union_all(*parts).order_by("id", "written"))


@cache
def _sessions(dialect: str) -> Any:
    found = select(web_sessions.c.id, accounts.c.learner_id).join(accounts, accounts.c.id == web_sessions.c.account_id)
    return found.where(among(dialect, web_sessions.c.id), web_sessions.c.seen_at > bindparam("since"))
