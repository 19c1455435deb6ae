"""What a group's page shows, within bounds whatever the size of the group: in a large one nobody's facts are read for it, and nobody
is named but by the board that is pinned there."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.context import Context
from bot.commands.group.here import Here
from bot.nudges.group.board import seen_now
from bot.nudges.group.common_goals import goal_now
from bot.nudges.group.names import Names
from bot.store import Group
from bot.store.post_names import untraced
from bot.texts import common_goals as goal_texts
from bot.texts import pages_group as texts
from bot.texts.group_board import board
from bot.web.group_meetings import Calling, Coming, calling, coming
from bot.web.group_questions import Question, questions
from bot.web.group_wishes import Wishes, wishes
from bot.web.joined import Joined
from roadmap.group.common_dates import CommonDates
from roadmap.group.common_goal import CommonGoal
from roadmap.group.lead import MOST_NAMED
from roadmap.plan import Plan

MOST_DIGESTS = 12
"""As a rule the last twelve weeks."""


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A common goal, how much of it is done, and the sentence that says so."""

    goal: CommonGoal
    done: int
    line: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the page. ``board`` is None where there is none to show, and so is ``goal`` of a large group, whose board has its
    line; ``digests`` are the words above each, and what it reads."""

    title: str
    roadmap: str
    members: int
    board: Markup | None
    goal: GoalShown | None
    dates: Plan | None
    meetings: Sequence[Coming]
    call: Calling
    digests: Sequence[tuple[str, Markup]]
    questions: Sequence[Question]
    leads: bool
    wishes: Wishes


async def shown(there: Joined) -> Shown:
    """The page of a group for one of its members. What it asks of the database is the same few statements for any group."""
    context, now = there.context, there.now
    store, group = context.store, now.group
    members = await store.members.count(group.id)
    names: Names | None = None
    goal = None
    if members <= MOST_NAMED:
        names, read = await _board(context, group, now.title)
        goal = await _goal(context, now)
    else:
        read = await _pinned(context, group)
    return Shown(
        now.title,
        now.roadmap.title,
        members,
        untraced(read) if read else None,
        goal,
        await asyncio.to_thread(_dates, now),
        await coming(context, now, there.me, names),
        calling(context, now),
        await _digests(context, now),
        await questions(context, now, there.me, names or {}),
        there.leads,
        wishes(there.me),
    )


async def _board(context: Context, group: Group, title: str) -> tuple[Names, Markup | None]:
    """What /board reads but for what the group has in common, which stands on the page by itself; and whom it is posted of."""
    found = await seen_now(context.store, group, context.now, context.default_zone)
    if found is None:
        return {}, None
    company, seen = found
    muted = await context.store.orders.muted(group.id, context.now)
    heard = {account: name for account, name in company.names.items() if account not in muted}
    return heard, board(seen, company.roadmap, title, company.today)


async def _pinned(context: Context, group: Group) -> Markup | None:
    return await context.store.posts.standing(group.id, group.board_message_id) if group.board_message_id else None


async def _goal(context: Context, now: Here) -> GoalShown | None:
    found = await goal_now(context.store, now.group, now.today, context.default_zone)
    return GoalShown(*found, goal_texts.line(*found, now.today)) if found else None


def _dates(now: Here) -> Plan | None:
    """The common dates, while any of them are to come."""
    common = CommonDates(now.first_day, now.group.last_day).plan(now.roadmap, now.today)
    return common if texts.ahead(common) else None


async def _digests(context: Context, now: Here) -> list[tuple[str, Markup]]:
    zone = now.group.zone_or(context.default_zone)
    sent = await context.store.posts.digests(now.group.id, MOST_DIGESTS)
    return [(texts.digest_of(at.astimezone(zone).date(), now.today), untraced(text)) for at, text in sent]
