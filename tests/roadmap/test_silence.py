"""Silence: what of it a fresh start forgives, and whose first study day afterwards is praised."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.progress import Pause, Progress
from roadmap.replay import apply, replay
from roadmap.silence import days_silent, forgiven, weeks_missed
from roadmap.streak import streak

MONDAY = date(2027, 1, 4)


def in_days(number: int) -> date:
    return MONDAY + timedelta(days=number)


def studied(*days: int) -> list[Fact]:
    return [Fact(kind=Kind.CHECKED_IN, day=in_days(day)) for day in days]


def at(*days: int, pauses: tuple[Fact, ...] = ()) -> Progress:
    return apply(Progress(MONDAY), *studied(*days), *pauses)


def events(*facts: Fact) -> list[ProgressEvent]:
    return [ProgressEvent(number, number, fact) for number, fact in enumerate(facts, 1)]


def missed(events: Sequence[ProgressEvent], told: Sequence[ProgressEvent], *pauses: Pause) -> int:
    return weeks_missed(replace(replay(MONDAY, events), pauses=pauses), events, told)


def test_the_silence_counts_from_its_second_week_on() -> None:
    assert forgiven(at(0), in_days(30)) == Fact(kind=Kind.PAUSED, day=in_days(8), back=in_days(30))


def test_a_week_without_study_is_no_silence_to_forgive() -> None:
    assert forgiven(at(0), in_days(8)) is None
    assert forgiven(at(0), in_days(9))


def test_before_the_first_day_nobody_is_silent() -> None:
    assert forgiven(at(), in_days(-16)) is None


def test_who_never_studied_is_silent_from_the_first_day_on() -> None:
    assert forgiven(at(), in_days(20)) == Fact(kind=Kind.PAUSED, day=in_days(7), back=in_days(20))


def test_a_silence_that_a_study_day_has_just_ended_is_forgiven_for_a_week() -> None:
    assert forgiven(at(0, 30), in_days(30)) == Fact(kind=Kind.PAUSED, day=in_days(8), back=in_days(30))
    assert forgiven(at(0, 30), in_days(36)) == Fact(kind=Kind.PAUSED, day=in_days(8), back=in_days(30))
    assert forgiven(at(0, 30, 36), in_days(37)) is None


def test_what_is_a_pause_already_is_not_forgiven_again() -> None:
    once = at(0, pauses=(Fact(kind=Kind.PAUSED, day=in_days(5), back=in_days(30)),))
    assert forgiven(once, in_days(30)) is None


def test_behind_a_pause_only_the_rest_of_the_silence_is_forgiven() -> None:
    ill = at(0, pauses=(Fact(kind=Kind.PAUSED, day=in_days(5), back=in_days(20)),))
    assert forgiven(ill, in_days(30)) == Fact(kind=Kind.PAUSED, day=in_days(20), back=in_days(30))


@given(st.sets(st.integers(0, 200), max_size=20), st.integers(0, 200))
def test_a_fresh_start_never_makes_a_streak_shorter_and_is_given_once(days: set[int], today: int) -> None:
    progress = at(*days)
    pause = forgiven(progress, in_days(today))
    if pause is None:
        return
    after = apply(progress, pause)
    assert streak(after, in_days(today)).weeks >= streak(progress, in_days(today)).weeks
    assert forgiven(after, in_days(today)) != pause
    assert not any(pause.day <= in_days(day) < (pause.back or in_days(today)) for day in days if day < today)


def test_days_without_a_word_are_counted_without_those_of_pauses() -> None:
    assert days_silent(in_days(0), in_days(15), ()) == 14
    assert days_silent(in_days(0), in_days(15), [Pause(in_days(3), in_days(13))]) == 4
    assert days_silent(in_days(0), in_days(15), [Pause(in_days(3))]) == 2


def test_the_first_study_day_after_whole_weeks_without_one_says_how_many_they_were() -> None:
    told = events(*studied(1, 22))
    assert missed(told, told[1:]) == 2


def test_a_second_study_day_is_no_first_one() -> None:
    told = events(*studied(1, 22, 22))
    assert missed(told, told[2:]) == 0


def test_a_day_told_afterwards_that_lies_before_another_comes_back_from_nothing() -> None:
    told = events(*studied(1, 40, 22))
    assert missed(told, told[2:]) == 0


def test_who_studies_for_the_first_time_missed_nothing() -> None:
    told = events(*studied(22))
    assert missed(told, told) == 0


def test_days_told_together_are_no_study_before_one_another() -> None:
    told = events(*studied(1, 21, 22))
    assert missed(told, told[1:]) == 2


@given(st.lists(st.integers(0, 60), max_size=8), st.lists(st.integers(0, 60), min_size=1, max_size=3))
def test_the_weeks_between_the_last_study_day_and_what_was_told_last_are_missed(
    before: list[int], new: list[int]
) -> None:
    told = events(*studied(*before, *new))
    last, day = max(before, default=60), max(new)
    weeks = 0 if last >= day else max(0, day // 7 - last // 7 - 1)
    assert missed(told, told[len(before) :]) == weeks


def test_weeks_of_a_pause_are_not_missed() -> None:
    told = events(*studied(1, 22))
    assert missed(told, told[1:], Pause(in_days(7), in_days(14))) == 1


def test_what_was_known_before_is_no_study_day() -> None:
    told = events(*studied(1), Fact(kind=Kind.COMPLETED, day=in_days(22), topic="a", known=True))
    assert missed(told, told[1:]) == 0
