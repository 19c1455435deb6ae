"""Study times through the ledger: each once, at its local moment, where it was set; late ones are dropped with a word."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.nudges.study_times import next_of, set_for, stamp_of, study_time_after
from bot.nudges.tick import tick
from bot.nudges.when import moment
from bot.store import Learner, NudgeKind
from bot.store.study_times import stored_form
from bot.store.tables import learners, nudges
from roadmap.study_times import StudyTime, StudyTimes
from tests.bot.nudge_stage import Stage
from tests.conftest import SQLITE

ENGINES = SQLITE

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ANN = Learner(1, datetime(2027, 1, 4, tzinfo=UTC), None, nudges_on=True, nudge_weekday=0, nudge_time=time(9),
              quiet_from=None, quiet_to=None, next_nudge_at=None)  # fmt: skip
WORLD = {
    "Europe/Berlin": date(2026, 3, 1),
    "America/New_York": date(2026, 3, 1),
    "Australia/Lord_Howe": date(2026, 3, 1),
    "Pacific/Apia": date(2011, 9, 1),
    "Asia/Kathmandu": date(1985, 10, 1),
    "America/Sao_Paulo": date(2018, 1, 1),
    "Africa/Casablanca": date(2026, 1, 1),
    "Africa/Cairo": date(2026, 4, 1),
}
"""Where clocks change, each from a day on after which they do: Apia left a whole day out, Kathmandu a quarter of an hour."""

CLOCKS = (time(0, 0), time(0, 30), time(2, 15), time(19, 0))
"""Those that fall into gaps and folds, and one that does not."""


def every_day(*clocks: time) -> StudyTimes:
    return StudyTimes(tuple(StudyTime(day, at) for day in range(7) for at in clocks))


def timed(times: StudyTimes) -> Learner:
    return replace(ANN, study_times=stored_form(times))


@pytest.mark.parametrize("name", WORLD)
def test_in_400_days_none_is_missing_and_none_comes_twice(name):
    zone, first = ZoneInfo(name), WORLD[name]
    learner, start = timed(every_day(*CLOCKS)), moment(first, time.min, zone) - MINUTE
    wanted = {moment(first + count * DAY, at, zone) for count in range(400) for at in CLOCKS}
    seen, at = [], start
    while (due := study_time_after(learner, zone, at)) and due <= max(wanted):
        seen.append(due)
        at = due
    assert set(seen) == wanted
    assert seen == sorted(set(seen))
    stamps = Counter(stamp_of(due, zone) for due in seen)
    assert max(stamps.values()) == 1, "the ledger would take only one of them"


@pytest.fixture
def days(pytestconfig):
    """As many as there are to be; a few weeks in which clocks change do as well, and show the same when it is broken."""
    return 400 if pytestconfig.getoption("long") else 50


@pytest.mark.drill
async def test_the_tick_enters_each_of_400_days_once_all_over_the_world(database_url, days):
    stage = Stage(database_url, datetime(2026, 3, 1, tzinfo=UTC))
    for number, name in enumerate(WORLD, 1):
        await stage.enrol("/times every day 02:30", user=f"{number}", zone=name.rpartition("/")[2].replace("_", " "))
    zones = {}
    async with stage.database.engine.begin() as connection:
        for row in (await connection.execute(select(learners.c.id, learners.c.zone))).all():
            zones[row.id] = ZoneInfo(row.zone)
        # Nobody looks at the weekly nudges here.
        await connection.execute(update(learners).values(next_nudge_at=None))
    start = stage.clock.now
    for count in range(days):
        stage.clock.now = start + count * DAY
        await tick(stage.database, "UTC", stage.nudging.bugs)
    async with stage.database.engine.connect() as connection:
        kind = nudges.c.kind == NudgeKind.STUDY_TIME.value
        rows = (await connection.execute(select(nudges.c.learner_id, nudges.c.first_due_at).where(kind))).all()
    for learner, zone in zones.items():
        entered = sorted(row.first_due_at for row in rows if row.learner_id == learner)
        local = [start.astimezone(zone).date() + count * DAY for count in range(days + 2)]
        due = [found for day in local if start < (found := moment(day, time(2, 30), zone)) <= stage.clock.now]
        assert entered == due, zone
    await stage.close()


ZONES = st.sampled_from([ZoneInfo(name) for name in WORLD])
MOMENTS = st.datetimes(datetime(1985, 1, 1), datetime(2035, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))
SOME = st.lists(
    st.tuples(st.integers(0, 6), st.times().map(lambda at: at.replace(second=0, microsecond=0))), min_size=1, max_size=4
).map(lambda some: StudyTimes().of(StudyTime(*one) for one in some))


@given(SOME, ZONES, MOMENTS)
def test_what_comes_next_is_ahead_within_nine_days_is_found_again_and_none_lies_between(times, zone, after):
    coming = next_of(times, zone, after)
    assert coming is not None
    assert after < coming.due <= after + 9 * DAY
    assert moment(coming.day, coming.time.at, zone) == coming.due
    assert set_for(times, coming.due, zone) is not None
    between = after + (coming.due - after) / 2
    assert next_of(times, zone, between) == coming or between >= coming.due


@pytest.fixture
async def stage(database_url):
    made = Stage(database_url)
    yield made
    await made.close()


TUESDAY = datetime(2027, 1, 5, 22, 30, tzinfo=UTC)


async def test_it_ignores_quiet_hours_and_counts_against_no_budget(stage):
    await stage.enrol("/times tue 22:30")
    await stage.go(TUESDAY + HOUR)
    assert stage.moments() == ["Tue 2027-01-05 22:30"]
    contact = await stage.contact()
    async with stage.database.store() as store:
        assert await store.ledger.unasked(contact.learner.id, TUESDAY - DAY, lease="") == 0


async def test_half_an_hour_late_it_still_comes_and_later_it_is_dropped_with_a_word(stage):
    await stage.enrol("/times tue 22:30", "/times wed 10:00")
    await stage.sleep(TUESDAY + 30 * MINUTE)
    await stage.sleep(datetime(2027, 1, 6, 10, 31, tzinfo=UTC))
    assert await stage.outcomes() == [
        "study time 2027-01-05 22:30 sent",
        "study time 2027-01-06 10:00 skipped: too late",
    ]


async def test_moving_west_on_the_same_day_it_does_not_come_twice_and_moving_east_not_at_all_for_a_past_hour(stage):
    await stage.enrol("/times every day 19:00", zone="Berlin")
    await stage.go(datetime(2027, 1, 5, 20, tzinfo=UTC))
    await stage.say("/timezone new york")
    await stage.go(datetime(2027, 1, 7, 12, tzinfo=UTC))
    periods = [row.period for row in await stage.ledger() if row.kind is NudgeKind.STUDY_TIME]
    assert periods == ["2027-01-04 19:00", "2027-01-05 19:00", "2027-01-06 19:00"]
    assert (await stage.ledger())[-1].first_due_at == datetime(2027, 1, 7, 0, tzinfo=UTC)


async def test_nothing_comes_in_a_pause_nor_while_nudges_are_off(stage):
    await stage.enrol("/times every day 19:00", "/pause until 8 january")
    await stage.go(datetime(2027, 1, 7, 23, tzinfo=UTC))
    assert stage.moments() == []
    await stage.go(datetime(2027, 1, 8, 20, tzinfo=UTC))
    assert stage.moments() == ["Fri 2027-01-08 19:00"]
    await stage.say("/nudges off")
    await stage.go(datetime(2027, 1, 10, 20, tzinfo=UTC))
    assert len(stage.moments()) == 1


async def test_whoever_changes_it_as_it_falls_due_gets_what_is_set_now(stage):
    await stage.enrol("/times tue 22:30")
    stage.clock.now = TUESDAY
    await stage.say("/times move tue to 23:00")
    await stage.go(TUESDAY + HOUR)
    assert await stage.outcomes() == [
        "study time 2027-01-05 22:30 skipped: not set any more",
        "study time 2027-01-05 23:00 sent",
    ]


async def test_later_today_it_comes_once_more_with_what_it_was_for(stage):
    await stage.enrol("/times tue 19:00 25m nlp")
    await stage.go(datetime(2027, 1, 5, 19, tzinfo=UTC))
    assert "21:00" in await stage.say("/times later 2027-01-05 19:00")
    assert "already" in await stage.say("/times later 2027-01-05 19:00")
    await stage.go(datetime(2027, 1, 5, 23, tzinfo=UTC))
    assert [("NLP" in sent.text, "25 min" in sent.text) for sent in stage.sent_to()] == [(True, True)] * 2


async def test_todays_next_one_is_moved_to_later_and_does_not_come_before(stage):
    await stage.enrol("/times every day 19:00")
    await stage.say("/times later at 21:30")
    await stage.go(datetime(2027, 1, 5, 20, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 21:30", "Tue 2027-01-05 19:00"]


async def test_what_is_put_off_to_an_hour_of_tonight_comes_in_the_evening(stage):
    await stage.enrol("/times mon 14:00")
    await stage.go(datetime(2027, 1, 4, 15, tzinfo=UTC))
    assert "21:00" in await stage.say("remind me tonight at 9")
    await stage.go(datetime(2027, 1, 5, 12, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 14:00", "Mon 2027-01-04 21:00"]


@pytest.mark.parametrize("line", ["remind me tonight at 12", "remind me tonight at midnight", "/times later 0:00"])
@pytest.mark.parametrize("set_", ["mon 14:00", "every day 19:00", "thu 19:00"])
async def test_midnight_of_tonight_is_the_one_to_come_and_leaves_the_next_evening_as_it_is(stage, set_, line):
    await stage.enrol(f"/times {set_} nlp")
    await stage.go(datetime(2027, 1, 4, 22, tzinfo=UTC))
    assert await stage.say(line) == "⏰ Then on Tue 5 Jan, 00:00."
    await stage.go(datetime(2027, 1, 5, 23, tzinfo=UTC))
    evening = ["Tue 2027-01-05 19:00"] if "every" in set_ else []
    assert [one for one in stage.moments() if "01-05" in one] == ["Tue 2027-01-05 00:00", *evening]
    assert "NLP" in stage.sent_to()[-1].text


async def test_an_hour_of_the_night_that_is_still_to_come_today_is_that_of_today(stage):
    await stage.enrol("/times mon 14:00")
    await stage.go(datetime(2027, 1, 5, 0, 30, tzinfo=UTC))
    await stage.say("remind me tonight at 2")
    await stage.go(datetime(2027, 1, 6, 12, tzinfo=UTC))
    assert [one for one in stage.moments() if "14:00" not in one] == ["Tue 2027-01-05 02:00"]


@pytest.mark.parametrize("line", ["/times later 4:30", "4:30", "make it 4:30"])
async def test_by_day_a_clock_before_five_is_asked_about_and_wakes_nobody(stage, line):
    await stage.enrol("/times mon 12:00 nlp")
    await stage.go(datetime(2027, 1, 4, 12, 5, tzinfo=UTC))
    if "make" in line:
        await stage.say(line)
        line = "/times later 04:30"
    assert await stage.say(line) == "04:30 is over for today. When do you mean?"
    assert await stage.say("/times once 2027-01-04 16:30") == "⏰ Then at 16:30."
    await stage.go(datetime(2027, 1, 5, 12, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 12:00", "Mon 2027-01-04 16:30"]


async def test_the_night_is_taken_where_it_is_chosen_and_its_day_is_named(stage):
    await stage.enrol("/times mon 12:00 nlp")
    await stage.go(datetime(2027, 1, 4, 12, 5, tzinfo=UTC))
    await stage.say("/times later 1:15")
    assert await stage.say("/times once 2027-01-05 01:15") == "⏰ Then on Tue 5 Jan, 01:15."
    await stage.go(datetime(2027, 1, 5, 12, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 12:00", "Tue 2027-01-05 01:15"]


@pytest.mark.parametrize("line", ["/times later 3:40 at night", "/times once 2027-01-05 03:40"])
async def test_a_night_that_is_typed_or_chosen_leaves_the_evening_behind_it_as_it_is(stage, line):
    await stage.enrol("/times tue 19:00")
    assert await stage.say(line) == "⏰ Then on Tue 5 Jan, 03:40."
    await stage.go(datetime(2027, 1, 5, 22, tzinfo=UTC))
    assert stage.moments() == ["Tue 2027-01-05 03:40", "Tue 2027-01-05 19:00"]


async def test_right_after_midnight_later_is_said_of_the_evening_before_and_takes_nothing_of_the_next(stage):
    await stage.enrol("/times every day 23:30")
    await stage.go(datetime(2027, 1, 5, 0, 10, tzinfo=UTC))
    await stage.say("/times later 1:00")
    await stage.go(datetime(2027, 1, 5, 23, 45, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 23:30", "Tue 2027-01-05 01:00", "Tue 2027-01-05 23:30"]


async def test_a_night_that_was_chosen_is_over_on_the_evening_of_its_day(stage):
    await stage.enrol("/times mon 12:00 nlp")
    await stage.go(datetime(2027, 1, 5, 20, tzinfo=UTC))
    assert "nearly over" in await stage.say("/times once 2027-01-05 04:30")


@pytest.mark.parametrize(
    ("hour", "line", "at"),
    [
        (13, "1 at night", "01:00"),
        (13, "/times later 1 at night", "01:00"),
        (13, "/times later 0:30", "00:30"),
        (13, "remind me tonight at 2", "02:00"),
        (22, "/times later 1:15", "01:15"),
        (22, "remind me in 300 minutes", "03:00"),
        (20, "remind me in 600 minutes", "06:00"),
    ],
)
async def test_the_night_behind_a_day_is_meant_where_it_is_said_or_evening_already(stage, hour, line, at):
    await stage.enrol("/times mon 12:00 nlp")
    await stage.go(datetime(2027, 1, 4, hour, tzinfo=UTC))
    assert await stage.say(line) == f"⏰ Then on Tue 5 Jan, {at}."
    await stage.go(datetime(2027, 1, 5, 12, tzinfo=UTC))
    assert stage.moments()[-1] == f"Tue 2027-01-05 {at}"


async def test_an_evening_without_a_study_time_has_one_for_once_and_the_next_comes_all_the_same(stage):
    await stage.enrol("/times thu 19:00 25m nlp")
    assert await stage.say("remind me tonight at 9") == "⏰ Then at 21:00."
    await stage.go(datetime(2027, 1, 7, 20, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 21:00", "Thu 2027-01-07 19:00"]
    assert ["25 min" in sent.text for sent in stage.sent_to()] == [True, True]


@pytest.mark.parametrize("line", ["remind me tonight at 9", "remind me in half an hour", "remind me tomorrow at 9pm"])
async def test_while_study_times_are_off_it_is_said_how_they_come_back(stage, line):
    await stage.enrol("/times thu 19:00")
    await stage.say("/times off")
    assert "/times on brings them back" in await stage.say(line)


async def test_one_that_has_come_comes_again_on_the_day_and_at_the_time_it_is_put_off_to(stage):
    await stage.enrol("/times mon 19:00 25m nlp")
    await stage.go(datetime(2027, 1, 4, 19, 5, tzinfo=UTC))
    assert "Tue 5 Jan, 20:00" in await stage.say("remind me tomorrow at 20:00")
    await stage.go(datetime(2027, 1, 6, 12, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 19:00", "Tue 2027-01-05 20:00"]
    assert [("NLP" in sent.text, "25 min" in sent.text) for sent in stage.sent_to()] == [(True, True)] * 2


@pytest.mark.parametrize(
    ("times", "line", "moments"),
    [
        ("every day 19:00", "remind me tomorrow at 20:00", ["Tue 2027-01-05 19:00", "Tue 2027-01-05 20:00"]),
        ("tue 19:00", "remind me tomorrow at 20:00", ["Tue 2027-01-05 20:00"]),
        ("tue 19:00", "remind me tomorrow", ["Tue 2027-01-05 19:00"]),
        ("thu 19:00", "remind me tomorrow at 20:00", ["Tue 2027-01-05 20:00", "Thu 2027-01-07 19:00"]),
    ],
)
async def test_one_that_would_have_come_by_then_is_left_out(stage, times, line, moments):
    await stage.enrol(f"/times {times}")
    await stage.say(line)
    await stage.go(datetime(2027, 1, 5 if "day" in times else 8, 23, tzinfo=UTC))
    assert stage.moments() == moments


@pytest.mark.parametrize(
    ("line", "at"),
    [("/times once 2027-01-05 07:00", "07:00"), ("/times once 2027-01-05 19:00", "19:00")],
)
async def test_an_hour_of_morning_or_evening_is_asked_about_before_one_is_put_off(stage, line, at):
    await stage.enrol("/times mon 19:00 nlp")
    await stage.go(datetime(2027, 1, 4, 19, 5, tzinfo=UTC))
    assert await stage.say("remind me tomorrow at 7") == "At what time on Tue?"
    assert f"Tue 5 Jan, {at}" in await stage.say(line)
    await stage.go(datetime(2027, 1, 6, 12, tzinfo=UTC))
    assert stage.moments() == ["Mon 2027-01-04 19:00", f"Tue 2027-01-05 {at}"]


@pytest.mark.parametrize("times", ["tue 19:00", "mon tue 19:00"])
async def test_the_evening_it_was_asked_about_is_still_meant_when_the_day_has_come(stage, times):
    await stage.enrol(f"/times {times} nlp")
    await stage.say("remind me tomorrow at 7")
    stage.clock.now = datetime(2027, 1, 5, 6, 30, tzinfo=UTC)
    assert "20:00" in await stage.say("/times once 2027-01-05 20:00")
    await stage.go(datetime(2027, 1, 5, 23, tzinfo=UTC))
    assert [moment for moment in stage.moments() if "01-05" in moment] == ["Tue 2027-01-05 20:00"]


async def test_an_hour_that_is_of_the_afternoon_alone_is_not_asked_about(stage):
    await stage.enrol("/times tue 19:00")
    assert "Tue 5 Jan, 16:00" in await stage.say("remind me tomorrow at 4")


@pytest.mark.parametrize("day", ["2027-01-03", "2027-01-12", "2027-99-99", "20270105"])
async def test_a_day_that_is_over_or_far_away_is_none_to_put_off_to(stage, day):
    await stage.enrol("/times tue 19:00")
    await stage.say(f"/times once {day} 07:00")
    await stage.go(datetime(2027, 1, 13, 12, tzinfo=UTC))
    assert not [moment for moment in stage.moments() if moment.endswith("07:00")]


@pytest.mark.parametrize("when", ["tomorrow at 8", "tonight at 9", "tonight at 12", "in half an hour"])
async def test_who_has_no_study_times_is_offered_one_of_every_week(stage, when):
    await stage.enrol()
    assert "come every week" in await stage.say(f"remind me {when}")


async def test_it_is_asked_once_and_then_there_is_silence_until_it_is_answered(stage):
    await stage.enrol("/times every day 19:00")
    await stage.go(datetime(2027, 1, 9, tzinfo=UTC))
    assert [sent.text.count("still a good time") for sent in stage.sent_to()] == [0, 0, 1]
    await stage.say("/times keep")
    await stage.go(datetime(2027, 1, 9, 20, tzinfo=UTC))
    assert len(stage.sent_to()) == 4


async def test_who_is_silent_for_many_weeks_hears_three_times_of_study_times(stage):
    await stage.enrol("/times mon wed fri 19:00")
    await stage.go(datetime(2027, 3, 8, tzinfo=UTC))
    rows = await stage.ledger()
    assert sum(row.kind is NudgeKind.STUDY_TIME for row in rows) == 3


@pytest.mark.drill
async def test_the_weekly_nudge_goes_its_own_way_beside_study_times(stage):
    await stage.enrol("/times every day 08:30 20m")
    for count in range(1, 16):
        await stage.go(datetime(2027, 1, 4, 12, tzinfo=UTC) + count * DAY)
        await stage.say("/times keep")
    weekly = [row.period for row in await stage.ledger() if row.kind is NudgeKind.WEEKLY]
    assert weekly == ["2027-W02", "2027-W03"]
