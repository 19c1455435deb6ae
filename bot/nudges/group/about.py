"""The lines of a board on the group as a whole, in their order: each is one line, of up to 150 characters, that changes only when
something did."""

import asyncio
from datetime import datetime

from markupsafe import Markup

from bot.nudges.group.common_goals import goal_line
from bot.nudges.group.company import Company
from bot.nudges.group.meetings import topic_of
from bot.store import Group, Store
from bot.texts import dates, meetings
from bot.texts.phrases import moment
from roadmap.group.common_dates import CommonDates


async def about(store: Store, group: Group, company: Company, now: datetime, default_zone: str) -> tuple[Markup, ...]:
    """What the group has in common: its dates, its goal, and when it meets next."""
    found = (
        await asyncio.to_thread(_common_dates, group, company),
        await goal_line(store, group, company.today, default_zone),
        await _next_meeting(store, group, company, now, default_zone),
    )
    return tuple(line for line in found if line)


def _common_dates(group: Group, company: Company) -> Markup | None:
    if group.first_day is None:
        return None
    return dates.on_the_board(CommonDates(group.first_day, group.last_day).plan(company.roadmap, company.today))


async def _next_meeting(
    store: Store, group: Group, company: Company, now: datetime, default_zone: str
) -> Markup | None:
    """The first that is to come; how far off it is stands in no board, for that changes with every day."""
    open_ = await store.meetings.open(group.id, now)
    meeting = next((one for one in open_ if one.is_to_come(now)), None)
    if meeting is None:
        return None
    when = moment(meeting.starts_at, group.zone_or(default_zone), company.today, named=True, is_ahead=False)
    who = [one for one in await store.meetings.who(meeting.id) if one.account_id in company.names]
    return meetings.on_the_board(when, topic_of(company.roadmap, meeting.topic), len(who))
