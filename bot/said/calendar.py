"""Today, and the days of the calendar that figures, names of months and distances lead to from there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from bot.said.amounts import DAYS_OF
from bot.said.values import Days, Direction, NoSuchDay, Order
from roadmap.words import Unit

MOST_YEARS_AWAY = 20
FAR = timedelta(days=240)
"""From this distance on the next day of this name is nearer than the last, and whoever tells a fact is asked."""


@dataclass(frozen=True, slots=True)
class Today:
    """What a day is read with: the learner's ``now``, aware and in their zone, where a bare day is looked for, and which
    of day and month comes first where they live (None: not known)."""

    now: datetime
    look: Direction = Direction.BACK
    order: Order | None = None

    @property
    def date(self) -> date:
        return self.now.date()

    def ago(self, *distances: int) -> Days:
        """The days at these distances from today."""
        return Days(tuple(self.date + timedelta(days=distance) for distance in distances))

    def week(self, distance: int) -> Days:
        """The seven days of the week that is so many weeks away."""
        monday = -self.date.weekday() + 7 * distance
        return Days(self.ago(*range(monday, monday + 7)).options, stretch=True)


def relative(unit: Unit, count: float) -> relativedelta | timedelta:
    """So many units; of months and years only whole ones have a length of their own."""
    if unit in {Unit.MONTHS, Unit.YEARS} and float(count).is_integer():
        return relativedelta(months=int(count) * (12 if unit is Unit.YEARS else 1))
    if unit in DAYS_OF:
        return timedelta(days=round(count * DAYS_OF[unit]))
    return timedelta(**{unit.value: count})


def orders_of(one: int, other: int, order: Order | None) -> list[tuple[int, int]]:
    """Day and month, in every order that may be meant."""
    day_first, month_first = (one, other), (other, one)
    if one > 12 or other > 12 or one == other:
        return [day_first] if other <= 12 else [month_first]
    match order:
        case Order.DAY_FIRST:
            return [day_first]
        case Order.MONTH_FIRST:
            return [month_first]
    return [day_first, month_first]


def nearest(said: str, day: int, month: int, today: Today) -> date:
    """The day of a year in the direction that is looked in, today included. Raises NoSuchDay with the year that has none."""
    here = today.date
    passed = (month, day) <= (here.month, here.day)
    if today.look is Direction.NEAR:
        away = (month - here.month) * 30 + day - here.day
        year = here.year - (away > 182) + (away < -182)
    elif today.look is Direction.BACK:
        year = here.year if passed else here.year - 1
    else:
        year = here.year if (month, day) >= (here.month, here.day) else here.year + 1
    if (day, month) == (29, 2) and today.look is Direction.AHEAD and here.month <= 3:
        year = here.year  # one that has just passed is meant, or the one that is about to come
    return date_of(said, year, month, day)


def is_far(day: date, today: Today) -> bool:
    return today.look is Direction.BACK and today.date - day > FAR


def date_of(said: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        possible = 1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 9999
        raise NoSuchDay(said, year if possible else None) from None


def year_of(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def checked(said: str, days: list[date], today: Today) -> Days:
    if any(abs(day.year - today.date.year) > MOST_YEARS_AWAY for day in days):
        raise NoSuchDay(said)
    return Days(tuple(days))
