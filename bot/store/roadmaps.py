"""Roadmaps that learners brought, in versions that can be rolled back."""

import asyncio
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.aside import Aside, Work
from bot.store.group_tables import groups
from bot.store.stored import read
from bot.store.tables import accounts, enrolments, roadmap_versions, roadmaps
from bot.store.values import Imported, Shelved, Version
from roadmap.model import Roadmap, Topic
from roadmap.writing.documents import without_statuses

MOST_VERSIONS = 10
"""Versions of one roadmap that are kept; the oldest goes when another comes."""

_OF_IT = roadmap_versions.c.roadmap_id == roadmaps.c.id
_CURRENT = (  # whoever is on a roadmap that was brought is asked for it at each line, so it is built once
    select(roadmaps.c.slug, roadmap_versions.c.id, roadmap_versions.c.number, roadmap_versions.c.imported_at)
    .join_from(roadmaps, roadmap_versions, _OF_IT)
    .where(roadmaps.c.slug.in_(bindparam("slugs", expanding=True)), roadmap_versions.c.number == roadmaps.c.current)
)


class Roadmaps:
    """The roadmaps besides those that are shipped. What was read of their documents stands ``aside``."""

    def __init__(self, connection: AsyncConnection, aside: Aside, *, hasty: bool) -> None:
        self._connection, self._aside, self._hasty = connection, aside, hasty

    async def add(self, slug: str, account_id: int | None, imported: Imported, now: datetime) -> None:
        """Put a roadmap on the shelf, as its first version. Raises Conflict where the slug is taken."""
        made = insert(roadmaps).values(slug=slug, account_id=account_id, current=1, created_at=now)
        roadmap_id = (await self._connection.execute(made.returning(roadmaps.c.id))).scalar_one()
        await self._append(roadmap_id, 1, imported, now)

    async def revise(self, slug: str, imported: Imported, now: datetime) -> int:
        """Add a version, which is the current one from now on, and return its number; the oldest of many goes."""
        row = (await self._connection.execute(_shelved(roadmaps.c.slug == slug).with_for_update(of=roadmaps))).one()
        number = row.newest + 1
        await self._append(row.id, number, imported, now)
        await self.set_current(slug, number)
        version = roadmap_versions.c
        too_old = (version.roadmap_id == row.id) & (version.number <= number - MOST_VERSIONS)
        await self._connection.execute(delete(roadmap_versions).where(too_old))
        return int(number)

    async def set_current(self, slug: str, number: int) -> None:
        """Go back, or forth, to a version there is."""
        await self._connection.execute(update(roadmaps).where(roadmaps.c.slug == slug).values(current=number))

    async def share(self, slug: str, at: datetime | None) -> None:
        """Show a roadmap to everybody from now on, or to nobody any more (None)."""
        await self._connection.execute(update(roadmaps).where(roadmaps.c.slug == slug).values(shared_at=at))

    async def is_shared(self, slug: str) -> bool:
        """Whether everybody may see it; one that there never was is not shared either."""
        shared = select(roadmaps.c.id).where(roadmaps.c.slug == slug, roadmaps.c.shared_at.is_not(None))
        return (await self._connection.execute(shared)).first() is not None

    async def shared_of(self, learner_id: int) -> frozenset[str]:
        """The slugs of those that a learner brought and shows to everybody."""
        shared = select(roadmaps.c.slug).join(accounts, accounts.c.id == roadmaps.c.account_id)
        mine = shared.where(accounts.c.learner_id == learner_id, roadmaps.c.shared_at.is_not(None))
        return frozenset((await self._connection.execute(mine)).scalars())

    async def shelved(self, slug: str) -> Shelved | None:
        """What there is of a roadmap."""
        row = (await self._connection.execute(_shelved(roadmaps.c.slug == slug))).first()
        return _value(row) if row else None

    async def of_learner(self, learner_id: int) -> Sequence[Shelved]:
        """The roadmaps that a learner brought, the oldest first."""
        rows = await self._connection.execute(_shelved(accounts.c.learner_id == learner_id))
        return [_value(row) for row in rows.all()]

    async def versions(self, learner_id: int) -> list[dict[str, Any]]:
        """All versions of the roadmaps that a learner brought, the newest of each first, by column, without the texts."""
        version = roadmap_versions.c
        brought = (
            select(
                *(column for column in roadmaps.c if column.name != "id"),
                *(column for column in version if column.name not in {"number", "source", "document"}),
                version.number.label("version"),
            )
            .join_from(roadmaps, roadmap_versions, _OF_IT)
            .join(accounts, accounts.c.id == roadmaps.c.account_id)
            .where(accounts.c.learner_id == learner_id)
            .order_by(roadmaps.c.id, version.number.desc())
        )
        return [dict(row) for row in (await self._connection.execute(brought)).mappings()]

    async def imported(self, slug: str, number: int | None = None) -> Imported | None:
        """A version as it was brought; the current one unless another is named."""
        row = (await self._connection.execute(_versions(roadmaps.c.slug == slug, number))).first()
        return Imported(row.form, row.source, row.document) if row else None

    async def newest_of(self, slug: str, form: str) -> tuple[int, str, datetime] | None:
        """The number of the current version, its source and when it came, where it has this form and none came after it."""
        version = roadmap_versions.c
        newest = select(func.max(version.number)).where(_OF_IT).correlate(roadmaps).scalar_subquery()
        wanted = (
            select(version.number, version.source, version.imported_at)
            .join_from(roadmaps, roadmap_versions, _OF_IT)
            .where(roadmaps.c.slug == slug, version.form == form)
            .where(version.number == roadmaps.c.current, version.number == newest)
        )
        row = (await self._connection.execute(wanted)).first()
        return (row.number, row.source, row.imported_at) if row else None

    async def last_of(self, learner_id: int) -> Version | None:
        """The version that came last of all that a learner brought or edited; None where its roadmap stands at another."""
        version = roadmap_versions.c
        last = (
            select(roadmaps.c.slug, roadmaps.c.current, version.number, version.form, version.imported_at)
            .join_from(roadmaps, roadmap_versions, _OF_IT)
            .join(accounts, accounts.c.id == roadmaps.c.account_id)
            .where(accounts.c.learner_id == learner_id)
            .order_by(version.imported_at.desc(), version.id.desc())
            .limit(1)
        )
        row = (await self._connection.execute(last)).first()
        if row is None or row.current != row.number:
            return None
        return Version(row.slug, row.number, row.form, row.imported_at)

    async def current(self, slugs: Collection[str]) -> Mapping[str, Roadmap]:
        """The current versions of these roadmaps, by slug; those that are not on the shelf are left out. Raises NotReady,
        RoadmapFaults."""
        rows = (await self._connection.execute(_CURRENT, {"slugs": list(slugs)})).all()
        keys = {row.id: tuple(row) for row in rows}  # an id alone may be another's one day
        known = {row.slug: stored for row in rows if (stored := self._aside.get(keys[row.id]))}
        unknown = {row.id: row.slug for row in rows if row.slug not in known}
        if unknown:
            version = roadmap_versions.c
            texts = await self._connection.execute(select(version.id, version.document).where(version.id.in_(unknown)))
            works: dict[Hashable, Work] = {keys[id_]: partial(read, unknown[id_], text) for id_, text in texts.all()}
            found = await self._aside.ready(works, hasty=self._hasty)
            known |= {unknown[id_]: found[keys[id_]] for id_ in unknown}
        return {slug: stored.roadmap for slug, stored in known.items()}

    async def removed(self, slug: str, topics: Collection[str]) -> Mapping[str, Topic]:
        """Topics that a roadmap had once, by slug, each as the newest of its versions has it that had it."""
        version = roadmap_versions.c
        older = select(version.document).join_from(roadmap_versions, roadmaps, _OF_IT).where(roadmaps.c.slug == slug)
        found: dict[str, Topic] = {}
        for text in (await self._connection.scalars(older.order_by(version.number.desc()))).all():
            if found.keys() >= set(topics):
                break
            stored, _ = await asyncio.to_thread(read, slug, text)
            found = {one: stored.roadmap.by_slug[one] for one in topics if one in stored.roadmap.by_slug} | found
        return found

    async def drop(self, slug: str) -> None:
        """Take a roadmap off its owner's shelf: it goes where nobody is on it, and else stays as nobody's."""
        mine = roadmaps.c.slug == slug
        on_it = select(enrolments.c.id).where(enrolments.c.roadmap == slug)
        in_use = select(groups.c.id).where(groups.c.roadmap == slug)
        await self._connection.execute(delete(roadmaps).where(mine, ~exists(on_it), ~exists(in_use)))
        await self._let_go(mine)

    async def forget(self, learner_id: int) -> None:
        """Delete the roadmaps that this learner brought and nobody else is on, no group either; the others stay, as
        nobody's, and go with the last who is on them."""
        theirs = select(accounts.c.id).where(accounts.c.learner_id == learner_id)
        others = (
            select(enrolments.c.id)
            .join(accounts, accounts.c.id == enrolments.c.account_id)
            .where(enrolments.c.roadmap == roadmaps.c.slug, accounts.c.learner_id != learner_id)
        )
        documents = select(roadmap_versions.c.id).where(_OF_IT, roadmap_versions.c.source != "")
        let_go = and_(roadmaps.c.account_id.is_(None), ~exists(documents.correlate(roadmaps)))
        await self._connection.execute(
            delete(roadmaps).where(
                or_(roadmaps.c.account_id.in_(theirs), let_go),
                ~exists(others.correlate(roadmaps)),
                roadmaps.c.slug.not_in(select(groups.c.roadmap).where(groups.c.roadmap.is_not(None))),
            )
        )
        await self._let_go(roadmaps.c.account_id.in_(theirs))

    async def _let_go(self, which: ColumnElement[bool]) -> None:
        """Make roadmaps nobody's: what others are on stays, which is the current version; the document it came from
        goes, with its owner's ticks, the versions that only an owner could go back to, and the page that showed it to everybody."""
        version = roadmap_versions.c
        current = select(version.id, version.document).join_from(roadmaps, roadmap_versions, _OF_IT)
        kept = (await self._connection.execute(current.where(which, version.number == roadmaps.c.current))).all()
        of_them = version.roadmap_id.in_(select(roadmaps.c.id).where(which))
        others = version.id.not_in([row.id for row in kept])
        await self._connection.execute(delete(roadmap_versions).where(of_them, others))
        for row in kept:
            unticked = {"source": "", "document": await asyncio.to_thread(without_statuses, row.document)}
            await self._connection.execute(update(roadmap_versions).where(version.id == row.id).values(unticked))
        await self._connection.execute(update(roadmaps).where(which).values(account_id=None, shared_at=None))

    async def _append(self, roadmap_id: int, number: int, imported: Imported, now: datetime) -> None:
        made = insert(roadmap_versions).values(
            roadmap_id=roadmap_id,
            number=number,
            form=imported.form,
            source=imported.source,
            document=imported.document,
            imported_at=now,
        )
        await self._connection.execute(made)


def _shelved(which: ColumnElement[bool]) -> Select[Any]:
    number = roadmap_versions.c.number
    newest, oldest = select(func.max(number)).where(_OF_IT), select(func.min(number)).where(_OF_IT)
    return (
        select(
            roadmaps.c.id,
            roadmaps.c.slug,
            accounts.c.learner_id,
            roadmaps.c.current,
            newest.scalar_subquery().label("newest"),
            oldest.scalar_subquery().label("oldest"),
        )
        .outerjoin_from(roadmaps, accounts, accounts.c.id == roadmaps.c.account_id)
        .where(which)
        .order_by(roadmaps.c.id)
    )


def _value(row: Row[Any]) -> Shelved:
    return Shelved(row.slug, row.learner_id, row.current, row.newest, row.oldest)


def _versions(which: ColumnElement[bool], number: int | None = None) -> Select[Any]:
    version = roadmap_versions.c
    wanted = version.number == (roadmaps.c.current if number is None else number)
    return (
        select(roadmaps.c.slug, version.form, version.source, version.document)
        .join_from(roadmaps, roadmap_versions, _OF_IT)
        .where(which, wanted)
    )
