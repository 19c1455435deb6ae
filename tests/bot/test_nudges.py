"""The nudges from end to end: the real App on an SQLite file, a moving clock, and a platform that writes down."""

import asyncio
import itertools
import re
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.app import LAST_SECONDS
from bot.chat.platform import Deed, Place, Pressed, Speaker, Spoken
from bot.chat.reply import Message
from bot.errors import OperatorError
from bot.heartbeat import heartbeat
from bot.nudges.next_try import FIRST_PAUSE
from bot.nudges.tick import BATCH, tick
from bot.nudges.when import after_quiet
from bot.send_errors import TryLater, Unsendable
from bot.store import NudgeKind, NudgeState
from bot.store.ledger import LEASE
from bot.store.schema import migrate
from roadmap.model import Status
from roadmap.progress import Progress
from roadmap.replay import replay
from tests.bot.nudge_stage import ANN, BEN, DAY, EVERYTHING, MONDAY, WEEK, FakePlatform, Killed, Sent, Stage
from tests.conftest import BOTH_WHEN_LONG
from tests.laws import tried_on
from tests.presses import answer_to, carried

ENGINES = BOTH_WHEN_LONG

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
async def open_stage(database_url: str) -> AsyncIterator[Callable[..., Stage]]:
    """Opens stages on this test's database; each is one process."""
    stages: list[Stage] = []

    def made(*arguments: object, **more: object) -> Stage:
        stages.append(Stage(database_url, *arguments, **more))
        return stages[-1]

    yield made
    for one in stages:
        await one.close()


@pytest.fixture
async def stage(open_stage: Callable[..., Stage]) -> Stage:
    """A stage on Monday, 4 January 2027, 08:00 UTC; the first nudge comes on the 11th at 09:00."""
    return open_stage()


