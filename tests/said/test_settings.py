"""Whole texts as one value, and the law that whatever the bot prints of such a value is read back as it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.said.lexicon import LEXICON
from bot.said.settings import amount_in, day_in, hours_in, is_off, week_in, weekly_in, weekly_minutes_in
from bot.said.values import Direction
from bot.texts import group as group_texts
from bot.texts import settings as setting_texts
from bot.texts.phrases import dated, spent
from bot.texts.phrases import day as day_text
from bot.texts.phrases import hours_in as hours_text
from bot.texts.study_days import weekdays
from roadmap.facts import EVERY_DAY

NINE, NOON, MIDNIGHT = time(9), time(12), time(0)
BERLIN = ZoneInfo("Europe/Berlin")

clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
todays = st.dates(date(2020, 1, 1), date(2080, 1, 1))


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("6", 360),
        ("7.5", 450),
        ("7,5 hours", 450),
        ("10h", 600),
        ("10 hours a week", 600),
        ("1 hour per week", 60),
        ("3 hrs/week", 180),
        ("0", 0),
        ("six", None),
        ("-6", None),
        ("6 days", None),
        ("1e3", None),
        ("", None),
        ("9" * 900, None),
    ],
)
def test_hours_are_read_as_people_type_them(said: str, minutes: int | None) -> None:
    assert weekly_minutes_in(said) == minutes


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mon-fri", "Mon–Fri"),
        ("Monday to Friday", "Mon–Fri"),
        ("mon – wed, sat", "Mon, Tue, Wed and Sat"),
        ("mon wed fri", "Mon, Wed and Fri"),
        ("mon, wed and sat", "Mon, Wed and Sat"),
        ("fri-mon", "Mon, Fri, Sat and Sun"),
        ("sundays", "Sun"),
        ("tues & thurs", "Tue and Thu"),
        ("weekdays", "Mon–Fri"),
        ("weekend", "Sat and Sun"),
        ("mon-sun", "Mon–Sun"),
    ],
)
def test_days_of_the_week_are_read_as_people_type_them(said: str, shown: str) -> None:
    week = week_in(said)
    assert week
    assert (weekdays(week[0]), week[1]) == (shown, None)


@pytest.mark.parametrize(
    ("said", "week"),
    [
        ("mon wed sat, the weeks stay", (0b0100101, True)),
        ("mon wed sat the weeks stay as written.", (0b0100101, True)),
        ("Mon-Fri but keep the end", (0b0011111, True)),
        ("mon, wed and sat: they meant every day", (0b0100101, False)),
        ("weekend longer", (0b1100000, False)),
        ("weeks stay", (None, True)),
        ("longer", (None, False)),
    ],
)
def test_how_the_weeks_are_meant_is_read_behind_the_days_or_alone(
    said: str, week: tuple[int | None, bool | None]
) -> None:
    assert week_in(said) == week


@pytest.mark.parametrize(
    "said",
    ["", "off", "m", "mon-fri-sun", "mon-", "-", "monkey", "mon or tue", "x" * 900, "monkey longer", "no longer"],
)
def test_what_names_no_day_of_the_week_is_none(said: str) -> None:
    assert week_in(said) is None


@pytest.mark.parametrize(
    ("said", "weekly"),
    [
        ("monday 09:00", (0, NINE)),
        ("Mondays at 09:00", (0, NINE)),
        ("every monday 9", (0, NINE)),
        ("monday, 9:00", (0, NINE)),
        ("mon 9am", (0, NINE)),
        ("9:00 on monday", (0, NINE)),
        ("tues", (1, None)),
        ("noon", (None, NOON)),
        ("midnight", (None, MIDNIGHT)),
        ("sunday noon", (6, NOON)),
        ("18h30", (None, time(18, 30))),
        ("sat 18h30", (5, time(18, 30))),
        ("6.30pm", (None, time(18, 30))),
        ("6:30 pm", (None, time(18, 30))),
        ("12am", (None, MIDNIGHT)),
        ("12pm", (None, NOON)),
        ("at 7", (None, time(7))),
    ],
)
def test_a_weekly_moment_is_read_as_people_type_it(said: str, weekly: tuple[int | None, time | None]) -> None:
    assert weekly_in(said) == weekly


@pytest.mark.parametrize(
    "said", ["", "25:00", "9:60", "0am", "whenever", "monday 9 or 10", "monday 25:00", "9 9", "m 9", "x" * 900]
)
def test_what_is_no_weekly_moment_is_none(said: str) -> None:
    assert weekly_in(said) is None


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("22:00-07:30", (time(22), time(7, 30))),
        ("22:00 – 07:30", (time(22), time(7, 30))),
        ("10pm to 7am", (time(22), time(7))),
        ("from 22 until 7", (time(22), time(7))),
        ("midnight to noon", (MIDNIGHT, NOON)),
        ("22:00", None),
        ("22:00-22:00", None),
        ("22-25", None),
        ("a-b", None),
        ("", None),
        ("off", None),
    ],
)
def test_quiet_hours_are_read_as_people_type_them(said: str, hours: tuple[time, time] | None) -> None:
    assert hours_in(said) == hours


# What is printed is read back


@given(st.integers(0, 6), clocks)
def test_a_nudge_time_is_read_back_as_it_is_printed(weekday: int, at: time) -> None:
    printed = str(setting_texts.nudge_time(on=True, weekday=weekday, at=at)).removeprefix("Nudges: ")
    assert weekly_in(printed) == (weekday, at)
    assert is_off(str(setting_texts.nudge_time(on=False, weekday=weekday, at=at)).removeprefix("Nudges: "))


@given(st.integers(0, 6), clocks)
def test_a_digest_time_is_read_back_as_it_is_printed(weekday: int, at: time) -> None:
    printed = str(group_texts.digest_time(weekday, at, BERLIN))
    assert weekly_in(printed.removeprefix("Digest: ").partition(" (")[0]) == (weekday, at)


@given(clocks, clocks)
def test_quiet_hours_are_read_back_as_they_are_printed(start: time, end: time) -> None:
    assume(start != end)
    printed = str(setting_texts.quiet_hours((start, end))).removeprefix("Quiet hours: ")
    assert hours_in(printed) == (start, end)
    assert is_off(str(setting_texts.quiet_hours(None)).removeprefix("Quiet hours: "))


def test_every_choice_of_weekdays_is_read_back_as_it_is_printed() -> None:
    assert week_in(weekdays(None)) == (EVERY_DAY, None)
    for chosen in range(1, EVERY_DAY + 1):
        assert week_in(weekdays(chosen)) == (chosen, None)


@given(st.integers(30, 6000))
def test_weekly_hours_are_read_back_as_they_are_printed(minutes: int) -> None:
    assert weekly_minutes_in(hours_text(minutes)) == minutes
    assert weekly_minutes_in(f"{hours_text(minutes)} a week") == minutes


def test_every_length_of_study_is_read_back_as_it_is_printed() -> None:
    for minutes in range(1, 24 * 60 + 1):
        printed = spent(minutes)
        found = LEXICON.amounts.length_at(printed, 0)
        assert found is not None, printed
        assert (found[0], found[1].sure) == (len(printed), minutes)


@given(todays, st.integers(0, 200))
def test_a_day_is_read_back_as_it_is_printed(today: date, away: int) -> None:
    now = datetime.combine(today, NOON, UTC)
    for look, day in ((Direction.BACK, today - timedelta(days=away)), (Direction.AHEAD, today + timedelta(days=away))):
        for printed in (day_text(day, today), dated(day), f"{day:%a} {day.day} {day:%b} {day.year}"):
            days = day_in(printed, now, look=look)
            assert days is not None, printed
            assert days.sure == day, printed


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("2", (2, "")),
        ("two lessons", (2, "")),
        ("Just one", (1, "")),
        ("3 chapters", (3, "")),
        ("3 study days", (3, "days")),
        ("1 day", (1, "days")),
        ("2 #nlp", (2, "#nlp")),
        ("a lot", (1, "lot")),
        ("many", None),
        ("99999999", None),
    ],
)
def test_how_much_is_meant_is_read_as_its_buttons_say_it(said: str, amount: tuple[int, str] | None) -> None:
    assert amount_in(said) == amount
