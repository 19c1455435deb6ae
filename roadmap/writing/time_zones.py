"""When the clocks of a zone change, as a calendar reads it (VTIMEZONE, RFC 5545 3.6.5).

icalendar's own tells of a change by the clock after it; RFC 5545 wants the clock before it, by which calendars that go by it are an
hour off between the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

WEEK, SECOND = timedelta(weeks=1), timedelta(seconds=1)
MOST_REMEMBERED = 64
"""Zones whose changes are kept once they are found, which takes milliseconds."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """How a zone's clock goes for a while."""

    offset: timedelta
    is_summer: bool
    name: str


@dataclass(frozen=True, slots=True)
class _Change:
    """From one clock to another."""

    before: timedelta
    after: _Clock


@lru_cache(MOST_REMEMBERED)
def timezone_of(zone: tzinfo, first: date, last: date) -> Timezone:
    """The changes of a zone, which is called as IANA has it, from the beginning of one day to that of another."""
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    clock = _clock(zone, begin)
    found: dict[_Change, list[datetime]] = {_Change(clock.offset, clock): [_wall(begin, clock.offset)]}
    for moment in _moments(zone, begin, end):
        before = _clock(zone, moment - SECOND).offset
        found.setdefault(_Change(before, _clock(zone, moment)), []).append(_wall(moment, before))
    timezone = Timezone()
    timezone.add("tzid", str(zone))
    for change, starts in found.items():
        timezone.add_component(_written(change, starts))
    return timezone


def _written(change: _Change, starts: list[datetime]) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if change.after.is_summer else TimezoneStandard()
    part.add("dtstart", starts[0])
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after.offset)
    part.add("tzname", change.after.name)
    if starts[1:]:
        part.add("rdate", starts[1:])
    return part


def _moments(zone: tzinfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The first moments of each clock but the one at the beginning, in UTC. No zone changes twice within a week."""
    week = begin
    while week < end:
        if _clock(zone, week) != _clock(zone, week + WEEK):
            yield _first(zone, week, week + WEEK)
        week += WEEK


def _first(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first second at which the clock is what it is ``after``."""
    clock = _clock(zone, after)
    while after - before > SECOND:
        between = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (before, between) if _clock(zone, between) == clock else (between, after)
    return after


def _clock(zone: tzinfo, moment: datetime) -> _Clock:
    local = moment.astimezone(zone)
    return _Clock(local.utcoffset() or timedelta(), bool(local.dst()), local.tzname() or "")


def _wall(moment: datetime, offset: timedelta) -> datetime:
    return (moment + offset).replace(tzinfo=None)
