"""What people type for a day, and what is one; the Wednesday is 10 March 2027 throughout, at noon."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.said.settings import LONGEST, day_in, span_in
from bot.said.values import Days, Direction, NoSuchDay, Order

WEDNESDAY = date(2027, 3, 10)
NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)
FRIDAY = date(2027, 3, 12)
BACK, AHEAD, NEAR = Direction.BACK, Direction.AHEAD, Direction.NEAR
MONTHS = [date(2027, month, 1).strftime("%B").casefold() for month in range(1, 13)]
WEEKDAYS = [date(2027, 3, day).strftime("%A").casefold() for day in range(1, 8)]
FARTHEST = 240
"""Days back from which on a day without its year is asked about."""

looks = st.sampled_from(Direction)
todays = st.dates(date(1990, 1, 1), date(2090, 1, 1))
WORDS = [
    *MONTHS,
    *WEEKDAYS,
    "mar",
    "sat",
    "on",
    "until",
    "the",
    "of",
    "for",
    "in",
    "ago",
    "a",
    "days",
    "2w",
    "next",
    "last",
    "night",
    "week",
    "end of",
]
fragments = st.sampled_from([*WORDS, "31", "0", "3rd", "2027", "'27", "29.02.2027", "9999-99-99", "999", "from", "now"])


def noon(day: date, at: time = time(12)) -> datetime:
    return datetime.combine(day, at, UTC)


def read(said: str, look: Direction, now: datetime = NOON, order: Order | None = None) -> Days | None:
    return day_in(said, now, look=look, order=order)


def meant(said: str, look: Direction, now: datetime = NOON, order: Order | None = None) -> tuple[date, ...]:
    """The days that may be meant, none where it is no day."""
    days = read(said, look, now, order)
    return days.options if days else ()


def back(said: str, today: date = WEDNESDAY) -> date | None:
    """The day, where there is no doubt."""
    days = read(said, BACK, noon(today))
    return days.sure if days else None


def ahead(said: str, today: date = WEDNESDAY) -> date | None:
    days = read(said, AHEAD, noon(today))
    return days.sure if days else None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", date(2027, 3, 10)),
        ("Today!", date(2027, 3, 10)),
        ("(yesterday)", date(2027, 3, 9)),
        ("yesterday", date(2027, 3, 9)),
        ("yesterday evening", date(2027, 3, 9)),
        ("last night", date(2027, 3, 9)),
        ("this morning", date(2027, 3, 10)),
        ("tonight", date(2027, 3, 10)),
        ("now", date(2027, 3, 10)),
        ("tomorrow", date(2027, 3, 11)),
        ("day before yesterday", date(2027, 3, 8)),
        ("the day after tomorrow", date(2027, 3, 12)),
        ("3 march 2027", date(2027, 3, 3)),
        ("3rd of March 2027", date(2027, 3, 3)),
        ("the 3rd of march, 2027", date(2027, 3, 3)),
        ("March 3, 2027", date(2027, 3, 3)),
        ("march the 3rd 2027", date(2027, 3, 3)),
        ("3 mar 27", date(2027, 3, 3)),
        ("3 sept '26", date(2026, 9, 3)),
        ("wed 3 march 2027", date(2027, 3, 3)),
        ("2027-03-01", date(2027, 3, 1)),
        ("2027-3-4", date(2027, 3, 4)),
        ("2027/03/04", date(2027, 3, 4)),
        ("01.03.2027", date(2027, 3, 1)),
        ("4.3.2027", date(2027, 3, 4)),
        ("4-3-2027", date(2027, 3, 4)),
        ("14/3/27", date(2027, 3, 14)),
        ("3/25/2027", date(2027, 3, 25)),
        ("3/3/2027", date(2027, 3, 3)),
        ("15 minutes ago", date(2027, 3, 10)),
        ("2 days ago", date(2027, 3, 8)),
        ("two weeks ago", date(2027, 2, 24)),
        ("a week ago", date(2027, 3, 3)),
        ("a fortnight ago", date(2027, 2, 24)),
        ("1 month ago", date(2027, 2, 10)),
        ("2d ago", date(2027, 3, 8)),
        ("in 3 days", date(2027, 3, 13)),
        ("in 1 day", date(2027, 3, 11)),
        ("in a week", date(2027, 3, 17)),
        ("in 2w", date(2027, 3, 24)),
        ("in two months", date(2027, 5, 10)),
        ("in 30 minutes", date(2027, 3, 10)),
        ("3 days from now", date(2027, 3, 13)),
        ("last monday", date(2027, 3, 8)),
        ("last wed", date(2027, 3, 3)),
        ("last thurs", date(2027, 3, 4)),
        ("next friday", date(2027, 3, 12)),
        ("next tues", date(2027, 3, 16)),
        ("next wednesday", date(2027, 3, 17)),
        ("on 3 march 2027", date(2027, 3, 3)),
        ("until 2027-03-20", date(2027, 3, 20)),
        ("  3   MARCH   2027 ", date(2027, 3, 3)),
    ],
)
def test_a_day_that_says_it_all_is_the_same_wherever_one_looks(said: str, day: date) -> None:
    assert (back(said), ahead(said)) == (day, day)


@pytest.mark.parametrize(
    ("said", "behind", "before_us"),
    [
        ("3 march", date(2027, 3, 3), date(2028, 3, 3)),
        ("march 3", date(2027, 3, 3), date(2028, 3, 3)),
        ("3rd of march", date(2027, 3, 3), date(2028, 3, 3)),
        ("20 nov", date(2026, 11, 20), date(2027, 11, 20)),
        ("10 march", date(2027, 3, 10), date(2027, 3, 10)),
        ("31.12", date(2026, 12, 31), date(2027, 12, 31)),
        ("31/12", date(2026, 12, 31), date(2027, 12, 31)),
        ("12/31", date(2026, 12, 31), date(2027, 12, 31)),
        ("on the 5th", date(2027, 3, 5), date(2027, 4, 5)),
        ("the 15th", date(2027, 2, 15), date(2027, 3, 15)),
        ("1st", date(2027, 3, 1), date(2027, 4, 1)),
        ("monday", date(2027, 3, 8), date(2027, 3, 15)),
        ("wednesday", date(2027, 3, 10), date(2027, 3, 17)),
        ("this wednesday", date(2027, 3, 10), date(2027, 3, 10)),
        ("fri", date(2027, 3, 5), date(2027, 3, 12)),
        ("since thu", date(2027, 3, 4), date(2027, 3, 11)),
    ],
)
def test_facts_look_back_for_a_day_and_plans_ahead(said: str, behind: date | None, before_us: date | None) -> None:
    assert (back(said), ahead(said)) == (behind, before_us)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("next week thu", date(2027, 3, 18)),
        ("next week on thursday", date(2027, 3, 18)),
        ("thu next week", date(2027, 3, 18)),
        ("thu of next week", date(2027, 3, 18)),
        ("thursday this week", date(2027, 3, 11)),
        ("this week on monday", date(2027, 3, 8)),
        ("monday of last week", date(2027, 3, 1)),
        ("thu in two weeks", date(2027, 3, 25)),
        ("in 2 weeks on thu", date(2027, 3, 25)),
        ("mon in a week", date(2027, 3, 15)),
        ("sun in a fortnight", date(2027, 3, 28)),
    ],
)
def test_a_weekday_of_a_week_is_one_day(said: str, day: date) -> None:
    assert meant(said, AHEAD) == meant(f"until {said}", AHEAD) == (day,)


def test_until_friday_said_on_a_friday_is_the_next_one() -> None:
    assert ahead("until friday", FRIDAY) == FRIDAY + timedelta(days=7)
    assert ahead("today", FRIDAY) == FRIDAY


def test_near_is_whichever_year_is_nearer() -> None:
    assert meant("25 jan", NEAR) == (date(2027, 1, 25),)
    assert meant("20 march", NEAR) == (date(2027, 3, 20),)
    assert meant("20 december", NEAR) == (date(2026, 12, 20),)


@pytest.mark.parametrize(
    ("said", "behind"),
    [
        ("3/4", {date(2027, 3, 4), date(2026, 4, 3)}),
        ("4/3/2027", {date(2027, 3, 4), date(2027, 4, 3)}),
        ("last week", {date(2027, 3, day) for day in range(1, 8)}),
        ("last weekend", {date(2027, 3, 6), date(2027, 3, 7)}),
        ("a few days ago", {date(2027, 3, day) for day in (6, 7, 8)}),
        ("in january", {date(2027, 1, 1), date(2027, 1, 15), date(2027, 1, 31)}),
    ],
)
def test_of_several_days_none_is_taken_for_granted(said: str, behind: set[date]) -> None:
    assert back(said) is None
    assert set(meant(said, BACK)) == behind


@pytest.mark.parametrize("said", ["mon 3 march 2027", "friday 3 march", "thu the 3rd"])
def test_a_weekday_that_is_not_that_of_its_day_is_asked_about(said: str) -> None:
    days = meant(said, BACK)
    assert back(said) is None
    assert date(2027, 3, 3) in days
    assert all(abs(day - date(2027, 3, 3)) < timedelta(days=4) for day in days)


def test_where_somebody_lives_settles_which_of_day_and_month_comes_first() -> None:
    assert meant("3/4", BACK, order=Order.DAY_FIRST) == (date(2026, 4, 3),)
    assert meant("3/4", BACK, order=Order.MONTH_FIRST) == (date(2027, 3, 4),)
    assert meant("4/3/27", AHEAD, order=Order.DAY_FIRST) == (date(2027, 3, 4),)
    assert meant("4/3/27", AHEAD, order=Order.MONTH_FIRST) == (date(2027, 4, 3),)
    for order in Order:  # dots put the day first everywhere, and no month is the 25th
        assert meant("3.4", BACK, order=order) == (date(2026, 4, 3),)
        assert meant("25/2", BACK, order=order) == meant("2/25", BACK, order=order) == (date(2027, 2, 25),)


@pytest.mark.parametrize(("said", "year"), [("20 march", 2026), ("march 11", 2026), ("3rd of june", 2026)])
def test_a_fact_of_more_than_eight_months_ago_is_asked_about_unless_its_year_is_named(said: str, year: int) -> None:
    days = read(said, BACK)
    assert days
    assert days.sure is None
    assert days.options[0].year == year
    assert back(f"{said} {year}") == days.options[0]
    assert ahead(said) == days.options[0].replace(year=year + 1)


def test_tonight_in_the_small_hours_may_be_the_night_that_began_yesterday() -> None:
    late = noon(WEDNESDAY, time(1, 30))
    assert set(meant("tonight", BACK, late)) == {WEDNESDAY, WEDNESDAY - timedelta(days=1)}
    assert meant("last night", BACK, late) == (WEDNESDAY - timedelta(days=1),)


@pytest.mark.parametrize(
    "said",
    [
        *("", " ", "5", "1 2 5", "3 3 2027", "2027", "20270301", "1.2.3", "first"),
        *("may", "march", "mar", "dec", "march 2027", "3 march 5", "x 3 march", "week"),
        *("noon", "09:00", "9pm", "yesterday 9pm", "3 days", "for 2 weeks", "2d", "a week"),
        *("one", "second", "a", "nlp", "2 chapters", "+3d", "-1d", "on", "until", "on until friday"),
        *("lundi", "3 mars", "3 مارس", "today is fine", "word " * 5_000 + "today", "x" * 100_000),
    ],
)
def test_anything_else_is_no_day(said: str) -> None:
    assert (meant(said, BACK), meant(said, AHEAD)) == ((), ())


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2027-02-30", 2027),
        ("30.02.2027", 2027),
        ("31.6.27", 2027),
        ("31 april", 2027),
        ("april 31", 2027),
        ("31.4", 2027),
        ("31/4", 2027),
        ("30th of february 2028", 2028),
        ("29 feb", 2027),
        ("feb 29", 2027),
        ("29 feb 2027", 2027),
        ("2027-13-01", None),
        ("0000-01-01", None),
        ("0 march", None),
        ("march 45", None),
        ("13.13", None),
        ("3 march 1999", None),
        ("1 january 2050", None),
        ("3/3/99", None),
        ("999 years ago", None),
        ("in 100 years", None),
    ],
)
def test_a_day_in_no_calendar_is_refused_with_what_was_said_and_the_year_that_lacks_it(
    said: str, year: int | None
) -> None:
    with pytest.raises(NoSuchDay) as caught:
        read(said, AHEAD)
    assert (caught.value.said, caught.value.year) == (said, year)
    with pytest.raises(NoSuchDay) as caught:
        read(f"until {said}", AHEAD)
    assert caught.value.said == said


def test_the_29th_of_february_is_there_in_a_leap_year() -> None:
    assert back("29 feb", date(2028, 3, 10)) == ahead("29 feb", date(2028, 2, 10)) == date(2028, 2, 29)
    assert back("29 feb 2024") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        *(("2d", 2), ("2 days", 2), ("1 day", 1), ("a week", 7), ("1 week", 7), ("3w", 21), ("60 d", 60)),
        *(("for 3 days", 3), ("two weeks", 14), ("a fortnight", 14), ("1 month", 30)),
        *(("", None), ("3h", None), ("2", None), ("d", None), ("-2d", None), ("2 days ago", None)),
        ("9" * 500, None),
    ],
)
def test_a_span_is_so_many_days_or_weeks(said: str, days: int | None) -> None:
    assert span_in(said) == (None if days is None else timedelta(days=days))


@given(st.one_of(st.text(), st.lists(fragments).map(" ".join)), todays, looks, st.sampled_from([None, *Order]))
def test_no_text_breaks_it(said: str, today: date, look: Direction, order: Order | None) -> None:
    with suppress(NoSuchDay):
        days = read(said, look, noon(today), order)
        assert days is None or (days.options and len(said) > 0)
    span_in(said)


@given(st.text(min_size=LONGEST + 1))
def test_a_text_that_is_too_long_is_no_day(said: str) -> None:
    assert read(said, BACK) is None


@given(todays, st.integers(-7_000, 7_000), looks)
def test_a_day_written_in_figures_reads_back(today: date, days: int, look: Direction) -> None:
    day = today + timedelta(days=days)
    for written in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day:%a} {day.day} {day:%b} {day.year}",
    ):
        assert meant(written, look, noon(today)) == (day,)


@given(todays, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_day_of_the_year_is_the_nearest_one_in_its_direction(today: date, like: date) -> None:
    if (like.month, like.day) == (2, 29):
        return  # which most years lack: see above
    said = f"{like.day} {MONTHS[like.month - 1]}"
    (behind,), (before_us,) = meant(said, BACK, noon(today)), meant(said, AHEAD, noon(today))
    assert behind <= today <= before_us
    assert (behind.month, behind.day) == (before_us.month, before_us.day) == (like.month, like.day)
    assert today - behind < timedelta(days=366)
    assert before_us - today < timedelta(days=366)
    assert (back(said, today) is None) is (today - behind > timedelta(days=FARTHEST))
    assert ahead(said, today) == before_us


@given(todays, st.integers(0, 6))
def test_a_bare_weekday_is_within_the_week(today: date, weekday: int) -> None:
    behind, before_us = back(WEEKDAYS[weekday], today), ahead(WEEKDAYS[weekday], today)
    assert behind is not None
    assert before_us is not None
    assert behind.weekday() == before_us.weekday() == weekday
    assert 0 <= (today - behind).days <= 6
    assert 1 <= (before_us - today).days <= 7
