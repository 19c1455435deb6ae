"""What the page of a group shows alike to all its members, which is most of the work of a page: it is made once for each change of the
group, however many pages are open, and is as good as made anew for as long as the group's mark (bot.store.group_marks) is the same."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

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
from bot.web.shelf import Shelf
from roadmap.group.common_dates import CommonDates
from roadmap.group.common_goal import CommonGoal
from roadmap.group.lead import MOST_NAMED
from roadmap.plan import Plan

MOST_DIGESTS = 12
"""As a rule the last twelve weeks."""

MOST_GROUPS = 50
"""Whose parts are kept: those of 200 members with twelve digests take 80 kilobytes."""


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A common goal, how much of it is done, and the sentence that says so."""

    goal: CommonGoal
    done: int
    line: Markup


@dataclass(frozen=True, slots=True)
class Alike:
    """How many ``members`` there are, and the ``names`` of those whom the group hears, None in a large one, which names nobody. ``board``
    is None where there is none to show, and so is ``goal`` of a large group, whose board has its line; ``digests`` are the words above
    each, and what it reads. ``aim`` is the common goal that is set, whatever the size of the group."""

    members: int
    names: Names | None
    board: Markup | None
    goal: GoalShown | None
    dates: Plan | None
    digests: Sequence[tuple[str, Markup]]
    aim: CommonGoal | None


class AlikeForAll:
    """Of each group the parts that were made last. Who comes while they are made waits for them."""

    def __init__(self, most: int = MOST_GROUPS) -> None:
        self._made: Shelf[int, Alike] = Shelf(most)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @property
    def clearings(self) -> int:
        """How often they were cleared."""
        return self._made.clearings

    @property
    def groups(self) -> Collection[int]:
        """Those of which there are parts."""
        return self._made.keys

    async def of(self, context: Context, now: Here, shown: str, since: int) -> Alike:
        """Those of a group for which this mark was asked in the same transaction, before all else; ``since`` is how often they had been
        cleared before that."""
        group = now.group.id
        turn = self._turns.setdefault(group, asyncio.Lock())
        async with turn:
            found = self._made.get(group, shown, context.now)
            if found is None:
                found = await _alike(context, now)
                self._made.lay(group, shown, found, context.now, since=since)
        return found

    def tidy(self, now: datetime) -> None:
        """Keep nothing that is too old."""
        self._made.tidy(now)

    def keep_as_it_is(self, shown: Mapping[int, str | None]) -> None:
        """Of these groups keep only the parts that show what this mark of each stands for."""
        self._made.keep_as_it_is(shown)

    def clear(self) -> None:
        """Keep nothing."""
        self._made.clear()


async def _alike(context: Context, now: Here) -> Alike:
    """What it asks of the database is the same few statements for any group; in a large one nobody's facts are read for it."""
    members = await context.store.members.count(now.group.id)
    names: Names | None = None
    goal = None
    found = await context.store.common_goals.of(now.group.id)
    if members <= MOST_NAMED:
        names, read = await _board(context, now.group, now.title)
        goal = await _goal(context, now)
    else:
        read = await _pinned(context, now.group)
    dates = await asyncio.to_thread(_dates, now)
    digests, aim = await _digests(context, now), found.goal if found else None
    return Alike(members, names, untraced(read) if read else None, goal, dates, digests, aim)


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
