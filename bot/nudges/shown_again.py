"""What comes of a post that is hidden no more. It is judged and composed as it will be, and that is taken back: so whoever asked is
promised what is so, for every kind of post alike."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.chat.platform import Post
from bot.nudges.batch import Installation, judged
from bot.nudges.errands import Errand
from bot.nudges.kinds import compose
from bot.reasons import Reason
from bot.store import Deed, Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.traits import UNLIMITED


class Shown(StrEnum):
    """What becomes of it."""

    AGAIN = "again"
    LATER = "later"
    ONCE_TAKEN = "once taken"
    PARTLY = "partly"
    ASKER_MUTED = "asker muted"
    ALL_MUTED = "all muted"
    CLOSED = "closed"
    LATE = "late"
    STOPPED = "stopped"
    NOTHING = "nothing"


OF_REASON = {
    Reason.NO_ROADMAP: Shown.STOPPED,
    Reason.TOO_LATE: Shown.LATE,
    Reason.GROUP_REFUSES: Shown.ONCE_TAKEN,
}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """``at`` is when it comes."""

    shown: Shown
    at: datetime


async def foreseen(store: Store, nudge: Nudge, now: datetime, default_zone: str) -> Foreseen:
    """What becomes of a group's row that was just filed."""
    at, nudge = now, await _leading(store, nudge, now)
    found = await _composed(store, nudge, now, default_zone)
    if isinstance(found, Outcome) and found.reason == Reason.QUIET_HOURS and found.due_at:
        at = found.due_at
        found = await _composed(store, nudge, at, default_zone)
    is_posted = not isinstance(found, Outcome) or found.reason == Reason.POST_UNDER_WAY
    if await store.orders.muted(nudge.group_id or 0, now):
        everybody = await _composed(store, nudge, at, default_zone, is_anybody_muted=False)
        if not isinstance(everybody, Outcome) and _text(everybody) != _text(found):
            return Foreseen(Shown.PARTLY if is_posted else _muted(nudge), at)
    if isinstance(found, Outcome) and not is_posted:
        return Foreseen(_unposted(nudge, found), at)
    return Foreseen(Shown.AGAIN if at == now else Shown.LATER, at)


async def _leading(store: Store, nudge: Nudge, now: datetime) -> Nudge:
    """The row itself, or an earlier one that waits and tells the same: what comes of that comes of this."""
    first = await store.posts.leading(nudge.group_id or 0, nudge.kind, nudge.subject, now) if nudge.subject else None
    row = await store.sent.row(first.id) if first else None
    return row if row and row.state is NudgeState.DUE else nudge


async def _composed(
    store: Store, nudge: Nudge, now: datetime, default_zone: str, *, is_anybody_muted: bool = True
) -> Errand | Outcome:
    """What would be done for a row if it were claimed now; nothing of that is stored."""
    async with store.on_trial():
        if not is_anybody_muted:
            await store.orders.undo(nudge.group_id or 0, now, deed=Deed.MUTED.value)
        (found,) = await judged(store, [nudge], now, Installation(default_zone, 0), UNLIMITED)
        return found if isinstance(found, Outcome) else await compose(found.scene)


def _text(found: Errand | Outcome) -> str:
    """What it reads; nothing where nothing is posted."""
    return found.what.message.text if isinstance(found, Errand) and isinstance(found.what, Post) else ""


def _muted(nudge: Nudge) -> Shown:
    return Shown.ASKER_MUTED if nudge.kind is NudgeKind.HELP else Shown.ALL_MUTED


def _unposted(nudge: Nudge, found: Outcome) -> Shown:
    if nudge.kind is NudgeKind.HELP and found.reason == Reason.SETTLED_ALREADY:
        return Shown.CLOSED
    return OF_REASON.get(Reason(found.reason), Shown.NOTHING) if found.reason else Shown.AGAIN