def utc(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


FIRST, SECOND, THIRD = (utc(f"2027-01-{day} 09:00") for day in (11, 18, 25))


# once a week, at the learner's time


async def test_a_learner_is_nudged_every_monday_at_nine(stage):
    await stage.enrol()
    await stage.go(MONDAY + 4 * WEEK)
    assert stage.moments() == [f"Mon 2027-{day} 09:00" for day in ("01-11", "01-18", "01-25")]
    assert await stage.outcomes() == [f"weekly 2027-W{week} sent" for week in ("02", "03", "04")]


@pytest.mark.engines_differ
async def test_working_again_and_again_sends_nothing_twice(stage):
    await stage.enrol()
    stage.clock.now = FIRST
    assert [await stage.work() for _ in range(3)] == [1, 0, 0]


async def test_nothing_is_sent_a_second_before_it_is_due(stage):
    await stage.enrol()
    stage.clock.now = FIRST - timedelta(seconds=1)
    assert await stage.work() == 0


@pytest.mark.drill
async def test_nine_is_nine_where_each_learner_lives(stage):
    zones = {"1": "Asia/Kathmandu", "2": "Europe/Berlin", "3": "America/New_York", "4": "Pacific/Apia"}
    for user, zone in zones.items():
        await stage.enrol(user=user, zone=zone)
    await stage.go(MONDAY + 2 * WEEK)
    for user, zone in zones.items():
        assert {moment.split()[-1] for moment in stage.moments(zone, user)} == {"09:00"}
    assert [sent.user_id for sent in stage.platform.sent[:4]] == ["4", "1", "2", "3"]


@pytest.mark.drill
@pytest.mark.parametrize(
    ("first", "last"),
    [("2027-03-01", "2027-04-20"), ("2027-09-20", "2027-11-20")],
    ids=["spring", "autumn"],
)
async def test_over_a_change_of_the_clock_every_zone_has_its_nudge_once_a_week_at_nine(open_stage, first, last):
    stage = open_stage(utc(f"{first} 00:00"))
    zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham"]
    for user, zone in zip("12345", zones, strict=True):
        await stage.enrol(user=user, zone=zone)
    await stage.go(utc(f"{last} 00:00"), studying=True)
    for user, zone in zip("12345", zones, strict=True):
        local = [sent.at.astimezone(ZoneInfo(zone)) for sent in stage.sent_to(user)]
        assert {f"{at:%a %H:%M}" for at in local} == {"Mon 09:00"}
        assert {later.date() - at.date() for at, later in itertools.pairwise(local)} == {WEEK}
    assert len({sent.at.astimezone(ZoneInfo("Europe/Berlin")).utcoffset() for sent in stage.sent_to("1")}) == 2


@pytest.mark.drill
@pytest.mark.parametrize(
    ("zone", "at", "first", "last", "odd"),
    [
        ("Europe/Berlin", "sunday 02:30", "2027-03-01", "2027-04-20", "2027-03-28 03:00"),
        ("Europe/Berlin", "sunday 02:30", "2027-10-01", "2027-11-20", None),
        ("America/New_York", "sunday 02:30", "2027-03-01", "2027-04-20", "2027-03-14 03:00"),
        ("America/New_York", "sunday 01:30", "2027-10-20", "2027-11-20", None),
        ("Australia/Lord_Howe", "sunday 02:15", "2027-09-15", "2027-10-20", "2027-10-03 02:30"),
        ("Australia/Lord_Howe", "sunday 01:45", "2027-03-20", "2027-04-20", None),
        ("America/Sao_Paulo", "sunday 00:00", "2018-10-20", "2018-11-20", "2018-11-04 01:00"),
        ("America/Sao_Paulo", "saturday 23:30", "2018-02-01", "2018-03-10", None),
        ("Pacific/Apia", "friday 09:00", "2011-12-15", "2012-01-20", "2011-12-31 00:00"),
        ("Pacific/Apia", "sunday 03:30", "2021-03-20", "2021-04-20", None),
    ],
)
async def test_a_nudge_inside_a_gap_or_a_fold_is_sent_exactly_once(open_stage, zone, at, first, last, odd):
    stage = open_stage(utc(f"{first} 12:00"))
    await stage.enrol(f"/nudges {at}", "/nudges quiet off", zone=zone)
    await stage.go(utc(f"{last} 12:00"), studying=True)
    local = [sent.at.astimezone(ZoneInfo(zone)) for sent in stage.sent_to(ANN)]
    assert len(local) >= 4
    weeks = [wall.isocalendar()[:2] for wall in local]
    assert len(set(weeks)) == len(weeks)
    mondays = [date.fromisocalendar(*week, 1) for week in weeks]
    assert {later - monday for monday, later in itertools.pairwise(mondays)} == {WEEK}
    strange = [f"{wall:%Y-%m-%d %H:%M}" for wall in local if f"{wall:%A %H:%M}".casefold() != at]
    assert strange == ([odd] if odd else [])


@pytest.mark.parametrize(
    ("enrolled", "first"),
    [
        ("2027-01-08 08:59", "Mon 2027-01-11 09:00"),
        ("2027-01-08 09:01", "Mon 2027-01-18 09:00"),
        ("2027-01-10 23:00", "Mon 2027-01-18 09:00"),
        ("2027-01-11 08:59", "Mon 2027-01-18 09:00"),
    ],
)
async def test_the_first_nudge_comes_at_least_three_days_after_enrolling(open_stage, enrolled, first):
    stage = open_stage(utc(enrolled))
    await stage.enrol()
    await stage.go(MONDAY + 3 * WEEK)
    assert stage.moments()[0] == first


async def test_a_first_fact_enrols_and_the_nudges_follow(stage):
    await stage.say("/begin deep learning")
    await stage.go(FIRST)
    assert stage.moments() == ["Mon 2027-01-11 09:00"]


async def test_a_stranger_who_only_looks_is_never_written_to(stage):
    for line in ("/start", "/status", "/roadmap", "/timezone berlin"):
        await stage.say(line)
    await stage.go(MONDAY + 4 * WEEK)
    assert stage.platform.tried == []


# what it says


async def test_a_nudge_says_by_how_much_a_topic_is_overdue_and_before_that_nothing_of_it(stage):
    await stage.enrol("/begin nlp")
    await stage.go(utc("2027-02-09 09:00"), studying=True)
    assert "NLP by 1 day" in stage.sent_to()[-1].text
    assert "by 1 day" not in stage.sent_to()[-2].text


@pytest.mark.drill
async def test_a_nudge_never_says_behind_and_overdue_in_different_numbers_nor_of_more_than_two(stage):
    await stage.enrol("/begin 1", "/begin 2", "/begin nlp")
    await stage.go(utc("2027-03-16 09:00"), studying=True)
    late = [one.text for one in stage.sent_to() if re.search(r"ehind by|ahead of you", one.text)]
    assert late
    assert all(len(re.findall(r"\b\d+ days?\b", said)) == 1 for said in late)
    assert all("2 more" in said for said in late)


@pytest.mark.drill
async def test_what_is_overdue_is_said_when_it_is_news_and_then_now_and_then(stage):
    await stage.enrol("/begin nlp")
    await stage.go(MONDAY + 12 * WEEK, studying=True)
    told = [bool(re.search(r"NLP by \d+ day|ehind by|ahead of you", one.text)) for one in stage.sent_to()]
    first = told.index(True)
    assert 0 < sum(told[first:]) <= len(told[first:]) // 2


@pytest.mark.drill
async def test_a_nudge_is_four_short_lines_with_one_link_one_ask_and_five_buttons(stage):
    await stage.enrol("/begin nlp", "/begin 5")
    await stage.go(utc("2027-03-16 09:00"), studying=True)
    for sent in stage.sent_to():
        assert len(str(sent.message.text).split("\n")) <= 4
        assert str(sent.message.text).count("<a href") == 1
        assert sent.text.count("?") == 1
        lines = [key.data.partition(":")[2] for key in sent.message.keys]
        assert len(lines) <= 5
        assert lines[-2].startswith("/checkin ")
        assert lines[-1] == "/nudges more"
        assert all(carried(key.data, ANN) and not carried(key.data, BEN) for key in sent.message.keys)


async def press(stage: Stage, message: Message, label: str) -> None:
    data = next(key.data for key in message.keys if label in key.label)
    pressed = Pressed(Speaker("telegram", ANN), Place(ANN, direct=True), data, stage.clock())
    assert await answer_to(stage.app.dispatcher, pressed)


async def keep_steps(stage: Stage, line: str) -> None:
    """A list of steps is written, shown and kept."""
    spoken = Spoken(Speaker("telegram", ANN), Place(ANN, direct=True), line, stage.clock())
    shown = await stage.app.dispatcher.say(spoken)
    assert shown
    await press(stage, shown, "Keep")


async def test_a_nudge_tells_what_was_done_and_what_would_do_and_asks_how_much(stage):
    await stage.enrol("/begin nlp")
    await keep_steps(stage, "/steps nlp: 9 lessons")
    await stage.say("/tick 1")
    await stage.go(FIRST)
    (sent,) = stage.sent_to()
    assert "1 lesson of NLP and 1 study day since Mon 4 Jan" in sent.text
    assert "Lesson 2 of HuggingFace Course" in sent.text or "Lesson 2 comes next" in sent.text
    assert "3 more steps this week and you're on time." in sent.text
    assert [key.label for key in sent.message.keys] == ["2 lessons", "3", "Just one", "✍️ I studied", "⋯"]
    await press(stage, sent.message, "2 lessons")
    assert "so far: 0" in await stage.say("/week")


@pytest.mark.parametrize(("ticked", "became"), [("2 3", "2 lessons"), ("2", "1 lesson"), ("2 3 4", "3 lessons")])
async def test_what_was_meant_is_reported_once_by_the_next_nudge(stage, ticked, became):
    await stage.enrol("/begin nlp")
    await keep_steps(stage, "/steps nlp: 9 lessons")
    await stage.say("/tick 1")
    await stage.go(FIRST)
    await press(stage, stage.sent_to()[-1].message, "2 lessons")
    stage.clock.now += DAY
    await stage.say(f"/tick {ticked}")
    await stage.go(SECOND)
    line = next(line for line in stage.sent_to()[-1].text.split("\n") if "🎯" in line)
    assert "2 lessons" in line
    assert became in line
    await stage.say("/tick 5")
    await stage.go(THIRD)
    assert "🎯" not in stage.sent_to()[-1].text


async def test_what_was_meant_and_taken_back_is_reported_no_more(stage):
    await stage.enrol("/begin nlp")
    await stage.say("/week 3 days")
    await stage.say("/undo")
    await stage.say("/checkin")
    await stage.go(SECOND)
    assert all("🎯" not in sent.text for sent in stage.sent_to())


async def test_a_nudge_asks_of_a_topic_that_is_all_ticked_whether_it_is_completed(stage):
    await stage.enrol("/begin nlp")
    await keep_steps(stage, "/steps nlp: 3 lessons")
    await stage.say("/tick 1 2 3")
    await stage.go(FIRST)
    (sent,) = stage.sent_to()
    assert "Is the whole of NLP completed, too?" in sent.text
    assert sent.message.keys[0].label == "✅ Done: NLP"


async def test_a_nudge_says_something_else_when_nothing_was_begun_when_all_is_well_and_when_all_is_done(stage):
    await stage.enrol()
    await stage.go(FIRST)
    await stage.say("/begin 1")
    await stage.go(SECOND)
    await stage.say("/done " + EVERYTHING)
    await stage.go(THIRD)
    texts = [sent.text for sent in stage.sent_to()]
    assert len(set(texts)) == 3
    assert "ready when you are" in texts[0]
    assert "1 study day" in texts[1]
    assert "last weekly nudge" in texts[2]


# who falls silent


async def silent(stage: Stage, weeks: int) -> None:
    """Studied on the first day, and not since."""
    await stage.enrol("/begin 1")
    await stage.go(MONDAY + weeks * WEEK)


def openings(stage: Stage) -> list[str]:
    return [sent.text.split("\n")[0] for sent in stage.sent_to()]


@pytest.mark.drill
async def test_who_falls_silent_hears_less_and_then_nothing(stage):
    await silent(stage, 30)
    days = [moment.split()[1] for moment in stage.moments()]
    assert days == [
        *("2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01"),
        *("2027-03-01", "2027-03-29", "2027-04-26"),
    ]
    assert "Shall I be quiet?" in stage.sent_to()[3].text
    assert all("Shall I be quiet?" not in sent.text for sent in stage.sent_to()[4:])
    assert "last one for now" in stage.sent_to()[-1].text
    assert (await stage.outcomes())[-1].endswith("skipped: quiet until they write")


@pytest.mark.drill
async def test_nothing_of_a_silence_counts_as_a_debt(stage):
    await silent(stage, 30)
    for sent in stage.sent_to()[2:]:
        assert not re.search(r"[Bb]ehind|[Oo]verdue|\bwell\b|late", sent.text)


async def test_after_two_weeks_is_asked_what_is_in_the_way_and_each_answer_leads_somewhere(stage):
    await silent(stage, 3)
    await stage.go(FIRST + 2 * WEEK)
    asked = stage.sent_to()[-1].message
    for label, leads_to in (
        ("Time", "less of it"),
        ("Too hard", "elsewhere"),
        ("Not int", "left out"),
        ("ill", "pause"),
    ):
        data = next(key.data for key in asked.keys if label in key.label)
        answer = await answer_to(
            stage.app.dispatcher, Pressed(Speaker("telegram", ANN), Place(ANN, direct=True), data, stage.clock())
        )
        assert leads_to in str(answer.text)
        assert answer.keys


async def test_an_illness_becomes_a_pause_in_the_past(stage):
    await silent(stage, 3)
    assert "from Tue 5 Jan to now" in await stage.say("/stuck ill")
    await stage.say("/pause from 2027-01-05 to 2027-01-24")
    assert "paused already" in await stage.say("/stuck ill")
    await stage.go(FIRST + 2 * WEEK)
    assert "Two weeks" not in stage.sent_to()[-1].text


@pytest.mark.drill
@pytest.mark.parametrize(
    ("answer", "after"), [("Yes, until I write", []), ("Once a month", ["03-01", "03-29", "04-26", "05-24"])]
)
async def test_who_is_asked_to_be_heard_from_less_hears_less(stage, answer, after):
    await silent(stage, 4)
    await stage.go(FIRST + 3 * WEEK)
    await press(stage, stage.sent_to()[-1].message, answer)
    await stage.go(utc("2027-05-31 08:00"))
    assert [moment.split()[1][5:] for moment in stage.moments()[4:]] == after


@pytest.mark.drill
async def test_any_word_ends_the_quiet_that_was_to_last_until_one(stage):
    await silent(stage, 4)
    await stage.go(FIRST + 3 * WEEK)
    await press(stage, stage.sent_to()[-1].message, "Yes, until I write")
    await stage.go(FIRST + 9 * WEEK)
    assert len(stage.sent_to()) == 4
    await stage.say("/status")
    await stage.go(FIRST + 30 * WEEK)
    assert [moment.split()[1][5:] for moment in stage.moments()[4:]] == ["03-22", "04-19", "05-17", "06-14"]
    assert "Shall I be quiet?" not in stage.sent_to()[-1].text


@pytest.mark.drill
async def test_who_writes_in_a_silence_and_does_not_study_hears_no_more_than_once_a_month(stage):
    await silent(stage, 4)
    for week in range(12):
        await stage.go(FIRST + (3 + week) * WEEK + DAY)
        await stage.say("/status")
    assert len(stage.sent_to()) == 4 + 2


async def test_a_new_plan_from_today_ends_a_silence(stage):
    await silent(stage, 4)
    await stage.go(FIRST + 3 * WEEK + DAY)
    await stage.say("/plan from today yes")
    await stage.go(FIRST + 5 * WEEK)
    assert len(stage.sent_to()) == 6


async def test_who_studies_again_hears_each_week_again(stage):
    await silent(stage, 4)
    await stage.go(FIRST + 3 * WEEK)
    await press(stage, stage.sent_to()[-1].message, "Once a month")
    await stage.go(FIRST + 4 * WEEK + DAY)
    await stage.say("/checkin 30")
    await stage.go(FIRST + 6 * WEEK)
    assert [moment.split()[1][5:] for moment in stage.moments()[4:]] == ["02-15", "02-22"]
    assert "30 min" in stage.sent_to()[-2].text


@pytest.mark.drill
async def test_two_nudges_in_a_row_never_open_alike(stage):
    await stage.enrol("/begin 1")
    await stage.go(MONDAY + 20 * WEEK, studying=True)
    bare = [re.sub(r"\d+|Mon|[A-Z][a-z]{2}\b", "", one) for one in openings(stage)]
    assert len(bare) > 15
    assert all(one != other for one, other in itertools.pairwise(bare))


@pytest.mark.drill
@pytest.mark.parametrize(
    ("often", "days"),
    [("every two weeks", 14), ("monthly", 28), ("weekly", 7)],
)
async def test_how_often_a_nudge_comes_can_be_set(stage, often, days):
    await stage.enrol("/begin 1")
    assert "Set" in await stage.say(f"/nudges {often}")
    await stage.go(MONDAY + 20 * WEEK, studying=True)
    apart = {(later.at - one.at).days for one, later in itertools.pairwise(stage.sent_to())}
    assert apart <= ({28, 35} if often == "monthly" else {days})


@pytest.mark.engines_differ
async def test_the_ledger_says_why_a_nudge_was_sent_or_not(stage):
    await silent(stage, 7)
    told = [row.reason for row in await stage.ledger()]
    assert told == [
        "studied",
        "a week without study",
        "two weeks without study",
        "three weeks without study",
        "once a month while nothing is told",
        "once a month while nothing is told",
    ]


async def test_a_nudge_is_written_when_it_is_sent_not_when_it_was_due(stage):
    await stage.enrol("/begin nlp", "/nudges monday 23:00")
    await stage.go(utc("2027-01-11 23:30"))
    await stage.say("/done nlp")
    await stage.go(utc("2027-01-12 08:00"))
    assert "NLP: week" not in stage.sent_to()[-1].text


# downtime


async def test_due_while_the_bot_was_down_for_a_day_it_comes_late_but_once(stage):
    await stage.enrol()
    await stage.sleep(FIRST + DAY)
    await stage.go(SECOND)
    assert stage.moments() == ["Tue 2027-01-12 09:00", "Mon 2027-01-18 09:00"]
    assert await stage.outcomes() == ["weekly 2027-W02 sent", "weekly 2027-W03 sent"]


@pytest.mark.parametrize(("late", "outcome"), [(2 * DAY, "sent"), (2 * DAY + MINUTE, "skipped: too late")])
async def test_after_two_days_a_nudge_is_too_late_which_is_written_down(stage, late, outcome):
    await stage.enrol()
    await stage.sleep(FIRST + late)
    assert await stage.outcomes() == [f"weekly 2027-W02 {outcome}"]
    await stage.go(SECOND)
    assert stage.moments()[-1] == "Mon 2027-01-18 09:00"


async def test_after_three_weeks_down_the_old_nudge_is_skipped_and_the_next_comes_on_time(stage):
    await stage.enrol()
    await stage.sleep(FIRST + 3 * WEEK + 3 * DAY)
    assert stage.platform.sent == []
    assert await stage.outcomes() == ["weekly 2027-W02 skipped: too late"]
    await stage.go(FIRST + 4 * WEEK)
    assert stage.moments() == ["Mon 2027-02-08 09:00"]


async def test_after_three_weeks_down_a_nudge_that_was_due_an_hour_ago_still_comes(stage):
    await stage.enrol()
    await stage.sleep(FIRST + 3 * WEEK + HOUR)
    await stage.go(FIRST + 3 * WEEK + 2 * HOUR)
    await stage.work()
    assert [moment.split()[1] for moment in stage.moments()] == ["2027-02-01"]


async def test_who_speaks_between_the_due_moment_and_the_tick_is_still_nudged(stage):
    await stage.enrol()
    stage.clock.now = FIRST + timedelta(seconds=20)
    await stage.say("/checkin")
    await stage.go(FIRST + MINUTE)
    assert len(stage.sent_to()) == 1


async def test_who_speaks_first_when_the_bot_comes_back_is_still_nudged(stage):
    await stage.enrol()
    stage.clock.now = FIRST + 3 * HOUR
    await stage.say("/status")
    await stage.say("/done 1")
    await stage.go(FIRST + 3 * HOUR + MINUTE)
    assert len(stage.sent_to()) == 1


# quiet hours


async def test_quiet_hours_defer_a_nudge_to_their_end(stage):
    await stage.enrol("/nudges monday 23:00")
    await stage.go(SECOND)
    assert stage.moments() == ["Tue 2027-01-12 07:30"]
    (row,) = await stage.ledger()
    assert row.first_due_at == utc("2027-01-11 23:00")


async def test_quiet_hours_are_judged_when_the_nudge_is_sent(stage):
    await stage.enrol("/nudges monday 23:00")
    await stage.go(utc("2027-01-12 01:00"))
    await stage.say("/nudges quiet 22:00-09:00")
    await stage.go(utc("2027-01-12 12:00"))
    assert stage.moments() == ["Tue 2027-01-12 09:00"]


async def test_a_nudge_that_comes_late_waits_for_the_end_of_the_night(stage):
    await stage.enrol()
    await stage.sleep(utc("2027-01-12 23:00"))
    assert stage.platform.tried == []
    await stage.go(utc("2027-01-13 12:00"))
    assert stage.moments() == ["Wed 2027-01-13 07:30"]


async def test_waiting_for_the_end_of_the_night_counts_towards_being_too_late(stage):
    await stage.enrol("/nudges monday 07:00", "/nudges quiet off")
    await stage.say("/nudges quiet 22:00-07:30")
    await stage.sleep(utc("2027-01-13 06:30"))
    await stage.go(utc("2027-01-14 12:00"))
    assert stage.platform.tried == []
    assert await stage.outcomes() == ["weekly 2027-W02 skipped: too late"]


@pytest.mark.parametrize("quiet", ["00:00-23:59", "09:01-09:00", "22:00-07:30"])
@pytest.mark.parametrize("at", ["09:00", "23:59", "00:00"])
async def test_no_quiet_hours_are_so_long_that_a_nudge_is_dropped(stage, quiet, at):
    await stage.enrol(f"/nudges monday {at}", f"/nudges quiet {quiet}")
    await stage.go(MONDAY + 3 * WEEK)
    assert (await stage.outcomes())[:2] == ["weekly 2027-W02 sent", "weekly 2027-W03 sent"]


# what the platform says


async def test_who_blocked_the_bot_is_noted_and_not_tried_again(stage):
    await stage.enrol()
    stage.platform.blocked.add(ANN)
    await stage.go(FIRST + 4 * WEEK)
    assert stage.platform.tried == [(ANN, FIRST)]
    assert await stage.outcomes() == ["weekly 2027-W02 unreachable: bot was blocked by the user"]
    contact = await stage.contact()
    assert contact
    assert contact.account.unreachable_at == FIRST
    assert contact.learner.next_nudge_at is None


async def test_what_else_waits_for_who_blocked_the_bot_is_not_tried(stage):
    await stage.enrol()
    await stage.go(FIRST + HOUR)
    await stage.say("/snooze 2d")
    await stage.say("/snooze 3d")
    stage.platform.blocked.add(ANN)
    await stage.go(SECOND)
    assert len(stage.platform.tried) == 2
    assert (await stage.outcomes())[2] == "snooze 2027-01-14 unreachable: not tried"


@pytest.mark.parametrize("line", ["/start", "/checkin", "/status", "/nudges monday"])
async def test_who_speaks_again_after_blocking_is_nudged_again(stage, line):
    await stage.enrol()
    stage.platform.blocked.add(ANN)
    await stage.go(FIRST + DAY)
    stage.platform.blocked.clear()
    await stage.say(line)
    contact = await stage.contact()
    assert contact
    assert contact.account.unreachable_at is None
    await stage.go(THIRD)
    assert stage.moments() == ["Mon 2027-01-18 09:00", "Mon 2027-01-25 09:00"]


async def test_one_silent_learner_keeps_nobody_else_waiting(stage):
    await stage.enrol(user=ANN)
    await stage.enrol(user=BEN)
    stage.platform.blocked.add(ANN)
    await stage.go(FIRST)
    assert stage.moments(user=BEN) == ["Mon 2027-01-11 09:00"]


@pytest.mark.parametrize(("seconds", "wait"), [(30, timedelta(seconds=30)), (None, FIRST_PAUSE * 0.75), (3600, HOUR)])
async def test_a_platform_that_asks_to_wait_gets_the_nudge_later(stage, seconds, wait):
    await stage.enrol()
    stage.platform.faults = [TryLater("flood", seconds)]
    await stage.go(FIRST + DAY)
    (first, again) = [at for _, at in stage.platform.tried]
    assert first == FIRST
    assert timedelta(0) <= again - (FIRST + wait) < timedelta(seconds=1)
    assert await stage.outcomes() == ["weekly 2027-W02 sent"]


async def test_while_a_platform_asks_to_wait_nothing_is_looked_for_in_vain(open_stage):
    stage = open_stage(in_flight=1)
    await stage.enrol()
    await stage.enrol(user=BEN)
    stage.platform.faults = [TryLater("flood", 90)]
    stage.clock.now = FIRST
    await stage.work()
    assert len(stage.platform.tried) == 1
    due = await stage.nudging.next_due()
    assert abs(due - (FIRST + timedelta(seconds=90))) <= timedelta(seconds=1)


async def test_a_platform_that_is_gone_for_two_days_makes_the_nudge_too_late(stage):
    await stage.enrol()
    stage.platform.faults = [TryLater("no network", 8 * 3600)] * 7
    await stage.go(FIRST + 3 * DAY)
    assert stage.platform.sent == []
    assert await stage.outcomes() == ["weekly 2027-W02 skipped: too late"]
    assert await stage.next_nudge() == SECOND


async def test_a_nudge_the_platform_will_never_take_has_failed_and_the_next_is_tried(stage):
    await stage.enrol()
    stage.platform.faults = [Unsendable("message is too strange")]
    await stage.go(SECOND)
    assert await stage.outcomes() == ["weekly 2027-W02 failed: message is too strange", "weekly 2027-W03 sent"]


async def test_a_retry_in_the_night_waits_for_the_morning(stage):
    await stage.enrol("/nudges monday 21:00")
    stage.platform.faults = [TryLater("flood", 2 * 3600)]
    await stage.go(FIRST + 2 * DAY)
    assert stage.moments() == ["Tue 2027-01-12 07:30"]


# paused, finished, off, forgotten


async def test_a_paused_learner_is_not_nudged_until_the_pause_is_over(stage):
    await stage.enrol("/pause until 20 january")
    await stage.go(THIRD)
    assert stage.moments() == ["Mon 2027-01-25 09:00"]


async def test_an_open_pause_lasts_until_resumed(stage):
    await stage.enrol("/pause")
    await stage.go(SECOND + DAY)
    assert stage.platform.tried == []
    await stage.say("/resume")
    await stage.go(THIRD)
    assert stage.moments() == ["Mon 2027-01-25 09:00"]


async def test_a_pause_begun_while_a_nudge_waits_for_the_morning_stops_it(stage):
    await stage.enrol("/nudges monday 23:00")
    await stage.go(utc("2027-01-11 23:30"))
    await stage.say("/pause")
    await stage.go(THIRD)
    assert stage.platform.tried == []
    assert await stage.outcomes() == ["weekly 2027-W02 skipped: paused"]


async def test_an_undone_pause_brings_the_nudges_back(stage):
    await stage.enrol("/pause", "/undo")
    await stage.go(FIRST)
    assert len(stage.sent_to()) == 1


async def test_who_finished_everything_gets_one_farewell_and_then_none(stage):
    await stage.enrol("/done " + EVERYTHING)
    await stage.go(MONDAY + 8 * WEEK)
    (farewell,) = stage.sent_to()
    assert "last weekly nudge" in farewell.text
    assert await stage.next_nudge() is None


@pytest.mark.parametrize("line", ["/nudges monday", "/nudges on", "/timezone tokyo", "/start", "/checkin", "/status"])
async def test_nothing_that_is_said_after_the_farewell_brings_another(stage, line):
    await stage.enrol("/done " + EVERYTHING)
    await stage.go(SECOND)
    await stage.say(line)
    assert await stage.next_nudge() is None
    await stage.go(MONDAY + 8 * WEEK)
    assert len(await stage.outcomes()) == len(stage.sent_to()) == 1


@pytest.mark.parametrize("line", ["/nudges monday", "/timezone tokyo", "/start", "/checkin"])
async def test_nothing_that_is_said_before_the_farewell_loses_it(stage, line):
    await stage.enrol("/done " + EVERYTHING)
    await stage.say(line)
    await stage.go(MONDAY + 8 * WEEK)
    assert len(stage.sent_to()) == 1


async def test_who_finished_in_a_pause_gets_the_farewell_after_it(stage):
    await stage.enrol("/pause", "/done " + EVERYTHING)
    await stage.go(SECOND + DAY)
    assert stage.platform.tried == []
    await stage.say("/resume")
    await stage.go(MONDAY + 8 * WEEK)
    assert len(stage.sent_to()) == 1


@pytest.mark.parametrize("line", ["/undo", "/reopen 3"])
async def test_who_has_something_to_do_again_is_nudged_again(stage, line):
    await stage.enrol("/done " + EVERYTHING)
    await stage.go(SECOND)
    await stage.say(line)
    await stage.go(THIRD)
    assert stage.moments() == ["Mon 2027-01-11 09:00", "Mon 2027-01-25 09:00"]


async def test_nudges_that_are_off_are_off_even_for_one_that_waits(stage):
    await stage.enrol("/nudges monday 23:00")
    await stage.go(utc("2027-01-11 23:30"))
    await stage.say("/nudges off")
    await stage.go(THIRD)
    assert stage.platform.tried == []
    assert await stage.outcomes() == ["weekly 2027-W02 skipped: nudges are off"]
    await stage.say("/nudges on")
    await stage.go(THIRD + DAY)
    assert stage.moments() == ["Tue 2027-01-26 07:30"]


async def _forget(stage: Stage, user: str = ANN) -> None:
    """Forgets through the store, as the second tap does."""
    contact = await stage.contact(user)
    assert contact
    async with stage.database.store() as store:
        await store.learners.forget(contact.learner.id, stage.clock())


async def test_who_is_forgotten_is_never_written_to(stage):
    await stage.enrol("/nudges monday 23:00")
    await stage.go(utc("2027-01-11 23:30"))
    await _forget(stage)
    await stage.go(THIRD)
    assert stage.platform.tried == []


@pytest.mark.parametrize("blocked", [False, True])
@pytest.mark.engines_differ
async def test_who_is_forgotten_while_the_nudge_is_on_its_way_disturbs_nobody(stage, blocked):
    await stage.enrol(user=ANN)
    await stage.enrol(user=BEN)
    stage.platform.meanwhile = _once(lambda: _forget(stage, ANN))
    if blocked:
        stage.platform.blocked.add(ANN)
    await stage.go(FIRST)
    assert stage.moments(user=BEN) == ["Mon 2027-01-11 09:00"]
    assert await stage.contact(ANN) is None


def _once(action: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    calls: list[bool] = []

    async def first() -> None:
        calls.append(True)
        if len(calls) == 1:
            await action()

    return first


# snoozes


async def test_a_snooze_comes_after_its_days_at_the_learners_time(stage):
    await stage.enrol()
    await stage.go(FIRST + HOUR)
    await stage.say("/snooze 2d")
    await stage.go(SECOND)
    assert stage.moments() == ["Mon 2027-01-11 09:00", "Wed 2027-01-13 09:00", "Mon 2027-01-18 09:00"]
    assert (await stage.outcomes())[1] == "snooze 2027-01-13 sent"


async def test_a_snooze_replaces_a_weekly_nudge_due_before_it(stage):
    await stage.enrol()
    await stage.go(FIRST + HOUR)
    await stage.say("/snooze 1 week")
    await stage.say("/snooze 9d")
    await stage.go(THIRD)
    assert stage.moments()[1:] == ["Mon 2027-01-18 09:00", "Wed 2027-01-20 09:00", "Mon 2027-01-25 09:00"]
    assert [outcome.split()[0] for outcome in await stage.outcomes()] == ["weekly", "snooze", "snooze", "weekly"]


async def test_a_snooze_stands_for_the_weekly_nudge_whatever_is_told_meanwhile(stage):
    await stage.enrol()
    await stage.go(FIRST + HOUR)
    await stage.say("/snooze 9d")
    await stage.say("/checkin 30")
    await stage.say("/nudges monday 08:00")
    await stage.go(THIRD)
    assert stage.moments()[1:] == ["Wed 2027-01-20 09:00", "Mon 2027-01-25 08:00"]


async def test_a_snooze_that_still_waits_is_no_second_farewell(stage):
    await stage.enrol()
    await stage.go(FIRST + HOUR)
    await stage.say("/snooze 9d")
    await stage.say("/done " + EVERYTHING)
    await stage.say("/snooze 12d")
    await stage.go(MONDAY + 8 * WEEK)
    assert [sent.text for sent in stage.sent_to() if "last weekly nudge" in sent.text] == [stage.sent_to()[-1].text]


async def test_two_snoozes_for_one_day_are_one(stage):
    await stage.enrol()
    await stage.go(FIRST + HOUR)
    await stage.say("/snooze 2d")
    await stage.say("/snooze 2d")
    await stage.go(SECOND - HOUR)
    assert stage.moments()[1:] == ["Wed 2027-01-13 09:00"]


async def test_a_snooze_into_the_night_comes_in_the_morning(stage):
    await stage.enrol("/nudges monday 23:00")
    await stage.go(utc("2027-01-12 08:00"))
    await stage.say("/snooze 2d")
    await stage.go(utc("2027-01-16 08:00"))
    assert stage.moments()[1:] == ["Fri 2027-01-15 07:30"]


async def test_a_snooze_in_a_pause_is_not_sent(stage):
    await stage.enrol("/snooze 2d", "/pause")
    await stage.go(SECOND)
    assert stage.platform.tried == []
    assert await stage.outcomes() == ["snooze 2027-01-06 skipped: paused"]


# one a week, whatever is changed


@pytest.mark.parametrize(
    "line",
    ["/timezone honolulu", "/timezone auckland", "/nudges friday", "/nudges 10:00", "/nudges wednesday 18:00"],
)
async def test_a_change_within_the_week_brings_no_second_nudge_in_it(stage, line):
    await stage.enrol()
    await stage.go(FIRST + MINUTE)
    await stage.say(line)
    contact = await stage.contact()
    assert contact
    zone = ZoneInfo(contact.learner.zone or "UTC")
    await stage.go(FIRST + 3 * WEEK + 5 * DAY)
    weeks = [sent.at.astimezone(zone).isocalendar()[1] for sent in stage.sent_to()]
    assert len(set(weeks)) == len(weeks)
    assert weeks[1:3] == [3, 4]


async def test_a_period_that_is_there_already_only_moves_the_learner_on(stage):
    await stage.enrol()
    await stage.go(FIRST)
    contact = await stage.contact()
    assert contact
    async with stage.database.store() as store:
        await store.learners.change(contact.learner.id, nudge_weekday=4, next_nudge_at=FIRST + 4 * DAY)
    await stage.go(FIRST + 4 * DAY)
    assert len(stage.platform.tried) == 1
    assert await stage.next_nudge() == FIRST + 11 * DAY
    assert await stage.outcomes() == ["weekly 2027-W02 sent"]


@pytest.mark.drill
async def test_travelling_round_the_world_every_day_brings_one_nudge_a_week(stage):
    await stage.enrol("/nudges quiet off")
    for day in range(28):
        city = ("tokyo", "honolulu", "berlin", "auckland", "new york")[day % 5]
        await stage.say(f"/timezone {city}")
        await stage.go(MONDAY + day * DAY + 13 * HOUR)
    rows = await stage.ledger()
    assert len({row.period for row in rows}) == len(rows) <= 5
    assert len(stage.platform.sent) == len(rows)


# crashes and company


@pytest.mark.engines_differ
async def test_killed_between_claiming_and_sending_it_is_sent_after_the_lease(stage, open_stage):
    await stage.enrol()
    stage.clock.now = FIRST
    await tick(stage.database, "UTC", stage.nudging.bugs)
    async with stage.database.store() as store:
        assert await store.ledger.claim(["telegram"], FIRST, lease="of the dead", most=1)
    again = open_stage(clock=stage.clock)
    assert await again.work() == 0
    await again.go(FIRST + LEASE)
    assert [sent.at for sent in again.sent_to()] == [FIRST + LEASE]
    assert await again.outcomes() == ["weekly 2027-W02 sent"]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_killed_while_sending_the_next_process_sends_it(open_stage):
    stage = open_stage(in_flight=1)
    await stage.enrol(user=ANN)
    await stage.enrol(user=BEN)
    stage.platform.faults = [Killed()]
    stage.clock.now = FIRST
    await stage.dies()
    again = open_stage(clock=stage.clock)
    await again.work()
    await again.go(FIRST + LEASE)
    assert sorted(sent.user_id for sent in again.platform.sent) == [ANN, BEN]


async def test_killed_right_after_the_tick_nothing_is_lost(stage, open_stage):
    await stage.enrol(user=ANN)
    await stage.enrol(user=BEN)
    stage.clock.now = FIRST
    assert await tick(stage.database, "UTC", stage.nudging.bugs) == 2
    again = open_stage(FIRST)
    await again.go(SECOND)
    for user in (ANN, BEN):
        assert again.moments(user=user) == ["Mon 2027-01-11 09:00", "Mon 2027-01-18 09:00"]


async def enrol_on(stage: Stage, roadmap: str) -> None:
    """A learner, due on the first Monday, on a roadmap that was shipped once."""
    async with stage.database.store() as store:
        contact = await store.learners.add("telegram", ANN, MONDAY)
        await store.learners.enrol(contact, roadmap, MONDAY.date(), MONDAY)
        await store.learners.change(contact.learner.id, next_nudge_at=FIRST)


async def test_a_learner_whose_roadmap_is_no_longer_shipped_keeps_nobody_else_waiting(stage):
    await enrol_on(stage, "gone")
    await stage.enrol(user=BEN)
    await stage.go(SECOND)
    assert stage.moments(user=BEN) == ["Mon 2027-01-11 09:00", "Mon 2027-01-18 09:00"]


async def test_a_fault_of_the_platform_that_nobody_foresaw_costs_others_nothing(stage):
    await stage.enrol(user=ANN)
    await stage.enrol(user=BEN)
    stage.platform.faults = [RuntimeError("a bug")]
    await stage.go(SECOND)
    both = [*stage.sent_to(ANN), *stage.sent_to(BEN)]
    assert sorted(sent.at for sent in both) == [FIRST, SECOND, SECOND]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_two_processes_on_one_database_send_each_nudge_once(stage, open_stage):
    other = open_stage(clock=stage.clock)
    stage.platform.meanwhile = other.platform.meanwhile = lambda: asyncio.sleep(0.01)
    for user in TWELVE:
        await stage.enrol(user=user)
    for due in (FIRST, SECOND):
        stage.clock.now = due
        await asyncio.gather(stage.work(), other.work(), stage.work(), other.work())
    both = [(sent.user_id, sent.at) for sent in (*stage.platform.sent, *other.platform.sent)]
    assert sorted(both) == sorted((user, due) for user in TWELVE for due in (FIRST, SECOND))


async def test_a_nudge_for_a_platform_that_is_not_served_here_waits_for_the_process_that_does(stage, open_stage):
    await stage.say("/start ml-data today", platform="discord")
    await stage.sleep(FIRST)
    assert stage.platform.tried == []
    other = open_stage(clock=stage.clock)
    discord = FakePlatform(other.clock, "discord")
    stage.clock.now = FIRST + HOUR
    assert await other.nudges(discord).work() == 1
    assert [(sent.user_id, sent.at) for sent in discord.sent] == [(ANN, FIRST + HOUR)]


async def test_told_to_stop_it_finishes_what_is_in_hand_and_loses_the_rest_to_nobody(stage):
    for user in "12345":
        await stage.enrol(user=user)
    stage.clock.now = FIRST
    assert await stage.nudging.work(lambda: bool(stage.platform.sent)) == stage.in_flight
    assert await stage.work() == 5 - stage.in_flight
    assert sorted(sent.user_id for sent in stage.platform.sent) == list("12345")


@pytest.mark.drill
async def test_the_tick_moves_on_more_learners_than_one_transaction_takes(stage):
    async with stage.database.store() as store:
        for user in range(BATCH + 1):
            contact = await store.learners.add("telegram", str(user), MONDAY)
            await store.learners.change(contact.learner.id, next_nudge_at=FIRST)
    stage.clock.now = FIRST
    assert await tick(stage.database, "UTC", stage.nudging.bugs) == BATCH + 1
    assert await tick(stage.database, "UTC", stage.nudging.bugs) == 0
    async with stage.database.store() as store:
        assert (await store.look([])).learners_at == SECOND


# whatever happens, in whatever order

LINES = (
    *("/start ml-data today", "/checkin", "/begin 1", "/done 1 2 3", f"/done {EVERYTHING}", "/undo", "/reopen 3"),
    *("/pause", "/pause until friday", "/resume", "/nudges on", "/nudges off", "/snooze 2d", "/plan from today yes"),
    *("/nudges monday 09:00", "/nudges thursday 23:30", "/nudges sunday 02:30", "/nudges quiet off"),
    *("/nudges quiet 22:00-07:30", "/nudges quiet 06:00-20:00", "/status"),
    *("/timezone kathmandu", "/timezone honolulu", "/timezone lord howe", "/timezone berlin"),
)
TWELVE = tuple(map(str, range(1, 13)))
USERS = st.sampled_from([ANN, BEN])


@cache
def empty_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()


class Nudged(RuleBasedStateMachine):
    """Two learners say anything, block, are forgotten; the platform stumbles, the bot is down or dies."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "machine.db"
        path.write_bytes(empty_database())
        self.stage = Stage(f"sqlite:///{path}", utc("2027-03-15 08:00"), in_flight=1)
        self.stage.platform.meanwhile = self.look
        self.farewells: set[int] = set()
        self.heard: list[Sent] = []

    def teardown(self) -> None:
        self.runner.run(self.stage.close())
        self.runner.close()
        self.folder.cleanup()

    async def look(self) -> None:
        """What must hold whenever the bot tries to write to somebody."""
        user, now = self.stage.platform.tried[-1]
        contact = await self.stage.contact(user)
        assert contact, "written to although forgotten"
        assert contact.enrolment
        zone = ZoneInfo(contact.learner.zone or "UTC")
        assert contact.account.unreachable_at is None, "written to although unreachable"
        assert contact.learner.nudges_on, "written to although nudges are off"
        assert after_quiet(now, contact.learner.quiet, zone) == now, "written to in the quiet hours"
        progress = await self.progress(user)
        assert not progress.pause_on(now.astimezone(zone).date()), "written to in a pause"
        (row,) = [row for row in await self.stage.ledger(user) if row.state is NudgeState.SENDING][-1:]
        if row.kind is NudgeKind.WEEKLY:
            assert not (user in self.farewells and self.finished(progress)), "written to after the farewell"
        assert now - row.first_due_at <= 2 * DAY, "written to too late"

    async def progress(self, user: str) -> Progress:
        contact = await self.stage.contact(user)
        assert contact
        assert contact.enrolment
        async with self.stage.database.store() as store:
            return replay(contact.enrolment.first_day, await store.facts.of(contact.enrolment.ids))

    def finished(self, progress: Progress) -> bool:
        states = [state for state in progress.topics.values() if state.status is Status.COMPLETED]
        return len(states) == len(EVERYTHING.split())

    async def say(self, user: str, line: str) -> None:
        self.stage.clock.now += timedelta(seconds=3)
        await self.stage.say(line, user)
        contact = await self.stage.contact(user)
        if contact and contact.enrolment and not self.finished(await self.progress(user)):
            self.farewells.discard(user)

    def arrived(self) -> None:
        """Hears the farewells among the messages that arrived since it was last asked."""
        news = [sent for sent in self.stage.platform.sent if sent not in self.heard]
        self.farewells |= {sent.user_id for sent in news if "last weekly nudge" in sent.text}
        self.heard += news

    @rule(user=USERS, line=st.sampled_from(LINES))
    def says(self, user: str, line: str) -> None:
        self.stage.platform.blocked.discard(user)
        self.runner.run(self.say(user, line))

    @rule(user=USERS)
    def blocks(self, user: str) -> None:
        self.stage.platform.blocked.add(user)

    @rule(user=USERS)
    def is_forgotten(self, user: str) -> None:
        if self.runner.run(self.stage.contact(user)):
            self.runner.run(_forget(self.stage, user))
        self.stage.platform.sent = [sent for sent in self.stage.platform.sent if sent.user_id != user]
        self.farewells.discard(user)

    @rule(fault=st.sampled_from([TryLater("flood", 90), TryLater("no network"), Unsendable("too strange"), Killed()]))
    @precondition(lambda self: not self.stage.platform.faults)
    def stumbles(self, fault: BaseException) -> None:
        self.stage.platform.faults = [fault]

    @rule(hours=st.integers(1, 24 * 9))
    def time_passes(self, hours: int) -> None:
        to = self.stage.clock() + hours * HOUR
        for _ in range(2):
            try:
                self.runner.run(self.stage.go(to))
            except Killed:
                continue
            break
        self.arrived()
        assert (due := self.runner.run(self.stage.nudging.next_due())) is None or due > to

    @rule(hours=st.integers(1, 24 * 20))
    def is_down(self, hours: int) -> None:
        self.stage.clock.now += hours * HOUR
        self.runner.run(self.stage.dies())
        self.arrived()

    @invariant()
    def every_message_that_arrived_is_one_sent_row(self) -> None:
        for user in (ANN, BEN):
            rows = self.runner.run(self.stage.ledger(user))
            sent = [row for row in rows if row.state is NudgeState.SENT]
            assert sorted(sent_at.at for sent_at in self.stage.sent_to(user)) == sorted(row.sent_at for row in sent)

    @invariant()
    def who_can_be_nudged_has_a_next_nudge(self) -> None:
        for user in (ANN, BEN):
            self.runner.run(self.has_a_next_nudge(user))

    async def has_a_next_nudge(self, user: str) -> None:
        contact = await self.stage.contact(user)
        if not contact or not contact.enrolment or contact.account.unreachable_at or not contact.learner.nudges_on:
            return
        progress = await self.progress(user)
        open_pause = any(pause.back is None for pause in progress.pauses)
        if not open_pause and not self.finished(progress):
            assert contact.learner.next_nudge_at


def test_whatever_happens_nobody_is_written_to_who_should_not_be_and_nobody_twice():
    run_state_machine_as_test(Nudged, settings=tried_on(10, stateful_step_count=25, deadline=None))


# the heartbeat


async def test_the_pulse_beats_at_once_and_then_in_time():
    pulse = asyncio.Event()
    with heartbeat(pulse, seconds=0.05):
        assert pulse.is_set()
        pulse.clear()
        await asyncio.wait_for(pulse.wait(), 10)


async def test_when_the_heartbeat_ends_nothing_runs_and_nothing_beats():
    pulse = asyncio.Event()
    with heartbeat(pulse, seconds=0.05):
        pass
    await asyncio.sleep(0)
    pulse.clear()
    await asyncio.sleep(0.15)
    assert not pulse.is_set()
    assert asyncio.all_tasks() == {asyncio.current_task()}


# the app


class Listening:
    """A platform that lives as long as it is told to; it has no learners."""

    name = "other"

    def __init__(self, end: Callable[[], Awaitable[None]]) -> None:
        self.ended = False
        self._end = end

    async def run(self) -> None:
        try:
            await self._end()
        finally:
            self.ended = True

    async def send(self, user_id: str, message: Message) -> str:
        raise AssertionError

    async def perform(self, deed: Deed) -> str:
        raise AssertionError


async def for_ever() -> None:
    await asyncio.Event().wait()


async def serve(stage: Stage, *platforms: Listening, stop: asyncio.Event | None = None) -> float:
    """How many seconds the app served."""
    begun = time.monotonic()
    named = {f"{platform.name}{number}": platform for number, platform in enumerate(platforms)}
    await asyncio.wait_for(stage.app.serve(named, stop or asyncio.Event()), 10)
    return time.monotonic() - begun


@pytest.mark.drill
async def test_the_app_stops_soon_after_it_is_told_to_and_leaves_nothing_running(stage):
    stop, platform = asyncio.Event(), Listening(for_ever)
    asyncio.get_running_loop().call_later(0.05, stop.set)
    assert await serve(stage, platform, stop=stop) < LAST_SECONDS
    assert platform.ended
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_the_app_stops_when_a_platform_ends_by_itself(stage):
    async def soon() -> None:
        await asyncio.sleep(0.01)

    other = Listening(for_ever)
    assert await serve(stage, Listening(soon), other) < LAST_SECONDS
    assert other.ended


async def idle(stage: Stage) -> None:
    """Until the nudges have done their first round."""
    pool, rounds = stage.database.engine.pool, 0
    while rounds < 5:
        await asyncio.sleep(0.01)
        rounds = rounds + 1 if pool.checkedin() and not pool.checkedout() else 0


async def test_what_a_platform_finds_wrong_with_the_installation_comes_out_as_it_is(stage):
    await stage.enrol()  # an idle round writes nothing, and so opens no connection by which it could be seen
    wrong = OperatorError("TELEGRAM_TOKEN is refused", "copy it again")

    async def refused() -> None:
        await idle(stage)
        raise wrong

    other = Listening(for_ever)
    with pytest.raises(OperatorError) as raised:
        await serve(stage, Listening(refused), other)
    assert raised.value is wrong
    assert other.ended


async def test_a_nudge_in_hand_is_finished_when_a_platform_ends_by_an_error(stage):
    await stage.enrol()
    stage.clock.now = FIRST
    in_hand = asyncio.Event()

    async def slow() -> None:
        in_hand.set()
        await asyncio.sleep(0.1)

    async def refused() -> None:
        await in_hand.wait()
        raise OperatorError("another process polls this bot", "stop one of them")

    stage.platform.meanwhile = slow
    with pytest.raises(OperatorError):
        await stage.app.serve({"telegram": stage.platform, "other": Listening(refused)}, asyncio.Event())
    assert await stage.outcomes() == ["weekly 2027-W02 sent"]


async def test_the_app_sends_what_is_due_when_it_starts(stage):
    await stage.enrol()
    stage.clock.now = FIRST
    stop = asyncio.Event()

    async def stopped() -> None:
        stop.set()

    stage.platform.meanwhile = stopped
    await asyncio.wait_for(stage.app.serve({"telegram": stage.platform}, stop), 10)
    assert len(stage.platform.sent) == 1


async def test_a_send_that_hangs_holds_the_end_up_for_less_than_five_seconds(stage, monkeypatch):
    spared = LAST_SECONDS - 0.2  # as long would only be waited
    monkeypatch.setattr("bot.app.LAST_SECONDS", LAST_SECONDS - spared)
    await stage.enrol()
    stage.clock.now = FIRST
    stop = asyncio.Event()

    async def hang() -> None:
        stop.set()
        await for_ever()

    stage.platform.meanwhile = hang
    begun = time.monotonic()
    await asyncio.wait_for(stage.app.serve({"telegram": stage.platform}, stop), 10)
    assert time.monotonic() - begun + spared < 5


async def test_a_fault_in_the_nudges_does_not_end_the_app_which_tries_again(stage, monkeypatch):
    monkeypatch.setattr("bot.app.SHORTEST_WAIT", 0.05)
    await stage.enrol()
    stage.clock.now = FIRST
    async with stage.database.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE nudges RENAME TO mislaid"))

    sent = asyncio.Event()

    async def tell() -> None:
        sent.set()

    async def find_the_table() -> None:
        await asyncio.sleep(0.1)
        async with stage.database.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE mislaid RENAME TO nudges"))
        await sent.wait()

    stage.platform.meanwhile = tell
    platforms = {"telegram": stage.platform, "other": Listening(find_the_table)}
    with capture_logs() as logs:
        await asyncio.wait_for(stage.app.serve(platforms, asyncio.Event()), 10)
    assert "nudges.interrupted" in [entry["event"] for entry in logs]
    assert len(stage.platform.sent) == 1
