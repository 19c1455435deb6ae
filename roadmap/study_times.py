"""Study times: the days of the week and times of day at which somebody means to study, and what is asked about them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

MOST = 21
"""Times of one learner: three a day."""

WEEKS_WITHOUT = 3
"""Weeks of studying without them, after which they may not be needed any more."""

IN_A_ROW = 2
"""Reminders without a reaction, after which it is asked whether the time is still good."""

_WEEK = timedelta(days=7)
_HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True, order=True)
class StudyTime:
    """``weekday`` counts from Monday = 0, ``at`` is local, to the minute; ``minutes`` are for how long, ``topic`` is a slug (empty:
    whatever is on)."""

    weekday: int
    at: time
    minutes: int | None = None
    topic: str = ""

    def to(self, at: time) -> "StudyTime":
        """It at another time of day, which is that of the day before or after where it is nearer: 23:30 goes to 00:30 of the day after. Half a day
        away it stays on its day."""
        ahead = timedelta(hours=at.hour - self.at.hour, minutes=at.minute - self.at.minute)
        days = (ahead < -_HALF_A_DAY) - (ahead > _HALF_A_DAY)
        return replace(self, weekday=(self.weekday + days) % _WEEK.days, at=at)


@dataclass(frozen=True, slots=True)
class StudyTimes:
    """``times`` are in order, and no two at one moment of the week. While they are not ``on`` none comes. Of days on which study
    was told already there is no reminder unless ``always``. ``skipped`` are single ones left out, as ``stamp`` writes them.
    ``needed`` says that they were asked about and are. ``account`` is where they were set. They were ``changed`` so often, the last
    time from what was ``before``."""

    times: tuple[StudyTime, ...] = ()
    on: bool = True
    always: bool = False
    needed: bool = False
    skipped: frozenset[str] = field(default=frozenset())
    account: int | None = None
    changed: int = 0
    before: "StudyTimes | None" = None

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Those with a time, Monday 0."""
        return tuple(sorted({one.weekday for one in self.times}))

    def coming(self, day: date) -> Iterable[StudyTime]:
        """Those of a day that are not left out, in order."""
        if not self.on:
            return ()
        return (one for one in self.times if one.weekday == day.weekday() and stamp(day, one.at) not in self.skipped)

    def with_(self, others: Iterable[StudyTime], in_place_of: Collection[int]) -> Self:
        """With other times in the place of those of some weekdays."""
        return self.of((*(one for one in self.times if one.weekday not in in_place_of), *others))

    def of(self, times: Iterable[StudyTime]) -> Self:
        """With these alone, and on; of two at one moment the last holds. Nobody has been asked about them yet."""
        by_moment = {(one.weekday, one.at): one for one in times}
        return replace(self, times=tuple(sorted(by_moment.values())), on=True, needed=False)

    def without(self, weekdays: Collection[int]) -> Self:
        """Without those of some days; with none left they are off."""
        left = tuple(one for one in self.times if one.weekday not in weekdays)
        return replace(self, times=left, on=bool(left) and self.on)

    def after(self, before: "StudyTimes") -> Self:
        """As a change of others, which may be taken back."""
        return replace(self, changed=before.changed + 1, before=replace(before, before=None))

    def skipping(self, occurrence: str, today: date) -> Self:
        """Without one of them; those left out before today are forgotten."""
        kept = {one for one in self.skipped if one >= today.isoformat()}
        return replace(self, skipped=frozenset({*kept, occurrence}))


def shifted(at: time, by: timedelta) -> time:
    """A time of day moved, over midnight if need be."""
    minutes = at.hour * 60 + at.minute + round(by.total_seconds() / 60)
    return time(*divmod(minutes % (24 * 60), 60))


def stamp(day: date, at: time) -> str:
    """One of them, for ever: "2027-01-19 19:00"."""
    return f"{day.isoformat()} {at:%H:%M}"


class Asking(StrEnum):
    """What is said at a study time: what is to be done; or a question about the time itself, after which there is silence until it
    is answered."""

    STUDY = "study"
    STILL_GOOD = "still good"
    STILL_NEEDED = "still needed"


def asking(
    times: StudyTimes,
    sent: Sequence[date],
    *,
    answered: date,
    unanswered: int,
    study_days: Collection[date],
    today: date,
) -> Asking:
    """What a study time that has come is for. ``sent`` are the days of the last reminders, the newest first, of which so many were
    ``unanswered`` by a press; ``answered`` is when one was pressed last, or the times were set. Studying is an answer too."""
    if not times.needed and answered <= today - WEEKS_WITHOUT * _WEEK and _studies_without(times, study_days, today):
        return Asking.STILL_NEEDED
    ignored = sent[:unanswered][:IN_A_ROW]
    if len(ignored) == IN_A_ROW and not any(day >= ignored[-1] for day in study_days):
        return Asking.STILL_GOOD
    return Asking.STUDY


def _studies_without(times: StudyTimes, study_days: Collection[date], today: date) -> bool:
    """Whether in each of the last weeks there were as many study days as there are days with a time."""
    wanted = len(times.weekdays)
    weeks = [(today - count * _WEEK, today - (count - 1) * _WEEK) for count in range(1, WEEKS_WITHOUT + 1)]
    return all(sum(start <= day < end for day in study_days) >= wanted for start, end in weeks)


def is_to_be_renewed(times: StudyTimes | None, *, waits: bool, answered: date, today: date) -> bool:
    """Whether a week that begins is a moment to ask whether the times are to stay: where there are some, none of which waits for
    an answer, and nothing was set or pressed in this ISO week yet."""
    if times is None or not times.on or not times.times or waits:
        return False
    return answered.isocalendar()[:2] != today.isocalendar()[:2]


def answered_by(sent: Sequence[datetime], answered_at: datetime) -> int:
    """How many of the reminders sent, the newest first, were sent after the last press."""
    return sum(moment > answered_at for moment in sent)
