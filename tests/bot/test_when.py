"""When nudges are due: weekly local times over changes of the clock, quiet hours, periods."""

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.nudges.schedules import SCHEDULES, WEEKLY, Schedule, entries, following, wanted_after
from bot.nudges.when import SETTLING, after_quiet, day_of, moment, next_daily, next_occurrence, week_of
from bot.store import Account, Enrolment, Learner, NudgeKind, Strand
from roadmap.progress import Pause, Progress

MONDAY, TUESDAY, FRIDAY, SATURDAY, SUNDAY = 0, 1, 4, 5, 6
DAY, WEEK = timedelta(days=1), timedelta(days=7)
NINE = time(9)
NIGHT = (time(22), time(7, 30))

CLOCK_CHANGES = [
    ("Europe/Berlin", 2027),
    ("America/New_York", 2027),
    ("Australia/Lord_Howe", 2027),
    ("America/Sao_Paulo", 2018),
    ("Pacific/Apia", 2021),
    ("Asia/Kathmandu", 2027),
]


def utc(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def walk(zone: ZoneInfo, weekday: int, at: time, first: datetime, last: datetime) -> list[datetime]:
    """Every weekly moment after ``first`` and up to ``last``, each computed from the one before."""
    moments, due = [], next_occurrence(weekday, at, zone, first)
    while due <= last:
        moments.append(due)
        due = next_occurrence(weekday, at, zone, due)
    return moments


def year(zone: ZoneInfo, number: int, weekday: int = MONDAY, at: time = NINE) -> list[datetime]:
    start, end = datetime(number, 1, 1, tzinfo=zone), datetime(number + 1, 1, 1, tzinfo=zone)
    return walk(zone, weekday, at, start - timedelta(seconds=1), end - timedelta(seconds=1))


def local(due: datetime, zone: str) -> str:
    return f"{due.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


# 09:00 stays 09:00


@pytest.mark.parametrize(("name", "number"), CLOCK_CHANGES)
@pytest.mark.parametrize("weekday", range(7))
def test_a_weekly_nine_stays_nine_all_year(name, number, weekday):
    zone = ZoneInfo(name)
    moments = [due.astimezone(zone) for due in year(zone, number, weekday)]
    assert {(due.weekday(), due.hour, due.minute, due.second) for due in moments} == {(weekday, 9, 0, 0)}
    assert len(moments) in {52, 53}
    assert {later.date() - due.date() for due, later in itertools.pairwise(moments)} == {WEEK}


@pytest.mark.parametrize(("name", "number"), CLOCK_CHANGES[:-1])
def test_the_clock_does_change_twice_in_the_years_that_are_walked(name, number):
    zone = ZoneInfo(name)
    assert len({due.astimezone(zone).utcoffset() for due in year(zone, number)}) == 2


def test_kathmandu_keeps_its_45_minutes():
    assert {f"{due:%a %H:%M}" for due in year(ZoneInfo("Asia/Kathmandu"), 2027)} == {"Mon 03:15"}


def test_moments_are_utc():
    assert next_occurrence(MONDAY, NINE, ZoneInfo("Europe/Berlin"), utc("2027-01-04 08:00")) == utc("2027-01-11 08:00")
    assert moment(date(2027, 7, 5), NINE, ZoneInfo("Europe/Berlin")).tzinfo is UTC


# the spring gap


@pytest.mark.parametrize(
    ("name", "day", "at", "first_after"),
    [
        ("Europe/Berlin", date(2027, 3, 28), time(2, 30), "2027-03-28 03:00"),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 0), "2027-03-28 03:00"),
        ("America/New_York", date(2027, 3, 14), time(2, 59), "2027-03-14 03:00"),
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15), "2027-10-03 02:30"),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), "2018-11-04 01:00"),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 30), "2018-11-04 01:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(9, 0), "2011-12-31 00:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(0, 0), "2011-12-31 00:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(23, 59), "2011-12-31 00:00"),
    ],
)
def test_a_time_inside_a_gap_is_the_first_moment_after_it(name, day, at, first_after):
    zone = ZoneInfo(name)
    due = moment(day, at, zone)
    assert due.astimezone(zone).replace(tzinfo=None) == datetime.fromisoformat(first_after)
    before = (due - timedelta(seconds=1)).astimezone(zone)
    assert before.replace(tzinfo=None) < datetime.combine(day, at)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2027, 3, 28), time(1, 59), "2027-03-28 00:59"),
        (date(2027, 3, 28), time(3, 0), "2027-03-28 01:00"),
        (date(2027, 10, 31), time(1, 59), "2027-10-30 23:59"),
        (date(2027, 10, 31), time(3, 0), "2027-10-31 02:00"),
    ],
)
def test_times_beside_a_change_are_what_the_clock_says(day, at, expected):
    assert moment(day, at, ZoneInfo("Europe/Berlin")) == utc(expected)


