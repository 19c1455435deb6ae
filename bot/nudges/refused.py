"""What a platform's refusal makes of a row, and what it changes of the group or the account."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.nudges.errands import Letter, Parcel
from bot.nudges.group.direct import taken_away
from bot.nudges.group.entries import offer_said_there
from bot.nudges.group.meetings import asked_anew, named_there
from bot.nudges.group.refusals import given_up, lacks, notified
from bot.nudges.next_try import LONGEST_WAIT, MOST_ATTEMPTS, Chance, next_try, tried_again_at
from bot.nudges.whom import whom
from bot.reasons import Reason
from bot.send_errors import Ability, ChatMoved, LacksRight, MessageGone, SendError, ThreadGone, TryLater, Unreachable
from bot.store import Group, Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.store.kinds import ALERTS

LACKING = {
    Ability.SEE: Reason.LACKS_SEE,
    Ability.WRITE: Reason.LACKS_WRITE,
    Ability.WRITE_IN_THREADS: Reason.LACKS_THREADS,
    Ability.WRITE_IN_CLOSED: Reason.LACKS_CLOSED,
    Ability.PIN: Reason.LACKS_PIN,
    Ability.OPEN_ROOMS: Reason.LACKS_ROOMS,
}


SAID_ANEW = frozenset({NudgeKind.BOARD, NudgeKind.ROUND})
"""What may be posted anew where the message is gone that was to be changed."""

SENT_AWAY = frozenset({Reason.REMOVED, Reason.GROUP_DELETED})
"""Whoever did this knows it."""


SAID_THERE: Mapping[NudgeKind, Callable[[Store, int, datetime], Awaitable[None]]] = {
    NudgeKind.OFFER: offer_said_there,
    NudgeKind.SUMMONS: named_there,
}
"""What is said in the group, by its subject, to who cannot be told it directly."""


def outcome_of(nudge: Nudge, error: SendError, now: datetime, chance: Chance) -> Outcome:
    """What becomes of a row: an end, or another try. PURE but for the chance."""
    match error:
        case TryLater():
            return next_try(nudge, error, now, chance)
        case Unreachable():
            return Outcome(nudge, NudgeState.UNREACHABLE, error.reason)
        case ChatMoved():
            return _at_once(nudge, Reason.CHAT_MOVED)
        case ThreadGone() if nudge.kind is NudgeKind.OPENING:
            return Outcome(nudge, NudgeState.SKIPPED, Reason.ROOM_GONE)
        case ThreadGone():
            return _at_once(nudge, Reason.THREAD_GONE)
        case MessageGone() if nudge.kind in SAID_ANEW:
            return _at_once(nudge, Reason.MESSAGE_GONE)
        case MessageGone():
            return Outcome(nudge, NudgeState.SKIPPED, Reason.MESSAGE_GONE)
        case LacksRight(ability=Ability.PLAN_EVENTS):
            return Outcome(nudge, NudgeState.SKIPPED, Reason.LACKS_EVENTS)  # the meeting is asked for and held without
        case LacksRight():
            longest = (
                None if nudge.kind.traits.keeps else LONGEST_WAIT
            )  # ever more rarely, what is done however late it is
            again = tried_again_at(nudge.first_due_at, now, longest=longest)
            return Outcome(nudge, NudgeState.DUE, LACKING[error.ability], due_at=again)
    return Outcome(nudge, NudgeState.FAILED, getattr(error, "reason", ""))


def _at_once(nudge: Nudge, reason: Reason) -> Outcome:
    """Due again now that the reason is mended; not for ever, should it not be."""
    if nudge.attempts >= MOST_ATTEMPTS:
        return Outcome(nudge, NudgeState.FAILED, reason)
    return Outcome(nudge, NudgeState.DUE, reason, due_at=nudge.first_due_at)


async def mend(store: Store, parcel: Parcel, error: SendError, now: datetime) -> None:
    """Store what the refusal says of the account or the group."""
    nudge = parcel.nudge
    if nudge.group_id is None:
        if isinstance(error, Unreachable) and nudge.account_id is not None:
            await store.learners.set_unreachable(nudge.account_id, now)
            await fall_back(store, nudge, now)
        return
    if group := (await store.groups.by_ids([nudge.group_id])).get(nudge.group_id):
        await _mend_group(store, group, parcel, error, now)


async def _mend_group(store: Store, group: Group, parcel: Parcel, error: SendError, now: datetime) -> None:
    what, nudge = parcel.errand.what, parcel.nudge
    if isinstance(what, Letter):
        return
    match error:
        case ChatMoved(new_chat_id=to) if group.chat_id == what.chat_id:
            await store.groups.move(group.platform, group.chat_id, to)
        case Unreachable(reason=reason) if group.chat_id == what.chat_id:
            await given_up(store, group, now, is_told=reason not in SENT_AWAY)
        case ThreadGone() if (thread := getattr(what, "thread_id", None)) is not None:
            await store.rooms.close(group.id, thread)
            if thread == group.thread_id:
                await _leave_thread(store, group, now)
        case MessageGone() if nudge.kind is NudgeKind.BOARD:
            await store.groups.change(group.id, board_message_id="")
        case MessageGone() if nudge.kind is NudgeKind.HELP:
            if request := await store.helping.find(nudge.subject or 0):
                await taken_away(store, request, now)
        case LacksRight(ability=ability):
            await lacks(store, group, parcel, ability, now)


async def _leave_thread(store: Store, group: Group, now: datetime) -> None:
    """The group's thread is gone: it lives in the chat itself from now on, unless another one does."""
    if await store.groups.live_in(group, None):
        await store.held.release(group.id, now)
        await notified(store, group, f"thread {group.thread_id}", now)
        await asked_anew(store, group, now)
    else:
        await given_up(store, group, now)


async def fall_back(store: Store, nudge: Nudge, now: datetime) -> None:
    """Let a nudge that could not be delivered fall due on the learner's other chat; without one, nudges stop, an offer is said in the
    group, and who is in at a meeting is named there. Any other alert is for its own chat alone."""
    if nudge.account_id is None or (nudge.kind in ALERTS and nudge.kind not in SAID_THERE):
        return
    contact = (await store.learners.by_ids([nudge.account_id])).get(nudge.account_id)
    if contact is None:
        return
    learner = contact.learner  # not the nudge's: it may have been linked since the nudge was claimed
    accounts = await store.learners.accounts([learner.id])
    if other := whom(learner, accounts[learner.id]):
        await store.ledger.redirect(nudge, other, now)
    elif nudge.kind in SAID_THERE:
        await SAID_THERE[nudge.kind](store, nudge.subject or 0, now)
    else:
        await store.learners.set_next_nudge(learner.id, None)
