"""A batch of alerts: whatever is set, each goes at once to the one chat that it is for, and tells what is so by then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.chat import buttons
from bot.chat.reply import Button, Reply
from bot.nudges.alerting import platform_in
from bot.nudges.errands import Errand, Letter, Ready, nothing
from bot.nudges.forgetting import TIME_TO_OBJECT
from bot.nudges.naming import key_of
from bot.store import Contact, Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.texts import alerts as texts
from bot.traits import Limit

UNLINK = Button("✂ Unlink this chat", "/unlink")
KEEP = Button("Keep what I told", "/forget keep")


async def to_chats(store: Store, alerts: Sequence[Nudge], default_zone: str, limit: Limit) -> list[Ready | Outcome]:
    """Each row ready to leave, or what becomes of it instead."""
    contacts = await store.learners.by_ids([one.account_id for one in alerts if one.account_id])
    return [_judged(one, contacts[one.account_id or 0], default_zone, limit) for one in alerts]


def _judged(alert: Nudge, contact: Contact, default_zone: str, limit: Limit) -> Ready | Outcome:
    account = contact.account
    if account.unreachable_at:
        return Outcome(alert, NudgeState.UNREACHABLE, "not tried")
    pack = partial(_pack, alert, contact, default_zone)
    return Ready(alert, f"{account.platform}:{account.user_id}", limit.chat_interval, pack)


async def _pack(alert: Nudge, contact: Contact, default_zone: str, store: Store, now: datetime) -> Errand | Outcome:
    reply = await _composed(alert, contact, default_zone, store, now)
    if reply is None:
        return Outcome(alert, NudgeState.SKIPPED, "called off")
    user_id = contact.account.user_id
    message = await buttons.ready(reply, store=store, user_id=user_id, open_to_all=frozenset(), now=now)
    after = partial(_told, contact.learner.id) if alert.kind is NudgeKind.DELETING else nothing
    return Errand(Letter(user_id, replace(message, key=key_of(alert))), after)


async def _composed(alert: Nudge, contact: Contact, default_zone: str, store: Store, now: datetime) -> Reply | None:
    """None for a deletion that is none any more."""
    platform = platform_in(alert.period)
    match alert.kind:
        case NudgeKind.LINKED:
            return Reply(text=texts.linked(platform), buttons=(UNLINK,))
        case NudgeKind.UNLINKED:
            return Reply(text=texts.unlinked(platform))
        case NudgeKind.EXPORTED:
            return Reply(text=texts.exported(platform), buttons=(UNLINK,))
        case NudgeKind.CALLED_OFF:
            return Reply(text=texts.called_off(platform))
    deletion = await store.links.deletions.of_learner(contact.learner.id)
    if deletion is None:
        return None
    at = max(deletion.due_at, now + TIME_TO_OBJECT)
    return Reply(text=texts.deleting(platform, at, contact.learner.zone_or(default_zone), now), buttons=(KEEP,))


async def _told(learner_id: int, store: Store, _made: str, now: datetime) -> None:
    """However late it was told, the chat has its time to object."""
    await store.links.deletions.not_before(learner_id, now + TIME_TO_OBJECT)