# the autumn fold


@pytest.mark.parametrize(
    ("name", "day", "at", "first"),
    [
        ("Europe/Berlin", date(2027, 10, 31), time(2, 30), "2027-10-31 00:30"),
        ("America/New_York", date(2027, 11, 7), time(1, 30), "2027-11-07 05:30"),
        ("Australia/Lord_Howe", date(2027, 4, 4), time(1, 45), "2027-04-03 14:45"),
        ("America/Sao_Paulo", date(2018, 2, 17), time(23, 30), "2018-02-18 01:30"),
    ],
)
def test_a_time_inside_a_fold_is_the_first_of_the_two(name, day, at, first):
    assert moment(day, at, ZoneInfo(name)) == utc(first)


@pytest.mark.parametrize(
    ("name", "number", "weekday", "at"),
    [
        ("Europe/Berlin", 2027, SUNDAY, time(2, 30)),
        ("America/New_York", 2027, SUNDAY, time(2, 30)),
        ("America/New_York", 2027, SUNDAY, time(1, 30)),
        ("Australia/Lord_Howe", 2027, SUNDAY, time(2, 15)),
        ("Australia/Lord_Howe", 2027, SUNDAY, time(1, 45)),
        ("America/Sao_Paulo", 2018, SUNDAY, time(0, 0)),
        ("America/Sao_Paulo", 2018, SATURDAY, time(23, 30)),
    ],
)
def test_a_time_inside_a_gap_or_a_fold_comes_exactly_once_a_week(name, number, weekday, at):
    zone = ZoneInfo(name)
    moments = year(zone, number, weekday, at)
    weeks = [week_of(due, zone) for due in moments]
    assert len(weeks) == len(set(weeks)) == 52
    odd = [due for due in moments if due.astimezone(zone).time() != at]
    assert len(odd) <= 1


def test_the_second_half_of_the_fold_brings_no_second_occurrence():
    berlin = ZoneInfo("Europe/Berlin")
    again = utc("2027-10-31 01:15")
    assert f"{again.astimezone(berlin):%H:%M}" == "02:15"
    assert next_occurrence(SUNDAY, time(2, 30), berlin, again) == moment(date(2027, 11, 7), time(2, 30), berlin)


# the missing day


def test_a_friday_nudge_falls_on_the_first_moment_after_apias_missing_friday_and_on_fridays_again():
    moments = walk(ZoneInfo("Pacific/Apia"), FRIDAY, NINE, utc("2011-12-20 00:00"), utc("2012-01-15 00:00"))
    assert [local(due, "Pacific/Apia") for due in moments] == [
        "Fri 2011-12-23 09:00",
        "Sat 2011-12-31 00:00",
        "Fri 2012-01-06 09:00",
        "Fri 2012-01-13 09:00",
    ]


@pytest.mark.parametrize("weekday", range(7))
def test_every_week_around_apias_missing_day_has_its_nudge(weekday):
    apia = ZoneInfo("Pacific/Apia")
    moments = walk(apia, weekday, NINE, utc("2011-11-01 00:00"), utc("2012-03-01 00:00"))
    weeks = [week_of(due, apia) for due in moments]
    assert len(set(weeks)) == len(weeks)
    assert {"2011-W50", "2011-W51", "2011-W52", "2012-W01", "2012-W02"} <= set(weeks)


