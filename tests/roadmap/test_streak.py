"""The streak: weeks in a row with study in them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.progress import Goal, Pause, Progress
from roadmap.streak import Streak, monday, streak

MONDAY = date(2027, 1, 4)
SUNDAY = date(2027, 1, 10)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def studied(*days: date, pauses: tuple[Pause, ...] = ()) -> Progress:
    return Progress(MONDAY, study_days=frozenset(days), pauses=pauses)


def weekly(count: int, first: date = MONDAY) -> tuple[date, ...]:
    return tuple(first + n * WEEK for n in range(count))


def test_who_never_studied_has_no_streak():
    assert streak(studied(), MONDAY) == Streak(weeks=0, this_week=False, best=0)


def test_one_day_of_study_is_a_streak_of_one_week():
    assert streak(studied(MONDAY), SUNDAY) == Streak(weeks=1, this_week=True, best=1, days=1)


def test_many_days_of_one_week_count_once():
    assert streak(studied(MONDAY, MONDAY + DAY, SUNDAY), SUNDAY).weeks == 1


def test_a_week_goes_from_monday_to_sunday():
    assert streak(studied(SUNDAY, SUNDAY + DAY), SUNDAY + DAY).weeks == 2
    assert streak(studied(SUNDAY - WEEK, SUNDAY + DAY), SUNDAY + DAY).weeks == 1


def test_the_turn_of_the_year_breaks_nothing():
    assert streak(studied(date(2026, 12, 28), date(2027, 1, 4)), date(2027, 1, 4)).weeks == 2


def test_the_running_week_does_not_break_the_streak_before_it_is_over():
    days = weekly(3)
    assert streak(studied(*days), days[-1] + WEEK + 6 * DAY) == Streak(weeks=3, this_week=False, best=3)


def test_a_whole_week_without_study_breaks_it():
    days = weekly(3)
    assert streak(studied(*days), days[-1] + 2 * WEEK) == Streak(weeks=0, this_week=False, best=3)


def test_the_best_streak_is_remembered_when_a_shorter_one_runs():
    days = (*weekly(4), *weekly(2, MONDAY + 6 * WEEK))
    assert streak(studied(*days), days[-1]) == Streak(weeks=2, this_week=True, best=4, days=1)


def test_paused_weeks_without_study_are_passed_over():
    pause = Pause(MONDAY + 2 * WEEK, MONDAY + 5 * WEEK)
    days = (*weekly(2), MONDAY + 5 * WEEK)
    assert streak(studied(*days, pauses=(pause,)), MONDAY + 5 * WEEK).weeks == 3


def test_study_in_a_paused_week_counts():
    pause = Pause(MONDAY + WEEK, MONDAY + 2 * WEEK)
    assert streak(studied(*weekly(3), pauses=(pause,)), MONDAY + 2 * WEEK).weeks == 3


def test_a_pause_of_one_day_excuses_its_week():
    pause = Pause(MONDAY + WEEK + 6 * DAY, MONDAY + 2 * WEEK)
    assert streak(studied(MONDAY, MONDAY + 2 * WEEK, pauses=(pause,)), MONDAY + 2 * WEEK).weeks == 2


def test_a_pause_that_ended_on_monday_does_not_excuse_the_week_that_begins():
    pause = Pause(MONDAY, MONDAY + WEEK)
    assert streak(studied(MONDAY, MONDAY + 2 * WEEK, pauses=(pause,)), MONDAY + 2 * WEEK).weeks == 1


@pytest.mark.parametrize("weeks", [1, 10, 100])
def test_an_open_pause_keeps_the_streak_for_as_long_as_it_lasts(weeks):
    assert streak(studied(*weekly(3), pauses=(Pause(MONDAY + 3 * WEEK),)), MONDAY + (2 + weeks) * WEEK).weeks == 3


days = st.integers(-200, 100).map(lambda count: MONDAY + count * DAY)
pauses = st.lists(
    st.builds(
        lambda first, length: Pause(first, length and first + length * DAY), days, st.none() | st.integers(1, 40)
    ),
    max_size=3,
).map(tuple)
progresses = st.builds(lambda study, breaks: studied(*study, pauses=breaks), st.frozensets(days, max_size=25), pauses)


@given(progresses, days, days)
def test_another_study_day_never_lowers_the_best_nor_the_running_streak(progress, day, today):
    more = replace(progress, study_days=progress.study_days | {day})
    assert streak(more, today).best >= streak(progress, today).best
    assert streak(more, today).weeks >= streak(progress, today).weeks


@given(progresses, days, pauses)
def test_another_pause_never_lowers_the_streak(progress, today, more):
    paused = replace(progress, pauses=(*progress.pauses, *more))
    assert streak(paused, today).weeks >= streak(progress, today).weeks


@given(progresses, days, st.integers(0, 6))
def test_the_running_week_never_breaks_the_streak_and_a_study_day_in_it_adds_one(progress, today, weekday):
    before = streak(progress, today)
    assert streak(progress, monday(today) + weekday * DAY) == before
    now = streak(replace(progress, study_days=progress.study_days | {today}), today)
    assert now.weeks == before.weeks + (not before.this_week)
    assert now.this_week


@given(progresses, days)
def test_the_best_is_never_below_the_running_streak(progress, today):
    seen = streak(progress, today)
    assert 0 <= seen.weeks <= seen.best


@given(st.frozensets(days, max_size=25), days)
def test_without_pauses_the_streak_is_the_weeks_walked_back_one_by_one(study, today):
    weeks = {monday(day) for day in study}
    week, count = monday(today), 0
    if week not in weeks:
        week -= WEEK
    while week in weeks:
        count, week = count + 1, week - WEEK
    assert streak(studied(*study), today).weeks == count


# With a number of one's own


def with_goal(*weeks: int, goals: tuple[Goal, ...] = (Goal(MONDAY - DAY, 2),)) -> Progress:
    """So many study days in each week, from the first on."""
    days = [MONDAY + number * WEEK + day * DAY for number, count in enumerate(weeks) for day in range(count)]
    return Progress(MONDAY, study_days=frozenset(days), goals=goals)


def at_the_end_of(*weeks: int, goals: tuple[Goal, ...] = (Goal(MONDAY - DAY, 2),)) -> Streak:
    return streak(with_goal(*weeks, goals=goals), MONDAY + (len(weeks) - 1) * WEEK + 6 * DAY)


def test_a_week_counts_once_its_goal_is_reached():
    assert at_the_end_of(2, 1).weeks == 1
    assert at_the_end_of(2, 2).weeks == 2
    assert at_the_end_of(2, 1, 0).weeks == 0


def test_a_goal_holds_from_the_week_after_it_was_set():
    later = (Goal(MONDAY + 8 * DAY, 3),)
    assert at_the_end_of(1, 1, goals=later).weeks == 2
    assert at_the_end_of(1, 1, 1, 0, goals=later).weeks == 0
    assert at_the_end_of(1, 1, 3, 0, goals=later).weeks == 3


def test_four_weeks_in_a_row_earn_a_spare_and_there_are_two_at_most():
    assert at_the_end_of(2, 2, 2).spares == 0
    assert at_the_end_of(2, 2, 2, 2).spares == 1
    assert at_the_end_of(*[2] * 12).spares == 2


def test_a_spare_stands_in_for_a_week_that_was_missed_and_is_gone_then():
    found = at_the_end_of(2, 2, 2, 2, 0, 0)
    assert (found.weeks, found.spares, found.spared) == (4, 0, True)
    assert at_the_end_of(2, 2, 2, 2, 0, 0, 0).weeks == 0


def test_who_set_no_number_has_no_spares():
    assert at_the_end_of(*[7] * 12, goals=()).spares == 0


def test_a_number_taken_off_leaves_one_study_day_a_week():
    off = (Goal(MONDAY - DAY, 3), Goal(MONDAY + DAY, None))
    assert at_the_end_of(3, 1, 1, goals=off).weeks == 3


@given(st.lists(st.integers(0, 7), min_size=1, max_size=30), st.integers(1, 7))
def test_a_goal_is_never_easier_than_none_but_for_its_spares(weeks: list[int], goal: int):
    with_, without = at_the_end_of(*weeks, goals=(Goal(MONDAY - DAY, goal),)), at_the_end_of(*weeks, goals=())
    assert with_.days == without.days == weeks[-1]
    assert with_.spares <= 2
    if goal == 1 and 0 not in weeks:
        assert with_.weeks == without.weeks
