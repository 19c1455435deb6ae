"""Several kinds that come by the calendar: none takes a moment of another's, nor its place."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.nudges.schedules import WEEKLY, Schedule, due_at, put_off
from bot.nudges.when import day_of, next_daily
from bot.store import Learner, NudgeKind

MONDAY, ZONE = datetime(2027, 3, 1, tzinfo=UTC), ZoneInfo("UTC")
DAILY = Schedule(NudgeKind.SNOOZE, lambda one, zone, after: next_daily(one.nudge_time, zone, after), day_of)
"""A second kind, such as a study time."""

ANN = Learner(1, MONDAY, None, nudges_on=True, nudge_weekday=0, nudge_time=time(9), quiet_from=None, quiet_to=None,
              next_nudge_at=None)  # fmt: skip


def test_what_has_come_due_is_of_the_settings_it_was_due_by() -> None:
    wednesday, later = MONDAY + timedelta(days=2, hours=9), replace(ANN, nudge_time=time(10))
    assert list(due_at(ANN, wednesday, ZONE, (WEEKLY, DAILY))) == [DAILY]
    assert list(due_at(later, wednesday, ZONE, (WEEKLY, DAILY))) == [WEEKLY], "why arming is told who it was"


def test_putting_off_one_kind_leaves_the_moments_of_another() -> None:
    now, until = MONDAY + timedelta(hours=10), MONDAY + timedelta(days=9)
    assert put_off(ANN, ZONE, now, kind=NudgeKind.WEEKLY, until=until, schedules=(WEEKLY, DAILY)) == MONDAY + timedelta(
        days=1, hours=9
    )
    assert put_off(ANN, ZONE, now, kind=NudgeKind.WEEKLY, until=until, schedules=(WEEKLY,)) == MONDAY + timedelta(
        days=14, hours=9
    )
