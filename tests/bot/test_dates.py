"""What people type for a day, and what is one; the Wednesday is 10 March 2027 throughout."""

import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.dates import Look, NotADay, parse_day, parse_span, split_day

WEDNESDAY = date(2027, 3, 10)
FRIDAY = date(2027, 3, 12)
BACK, AHEAD = Look.BACK, Look.AHEAD
MONTHS = [date(2027, month, 1).strftime("%B").casefold() for month in range(1, 13)]
WEEKDAYS = [date(2027, 3, day).strftime("%A").casefold() for day in range(1, 8)]

looks = st.sampled_from(Look)
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
]
fragments = st.sampled_from([*WORDS, "31", "0", "3rd", "2027", "'27", "29.02.2027", "9999-99-99", "999", "from", "now"])


def back(said: str, today: date = WEDNESDAY) -> date | None:
    return parse_day(said, today=today, look=BACK)


def ahead(said: str, today: date = WEDNESDAY) -> date | None:
    return parse_day(said, today=today, look=AHEAD)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", date(2027, 3, 10)),
        ("Today!", date(2027, 3, 10)),
        ("yesterday", date(2027, 3, 9)),
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
        ("4/3/2027", date(2027, 3, 4)),
        ("4-3-2027", date(2027, 3, 4)),
        ("4/3/27", date(2027, 3, 4)),
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
        ("20 mar", date(2026, 3, 20), date(2027, 3, 20)),
        ("10 march", date(2027, 3, 10), date(2027, 3, 10)),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29)),
        ("monday", date(2027, 3, 8), date(2027, 3, 15)),
        ("wednesday", date(2027, 3, 10), date(2027, 3, 17)),
        ("this wednesday", date(2027, 3, 10), date(2027, 3, 10)),
        ("fri", date(2027, 3, 5), date(2027, 3, 12)),
        ("since thu", date(2027, 3, 4), date(2027, 3, 11)),
        ("3 days", None, date(2027, 3, 13)),
        ("for 2 weeks", None, date(2027, 3, 24)),
        ("2d", None, date(2027, 3, 12)),
        ("a week", None, date(2027, 3, 17)),
    ],
)
def test_facts_look_back_for_a_day_and_plans_ahead(said: str, behind: date | None, before_us: date | None) -> None:
    assert (back(said), ahead(said)) == (behind, before_us)


def test_until_friday_said_on_a_friday_is_the_next_one() -> None:
    assert ahead("until friday", FRIDAY) == FRIDAY + timedelta(days=7)
    assert ahead("today", FRIDAY) == FRIDAY


@pytest.mark.parametrize(
    "said",
    [
        *("", " ", "5", "1 2 5", "3 3 2027", "2027", "20270301", "3.4", "3/4", "1.2.3", "24-12-31", "1st", "first"),
        *("may", "march", "mar", "dec", "march 2027", "3 march 5", "x 3 march", "days ago", "week", "next week"),
        *("last month", "noon", "now", "tonight", "09:00", "9pm", "yesterday 9pm", "2 hours ago", "in 30 minutes"),
        *("one", "second", "a", "nlp", "2 chapters", "+3d", "-1d", "on", "until", "on until friday"),
        *("lundi", "3 mars", "3 مارس", "٣ march"),
        *("3 march 1999", "1 january 2050", "2006-12-31", "3/3/99", "999 years ago", "in 100 years"),
        "3 march " + " " * 60,
    ],
)
def test_anything_else_is_no_day(said: str) -> None:
    assert (back(said), ahead(said)) == (None, None)


@pytest.mark.parametrize(
    "said",
    [
        *("2027-02-30", "2027-13-01", "30.02.2027", "03/25/2027", "31.6.27", "0000-01-01"),
        *("31 april", "april 31", "0 march", "march 45", "30th of february 2028", "29 feb 2027", "until 31 april"),
        "mon 3 march 2027",
    ],
)
def test_a_day_in_no_calendar_is_refused_with_what_was_said(said: str) -> None:
    with pytest.raises(NotADay) as caught:
        ahead(said)
    assert caught.value.said == said
    with pytest.raises(NotADay):
        split_day(f"nlp {said}", today=WEDNESDAY, look=BACK)


