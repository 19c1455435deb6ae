"""Which days a group's digest tells of, and the board beside it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.store import Group, Store
from roadmap.group.digest import days_told


@dataclass(frozen=True, slots=True)
class ToldOf:
    """So many ``days`` from ``week`` on."""

    week: date
    days: int


async def told_until(store: Store, group: Group, moment: datetime, default_zone: str) -> ToldOf | None:
    """The days of the last digest that was due by a moment. None where there was none since the group began."""
    zone = group.zone_or(default_zone)
    days = [due.astimezone(zone).date() for due in await store.posts.last_digests(group.id, moment)]
    if not days or (group.first_day and days[0] <= group.first_day):
        return None
    return ToldOf(*days_told(*days))
