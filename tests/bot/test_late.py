"""A weekly nudge that a move between zones would take from its week comes late, once."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.nudges.late import late
from bot.nudges.schedules import WEEKLY
from bot.nudges.when import after_quiet, week_of
from bot.store import Enrolment, Learner, Strand
from roadmap.progress import Pause, Progress

MONDAY = date(2027, 1, 4)
LONG_AGO = datetime(2026, 12, 1, tzinfo=UTC)
STUDYING = Progress(MONDAY)
QUIET = (time(22), time(7, 30))


def living_in(zone: str, *, quiet: tuple[time, time] | None = None, weekday: int = 0) -> Learner:
    start, end = quiet or (None, None)
    return Learner(1, LONG_AGO, zone, True, weekday, time(9), start, end, None)


def enrolled(at: datetime = LONG_AGO) -> Enrolment:
    return Enrolment("any", (Strand(1, 1, "any", at.date(), at, None),))


def due(learner: Learner, now: datetime) -> datetime:
    return WEEKLY.after(learner, ZoneInfo(learner.zone or "UTC"), now)


def moved(
    there: str,
    here: str,
    now: datetime,
    *,
    quiet: tuple[time, time] | None = None,
    since: datetime = LONG_AGO,
    progress: Progress = STUDYING,
) -> datetime | None:
    before, learner = living_in(there, quiet=quiet), living_in(here, quiet=quiet)
    first = max(now, since + timedelta(days=3))
    return late(due(before, first), before, learner, enrolled(since), progress, default_zone="UTC", now=now)


EIGHT_THIRTY_THERE = datetime(2027, 1, 18, 16, 30, tzinfo=UTC)
"""On a Monday in Los Angeles; in Tokyo it is half past one on Tuesday."""


def test_who_moves_east_over_the_hour_gets_the_nudge_at_once():
    assert moved("America/Los_Angeles", "Asia/Tokyo", EIGHT_THIRTY_THERE) == EIGHT_THIRTY_THERE


def test_it_waits_for_the_end_of_quiet_hours():
    found = moved("America/Los_Angeles", "Asia/Tokyo", EIGHT_THIRTY_THERE, quiet=QUIET)
    assert found == datetime(2027, 1, 19, 7, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_who_moves_west_has_it_still_to_come():
    assert moved("Asia/Tokyo", "America/Los_Angeles", datetime(2027, 1, 17, 23, tzinfo=UTC)) is None


def test_a_new_learner_who_turns_out_to_live_in_the_east_does_not_lose_the_first():
    thursday = datetime(2027, 1, 7, 21, 30, tzinfo=UTC)
    found = moved("UTC", "Pacific/Auckland", thursday + timedelta(minutes=1), since=thursday)
    assert found == thursday + timedelta(days=3)


def test_in_a_pause_nothing_is_made_up_for():
    away = Progress(MONDAY, pauses=(Pause(date(2027, 1, 19), date(2027, 1, 25)),))
    assert moved("America/Los_Angeles", "Asia/Tokyo", EIGHT_THIRTY_THERE, progress=away) is None


def test_what_stands_late_stays_when_the_learner_speaks_again():
    learner, at = living_in("Asia/Tokyo", quiet=QUIET), datetime(2027, 1, 18, 22, 30, tzinfo=UTC)
    found = late(at, learner, learner, enrolled(), Progress(MONDAY), default_zone="UTC", now=EIGHT_THIRTY_THERE)
    assert found == at


def test_another_weekday_makes_up_for_nothing():
    before, learner = living_in("Asia/Tokyo", weekday=4), living_in("Asia/Tokyo")
    now = datetime(2027, 1, 20, tzinfo=UTC)
    assert late(due(before, now), before, learner, enrolled(), Progress(MONDAY), default_zone="UTC", now=now) is None


ZONES = ("America/Los_Angeles", "UTC", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Apia", "Asia/Kathmandu")


@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2027, 1, 10), datetime(2027, 12, 1)),
    st.sampled_from((None, QUIET)),
)
def test_no_week_loses_its_nudge_and_none_has_two(there, here, at, quiet):
    now, zone = at.replace(tzinfo=UTC), ZoneInfo(here)
    found = moved(there, here, now, quiet=quiet)
    following = due(living_in(here), now)
    if found:
        assert week_of(found, zone) == week_of(due(living_in(there), now), ZoneInfo(there)) < week_of(following, zone)
        assert found == after_quiet(found, quiet, zone) >= now