# any zone, any instant

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
INSTANTS = st.integers(0, int(utc("2037-01-01 00:00").timestamp())).map(lambda s: datetime.fromtimestamp(s, UTC))
TIMES = st.times().map(lambda at: at.replace(microsecond=0)) | st.builds(
    time, st.integers(0, 23), st.sampled_from([0, 30])
)


def exists(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether the clock on the wall shows this time on this day at all."""
    wall = datetime.combine(day, at, zone)
    return wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)


@given(ZONES, INSTANTS, st.integers(0, 6), TIMES)
@example(ZoneInfo("Pacific/Apia"), utc("2011-12-29 00:00"), FRIDAY, NINE)
@example(ZoneInfo("Pacific/Apia"), utc("2011-12-30 09:59"), FRIDAY, NINE)
@example(ZoneInfo("Pacific/Kwajalein"), utc("1993-08-20 00:00"), SATURDAY, NINE)
@example(ZoneInfo("Africa/Monrovia"), utc("1972-01-06 00:00"), FRIDAY, time(0, 30))
def test_the_next_occurrence_lies_ahead_within_eight_days_at_its_local_time_unless_that_is_in_a_gap(
    zone, after, weekday, at
):
    due = next_occurrence(weekday, at, zone, after)
    assert after < due <= after + 8 * DAY
    wall = due.astimezone(zone)
    if (wall.weekday(), wall.time()) != (weekday, at):
        named = wall.date() if wall.weekday() == weekday else wall.date() - DAY
        assert named.weekday() == weekday
        assert not exists(named, at, zone)
        just_before = (due - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < datetime.combine(named, at) <= wall.replace(tzinfo=None)


@given(ZONES, INSTANTS, st.integers(0, 6), TIMES)
def test_no_occurrence_lies_between_a_moment_and_the_next(zone, after, weekday, at):
    due = next_occurrence(weekday, at, zone, after)
    for count in range(-1, 10):
        day = after.astimezone(zone).date() + count * DAY
        if day.weekday() == weekday:
            assert not after < moment(day, at, zone) < due


@given(ZONES, INSTANTS, st.integers(0, 6), TIMES, st.floats(0, 1))
def test_any_moment_before_the_next_occurrence_leads_to_the_same(zone, after, weekday, at, share):
    due = next_occurrence(weekday, at, zone, after)
    between = after + share * (due - after)
    assume(between < due)
    assert next_occurrence(weekday, at, zone, between) == due


@given(ZONES, INSTANTS)
def test_a_moment_of_the_clock_is_found_again(zone, instant):
    wall = instant.astimezone(zone)
    assert moment(wall.date(), wall.time(), zone) == wall.replace(fold=0).astimezone(UTC)


# periods


@pytest.mark.parametrize(
    ("due", "zone", "week", "day"),
    [
        ("2027-01-04 09:00", "UTC", "2027-W01", "2027-01-04"),
        ("2027-01-03 23:30", "UTC", "2026-W53", "2027-01-03"),
        ("2027-01-03 23:30", "Europe/Berlin", "2027-W01", "2027-01-04"),
        ("2027-01-04 03:00", "America/New_York", "2026-W53", "2027-01-03"),
        ("2024-12-31 12:00", "UTC", "2025-W01", "2024-12-31"),
    ],
)
def test_the_periods_of_a_moment_are_its_iso_week_and_day_on_the_learners_calendar(due, zone, week, day):
    assert week_of(utc(due), ZoneInfo(zone)) == week
    assert day_of(utc(due), ZoneInfo(zone)) == day


# quiet hours


@pytest.mark.parametrize(
    ("now", "quiet", "until"),
    [
        ("2027-01-04 12:00", NIGHT, "2027-01-04 12:00"),
        ("2027-01-04 21:59:59", NIGHT, "2027-01-04 21:59:59"),
        ("2027-01-04 22:00", NIGHT, "2027-01-05 07:30"),
        ("2027-01-04 23:59", NIGHT, "2027-01-05 07:30"),
        ("2027-01-05 00:00", NIGHT, "2027-01-05 07:30"),
        ("2027-01-05 07:29:59", NIGHT, "2027-01-05 07:30"),
        ("2027-01-05 07:30", NIGHT, "2027-01-05 07:30"),
        ("2027-01-04 13:00", (time(13), time(14)), "2027-01-04 14:00"),
        ("2027-01-04 12:59", (time(13), time(14)), "2027-01-04 12:59"),
        ("2027-01-04 14:00", (time(13), time(14)), "2027-01-04 14:00"),
        ("2027-01-04 23:00", (time(0), time(7)), "2027-01-04 23:00"),
        ("2027-01-04 00:00", (time(0), time(7)), "2027-01-04 07:00"),
        ("2027-01-04 23:00", (time(22), time(0)), "2027-01-05 00:00"),
        ("2027-01-05 00:00", (time(22), time(0)), "2027-01-05 00:00"),
        ("2027-01-04 03:00", None, "2027-01-04 03:00"),
    ],
)
def test_quiet_hours_last_from_their_first_minute_up_to_their_last(now, quiet, until):
    assert after_quiet(utc(now), quiet, ZoneInfo("UTC")) == utc(until)


def test_quiet_hours_are_those_of_the_learners_clock():
    berlin = ZoneInfo("Europe/Berlin")
    assert after_quiet(utc("2027-01-04 21:30"), NIGHT, berlin) == utc("2027-01-05 06:30")
    assert after_quiet(utc("2027-07-04 21:30"), NIGHT, berlin) == utc("2027-07-05 05:30")


def test_quiet_hours_that_end_inside_a_gap_end_with_the_gap():
    quiet = (time(22), time(2, 30))
    assert after_quiet(utc("2027-03-28 00:30"), quiet, ZoneInfo("Europe/Berlin")) == utc("2027-03-28 01:00")


def test_quiet_hours_that_begin_inside_a_gap_begin_with_its_end():
    quiet = (time(2, 30), time(5))
    berlin = ZoneInfo("Europe/Berlin")
    assert after_quiet(utc("2027-03-28 00:59"), quiet, berlin) == utc("2027-03-28 00:59")
    assert after_quiet(utc("2027-03-28 01:00"), quiet, berlin) == utc("2027-03-28 03:00")


def test_a_night_with_a_clock_change_ends_at_the_same_time_on_the_clock():
    berlin = ZoneInfo("Europe/Berlin")
    assert local(after_quiet(utc("2027-03-27 22:00"), NIGHT, berlin), "Europe/Berlin") == "Sun 2027-03-28 07:30"
    assert local(after_quiet(utc("2027-10-30 21:00"), NIGHT, berlin), "Europe/Berlin") == "Sun 2027-10-31 07:30"


@given(ZONES, INSTANTS, st.tuples(TIMES, TIMES))
def test_after_the_quiet_hours_it_is_never_quiet_and_never_earlier(zone, now, quiet):
    """In a fold the clock shows a time twice; quiet hours end when it shows their end for the first time, and those
    that would begin in the second showing alone are left out here."""
    later = after_quiet(now, quiet, zone)
    assert now <= later <= now + 2 * DAY
    wall = later.astimezone(zone)
    folded = wall.fold or now.astimezone(zone).fold
    if not folded:
        assert after_quiet(later, quiet, zone) == later


# the next weekly nudge


def learner(**more: object) -> Learner:
    values = {
        "id": 1,
        "created_at": utc("2027-01-04 08:00"),
        "zone": None,
        "nudges_on": True,
        "nudge_weekday": MONDAY,
        "nudge_time": NINE,
        "quiet_from": None,
        "quiet_to": None,
        "next_nudge_at": None,
    }
    return Learner(**{**values, **more})


def next_for(
    now: str,
    *,
    enrolled: str = "2027-01-04 08:00",
    first_day: date = date(2027, 1, 4),
    pauses: tuple[Pause, ...] = (),
    **more: object,
) -> str:
    enrolment = Enrolment("ml-data", (Strand(1, 1, "ml-data", first_day, utc(enrolled)),))
    progress = Progress(first_day, pauses=pauses)
    due = wanted_after(WEEKLY, learner(**more), enrolment, progress, zone=ZoneInfo("UTC"), now=utc(now))
    return f"{due:%a %Y-%m-%d %H:%M}" if due else "none"


@pytest.mark.parametrize(
    ("enrolled", "first"),
    [
        ("2027-01-04 08:00", "Mon 2027-01-11 09:00"),
        ("2027-01-08 08:59", "Mon 2027-01-11 09:00"),
        ("2027-01-08 09:01", "Mon 2027-01-18 09:00"),
        ("2027-01-10 23:00", "Mon 2027-01-18 09:00"),
    ],
)
def test_the_first_nudge_comes_at_least_three_days_after_enrolling(enrolled, first):
    assert next_for(enrolled, enrolled=enrolled) == first
    assert timedelta(days=3) == SETTLING


def test_there_is_no_next_nudge_while_nudges_are_off():
    assert next_for("2027-02-01 08:00", nudges_on=False) == "none"


def test_there_is_no_next_nudge_in_an_open_pause():
    assert next_for("2027-02-01 08:00", pauses=(Pause(date(2027, 1, 20)),)) == "none"


@pytest.mark.parametrize(("back", "due"), [(8, "Mon 2027-02-08 09:00"), (9, "Mon 2027-02-15 09:00")])
def test_the_first_nudge_after_a_pause_comes_on_the_day_back_at_the_earliest(back, due):
    assert next_for("2027-02-01 08:00", pauses=(Pause(date(2027, 2, 1), date(2027, 2, back)),)) == due


def test_a_pause_that_is_over_moves_nothing():
    assert next_for("2027-02-01 08:00", pauses=(Pause(date(2027, 1, 20), date(2027, 2, 1)),)) == "Mon 2027-02-01 09:00"


def test_a_midnight_nudge_on_the_day_back_is_not_passed_over():
    pauses = (Pause(date(2027, 2, 1), date(2027, 2, 8)),)
    assert next_for("2027-02-01 08:00", pauses=pauses, nudge_time=time(0)) == "Mon 2027-02-08 00:00"


@pytest.mark.parametrize(("first_day", "due"), [(8, "Mon 2027-03-08 09:00"), (9, "Mon 2027-03-15 09:00")])
def test_before_the_first_day_of_the_plan_there_is_no_nudge(first_day, due):
    assert next_for("2027-02-01 08:00", first_day=date(2027, 3, first_day)) == due


DAILY = Schedule(NudgeKind.SNOOZE, lambda learner, zone, after: next_daily(learner.nudge_time, zone, after), day_of)
"""A second schedule, of a kind that has none yet."""

REACHED = Account(7, 1, "telegram", 42, None)


def entered(at: str, schedules: Sequence[Schedule] = SCHEDULES) -> list[tuple[str, str]]:
    rows = entries(learner(), REACHED, utc(at), ZoneInfo("UTC"), schedules)
    return [(row.kind.value, row.period) for row in rows]


def test_what_is_due_at_a_moment_is_entered_for_each_schedule_that_it_is_one_of() -> None:
    both = (WEEKLY, DAILY)
    assert entered("2027-01-11 09:00", both) == [("weekly", "2027-W02"), ("snooze", "2027-01-11")]
    assert entered("2027-01-12 09:00", both) == [("snooze", "2027-01-12")]


def test_the_next_moment_is_the_earliest_of_all_schedules() -> None:
    zone = ZoneInfo("UTC")
    assert following(learner(), zone, utc("2027-01-11 09:00"), (WEEKLY, DAILY)) == utc("2027-01-12 09:00")
    assert following(learner(), zone, utc("2027-01-11 09:00")) == utc("2027-01-18 09:00")


def test_a_moment_that_no_schedule_knows_any_more_is_the_weekly_nudges() -> None:
    assert entered("2027-01-12 10:30") == [("weekly", "2027-W02")]
