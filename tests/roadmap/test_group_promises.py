"""A promise for a week, and what became of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.promises import LONGEST, Promise, PromiseOutcome, promised

MONDAY, SUNDAY = date(2027, 1, 4), date(2027, 1, 10)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
ANSWERS = [PromiseOutcome.KEPT, PromiseOutcome.PARTLY, PromiseOutcome.NOT]


def test_a_promise_is_for_the_running_week():
    assert promised("two chapters", MONDAY + 2 * DAY) == Promise("two chapters", MONDAY)


def test_a_promise_said_on_a_sunday_is_for_the_week_that_begins():
    assert promised("two chapters", SUNDAY).week == MONDAY + WEEK


def test_a_promise_by_a_day_is_for_the_week_of_that_day():
    assert promised("two chapters", MONDAY, SUNDAY) == Promise("two chapters", MONDAY)
    assert promised("two chapters", MONDAY, SUNDAY - DAY).last_day == SUNDAY - DAY
    assert promised("two chapters", SUNDAY, SUNDAY).week == MONDAY
    assert promised("two chapters", MONDAY, SUNDAY + DAY).week == MONDAY + WEEK


def test_a_promise_is_one_line():
    assert promised("  two\n chapters ", MONDAY).text == "two chapters"


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1)])
def test_a_promise_without_words_or_with_too_many_is_none(text):
    with pytest.raises(ValueError, match=r"\d+"):
        promised(text, MONDAY)


def test_the_longest_promise_is_taken():
    assert len(promised("x" * LONGEST, MONDAY).text) == LONGEST


def test_a_promise_for_a_week_that_begins_on_no_monday_is_none():
    with pytest.raises(ValueError, match="datetime"):
        Promise("two chapters", SUNDAY)


def test_it_is_asked_about_from_its_last_day_on_until_it_is_answered():
    promise = promised("two chapters", MONDAY)
    assert [promise.asked_about(MONDAY + count * DAY) for count in (0, 5, 6, 7, 20)] == [False, False, True, True, True]
    assert not promise.settled(PromiseOutcome.NOT).asked_about(SUNDAY)


@pytest.mark.parametrize("outcome", ANSWERS)
def test_one_tap_settles_it_and_another_corrects_that(outcome):
    promise = promised("two chapters", MONDAY)
    assert promise.settled(outcome) == Promise("two chapters", MONDAY, outcome)
    assert promise.settled(PromiseOutcome.PARTLY).settled(outcome) == promise.settled(outcome)


def test_a_promise_is_not_settled_as_open():
    with pytest.raises(ValueError, match="open"):
        promised("two chapters", MONDAY).settled(PromiseOutcome.OPEN)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([*PromiseOutcome]))
def test_the_last_day_is_a_sunday_still_to_come(day, outcome):
    promise = promised("two chapters", day)
    assert promise.last_day.weekday() == 6
    assert 1 <= (promise.last_day - day).days <= 7
