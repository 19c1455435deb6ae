"""What stands in groups: the texts of the bot's posts there, and how a name is struck out of them.

A text is kept before its post is sent, so that whoever leaves meanwhile is struck out of it all the same.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import Reason
from bot.store.erasing import Erasing
from bot.store.group_tables import memberships
from bot.store.kinds import NudgeKind
from bot.store.post_names import said_trace, struck, struck_in_lines, trace, unsaid
from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeState


@dataclass(frozen=True, slots=True)
class StandingPost:
    """A row of the ledger as a post, in a thread or in the chat itself; ``text`` is None where nothing of it stands any
    more. One that ``is_hidden`` was taken away by an admin, or is about to be. ``first_due_at`` is its original moment."""

    id: int
    kind: NudgeKind
    subject: int | None
    state: NudgeState
    message_id: str
    text: Markup | None
    thread_id: str | None
    is_hidden: bool
    first_due_at: datetime


_COLUMNS = (
    nudges.c.id,
    nudges.c.kind,
    nudges.c.subject,
    nudges.c.state,
    nudges.c.message_id,
    nudges.c.text,
    nudges.c.thread_id,
    nudges.c.reason,
    nudges.c.first_due_at,
)
MOST_TWICE = 20
"""Posts that may stand twice are looked at."""

TOLD = and_(
    nudges.c.kind == NudgeKind.DIGEST.value,
    or_(
        nudges.c.state.in_([NudgeState.DUE.value, NudgeState.SENDING.value, NudgeState.SENT.value]),
        nudges.c.reason == Reason.QUIET_WEEK.value,
    ),
)
"""Of a digest that its days are, or will be, told of, or had nothing to tell."""

_SHOWN = nudges.c.reason != Reason.HIDDEN.value


class Posts:
    """The texts of group posts; what is to go from a group is entered by ``erasing``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.erasing = Erasing(connection)

    async def find(self, nudge_id: int) -> StandingPost | None:
        """The post of a row of the ledger."""
        row = (await self._connection.execute(select(*_COLUMNS).where(nudges.c.id == nudge_id))).first()
        return _post(row) if row else None

    async def first_of(self, group_id: int, kind: NudgeKind, subject: int) -> StandingPost | None:
        """The post that was the first of this kind about a subject, of those that were not hidden."""
        return await self._earliest(group_id, kind, subject)

    async def subjects(self, group_ids: Collection[int], kind: NudgeKind, subjects: Collection[int]) -> frozenset[int]:
        """About which of these subjects there is a post of this kind, in these groups, that was not hidden."""
        theirs = (nudges.c.group_id.in_(group_ids), nudges.c.subject.in_(subjects))
        about = (*theirs, nudges.c.kind == kind.value, _SHOWN)
        return frozenset((await self._connection.scalars(select(nudges.c.subject).where(*about).distinct())).all())

    async def leading(self, group_id: int, kind: NudgeKind, subject: int, now: datetime) -> StandingPost | None:
        """The same of those whose moment has come and that stood, or are about to: a row by which nothing was posted leads none."""
        came = (nudges.c.first_due_at <= now, nudges.c.state != NudgeState.SKIPPED.value)
        return await self._earliest(group_id, kind, subject, *came)

    async def _earliest(
        self, group_id: int, kind: NudgeKind, subject: int, *which: ColumnElement[bool]
    ) -> StandingPost | None:
        of_subject = (nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.subject == subject, _SHOWN)
        return await self._the(select(func.min(nudges.c.id)).where(*of_subject, *which))

    async def last_of(self, group_id: int, kind: NudgeKind, subject: int) -> StandingPost | None:
        """The post of this kind about a subject as it was sent last, be it anew in the place of one that was gone."""
        of_subject = (nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.subject == subject)
        return await self._the(select(func.max(nudges.c.id)).where(*of_subject, nudges.c.message_id != ""))

    async def _the(self, which: Select[tuple[int]]) -> StandingPost | None:
        """The post of the row that is asked for, in one go."""
        row = (await self._connection.execute(select(*_COLUMNS).where(nudges.c.id == which.scalar_subquery()))).first()
        return _post(row) if row else None

    async def before(self, post: StandingPost, group_id: int, most: int) -> Sequence[StandingPost]:
        """The posts of the same kind that stood before in a group, the latest first: each by the row that made it, and at
        most so many."""
        made_by = (
            select(func.min(nudges.c.id))
            .where(nudges.c.group_id == group_id, nudges.c.kind == post.kind.value, nudges.c.id < post.id)
            .where(nudges.c.message_id.not_in(["", post.message_id]), _SHOWN)
            .group_by(nudges.c.message_id)
        )
        latest = select(*_COLUMNS).where(nudges.c.id.in_(made_by)).order_by(nudges.c.id.desc()).limit(most)
        return [_post(row) for row in (await self._connection.execute(latest)).all()]

    async def standing(self, group_id: int, message_id: str) -> Markup | None:
        """What a message of a group reads now."""
        text = await self._connection.scalar(
            select(nudges.c.text)
            .where(nudges.c.group_id == group_id, nudges.c.message_id == message_id, nudges.c.text.is_not(None))
            .order_by(nudges.c.id.desc())
            .limit(1)
        )
        return None if text is None else Markup(text)  # noqa: S704 - it was Markup when it was kept

    async def last_digests(self, group_id: int, until: datetime) -> Sequence[datetime]:
        """For when a group's last two digests up to a moment were entered, the last first: those that were sent, be it anew, are about
        to be, or had nothing to tell."""
        due = (
            select(nudges.c.first_due_at)
            .where(nudges.c.group_id == group_id, TOLD, nudges.c.first_due_at <= until)
            .distinct()
        )
        return (await self._connection.scalars(due.order_by(nudges.c.first_due_at.desc()).limit(2))).all()

    async def digests(self, group_id: int, most: int) -> Sequence[tuple[datetime, Markup]]:
        """The last digests that stand in a group, the latest first: when each was sent, and what is left of it to read."""
        theirs = (nudges.c.group_id == group_id, nudges.c.kind == NudgeKind.DIGEST.value)
        stand = (nudges.c.state == NudgeState.SENT.value, nudges.c.sent_at.is_not(None), nudges.c.text.is_not(None))
        latest = select(nudges.c.sent_at, nudges.c.text).where(*theirs, *stand)
        rows = await self._connection.execute(latest.order_by(nudges.c.id.desc()).limit(most))
        return [(row.sent_at, Markup(row.text)) for row in rows.all()]  # noqa: S704 - it was Markup when it was kept

    async def keep(self, nudge_id: int, text: Markup, thread_id: str | None) -> None:
        """Keep the text that is about to be posted, and in which thread."""
        about = update(nudges).where(nudges.c.id == nudge_id).values(text=str(text), thread_id=thread_id)
        await self._connection.execute(about)

    async def replaced(self, group_id: int, nudge_id: int, message_id: str) -> None:
        """A message stands as this row has it: what earlier rows kept of it is gone."""
        earlier = (nudges.c.group_id == group_id, nudges.c.message_id == message_id, nudges.c.id != nudge_id)
        await self._connection.execute(update(nudges).where(*earlier, nudges.c.text.is_not(None)).values(text=None))

    async def naming(self, account_id: int, group_id: int | None = None) -> Collection[int]:
        """The rows whose text names an account, of one group or of all it joined; they are locked."""
        joined = select(memberships.c.group_id).where(memberships.c.account_id == account_id)
        where = nudges.c.group_id == group_id if group_id else nudges.c.group_id.in_(joined)
        told = select(nudges.c.id).where(where, nudges.c.text.contains(trace(account_id), autoescape=True))
        return (await self._connection.scalars(told.order_by(nudges.c.id).with_for_update())).all()

    async def strike(self, account_id: int, now: datetime, *, group_id: int | None = None) -> None:
        """Strike an account out of the posts of one group, or of all it joined, and let each of them be edited."""
        for nudge_id in await self.naming(account_id, group_id):
            await self._clean(nudge_id, now, lambda post: _without(post, account_id))

    async def unsay(self, group_id: int, kind: str, subject: int, now: datetime) -> None:
        """Strike what was said in a post out of all posts of its group, and let each of them be edited."""
        mark = said_trace(kind, subject)
        quoting = select(nudges.c.id).where(
            nudges.c.group_id == group_id, nudges.c.text.contains(mark, autoescape=True)
        )
        for nudge_id in (await self._connection.scalars(quoting.order_by(nudges.c.id).with_for_update())).all():
            await self._clean(nudge_id, now, lambda post: unsaid(post.text, kind, subject))

    async def hide(self, group_id: int, message_id: str, now: datetime) -> bool:
        """A message of a group is to be taken away: nothing is kept of what it read, and its row says why. False where that is so
        already."""
        rows = await self._hide(nudges.c.group_id == group_id, nudges.c.message_id == message_id)
        for row in rows[:1]:
            await self.erasing.of_row(group_id, row.platform, row.id, now)
        if not rows:
            await self._take_away_again(group_id, message_id, now)
        return bool(rows)

    async def _take_away_again(self, group_id: int, message_id: str, now: datetime) -> None:
        """Who says that a hidden message is to go still sees it: what was to take it away came to nothing, unless it is on its way."""
        hidden = (nudges.c.group_id == group_id, nudges.c.message_id == message_id, ~_SHOWN)
        found = select(nudges.c.id, nudges.c.platform).where(*hidden).order_by(nudges.c.id).limit(1)
        row = (await self._connection.execute(found)).first()
        if row and not await self.erasing.is_any_open(nudges.c.subject == row.id):
            await self.erasing.of_row(group_id, row.platform, row.id, now)

    async def is_any_under_way(self, group_ids: Collection[int]) -> bool:
        """Whether something is being posted in one of these groups, whose id is not known before it stands there; so it is too where
        nobody heard whether it arrived, until it is sent again."""
        is_sending = nudges.c.state == NudgeState.SENDING.value
        in_doubt = and_(nudges.c.state == NudgeState.DUE.value, nudges.c.maybe_repeated, nudges.c.message_id == "")
        of_these = (nudges.c.group_id.in_(group_ids), nudges.c.text.is_not(None))
        found = select(nudges.c.id).where(*of_these, or_(is_sending, in_doubt)).limit(1)
        return (await self._connection.execute(found)).first() is not None

    async def perhaps_twice(self, group_ids: Collection[int]) -> Sequence[tuple[int, str, Markup]]:
        """The last posts in these groups that may stand there twice: their group, the id of the copy that is known, and what that reads."""
        twice = (nudges.c.maybe_repeated, nudges.c.state == NudgeState.SENT.value, nudges.c.message_id != "", _SHOWN)
        last = select(nudges.c.group_id, nudges.c.message_id).where(nudges.c.group_id.in_(group_ids), *twice)
        known = last.order_by(nudges.c.id.desc()).limit(MOST_TWICE).subquery()
        where = and_(nudges.c.group_id == known.c.group_id, nudges.c.message_id == known.c.message_id)
        reads = select(nudges.c.group_id, nudges.c.message_id, nudges.c.text).join(known, where)
        rows = await self._connection.execute(reads.where(nudges.c.text.is_not(None)).order_by(nudges.c.id.desc()))
        return [(there, number, Markup(text)) for there, number, text in rows.all()]  # noqa: S704 - it was Markup when it was kept

    async def hides_any_twice(self, group_ids: Collection[int], since: datetime) -> bool:
        """Whether one of these groups' posts that may stand there twice was hidden later than a moment: nothing is kept of what it read."""
        hidden = select(nudges.c.id).where(nudges.c.group_id.in_(group_ids), nudges.c.maybe_repeated, ~_SHOWN)
        goes = (nudges.c.group_id.in_(group_ids), nudges.c.kind == NudgeKind.ERASE.value, nudges.c.subject.in_(hidden))
        lately = select(nudges.c.id).where(*goes, nudges.c.first_due_at > since).limit(1)
        return (await self._connection.execute(lately)).first() is not None

    async def stays_hidden(self, group_id: int, message_id: str) -> None:
        """What was being changed of a hidden message while it was hidden is hidden with it."""
        await self._hide(nudges.c.group_id == group_id, nudges.c.message_id == message_id)

    async def _hide(self, *which: ColumnElement[bool]) -> Sequence[Row[*tuple[Any, ...]]]:
        stood = (*which, nudges.c.state == NudgeState.SENT.value, _SHOWN)
        of_it = select(nudges.c.id, nudges.c.platform).where(*stood).order_by(nudges.c.id).with_for_update()
        rows = (await self._connection.execute(of_it)).all()
        hidden = update(nudges).where(nudges.c.id.in_([row.id for row in rows]))
        about = case((nudges.c.reason == Reason.LAST_CALL.value, nudges.c.reason), else_=nudges.c.about)
        await self._connection.execute(hidden.values(text=None, reason=Reason.HIDDEN.value, about=about))
        return rows

    async def is_changing(self, group_id: int, post: StandingPost | Nudge, *, behind: Nudge | None = None) -> bool:
        """Whether something is on its way that may change what a post reads; ``behind`` it one row waits, which of those that were claimed
        together with it waits for the earlier ones alone: else two of them would wait for each other."""
        about = nudges.c.subject.is_(None) if post.subject is None else nudges.c.subject == post.subject
        on_its_way = [nudges.c.group_id == group_id, nudges.c.kind == post.kind.value, about]
        if behind:
            on_its_way.append(or_(nudges.c.lease != behind.lease, nudges.c.id < behind.id))
        sending = select(nudges.c.id).where(*on_its_way, nudges.c.state == NudgeState.SENDING.value).limit(1)
        return (await self._connection.execute(sending)).first() is not None

    async def _clean(self, nudge_id: int, now: datetime, cleaned: Callable[[Row[*tuple[Any, ...]]], str]) -> None:
        post = (await self._connection.execute(select(*nudges.c).where(nudges.c.id == nudge_id))).one()
        clean = update(nudges).where(nudges.c.id == nudge_id).values(text=cleaned(post))
        await self._connection.execute(clean)
        await self.erasing.of_row(post.group_id, post.platform, nudge_id, now)

    async def rewrite(self, group_id: int, platform: str, kind: NudgeKind, subject: int, now: datetime) -> None:
        """Let what stands of a kind about a subject be edited to what is kept of it by then, or taken away."""
        about = (nudges.c.group_id == group_id, nudges.c.kind == kind.value, nudges.c.subject == subject)
        standing = select(nudges.c.id).where(*about, nudges.c.text.is_not(None)).order_by(nudges.c.id)
        for nudge_id in (await self._connection.scalars(standing.with_for_update())).all():
            await self.erasing.of_row(group_id, platform, nudge_id, now)


def _without(post: Row[*tuple[Any, ...]], account_id: int) -> str:
    """What a post reads without an account; a digest asks the group for nobody whose name is struck out."""
    clean = struck_in_lines if post.kind == NudgeKind.DIGEST.value else struck
    return clean(post.text, [account_id])


def _post(row: Row[*tuple[Any, ...]]) -> StandingPost:
    text = None if row.text is None else Markup(row.text)  # noqa: S704 - it was Markup when it was kept
    kind, state = NudgeKind(row.kind), NudgeState(row.state)
    is_hidden = row.reason == Reason.HIDDEN
    return StandingPost(
        row.id, kind, row.subject, state, row.message_id, text, row.thread_id, is_hidden, row.first_due_at
    )
