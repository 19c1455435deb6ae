"""/group goal: what the group means to do together. Everybody may read it; who manages the group sets it."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import Here, aside, here
from bot.commands.group.keeping import kept
from bot.errors import NotADay, NotUnderstood
from bot.nudges.group.common_goals import done_of
from bot.said.common_goal import goal_asked, is_ended
from bot.said.values import NoSuchDay
from bot.texts import common_goals as texts
from roadmap.group.common_goal import CommonGoal

EXAMPLES = ("/group goal 20 sessions in january", "/group goal 30 topics by 31 march", "/group goal off")


async def shown(context: Context) -> Reply:
    """How far the group is."""
    now = await here(context)
    found = await context.store.common_goals.of(now.group.id)
    if found is None:
        return aside(texts.none_set())
    done = await done_of(context.store, now.group, found.goal, context.default_zone)
    return Reply(text=texts.set_(texts.line(found.goal, done, now.today)))


async def change(context: Context, said: str) -> Reply:
    """Set another goal, or end it. Raises NotADay, NotUnderstood."""
    now = await here(context)
    if is_ended(said):
        had = await context.store.common_goals.drop(now.group.id)
        return Reply(text=texts.ended()) if had else aside(texts.none_set())
    goal = _understood(context, now, said)
    done = await done_of(context.store, now.group, goal, context.default_zone)
    if done >= goal.amount:
        return aside(texts.done_already(goal, done, now.today))
    await kept(context, now.group)
    await context.store.common_goals.set(now.group.id, goal)
    return Reply(text=texts.set_(texts.line(goal, done, now.today)))


def _understood(context: Context, now: Here, said: str) -> CommonGoal:
    zone = now.group.zone_or(context.default_zone)
    try:
        goal = goal_asked(said, replace(context.world, now=context.now.astimezone(zone)))
    except NoSuchDay as refused:
        raise NotADay(refused.said, refused.year) from None
    if goal is None:
        raise NotUnderstood(said, EXAMPLES)
    return goal
