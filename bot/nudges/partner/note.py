"""A note between partners, composed from what is so at the moment of sending; or why there is nothing to say any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.reply import Button, Reply
from bot.nudges.group.company import Company, gather
from bot.nudges.group.names import names_in
from bot.reasons import Reason
from bot.store import Contact, Membership, Nudge, NudgeKind, NudgeState, Outcome, Promise, Store
from bot.store.naming import Name, untraced
from bot.texts import group_labels
from bot.texts import partner as texts
from roadmap.group import promises
from roadmap.group.silence import silence


async def note(store: Store, nudge: Nudge, contact: Contact, now: datetime, default_zone: str) -> Reply | Outcome:
    """What the learner is told, by the kind of the row."""
    match nudge.kind:
        case NudgeKind.PARTNERS:
            said = await _introduction(store, nudge, contact, now, default_zone)
        case NudgeKind.SILENCE | NudgeKind.REMATCH:
            said = await _silence(store, nudge, now, default_zone)
        case NudgeKind.LET_GO:
            said = await _let_go(store, nudge)
        case _:
            said = await _promise(store, nudge, contact, now, default_zone)
    if isinstance(said, Reason):
        return Outcome(nudge, NudgeState.SKIPPED, said)
    return replace(said, text=untraced(said.text))  # a direct chat is no group's post


async def _introduction(
    store: Store, nudge: Nudge, contact: Contact, now: datetime, default_zone: str
) -> Reply | Reason:
    pairing = await store.partners.find(nudge.subject or 0)
    if pairing is None:
        return Reason.NO_PARTNER
    company = await _company(store, pairing.group_id, pairing.accounts, now, default_zone)
    others = [one for one in company.members if one.id != contact.learner.id] if company else []
    if company is None or not others or len(others) == len(company.members):
        return Reason.NO_PARTNER
    return Reply(text=texts.introduction(others))


async def _silence(store: Store, nudge: Nudge, now: datetime, default_zone: str) -> Reply | Reason:
    """The subject is the membership of who is silent."""
    silent = (await store.members.by_ids([nudge.subject or 0])).get(nudge.subject or 0)
    pairing = await store.partners.of_account(silent.group_id, silent.account_id) if silent else None
    if silent is None or pairing is None:
        return Reason.NO_PARTNER
    company = await _company(store, silent.group_id, [silent.account_id], now, default_zone)
    plan = company.plans.get(silent.account_id) if company else None
    if plan is None or not (found := silence(plan, pairing.week)).noted:
        return Reason.SILENCE_OVER
    name = await _name(store, silent)
    if nudge.kind is NudgeKind.SILENCE:
        return Reply(text=texts.gentle_note(name, found.days))
    rematch = Button(group_labels.another_partner(), "/partner rematch")
    return Reply(text=texts.rematch_offer(name), buttons=(rematch,))


async def _let_go(store: Store, nudge: Nudge) -> Reply | Reason:
    """The subject is the membership of who took the rematch."""
    gone = (await store.members.by_ids([nudge.subject or 0])).get(nudge.subject or 0)
    return Reply(text=texts.let_go(await _name(store, gone))) if gone else Reason.NO_PARTNER


async def _promise(store: Store, nudge: Nudge, contact: Contact, now: datetime, default_zone: str) -> Reply | Reason:
    kept = (await store.partners.promises([nudge.subject or 0])).get(nudge.subject or 0)
    member = await store.members.find(kept.group_id, kept.account_id) if kept else None
    if kept is None or member is None:
        return Reason.NO_PROMISE
    promise, today = worded(kept), now.astimezone(contact.learner.zone_or(default_zone)).date()
    match nudge.kind:
        case NudgeKind.PROMISED if promise.outcome is not promises.Outcome.OPEN:
            return Reason.ANSWERED
        case NudgeKind.PROMISED:
            return Reply(text=texts.promise_told(await _name(store, member), promise, today))
        case NudgeKind.OUTCOME:
            return Reply(text=texts.outcome_told(await _name(store, member), promise))
    if promise.outcome is not promises.Outcome.OPEN:
        return Reason.ANSWERED
    return Reply(text=texts.how_it_went(promise), buttons=_answers(kept))


async def _name(store: Store, member: Membership) -> Name:
    """What the group they share calls a member."""
    return (await names_in(store, member.group_id))[member.account_id]


def worded(kept: Promise) -> promises.Promise:
    """A stored promise as the domain has it."""
    return promises.Promise(kept.text, kept.week, kept.outcome)


def _answers(kept: Promise) -> tuple[Button, ...]:
    return tuple(Button(texts.answer(one), f"/promise {one.value} {kept.id}") for one in texts.ANSWERS)


async def _company(
    store: Store, group_id: int, accounts: Sequence[int], now: datetime, default_zone: str
) -> Company | None:
    group = (await store.groups.by_ids([group_id])).get(group_id)
    return await gather(store, group, now, default_zone, accounts=accounts) if group else None
