"""Study times as values: one a moment of the week, changed day by day; and when they are asked about."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.study_times import stored_form, study_times_in
from roadmap.study_times import (
    Asking,
    StudyTime,
    StudyTimes,
    answered_by,
    asking,
    is_to_be_renewed,
    shifted,
    stamp,
)

TODAY, DAY = date(2027, 2, 1), timedelta(days=1)
TUE = StudyTime(1, time(19), 45, "nlp")
THU = StudyTime(3, time(19))
BOTH = StudyTimes((TUE, THU), account=7)
TIMES = st.builds(
    StudyTime,
    st.integers(0, 6),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.none() | st.integers(1, 720),
    st.sampled_from(["", "nlp"]),
)
ALL = st.builds(
    StudyTimes,
    st.lists(TIMES, max_size=5, unique_by=lambda one: (one.weekday, one.at)).map(
        lambda some: tuple(sorted(some, key=lambda one: (one.weekday, one.at)))
    ),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.frozensets(st.dates().map(lambda day: stamp(day, time(19))), max_size=3),
    st.none() | st.integers(1, 9),
    st.integers(0, 9),
)


@given(ALL, ALL)
def test_what_is_stored_is_read_back_with_what_was_before(now, before):
    kept = now.after(before)
    assert study_times_in(stored_form(kept)) == kept


def test_nobody_was_asked_or_none_were_wanted():
    assert study_times_in(None) is None
    assert study_times_in("") == StudyTimes(on=False)


def test_a_day_that_is_named_again_has_its_new_time_alone():
    later = StudyTime(1, time(20))
    assert BOTH.with_([later], in_place_of=[1]).times == (later, THU)


@pytest.mark.parametrize(
    ("day", "at", "to", "there"),
    [
        (3, time(23, 30), time(0, 30), 4),
        (6, time(23, 30), time(0), 0),
        (0, time(0, 30), time(23, 30), 6),
        (3, time(19), time(7), 3),
        (3, time(12), time(0), 3),
        (3, time(19), time(20), 3),
    ],
)
def test_a_time_goes_over_midnight_to_the_day_beside_where_that_is_nearer(
    day: int, at: time, to: time, there: int
) -> None:
    assert StudyTime(day, at, 25, "nlp").to(to) == StudyTime(there, to, 25, "nlp")


def test_what_comes_after_midnight_leaves_the_times_of_the_day_that_begins_then():
    night = StudyTime(3, time(0))
    assert BOTH.with_([night], in_place_of=[1, 2]).times == (night, THU)


def test_without_its_last_day_they_are_off():
    assert BOTH.without([1]).times == (THU,)
    assert not BOTH.without([1, 3]).on


def test_one_that_is_left_out_does_not_come_and_the_next_week_it_does():
    tuesday = date(2027, 1, 19)
    skipping = BOTH.skipping(stamp(tuesday, time(19)), tuesday)
    assert not list(skipping.coming(tuesday))
    assert list(skipping.coming(tuesday + 7 * DAY)) == [TUE]


@given(st.times(), st.timedeltas(timedelta(days=-3), timedelta(days=3)))
def test_a_time_moved_there_and_back_is_where_it_was(at, by):
    at, by = at.replace(second=0, microsecond=0), timedelta(minutes=by // timedelta(minutes=1))
    assert shifted(shifted(at, by), -by) == at


def asked(sent, *, pressed=TODAY - 5 * DAY, study_days=(), times=BOTH, unanswered=2):
    return asking(times, sent, answered=pressed, unanswered=unanswered, study_days=study_days, today=TODAY)


def test_two_in_a_row_without_an_answer_are_asked_about():
    sent = [TODAY - 2 * DAY, TODAY - 4 * DAY]
    assert asked(sent) is Asking.STILL_GOOD
    assert asked(sent, unanswered=1) is Asking.STUDY, "one of them was pressed"
    assert asked(sent[:1]) is Asking.STUDY
    assert asked(sent, study_days={TODAY - 3 * DAY}) is Asking.STUDY, "to study is an answer"


def test_who_studies_three_weeks_without_them_is_asked_whether_they_are_needed_and_once():
    often = {TODAY - count * DAY for count in range(1, 22, 2)}
    assert asked([], pressed=TODAY - 21 * DAY, study_days=often) is Asking.STILL_NEEDED
    assert asked([], pressed=TODAY - 20 * DAY, study_days=often) is Asking.STUDY, (
        "they were of use less than three weeks ago"
    )
    assert asked([], pressed=TODAY - 21 * DAY, study_days={TODAY - DAY}) is Asking.STUDY, "not in each of the weeks"
    needed = StudyTimes(BOTH.times, needed=True)
    assert asked([], pressed=TODAY - 21 * DAY, study_days=often, times=needed) is Asking.STUDY


def test_a_press_answers_what_was_sent_before_it():
    moments = [datetime(2027, 1, day, 19, tzinfo=UTC) for day in (9, 7, 5)]
    assert answered_by(moments, moments[1]) == 1


def test_the_times_are_renewed_by_the_week_where_nothing_was_said_in_it():
    assert is_to_be_renewed(BOTH, waits=False, answered=TODAY - DAY, today=TODAY)
    assert not is_to_be_renewed(BOTH, waits=False, answered=TODAY, today=TODAY + DAY)
    assert not is_to_be_renewed(BOTH, waits=True, answered=TODAY - DAY, today=TODAY)
    assert not is_to_be_renewed(StudyTimes(on=False), waits=False, answered=TODAY - DAY, today=TODAY)
    assert not is_to_be_renewed(None, waits=False, answered=TODAY - DAY, today=TODAY)
