"""Timers: rows of the ledger that a learner set off themselves, and the focus that one is about."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reasons import Reason
from bot.store.claims import OPEN
from bot.store.kinds import NudgeKind
from bot.store.ledger_rows import COLUMNS, nudge_of
from bot.store.tables import enrolments, nudges, progress_events
from bot.store.values import Nudge, NudgeState
from roadmap.facts import Fact, Kind

_FACT = progress_events.c
_OTHER = progress_events.alias("other")
_ENDS = (Kind.UNDONE.value, Kind.CHECKED_IN.value)
"""By what a focus is taken back, or confirmed."""


def place(strand: int, position: int) -> str:
    """The place of a focus among all facts, which is the period of the row that tells its end: "12@5"."""
    return f"{position}@{strand}"


def place_in(period: str) -> tuple[int, int]:
    """Its strand, and its position there."""
    position, _, strand = period.partition("@")
    return int(strand), int(position)


class Timers:
    """Which are set, and what they are about."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def on(self, learner_id: int, now: datetime) -> tuple[Nudge, Fact] | None:
        """The focus that a learner is on, and the row that is to tell its end; not one that was taken back."""
        for nudge in await self._waiting(learner_id):
            told = await self.focus(*place_in(nudge.period))
            if told and nudge.first_due_at > now:
                return nudge, told[0]
        return None

    async def _waiting(self, learner_id: int) -> Sequence[Nudge]:
        """The rows that have not told the end of a focus yet, the last to end first."""
        focus = nudges.c.kind == NudgeKind.FOCUS.value
        mine = select(*COLUMNS).where(nudges.c.learner_id == learner_id, focus, OPEN)
        rows = await self._connection.execute(mine.order_by(nudges.c.first_due_at.desc(), nudges.c.id.desc()))
        return [nudge_of(row) for row in rows.all()]

    async def call_off(self, nudge: Nudge) -> None:
        """It ends without a word; one that is telling its end just now is left alone."""
        waits = (nudges.c.id == nudge.id, nudges.c.state == NudgeState.DUE.value)
        ended = {"state": NudgeState.SKIPPED.value, "reason": Reason.CALLED_OFF.value}
        await self._connection.execute(update(nudges).where(*waits).values(ended))

    async def focus(self, strand: int, position: int) -> tuple[Fact, str] | None:
        """The focus at this place with the roadmap it is of, while it is neither taken back nor confirmed."""
        other = _OTHER.c
        ended = exists().where(
            other.enrolment_id == _FACT.enrolment_id, other.kind.in_(_ENDS), other.undoes == _FACT.position
        )
        there = (_FACT.enrolment_id == strand, _FACT.position == position, _FACT.kind == Kind.FOCUSED.value)
        wanted = (
            select(*(_FACT[name] for name in Fact._fields), enrolments.c.roadmap)
            .join(enrolments, enrolments.c.id == _FACT.enrolment_id)
            .where(*there, ~ended)
        )
        row = (await self._connection.execute(wanted)).first()
        if row is None:
            return None
        kind, *said, roadmap = row
        return Fact(Kind(kind), *said), roadmap
