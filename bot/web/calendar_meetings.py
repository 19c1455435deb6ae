"""The meetings of a learner's groups in their calendar: those they said they are in for, by their group's own clock.

What comes every week is one event that comes again: its first day is the first on which they were in, the weeks in which they were
not, or in which it was called off or moved for once, are left out, and so is what is over. One that was moved for once is an event
of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.store import Meeting
from bot.texts import calendar_feed as texts
from roadmap.writing.editions import FeedEvent

DAY, WEEK = timedelta(days=1), timedelta(days=7)

WEEKS_EXPECTED = 4
"""Of these last weeks somebody was in for one, or they are expected at what comes every week no more."""

LATE = DAY
"""How long after its beginning one that comes every week may have none that follows it: until the row of its round is looked at."""


@dataclass(frozen=True, slots=True)
class Host:
    """A group as its calendar events tell of it: what it is called, the titles of its topics by slug, and the zone of its clock."""

    title: str
    topics: Mapping[str, str]
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Asked:
    """A meeting, whether the learner is in (None: they have not said), and the id of the first of those that it follows."""

    meeting: Meeting
    is_in: bool | None
    first: int


def meetings_of(asked: Sequence[Asked], hosts: Mapping[int, Host], now: datetime) -> Iterator[FeedEvent]:
    """The events of these meetings, the earliest of which comes first; of groups that are not among the hosts there is none."""
    by_first: dict[int, list[Asked]] = {}
    for one in asked:
        if one.meeting.group_id in hosts:
            by_first.setdefault(one.first, []).append(one)
    for theirs in by_first.values():
        host = hosts[theirs[0].meeting.group_id]
        if theirs[-1].meeting.weekly:
            yield from _Weekly(theirs, host, now).events()
        else:
            yield from (_single(one.meeting, host) for one in theirs if one.is_in and not one.meeting.called_off_at)


@dataclass(frozen=True, slots=True)
class _Weekly:
    """What comes every week, a meeting each week."""

    weeks: Sequence[Asked]
    host: Host
    now: datetime

    def events(self) -> Iterator[FeedEvent]:
        last = self.weeks[-1].meeting
        alike = [one for one in self.weeks if _clock(self._usual(one)) == _clock(self._usual(self.weeks[-1]))]
        regular = [one for one in alike if self._is_expected(one) and one.meeting.starts_at == one.meeting.usual_at]
        days = {self._usual(one).date() for one in regular}
        first = min(days, default=self._usual(self.weeks[-1]).date() + WEEK if self._goes_on else None)
        if first:
            known = self._usual(self.weeks[-1]).date()
            until = None if self._goes_on else max(days) + DAY
            yield self._again(last, first, [day for day in _weekly(first, known) if day not in days], until)
        for one in self.weeks:
            if one not in regular and self._is_expected(one):
                yield _single(one.meeting, self.host)

    def _again(self, last: Meeting, first: date, left_out: Sequence[date], until: date | None) -> FeedEvent:
        local = last.usual_at.astimezone(self.host.zone)
        start = datetime.combine(first, local.time().replace(fold=0))
        out = [day for day in left_out if until is None or day < until]
        return FeedEvent(
            key=f"meetings.{self.weeks[0].first}",
            summary=_called(last, self.host),
            start=start,
            end=start + timedelta(minutes=last.minutes),
            weekdays=(first.weekday(),),
            left_out=tuple(out),
            until=until,
            zone=self.host.zone,
        )

    def _is_expected(self, one: Asked) -> bool:
        """Whether they said they are in, or may be taken to come to one that is ahead, as to those before."""
        if one.meeting.called_off_at:
            return False
        return one.is_in or (one.is_in is None and self.now < one.meeting.starts_at and self._goes_on)

    @property
    def _goes_on(self) -> bool:
        last = self.weeks[-1].meeting
        is_held = not last.called_off_at and self.now < last.starts_at + LATE
        return is_held and any(one.is_in for one in self.weeks[-WEEKS_EXPECTED:])

    def _usual(self, one: Asked) -> datetime:
        return one.meeting.usual_at.astimezone(self.host.zone)


def _clock(moment: datetime) -> tuple[object, ...]:
    return moment.weekday(), moment.time()


def _weekly(first: date, last: date) -> Iterator[date]:
    """The days from one to another, both inclusive, a week apart."""
    while first <= last:
        yield first
        first += WEEK


def _single(meeting: Meeting, host: Host) -> FeedEvent:
    start = meeting.starts_at.astimezone(host.zone)
    end = (meeting.starts_at + timedelta(minutes=meeting.minutes)).astimezone(host.zone)
    return FeedEvent(
        key=f"meeting.{meeting.id}",
        summary=_called(meeting, host),
        start=start.replace(tzinfo=None),
        end=end.replace(tzinfo=None),
        zone=host.zone,
    )


def _called(meeting: Meeting, host: Host) -> str:
    return texts.meeting(host.title, host.topics.get(meeting.topic, ""))
