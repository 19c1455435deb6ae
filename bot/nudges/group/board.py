"""What a board reads, pinned or asked for: what is on now, and the seven days that the digest beside it told of."""

from datetime import date, datetime

from markupsafe import Markup

from bot.nudges.group.about import about
from bot.nudges.group.company import gather, title_of
from bot.store import Group, NudgeKind, Store
from bot.texts import group_board as texts
from roadmap.group.board import make_board
from roadmap.group.digest import week_told


async def composed(store: Store, group: Group, now: datetime, default_zone: str) -> Markup | None:
    """The board of a group, with the traces of its names. None where the group has no roadmap."""
    week = await _week(store, group, default_zone)
    company = await gather(store, group, now, default_zone, week=week)
    if company is None:
        return None
    lines = await about(store, group, company)
    seen = make_board(company.members, week)
    return texts.board(seen, company.roadmap, title_of(group, company.roadmap), company.today, lines)


async def _week(store: Store, group: Group, default_zone: str) -> date | None:
    """The first of the days of the last digest, whatever became of it; None where there was none since the group began."""
    due = await store.ledger.last_in_group(group.id, NudgeKind.DIGEST)
    if due is None:
        return None
    day = due.astimezone(group.zone_or(default_zone)).date()
    return week_told(day) if group.first_day is None or day > group.first_day else None
