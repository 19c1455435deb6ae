"""PURE: local time, worked out anew from the offsets alone, for whoever checks must not ask what is being checked."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

Quiet = tuple[time, time]
"""From (inclusive) to (exclusive), perhaps over midnight."""


def wall(moment: datetime, zone: str) -> datetime:
    """What a clock on the wall shows: naive, local."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def instant(day: date, at: time, zone: str) -> datetime:
    """The first moment at which the wall shows ``at`` on ``day``; where the clock jumps over it, the first after."""
    wanted = datetime.combine(day, at)
    around = (wanted.replace(tzinfo=UTC) + span for span in (-DAY, DAY))
    offsets = {offset for moment in around if (offset := moment.astimezone(ZoneInfo(zone)).utcoffset()) is not None}
    moments = sorted((wanted - offset).replace(tzinfo=UTC) for offset in offsets)
    shown = [moment for moment in moments if wall(moment, zone) == wanted]
    return shown[0] if shown else _after_gap(moments[0], wanted, zone)


def _after_gap(moment: datetime, wanted: datetime, zone: str) -> datetime:
    while wall(moment, zone) < wanted:
        moment += MINUTE
    return moment


def occurrences(weekday: int, at: time, zone: str, after: datetime, until: datetime) -> list[datetime]:
    """Every weekly moment later than ``after`` up to ``until``, inclusive."""
    first = wall(after, zone).date() - DAY
    days = [first + DAY * count for count in range((until - after).days + 4)]
    moments = [instant(day, at, zone) for day in days if day.weekday() == weekday]
    return [moment for moment in moments if after < moment <= until]


def week(moment: datetime, zone: str) -> str:
    """The ISO week on the calendar on the wall, such as "2027-W03"."""
    return wall(moment, zone).strftime("%G-W%V")


def is_quiet(moment: datetime, quiet: Quiet | None, zone: str) -> bool:
    """Whether the wall shows a time within the quiet hours."""
    if quiet is None:
        return False
    start, end = map(_minutes, quiet)
    return (_minutes(wall(moment, zone).time()) - start) % 1440 < (end - start) % 1440


def after_quiet(moment: datetime, quiet: Quiet | None, zone: str) -> datetime:
    """The first whole minute from ``moment`` on outside the quiet hours, or ``moment`` itself."""
    while is_quiet(moment, quiet, zone):
        moment = moment.replace(second=0, microsecond=0) + MINUTE
    return moment


def _minutes(at: time) -> float:
    return at.hour * 60 + at.minute + at.second / 60
