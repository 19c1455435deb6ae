"""PURE: when nudges are due. A weekly time is a local time; its moment is computed anew each week, never by adding
seconds, so that 09:00 stays 09:00 over every change of the clock."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SETTLING = timedelta(days=3)
"""How long a new learner is left alone before the first nudge."""

SHELF_LIFE = timedelta(days=2)
"""How late a nudge may be sent, counted from its original moment."""

DAY = timedelta(days=1)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local day and time as a UTC moment. A time inside the spring gap (or a missing day) is the first moment after
    it, one inside the autumn fold the first of the two (PEP 495: fold=0)."""
    local = datetime.combine(day, at, zone)
    utc = local.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return utc
    before_gap = local.replace(fold=1).astimezone(UTC)
    seconds = range(int((utc - before_gap).total_seconds()) + 1)
    shifted = bisect_left(seconds, True, key=lambda s: _offset(before_gap, s, zone) != _offset(before_gap, 0, zone))
    return before_gap + timedelta(seconds=shifted)


def _offset(start: datetime, seconds: int, zone: ZoneInfo) -> timedelta | None:
    return (start + timedelta(seconds=seconds)).astimezone(zone).utcoffset()


def next_occurrence(
    weekday: int, at: time, zone: ZoneInfo, after: datetime, fits: Callable[[date], bool] = lambda _day: True
) -> datetime:
    """The first weekly moment later than ``after``, of the days that fit; ``weekday`` counts from Monday = 0."""
    day = after.astimezone(zone).date()
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while (due := moment(day, at, zone)) <= after or not fits(day):
        day += timedelta(days=7)
    return due


def next_daily(at: time, zone: ZoneInfo, after: datetime) -> datetime:
    """The first daily moment later than ``after``."""
    day = after.astimezone(zone).date()
    while (due := moment(day, at, zone)) <= after:
        day += DAY
    return due


def week_of(due: datetime, zone: ZoneInfo) -> str:
    """The ISO week of a moment in a zone, such as "2027-W03": the period of a weekly nudge."""
    year, week, _ = due.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"


def day_of(due: datetime, zone: ZoneInfo) -> str:
    """The local day of a moment, such as "2027-01-20": the period of a snooze."""
    return due.astimezone(zone).date().isoformat()


def after_quiet(now: datetime, quiet: tuple[time, time] | None, zone: ZoneInfo) -> datetime:
    """``now`` itself outside the quiet hours (from inclusive, to exclusive), else the moment they end."""
    if quiet is None:
        return now
    start, end = quiet
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    within = start <= clock < end if start <= end else clock >= start or clock < end
    if not within:
        return now
    day = local.date() if clock < end else local.date() + DAY
    return max(now, moment(day, end, zone))
