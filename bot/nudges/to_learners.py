"""A batch of learners' rows: what is asked of the store for all of them at once, and how each is judged and packed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial

from bot.chat import buttons
from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.clock import unhurried
from bot.nudges.errands import Errand, Letter, Ready
from bot.nudges.naming import key_of
from bot.nudges.partner.note import note
from bot.nudges.settling import Due, settle
from bot.nudges.what import compose, taking_along
from bot.nudges.when import moment
from bot.store import Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.store.ledger import OVER_BUDGET
from bot.store.values import BETWEEN_PARTNERS
from bot.traits import Limit
from roadmap.group.budget import fits


@dataclass(frozen=True, slots=True)
class Terms:
    """What the installation sets for everybody: the zone of those who said none, and the messages a week that a
    learner gets unasked."""

    default_zone: str
    weekly_budget: int


async def to_learners(
    store: Store, nudges: Sequence[Nudge], now: datetime, terms: Terms, limit: Limit
) -> list[Ready | Outcome]:
    """Each row ready to leave, or what becomes of it instead."""
    contacts = await store.learners.by_ids([nudge.account_id for nudge in nudges if nudge.account_id])
    enrolments = [one.enrolment for one in contacts.values() if one.enrolment]
    events = await store.facts.of_all([one.ids for one in enrolments])
    roadmaps = await find_roadmaps(store, {one.roadmap for one in enrolments})
    judged = [
        settle(nudge, contacts[nudge.account_id or 0], events, roadmaps, now, default_zone=terms.default_zone)
        async for nudge in unhurried(nudges)
    ]
    due = [one for one in judged if isinstance(one, Due)]
    over = await _over_budget(store, [one for one in due if one.nudge.kind in BETWEEN_PARTNERS], now, terms)
    along = await _along(store, [one.contact.learner.id for one in due if one.nudge.kind is NudgeKind.WEEKLY])
    found: list[Ready | Outcome] = []
    for one in judged:
        if isinstance(one, Outcome):
            found.append(one)
        elif one.nudge.id in over:
            found.append(Outcome(one.nudge, NudgeState.SKIPPED, OVER_BUDGET))
        else:
            found.append(_ready(one, along[one.contact.learner.id], terms, limit))
    return found


async def _over_budget(store: Store, notes: Sequence[Due], now: datetime, terms: Terms) -> frozenset[int]:
    """Those of the notes that are too many for their learner's week, the nudge still to come in it included. Learners
    are locked, in one order, so that two processes count one after the other."""
    over: set[int] = set()
    sending: Counter[int] = Counter()
    for one in sorted(notes, key=lambda due: due.contact.learner.id):
        learner = one.contact.learner
        zone = learner.zone_or(terms.default_zone)
        today = now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        since, until = moment(monday, time.min, zone), moment(monday + timedelta(days=7), time.min, zone)
        reserved = int(learner.next_nudge_at is not None and learner.next_nudge_at < until)
        sent = await store.ledger.unasked(learner.id, since, lease=one.nudge.lease)
        if fits(sent + sending[learner.id], terms.weekly_budget, reserved=reserved):
            sending[learner.id] += 1
        else:
            over.add(one.nudge.id)
    return frozenset(over)


async def _along(store: Store, learners: Sequence[int]) -> Mapping[int, Sequence[Nudge]]:
    """The notes that wait for the weekly nudge of these learners."""
    found: defaultdict[int, list[Nudge]] = defaultdict(list)
    for one in await store.ledger.carried_over(learners) if learners else ():
        found[one.learner_id or 0].append(one)
    return found


def _ready(due: Due, along: Sequence[Nudge], terms: Terms, limit: Limit) -> Ready:
    account = due.contact.account
    pack = partial(_pack, due, along if due.nudge.kind is NudgeKind.WEEKLY else (), terms)
    return Ready(due.nudge, f"{account.platform}:{account.user_id}", limit.chat_interval, pack)


async def _pack(due: Due, along: Sequence[Nudge], terms: Terms, store: Store, now: datetime) -> Errand | Outcome:
    reply = await _composed(due, along, terms, store, now)
    if isinstance(reply, Outcome):
        return reply
    user_id = due.contact.account.user_id
    message = await buttons.ready(reply, store=store, user_id=user_id, open_to_all=frozenset(), now=now)
    return Errand(Letter(user_id, replace(message, key=key_of(due.nudge))), partial(_after, due, along))


async def _composed(due: Due, along: Sequence[Nudge], terms: Terms, store: Store, now: datetime) -> Reply | Outcome:
    if due.nudge.kind in BETWEEN_PARTNERS:
        return await note(store, due.nudge, due.contact, now, terms.default_zone)
    if not along:
        return compose(due.plan)
    notes = [await note(store, one, due.contact, now, terms.default_zone) for one in along]
    return taking_along(compose(due.plan), [one for one in notes if isinstance(one, Reply)])


async def _after(due: Due, along: Sequence[Nudge], store: Store, _made: str, now: datetime) -> None:
    if due.nudge.kind not in BETWEEN_PARTNERS and due.plan.finished:
        await store.learners.bid_farewell(due.contact.account.id, now)
    if along:
        await store.ledger.carried([one.id for one in along])
