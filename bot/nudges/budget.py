"""The weekly budget at the moment of sending: which notes are too many for their learner's week, and wait for its nudge."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from bot.nudges.when import moment
from bot.store import Learner, Nudge, Store
from roadmap.group.budget import fits


async def over_budget(
    store: Store, notes: Sequence[tuple[Learner, Nudge]], now: datetime, default_zone: str, weekly_budget: int
) -> frozenset[int]:
    """The ids of those that are too many, the nudge still to come in the week included. Learners are locked, in one
    order, so that two processes count one after the other."""
    over: set[int] = set()
    sending: Counter[int] = Counter()
    for learner, note in sorted(notes, key=lambda one: one[0].id):
        zone = learner.zone_or(default_zone)
        today = now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        since, until = moment(monday, time.min, zone), moment(monday + timedelta(days=7), time.min, zone)
        reserved = int(learner.next_nudge_at is not None and learner.next_nudge_at < until)
        sent = await store.ledger.unasked(learner.id, since, lease=note.lease)
        if fits(sent + sending[learner.id], weekly_budget, reserved=reserved):
            sending[learner.id] += 1
        else:
            over.add(note.id)
    return frozenset(over)


async def waiting_notes(store: Store, learners: Sequence[int]) -> Mapping[int, Sequence[Nudge]]:
    """The notes that wait for the weekly nudge of these learners, by learner."""
    found: defaultdict[int, list[Nudge]] = defaultdict(list)
    for one in await store.ledger.carried_over(learners) if learners else ():
        found[one.learner_id or 0].append(one)
    return found
