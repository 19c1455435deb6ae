"""What a board reads, pinned or asked for: what is on now, and the days that the digest beside it told of."""

import asyncio
from datetime import datetime

from markupsafe import Markup

from bot.nudges.group.about import about
from bot.nudges.group.company import Company, gather, title_of
from bot.nudges.group.told import told_until
from bot.store import Group, Store
from bot.texts import group_board as texts
from roadmap.group.board import Board, make_board


async def composed(store: Store, group: Group, now: datetime, default_zone: str) -> Markup | None:
    """The board of a group, with the traces of its names. None where the group has no roadmap."""
    found = await seen_now(store, group, now, default_zone)
    if found is None:
        return None
    company, seen = found
    lines = await about(store, group, company, now, default_zone)
    await asyncio.sleep(0)
    return texts.board(seen, company.roadmap, title_of(group, company.roadmap), company.today, lines)


async def seen_now(store: Store, group: Group, now: datetime, default_zone: str) -> tuple[Company, Board] | None:
    """The members of a group, and what its board tells of them. None where the group has no roadmap."""
    told_of = await told_until(store, group, now, default_zone)
    week, days = (told_of.week, told_of.days) if told_of else (None, 0)
    company = await gather(store, group, now, default_zone, week=week, days=days)
    if company is None:
        return None
    await asyncio.sleep(0)  # a long roadmap takes a while to be planned: others have their turn between
    return company, make_board(company.members, week, days)
