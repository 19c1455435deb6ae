"""PURE: what comes to a learner by the calendar: a schedule for each kind that does, and the next moment of all of them.

A learner has one moment at which something is due next, by whichever schedule; what is due then is asked of the
schedules anew, for they go by the learner's settings alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.nudges.when import SETTLING, moment, next_occurrence, week_of
from bot.store import Account, Enrolment, Learner, NudgeKind, Rhythm
from bot.store.ledger import Entry
from roadmap.progress import Progress


@dataclass(frozen=True, slots=True)
class Schedule:
    """When rows of a kind are due: ``after`` is the first moment later than another one, by the learner's settings in
    their zone, and ``period`` is what a row that is due then is unique for."""

    kind: NudgeKind
    after: Callable[[Learner, ZoneInfo, datetime], datetime]
    period: Callable[[datetime, ZoneInfo], str]

    def is_due(self, learner: Learner, at: datetime, zone: ZoneInfo) -> bool:
        """Whether this is one of its moments."""
        return self.after(learner, zone, at - timedelta.resolution) == at


def _weekly_after(learner: Learner, zone: ZoneInfo, after: datetime) -> datetime:
    return next_occurrence(learner.nudge_weekday, learner.nudge_time, zone, after, partial(_is_in_rhythm, learner))


def _is_in_rhythm(learner: Learner, day: date) -> bool:
    """Whether a nudge comes on this day, which is one of its weekday: every second one, counted from the calendar and not from
    the last, so that nothing has to be remembered; or the first in a month."""
    match learner.rhythm:
        case Rhythm.FORTNIGHTLY:
            return ((day.toordinal() - 1) // 7 + learner.id) % 2 == 0
        case Rhythm.MONTHLY:
            return day.day <= 7
    return True


WEEKLY = Schedule(NudgeKind.WEEKLY, _weekly_after, week_of)

SCHEDULES: Sequence[Schedule] = (WEEKLY,)


def wanted_after(
    schedule: Schedule, learner: Learner, enrolment: Enrolment, progress: Progress, *, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """The schedule's first moment after ``now`` that is not in the first three days, not before the first day of the
    plan, and not in a pause, be it one to come. None while nudges are off and in an open pause."""
    if not learner.nudges_on:
        return None
    settled = earliest(enrolment, progress, zone)
    due = schedule.after(learner, zone, max(now, settled - timedelta.resolution))
    while pause := progress.pause_on(due.astimezone(zone).date()):
        if pause.back is None:
            return None
        due = schedule.after(learner, zone, moment(pause.back, time.min, zone) - timedelta.resolution)
    return due


def earliest(enrolment: Enrolment, progress: Progress, zone: ZoneInfo) -> datetime:
    """From when on a learner may be nudged: not in the first three days, nor before the first day of the plan."""
    return max(enrolment.enrolled_at + SETTLING, moment(progress.first_day, time.min, zone))


def due_at(
    learner: Learner, at: datetime, zone: ZoneInfo, schedules: Sequence[Schedule] = SCHEDULES
) -> Sequence[Schedule]:
    """The schedules that a moment which has come is one of. One that none of them knows, for the zone's rules have changed
    since it was set, is the first one's; so where there is but one, any moment is."""
    if len(schedules) == 1:
        return schedules
    return [one for one in schedules if one.is_due(learner, at, zone)] or schedules[:1]


def entries(
    learner: Learner, account: Account, at: datetime, zone: ZoneInfo, schedules: Sequence[Schedule] = SCHEDULES
) -> list[Entry]:
    """What is to be entered for a moment that has come."""
    due = due_at(learner, at, zone, schedules)
    return [Entry(learner.id, account.id, account.platform, one.kind, one.period(at, zone), at) for one in due]


def following(learner: Learner, zone: ZoneInfo, after: datetime, schedules: Sequence[Schedule] = SCHEDULES) -> datetime:
    """The next moment by any schedule, whatever is wanted by then."""
    return min(one.after(learner, zone, after) for one in schedules)


def put_off(
    learner: Learner,
    zone: ZoneInfo,
    now: datetime,
    *,
    kind: NudgeKind,
    until: datetime,
    schedules: Sequence[Schedule] = SCHEDULES,
) -> datetime:
    """The next moment after now by any schedule, but of this kind only one later than ``until``."""
    return min(one.after(learner, zone, until if one.kind is kind else now) for one in schedules)
