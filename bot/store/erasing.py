"""What is to go from groups, or to be changed there without a word: rows of the ledger that name no learner."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.kinds import NudgeKind
from bot.store.tables import nudges
from bot.store.upserts import insert_for
from bot.store.values import NudgeState

ANSWER = "answer."
"""What the period of a row begins with by which an answer goes; its message's id follows, and how many times that was said."""


class Erasing:
    """``entered`` is how many rows this transaction has entered in the ledger."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.entered = 0

    async def answer(self, group_id: int, platform: str, thread_id: str | None, message_id: str, now: datetime) -> bool:
        """A message of the bot that no row has posted is to go. False where that was said before, and is still to be done."""
        before = await self._states(nudges.c.group_id == group_id, _of_answer(message_id))
        period = f"{ANSWER}{message_id}.{len(before) + 1}"
        return not _is_any_open(before) and await self._enter(group_id, platform, period, now, thread_id=thread_id)

    async def rest_of_answer(self, group_ids: Select[tuple[int]], message_ids: Sequence[str], now: datetime) -> None:
        """What has come of an answer since any of its messages was taken away goes as well; the first is first. What is being taken away
        was read before it came: only what still waits takes it along. Whoever would claim that waits until this is known."""
        taken = or_(*map(_of_answer, message_ids))
        which = (nudges.c.group_id.in_(group_ids), nudges.c.kind == NudgeKind.ERASE.value, taken)
        found = select(nudges.c.group_id, nudges.c.platform, nudges.c.thread_id, nudges.c.period, nudges.c.state)
        rows = (await self._connection.execute(found.where(*which).order_by(nudges.c.id).with_for_update())).all()
        if not rows:
            return
        one, beginning = rows[0], f"{ANSWER}{message_ids[0]}."
        whole = [row.state for row in rows if row.group_id == one.group_id and row.period.startswith(beginning)]
        if NudgeState.DUE.value not in whole:
            period = f"{beginning}{len(whole) + 1}"
            await self._enter(one.group_id, one.platform, period, now, thread_id=one.thread_id)

    async def is_any_open(self, *which: ColumnElement[bool]) -> bool:
        """Whether one of these is still to be done, or being done."""
        return _is_any_open(await self._states(*which))

    async def goes_by(self, group_id: int, message_id: str) -> int | None:
        """The last row by which a message of a group is to go, or is gone; None where there is none."""
        of_post = select(nudges.c.id).where(nudges.c.group_id == group_id, nudges.c.message_id == message_id)
        erasing = (nudges.c.group_id == group_id, nudges.c.kind == NudgeKind.ERASE.value)
        last = select(func.max(nudges.c.id)).where(*erasing, or_(nudges.c.subject.in_(of_post), _of_answer(message_id)))
        number: int | None = await self._connection.scalar(last)
        return number

    async def _states(self, *which: ColumnElement[bool]) -> Sequence[str]:
        """The states of the rows by which something goes."""
        rows = select(nudges.c.state).where(nudges.c.kind == NudgeKind.ERASE.value, *which)
        return (await self._connection.scalars(rows)).all()

    async def of_row(self, group_id: int, platform: str, nudge_id: int, now: datetime) -> None:
        """Let what stands of a row go, or read what is kept of it. The post is locked, so two who leave at once do not count alike."""
        of_post = (nudges.c.group_id == group_id, nudges.c.kind == NudgeKind.ERASE.value, nudges.c.subject == nudge_id)
        before = (await self._connection.execute(select(func.count()).where(*of_post))).scalar_one()
        await self._enter(group_id, platform, f"{nudge_id}.{before + 1}", now, subject=nudge_id)

    async def _enter(self, group_id: int, platform: str, period: str, now: datetime, **more: object) -> bool:
        """Enter what is to be done without a word; False where that was done before."""
        row = insert_for(self._connection.dialect.name)(nudges).values(
            group_id=group_id,
            platform=platform,
            kind=NudgeKind.ERASE.value,
            period=period,
            first_due_at=now,
            due_at=now,
            state=NudgeState.DUE.value,
            reason="",
            message_id="",
            prompt=True,
            **more,
        )
        new = row.on_conflict_do_nothing().returning(nudges.c.id)
        is_new = (await self._connection.execute(new)).first() is not None
        self.entered += is_new
        return is_new


def _of_answer(message_id: str) -> ColumnElement[bool]:
    """Whether it is a row by which an answer goes that was taken away by this message."""
    return nudges.c.period.startswith(f"{ANSWER}{message_id}.", autoescape=True)


def _is_any_open(states: Collection[str]) -> bool:
    """Whether something is still to be done, or being done."""
    return not {NudgeState.DUE.value, NudgeState.SENDING.value}.isdisjoint(states)
