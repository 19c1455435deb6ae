"""A batch of claimed rows: what is asked of the store for all of them at once, and how each is judged by whom it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.library import find_roadmaps
from bot.chat.platform import Speaker
from bot.clock import unhurried
from bot.nudges.at_hand import at_hand
from bot.nudges.budget import over_budget, waiting_notes
from bot.nudges.judgement import is_unseen, settle, settle_direct, settle_group
from bot.nudges.kinds.scenes import AGAIN, ToChat, ToGroup, ToLearner
from bot.reasons import PASSING, Reason
from bot.store import Account, Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.store.claims import turn
from bot.store.ledger import NOTHING_SENT
from bot.traits import Limit
from roadmap.value import value

NUDGES = frozenset({NudgeKind.WEEKLY, NudgeKind.SNOOZE})
"""What is composed by what was sent before it."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What the installation sets for everybody: the zone of those who said none, the messages a week that a
    learner gets unasked, and who operates it."""

    default_zone: str
    weekly_budget: int
    operators: frozenset[Speaker] = frozenset()


@value
class Ready:
    """A row that may leave. ``chat`` is the name of its limit, by which messages there are ``interval`` apart."""

    scene: ToLearner | ToChat | ToGroup
    chat: str
    interval: timedelta

    @property
    def nudge(self) -> Nudge:
        return self.scene.nudge


def _may_be_too_many(kind: NudgeKind) -> bool:
    return kind.traits.joins and kind.traits.counts


async def judged(
    store: Store, nudges: Sequence[Nudge], now: datetime, terms: Installation, limit: Limit
) -> list[Ready | Outcome]:
    """Each row ready to leave, or what becomes of it instead, in the order they leave in."""
    batch = _Batch(store, now, terms, limit)
    shared = [nudge for nudge in nudges if nudge.group_id is not None]
    own = [nudge for nudge in nudges if nudge.group_id is None and nudge.kind.traits.needs_plan]
    direct = [nudge for nudge in nudges if nudge.group_id is None and not nudge.kind.traits.needs_plan]
    found = [
        *(await batch.direct(direct) if direct else ()),
        *(await batch.learners(own) if own else ()),
        *(await batch.groups(shared) if shared else ()),
    ]
    return sorted(found, key=lambda one: turn(one.nudge))


@dataclass(frozen=True, slots=True)
class _Batch:
    """What all rows of a batch have in common."""

    store: Store
    now: datetime
    terms: Installation
    limit: Limit

    async def direct(self, nudges: Sequence[Nudge]) -> list[Ready | Outcome]:
        """Those that go to a chat whether or not its learner has a plan: alerts, timers, announcements."""
        contacts = await self.store.learners.by_ids([one.account_id for one in nudges if one.account_id])
        found: list[Ready | Outcome] = []
        for nudge in nudges:
            contact = contacts[nudge.account_id or 0]
            if outcome := settle_direct(nudge, contact, self.now, self.terms.default_zone):
                found.append(outcome)
            else:
                scene = ToChat(self.store, nudge, self.now, self.terms.default_zone, contact)
                found.append(self._letter(scene, contact.account))
        return found

    async def learners(self, nudges: Sequence[Nudge]) -> list[Ready | Outcome]:
        """Those that are wanted, and within the week's budget."""
        wanted = await self._wanted(nudges)
        scenes = [one for one in wanted if isinstance(one, ToLearner)]
        notes = [(one.contact.learner, one.nudge) for one in scenes if _may_be_too_many(one.nudge.kind)]
        over = await over_budget(self.store, notes, self.now, self.terms.default_zone, self.terms.weekly_budget)
        weekly = [one for one in scenes if one.nudge.kind is NudgeKind.WEEKLY and one.before.notes]
        along = await waiting_notes(self.store, [one.contact.learner.id for one in weekly])
        found: list[Ready | Outcome] = []
        for one in wanted:
            if isinstance(one, Outcome):
                found.append(one)
            elif one.nudge.id in over:
                found.append(one.skip(Reason.OVER_BUDGET))
            else:
                waiting = along.get(one.contact.learner.id, ()) if one.nudge.kind is NudgeKind.WEEKLY else ()
                found.append(self._letter(one.with_notes(waiting) if waiting else one, one.contact.account))
        return found

    async def _wanted(self, nudges: Sequence[Nudge]) -> list[ToLearner | Outcome]:
        store, zone = self.store, self.terms.default_zone
        contacts, others = await store.learners.with_others([one.account_id for one in nudges if one.account_id])
        enrolments = [one.enrolment for one in contacts.values() if one.enrolment]
        events = await store.facts.of_all([one.ids for one in enrolments])
        nudged = [one.learner_id for one in nudges if one.kind in NUDGES and one.learner_id]
        before = await store.ledger.before(nudged) if nudged else {}
        slugs = {slug for learner in nudged for slug in others.get(learner, ())}
        roadmaps = await find_roadmaps(store, slugs | {one.roadmap for one in enrolments})
        found: list[ToLearner | Outcome] = []
        async for nudge in unhurried(nudges):
            contact = contacts[nudge.account_id or 0]
            sent, more = before.get(contact.learner.id, NOTHING_SENT), others.get(contact.learner.id, ())
            plan = settle(nudge, contact, events, roadmaps, self.now, default_zone=zone, before=sent)
            if isinstance(plan, Outcome):
                found.append(plan)
            else:
                told = events[contact.enrolment.ids] if contact.enrolment else ()
                beside = [roadmaps[slug] for slug in more if slug in roadmaps]
                found.append(ToLearner(store, nudge, self.now, zone, contact, plan, told, sent, beside))
        return found

    async def groups(self, nudges: Sequence[Nudge]) -> list[Ready | Outcome]:
        """Those that the groups as they are set have a use for."""
        store, zone = self.store, self.terms.default_zone
        groups = await store.groups.by_ids([nudge.group_id for nudge in nudges if nudge.group_id])
        roadmaps = await find_roadmaps(store, {group.roadmap for group in groups.values() if group.roadmap})
        beside = await at_hand(store, [nudge for nudge in nudges if nudge.group_id in groups], self.now)
        found: list[Ready | Outcome] = []
        tried: set[int] = set()
        for nudge in nudges:
            group = groups.get(nudge.group_id or 0)
            if group is None:
                found.append(Outcome(nudge, NudgeState.SKIPPED, Reason.GROUP_GONE))
            elif outcome := settle_group(nudge, group, roadmaps, self.now, zone) or await self._told_later(nudge):
                found.append(outcome)
            elif group.id in tried and not is_unseen(nudge):
                found.append(Outcome(nudge, NudgeState.DUE, Reason.GROUP_REFUSES, due_at=self.now + AGAIN))
            else:
                if group.refused_at and not is_unseen(nudge):
                    tried.add(group.id)  # whether the group takes posts again is found out by one of them
                scene = ToGroup(store, nudge, self.now, zone, group, beside, roadmaps)
                found.append(Ready(scene, f"{group.platform}:{group.chat_id}", self.limit.group_interval))
        return found

    async def _told_later(self, nudge: Nudge) -> Outcome | None:
        """What becomes of a row that was refused for so long that a later one tells it better; None if there is none."""
        may_be_old = nudge.reason in PASSING and nudge.kind.traits.latest and not is_unseen(nudge)
        if nudge.group_id is None or not may_be_old:
            return None
        newest = await self.store.held.newest(nudge.group_id, nudge.kind)
        is_old = newest is not None and newest > nudge.first_due_at
        return Outcome(nudge, NudgeState.SKIPPED, Reason.TOLD_LATER) if is_old else None

    def _letter(self, scene: ToChat, account: Account) -> Ready:
        return Ready(scene, f"{account.platform}:{account.user_id}", self.limit.chat_interval)