@pytest.mark.parametrize(
    ("said", "before", "day"),
    [
        ("nlp 3 march", "nlp", date(2027, 3, 3)),
        ("nlp, 3 march", "nlp", date(2027, 3, 3)),
        ("deep  learning on monday", "deep  learning", date(2027, 3, 8)),
        ("NLP since the 3rd of March 2027", "NLP", date(2027, 3, 3)),
        ("3 2 days ago", "3", date(2027, 3, 8)),
        ("3 march 5", "3", date(2026, 3, 5) + timedelta(days=365)),
        ("yesterday", "", date(2027, 3, 9)),
        ("until 2027-03-01", "", date(2027, 3, 1)),
        ("nlp", "nlp", None),
        (" natural language ", "natural language", None),
        ("nlp 5", "nlp 5", None),
        ("read chapter one", "read chapter one", None),
        ("nlp 3 days", "nlp 3 days", None),
        ("nlp 3 march 1999", "nlp 3 march 1999", None),
        ("today is fine", "today is fine", None),
        ("", "", None),
        ("word " * 5_000 + "today", ("word " * 5_000).strip(), WEDNESDAY),
        ("x" * 100_000, "x" * 100_000, None),
    ],
)
def test_the_longest_tail_that_is_a_day_is_cut_off(said: str, before: str, day: date | None) -> None:
    assert split_day(said, today=WEDNESDAY, look=BACK) == (before, day)


def test_a_length_is_cut_off_a_plan() -> None:
    assert split_day("nlp for 3 days", today=WEDNESDAY, look=AHEAD) == ("nlp", date(2027, 3, 13))


@pytest.mark.parametrize(
    ("said", "days"),
    [
        *(("2d", 2), ("2 days", 2), ("1 day", 1), ("a week", 7), ("1 week", 7), ("3w", 21), ("60 d", 60)),
        *(("", None), ("0 days", None), ("61 days", None), ("9w", None), ("3h", None), ("2", None), ("d", None)),
        *(("1 month", None), ("-2d", None), ("2.5 days", None), ("2 days ago", None), ("9" * 500, None)),
    ],
)
def test_a_span_is_one_to_sixty_days(said: str, days: int | None) -> None:
    assert parse_span(said) == (None if days is None else timedelta(days=days))


@given(st.one_of(st.text(), st.lists(fragments).map(" ".join)), todays, looks)
def test_no_text_breaks_it(said: str, today: date, look: Look) -> None:
    with suppress(NotADay):
        parse_day(said, today=today, look=look)
    with suppress(NotADay):
        before, day = split_day(said, today=today, look=look)
        assert said.strip().startswith(before)
        assert day is not None or before == said.strip()
    parse_span(said)


@given(todays, st.integers(-7_000, 7_000), looks)
def test_a_day_written_in_figures_reads_back(today: date, days: int, look: Look) -> None:
    day = today + timedelta(days=days)
    for written in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    ):
        assert parse_day(written, today=today, look=look) == day


@given(todays, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_day_of_the_year_is_the_nearest_one_in_its_direction(today: date, like: date) -> None:
    said = f"{like.day} {MONTHS[like.month - 1]}"
    behind, before_us = back(said, today), ahead(said, today)
    assert behind is not None
    assert before_us is not None
    assert behind <= today <= before_us
    assert (behind.month, behind.day) == (before_us.month, before_us.day) == (like.month, like.day)
    leap_year = 1 if (like.month, like.day) != (2, 29) else 8
    assert today - behind < timedelta(days=366 * leap_year)
    assert before_us - today < timedelta(days=366 * leap_year)


@given(todays, st.integers(0, 6))
def test_a_bare_weekday_is_within_the_week(today: date, weekday: int) -> None:
    behind, before_us = back(WEEKDAYS[weekday], today), ahead(WEEKDAYS[weekday], today)
    assert behind is not None
    assert before_us is not None
    assert behind.weekday() == before_us.weekday() == weekday
    assert 0 <= (today - behind).days <= 6
    assert 1 <= (before_us - today).days <= 7


def test_a_line_without_a_date_does_not_load_dateparser() -> None:
    line = "split_day('natural language 45 min', today=date(2027, 3, 10), look=Look.BACK)"
    code = f"import sys; from datetime import date; from bot.chat.dates import *; {line}; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
