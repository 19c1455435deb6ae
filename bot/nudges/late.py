"""PURE: a weekly nudge that a move between zones would take from its week is sent late, once."""

from datetime import datetime

from bot.nudges.schedules import WEEKLY, earliest
from bot.nudges.when import after_quiet, week_of
from bot.store import Enrolment, Learner
from roadmap.progress import Progress


def late(
    current: datetime | None,
    before: Learner,
    learner: Learner,
    enrolment: Enrolment,
    progress: Progress,
    *,
    default_zone: str,
    now: datetime,
) -> datetime | None:
    """When the nudge that was to come at ``current`` comes late: where a learner has moved east over its hour, or over the hour at
    which a new one may be nudged first, the first moment outside quiet hours. One that waits so already stays; None where none does,
    in a pause, and where its ISO week is over by then, for there are never two in one. ``before`` is the learner as they were."""
    old, zone = before.zone_or(default_zone), learner.zone_or(default_zone)
    if current is None or current <= now or not learner.nudges_on or WEEKLY.is_due(learner, current, zone):
        return None
    moment = (
        _made_up_for(current, before, learner, enrolment, progress, default_zone=default_zone, now=now)
        if old != zone
        else current
    )
    was_regular = old == zone and WEEKLY.is_due(before, current, old)
    if moment is None or was_regular or progress.pause_on(moment.astimezone(zone).date()):
        return None
    return moment


def _made_up_for(
    current: datetime,
    before: Learner,
    learner: Learner,
    enrolment: Enrolment,
    progress: Progress,
    *,
    default_zone: str,
    now: datetime,
) -> datetime | None:
    """The moment after a move; None where the week has another one to come."""
    zone, week = learner.zone_or(default_zone), week_of(current, before.zone_or(default_zone))
    first = max(now, earliest(enrolment, progress, zone))
    if week_of(WEEKLY.after(learner, zone, first), zone) == week:
        return None
    moment = after_quiet(first, learner.quiet, zone)
    return moment if week_of(moment, zone) == week else None
