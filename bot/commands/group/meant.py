"""Which of their groups a learner means: the one where they speak, or in a direct chat the only one they joined."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.chat.context import Context
from bot.chat.library import find_roadmaps
from bot.commands.group.here import day_in, member
from bot.errors import Choice, Expired, InNoGroup, WhichGroup
from bot.nudges.group.company import titles_of
from bot.store import Group, Membership
from roadmap.model import Roadmap


@dataclass(frozen=True, slots=True)
class Belonging:
    """A study group with the speaker as its member, by whichever of their accounts; what it is called, and its day."""

    group: Group
    me: Membership
    title: str
    today: date


async def belongings(context: Context) -> list[Belonging]:
    """All study groups that the learner has joined, the earliest first."""
    if context.learner is None:
        return []
    found: list[tuple[Group, Membership, Roadmap]] = []
    for account in (await context.store.learners.accounts([context.learner.id]))[context.learner.id]:
        for group in await context.store.groups.of_account(account.id):
            me = await context.store.members.find(group.id, account.id)
            roadmap = (await find_roadmaps(context.store, [group.roadmap or ""])).get(group.roadmap or "")
            if me and roadmap:
                found.append((group, me, roadmap))
    titles = titles_of([group for group, _, _ in found], [roadmap for _, _, roadmap in found], context.today)
    return [
        Belonging(group, me, title, day_in(group, context.now, context.default_zone))
        for (group, me, _), title in zip(found, titles, strict=True)
    ]


async def belonging(context: Context, number: int | None, line: Callable[[int], str]) -> Belonging:
    """The group that is meant: of that ``number``, the one spoken in, or the only one; ``line`` is what a button types
    that chooses one by number. Raises InNoGroup, NotJoined, WhichGroup, and Expired for the number of no group of theirs."""
    mine = await belongings(context)
    if number is None and context.group and context.group.roadmap:
        number = (await member(context, context.group, is_heard=False)).group_id
    wanted = [one for one in mine if number is None or one.group.id == number]
    if not wanted:
        raise Expired if mine else InNoGroup
    if len(wanted) > 1:
        raise WhichGroup(tuple(Choice(one.title, line(one.group.id)) for one in wanted))
    return wanted[0]
