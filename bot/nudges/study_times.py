"""PURE: when study times come: local times, whose moments are computed anew each day, never by adding seconds."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.nudges.when import DAY, moment
from bot.said.days import SMALL_HOURS
from bot.said.study_time_groups import FIRST_OF_NIGHT
from bot.store import Learner
from roadmap.study_times import StudyTime, StudyTimes, stamp

AHEAD = 15
"""Days that are looked at: each weekday twice, for one of them may be left out."""

LATER = timedelta(hours=2)
"""For how long one is put off."""

ROUND = timedelta(minutes=5)
"""To what the moment is rounded that one is put off to."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A study time on a day of the learner's calendar, and its moment."""

    due: datetime
    day: date
    time: StudyTime

    @property
    def stamp(self) -> str:
        """What it is left out by."""
        return stamp(self.day, self.time.at)


def next_of(times: StudyTimes, zone: ZoneInfo, after: datetime, weekday: int | None = None) -> Coming | None:
    """The first study time later than ``after``, be it of one weekday alone; None where there is none to come."""
    # A day that a zone leaves out comes as the first moment of the day behind it, so one starts a day earlier. A later time of the
    # clock is never an earlier moment: the first that is found is the next.
    first = after.astimezone(zone).date() - DAY
    for ahead in range(AHEAD if times.on and times.times else 0):
        day = first + ahead * DAY
        for one in times.coming(day) if weekday in {None, day.weekday()} else ():
            if (due := moment(day, one.at, zone)) > after:
                return Coming(due, day, one)
    return None


def coming_on(times: StudyTimes, zone: ZoneInfo, now: datetime, day: date) -> Coming | None:
    """The first study time of a day that is still to come; None where there is none."""
    found = next_of(times, zone, max(now, moment(day, time.min, zone) - timedelta.resolution))
    return found if found and found.day == day else None


def study_time_after(learner: Learner, zone: ZoneInfo, after: datetime) -> datetime | None:
    """The moment of the learner's next one; none comes while they are asked about it."""
    if learner.study is None or learner.study_asked_at:
        return None
    coming = next_of(learner.study, zone, after)
    return coming.due if coming else None


def stamp_of(due: datetime, zone: ZoneInfo) -> str:
    """The local day and time of a moment, such as "2027-01-19 19:00": what a reminder is unique for."""
    local = due.astimezone(zone)
    return stamp(local.date(), local.time())


def set_for(times: StudyTimes, due: datetime, zone: ZoneInfo, minute: int | None = None) -> StudyTime | None:
    """The study time that a reminder due at a moment is for; ``minute`` is that of its week, where it was put off from there.
    None where it is set no more."""
    if minute is not None:
        return next((one for one in times.times if minute_of(one) == minute), None)
    coming = next_of(times, zone, due - timedelta.resolution)
    return coming.time if coming and coming.due == due else None


def minute_of(one: StudyTime) -> int:
    """The minute of the week at which a study time lies, Monday's first is 0."""
    return (one.weekday * 24 + one.at.hour) * 60 + one.at.minute


def later_today(now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment later on the same local day that a reminder is put off to; None where the day has none."""
    later = now + LATER
    later += -(later - later.replace(minute=0, second=0, microsecond=0)) % ROUND
    return later if later.astimezone(zone).date() == now.astimezone(zone).date() else None


def today_at(now: datetime, zone: ZoneInfo, at: time, *, of_night: bool) -> datetime:
    """The moment of a time of this local day, be it over; one of the small hours that is over comes in the night behind the day where it
    is said to be ``of_night``, in the evening, and right after midnight, which is no afternoon."""
    local = now.astimezone(zone)
    due = moment(local.date(), at, zone)
    is_night_meant = of_night or at.hour == 0 or local.hour >= FIRST_OF_NIGHT
    is_behind = due <= now and at.hour < SMALL_HOURS and is_night_meant
    return moment(local.date() + DAY, at, zone) if is_behind else due
