"""How far a group is with its common goal, and that it is told once, as soon as it is reached."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.chat.context import Context
from bot.clock import unhurried
from bot.store import Enrolment, Group, NudgeKind, Store
from bot.store.group_values import GoalSet
from bot.store.ledger import Entry
from bot.texts import common_goals as texts
from roadmap.facts import Fact, ProgressEvent
from roadmap.group.common_goal import COUNTED, CommonGoal, Counts
from roadmap.replay import replay

SHOWN_AFTER = timedelta(days=7)
"""For how long after its last day it is told of still: the next digest does."""


async def done_of(store: Store, group: Group, goal: CommonGoal, default_zone: str) -> int:
    """How much the members have done of a goal, each learner once, and from the day on which they joined."""
    seen = (await store.members.seen([group.id]))[group.id]
    members = {one.contact.learner.id: one for one in seen if one.contact.enrolment}
    if not members:
        return 0
    enrolments = [one.contact.enrolment for one in members.values() if one.contact.enrolment]
    events = await store.facts.of_all([one.ids for one in enrolments])
    zone, done = group.zone_or(default_zone), 0
    async for one in unhurried(members.values()):
        theirs = goal.since(one.membership.joined_at.astimezone(zone).date())
        if theirs and (enrolment := one.contact.enrolment):
            done += _done(theirs, enrolment, events[enrolment.ids])
    return done


def _done(goal: CommonGoal, enrolment: Enrolment, told: Sequence[ProgressEvent]) -> int:
    if goal.counts is Counts.SESSIONS:
        return goal.sessions(told)
    return goal.topics(replay(enrolment.first_day, told))


async def goal_line(store: Store, group: Group, today: date, default_zone: str) -> Markup | None:
    """What board and digest say of the goal; None where there is none, or it is long over."""
    found = await goal_now(store, group, today, default_zone)
    return texts.line(*found, today) if found else None


async def goal_now(store: Store, group: Group, today: date, default_zone: str) -> tuple[CommonGoal, int] | None:
    """The same goal, and how much of it is done."""
    found = await store.common_goals.of(group.id)
    if found is None or (found.goal.last_day and today > found.goal.last_day + SHOWN_AFTER):
        return None
    return found.goal, await done_of(store, group, found.goal, default_zone)


async def goal_told(context: Context, group: Group, facts: Sequence[Fact]) -> None:
    """Let a group know that these facts, which are stored, were the last that its goal needed."""
    found = await context.store.common_goals.of(group.id)
    if found and any(_counts(found.goal, fact) for fact in facts) and await _is_reached_now(context, group, found):
        await context.store.ledger.file(Entry.of_group(group, NudgeKind.REACHED, f"{found.id}", context.now, found.id))


def _counts(goal: CommonGoal, fact: Fact) -> bool:
    return fact.kind is COUNTED[goal.counts] and goal.covers(fact.day)


async def _is_reached_now(context: Context, group: Group, found: GoalSet) -> bool:
    """Whether it is reached, and was not before. What costs little is asked first."""
    store, goal = context.store, found.goal
    if await store.posts.first_of(group.id, NudgeKind.REACHED, found.id):
        return False
    if await store.common_goals.at_most(group, goal) < goal.amount:
        return False
    return await done_of(store, group, goal, context.default_zone) >= goal.amount
