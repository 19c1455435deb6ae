"""What a learner has just told of themselves, as it concerns the groups they joined."""

from collections.abc import Sequence

from bot.chat.context import Context
from bot.nudges.group.common_goals import goal_told
from bot.nudges.group.hurrahs import CHANGING, completions_told
from bot.store import Group
from roadmap.facts import Fact
from roadmap.group.common_goal import COUNTED

CONCERNING = CHANGING.union(COUNTED.values())


async def told_in_groups(context: Context, facts: Sequence[Fact]) -> None:
    """Let the learner's groups know what these facts, which are stored, completed, took back, or reached."""
    if not any(fact.kind in CONCERNING for fact in facts):
        return
    for group, account_id in await joined(context):
        await completions_told(context, group, account_id, facts)
        await goal_told(context, group, facts)


async def joined(context: Context) -> Sequence[tuple[Group, int]]:
    """The groups on the roadmap under way that the learner joined, each with the account they did so by."""
    contact, enrolment = context.enrolled()
    return await context.store.groups.joined(contact.learner.id, enrolment.roadmap)
