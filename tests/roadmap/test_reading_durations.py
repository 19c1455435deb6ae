"""Spans of time as people write them, and what each means: a duration, a week's effort, the whole effort, nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.model import Duration, Hours
from roadmap.reading.values.durations import Time, folded, may_name_time, read_time, wholly_time
from roadmap.reading.values.plain import plain
from roadmap.reading.values.timewords import MONTHS_FROM, PIECE, PLACE, WEEKS_FROM, Unit
from roadmap.words.documents import LANGUAGES, each, listed, tables


def weeks(short: int, long: int | None = None) -> Time:
    return Time(duration=Duration.in_weeks(short, long or short))


def days(short: int, long: int | None = None) -> Time:
    return Time(duration=Duration(short, long or short))


def weekly(short: float, long: float | None = None) -> Time:
    return Time(weekly=Hours(short, long or short))


def total(short: float, long: float | None = None) -> Time:
    return Time(total=Hours(short, long or short))


NOTHING, UNCLEAR = Time(), Time(clear=False)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14 weeks", weeks(14)),
        ("10-12 weeks", weeks(10, 12)),
        ("4–6 weeks", weeks(4, 6)),
        ("4 to 6 Weeks", weeks(4, 6)),
        ("4 weeks to 6 weeks", weeks(4, 6)),
        ("an 8-week course", weeks(8)),
        ("~3 wks", weeks(3)),
        ("3+ weeks", weeks(3)),
        ("two weeks", weeks(2)),
        ("a week", weeks(1)),
        ("6 months", weeks(26)),
        ("1 year", weeks(52)),
        ("10 days", days(10)),
        ("1.5 weeks", days(10, 11)),
        ("2½ weeks", days(17, 18)),
        ("1,5 bis 2 Wochen", days(10, 14)),
        ("half a week", days(3, 4)),
        ("a fortnight", weeks(2)),
        ("2 weeks 3 days", days(17)),
        ("one month", weeks(4)),
        ("1 Tag", days(1)),
        ("2 days", days(2)),
        ("2000 days", UNCLEAR),
        ("- weeks", NOTHING),
        ("–", NOTHING),
        ("none", NOTHING),
        ("TBD", NOTHING),
        ("8-10 hours/week", weekly(8, 10)),
        ("4–12 hours/week", weekly(4, 12)),
        ("8 hrs per week", weekly(8)),
        ("8 hours weekly", weekly(8)),
        ("1 hour a day", weekly(7)),
        ("2 hrs/week (lecture) + 4–10 hrs/week (HW), 12 weeks", Time(Duration.in_weeks(12, 12), Hours(6, 12))),
        ("10 hours a week for 6 weeks", Time(Duration.in_weeks(6, 6), Hours(10, 10))),
        ("58 hours", total(58)),
        ("1 h", total(1)),
        ("1h 30m", total(1.5)),
        ("2h30", total(2.5)),
        ("90 min", total(1.5)),
        ("1,5 horas", total(1.5)),
        ("1,500 hours", total(1500)),
        ("3 weeks (10 hours)", Time(Duration.in_weeks(3, 3), None, Hours(10, 10))),
        ("Week 17–21", weeks(5)),
        ("Weeks 3 & 4", weeks(2)),
        ("Day 12", NOTHING),
        ("Days 1-7", NOTHING),
        ("Session 3", NOTHING),
        ("12 semanas", weeks(12)),
        ("4 a 6 semanas", weeks(4, 6)),
        ("entre 3 y 4 semanas", weeks(3, 4)),
        ("3 meses", weeks(13)),
        ("2 horas/semana", weekly(2)),
        ("3-5 horas por semana", weekly(3, 5)),
        ("seis semanas", weeks(6)),
        ("Semana 5", weeks(1)),
        ("4-6周", weeks(4, 6)),
        ("第2-4周", weeks(3)),
        ("每周10小时", weekly(10)),
        ("50 小时", total(50)),
        ("3个月", weeks(13)),
        ("8週間", weeks(8)),
        ("4 أسابيع", weeks(4)),
        ("٣-٥ أسابيع", weeks(3, 5)),
        ("2 שבועות", weeks(2)),
        ("6-4 weeks", UNCLEAR),
        ("9000 weeks", UNCLEAR),
        ("5 hours per module", UNCLEAR),
        ("20 hours/month", UNCLEAR),
        ("self-paced", UNCLEAR),
        ("as long as it takes", UNCLEAR),
        ("7", UNCLEAR),
    ],
)
def test_a_text_says_of_time_what_it_says_and_no_more(text: str, time: Time) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_a_week_has_its_words_in_every_language_of_documents(language: str) -> None:
    words = tables()[LANGUAGES.index(language)]
    halves = [
        phrase for phrase, _, said in (pair.partition("=") for pair in listed(words.spelled)) if said == "0.5 weeks"
    ]
    assert halves
    assert {wholly_time(phrase) for phrase in halves} == {days(3, 4)}


@pytest.mark.parametrize(
    ("text", "unit", "time"),
    [
        ("4-5", Unit.HOURS, total(4, 5)),
        ("3", Unit.WEEKS, weeks(3)),
        ("2", Unit.MONTHS, weeks(9)),
        ("8", Unit.WEEKLY_HOURS, weekly(8)),
        ("8 hours", Unit.WEEKLY_HOURS, weekly(8)),
        ("3 weeks", Unit.HOURS, weeks(3)),
        ("-", Unit.WEEKS, NOTHING),
    ],
)
def test_a_number_alone_counts_what_its_column_says(text: str, unit: Unit, time: Time) -> None:
    assert read_time(text, unit) == time


@pytest.mark.parametrize("text", ["4 weeks", "Days 1-7", "approx. 3 hours", "3 weeks, 5 hours/week", "第3周"])
def test_some_texts_are_about_nothing_but_time(text: str) -> None:
    assert wholly_time(text) is not None


@pytest.mark.parametrize("text", ["Python", "paid", "4 weeks of German", "C++", "2024", ""])
def test_others_are_about_something_else(text: str) -> None:
    assert wholly_time(text) is None


@given(st.integers(1, 260), st.integers(1, 260), st.sampled_from(("{}-{} weeks", "{} – {} semanas", "{} to {} Weeks")))
def test_any_range_of_weeks_is_read_or_told(first: int, last: int, form: str) -> None:
    expected = Time(duration=Duration.in_weeks(first, last)) if first <= last else UNCLEAR
    assert read_time(form.format(first, last)) == expected


@given(st.text(max_size=60), st.none() | st.sampled_from(Unit))
def test_no_text_is_too_odd_to_be_asked_for_its_time(text: str, unit: Unit | None) -> None:
    assert isinstance(read_time(text, unit), Time)
    wholly_time(text)


KINDS = ("weeks", "months", "days", "sessions")
WORDS = sorted({word for kind in KINDS for one in each(kind) if (word := plain(one.partition("=")[0])).isascii()})
NUMBERS = st.sampled_from(("1", "3", "12", "2-3", "(4", "x"))
JOINTS = st.sampled_from(("", " ", "-", "#", "s", "s ", "st", "rd", "rd ", "no", "no ", " no.", "sno ", "."))
PLACES = st.tuples(NUMBERS, JOINTS, st.sampled_from(WORDS), JOINTS, NUMBERS).map("".join)


@pytest.mark.drill
@settings(max_examples=500)
@given(PLACES)
def test_a_text_without_a_word_of_time_has_neither_a_length_nor_a_place(text: str) -> None:
    said = [one.compiled.search(folded(text)) for one in (PIECE, WEEKS_FROM, MONTHS_FROM, PLACE)]
    assert may_name_time(text) or not any(said)
