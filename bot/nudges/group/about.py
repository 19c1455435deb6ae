"""The lines of a board on the group as a whole, in their order: each is one line, of up to 150 characters, that changes only when
something did."""

from markupsafe import Markup

from bot.nudges.group.company import Company
from bot.store import Group, Store
from bot.texts import dates
from roadmap.group.common_dates import CommonDates


async def about(_store: Store, group: Group, company: Company) -> tuple[Markup, ...]:
    """What the group has in common: its dates."""
    found = (_common_dates(group, company),)
    return tuple(line for line in found if line)


def _common_dates(group: Group, company: Company) -> Markup | None:
    if group.first_day is None:
        return None
    return dates.on_the_board(CommonDates(group.first_day, group.last_day).plan(company.roadmap, company.today))
