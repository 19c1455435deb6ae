"""Ten lives with the real words: two nudges in a row are never much alike, silence is left in peace, nothing is well unearned,
study times come once and only where they are of use, and minutes that nobody confirmed are nowhere."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import structlog

from bot.platforms.console.renderer import plain
from bot.reasons import Reason
from bot.store import NudgeKind
from simulation.habits import ANSWERING, HABITS, LOOKS, WITH_STEPS
from simulation.lives import Life, lived
from simulation.measures import (
    MOST_ALIKE,
    MOST_ALIKE_MEDIAN,
    MOST_TO_SILENT,
    disturbed,
    in_the_middle,
    likeness,
    measured,
    reminded_after_study,
    unearned,
    words,
)

START = date(2027, 2, 1)
SHORT, LONG = 9, 30
WHOLE = 30
"""Weeks of the silent life in the short form, too: it is soon over."""


@pytest.fixture(scope="module")
def lives(pytestconfig: pytest.Config) -> list[Life]:
    with structlog.testing.capture_logs():
        return lived(START, LONG if pytestconfig.getoption("long") else SHORT)


@pytest.fixture(scope="module")
def silent() -> Life:
    only = [habit for habit in HABITS if habit.name.startswith("silent")]
    with structlog.testing.capture_logs():
        return lived(START, WHOLE, only)[0]


def test_there_are_ten_habits_and_all_of_them_are_nudged(lives: list[Life]) -> None:
    assert len(lives) == 10
    assert all(life.nudges for life in lives)


@pytest.mark.drill
def test_two_nudges_in_a_row_are_never_much_alike(lives: list[Life], silent: Life) -> None:
    for one in map(measured, [*lives, silent]):
        assert one.most_alike <= MOST_ALIKE, one
    assert in_the_middle(lives) <= MOST_ALIKE_MEDIAN


def test_who_is_silent_from_the_first_week_on_hears_little_and_then_nothing(silent: Life) -> None:
    last_word = silent.said[-1][0]
    assert last_word.date() < START + timedelta(weeks=1)
    assert silent.reminders
    assert 4 <= len(silent.nudges) < len([one for one in silent.unasked if one.at > last_word]) <= MOST_TO_SILENT
    assert silent.unasked[-1].at.date() < START + timedelta(weeks=20)


@pytest.mark.drill
@pytest.mark.parametrize("times", ["sat 10:00", "every day 20:00 25m", "sun 23:30, mon 06:00"])
def test_it_is_as_quiet_whatever_the_study_times_are(silent: Life, times: str) -> None:
    habit = replace(silent.habit, beginning=(*WITH_STEPS, f"/times {times}"))
    with structlog.testing.capture_logs():
        other = lived(START, WHOLE, [habit])[0]
    heard = [one for one in other.unasked if one.at > other.said[-1][0]]
    assert len(other.reminders) >= 3
    assert len(heard) <= MOST_TO_SILENT


def test_nothing_is_well_without_a_study_day(lives: list[Life], silent: Life) -> None:
    assert [at for life in [*lives, silent] for at in unearned(life)] == []
    assert any("All is well" in one.text for life in lives for one in life.nudges)


def test_every_nudge_is_short_with_one_link_one_question_and_five_buttons_at_most(
    lives: list[Life], silent: Life
) -> None:
    for one in (one for life in [*lives, silent] for one in life.nudges):
        assert one.message
        text = one.message.text.partition("\n\n")[0]
        assert text.count("\n") <= 3
        assert text.count("<a href") <= 1
        assert plain(text).count("?") <= 1
        assert len(one.message.keys) <= 5
        assert len(re.findall(r"\bby \d+ days?\b", plain(text))) <= 2


def test_six_of_them_set_study_times_and_are_reminded_when_these_come(lives: list[Life], silent: Life) -> None:
    reminded = {life.habit.name for life in [*lives, silent] if life.reminders}
    assert reminded == {"steady", "weekend", "fading", "silent after a week", "ill and back", "shift worker"}


def test_no_study_time_comes_twice(lives: list[Life], silent: Life) -> None:
    for life in [*lives, silent]:
        periods = [row.period for row in life.rows if row.kind == NudgeKind.STUDY_TIME]
        assert len(periods) == len(set(periods)), life.habit.name
        came = [one.at for one in life.unasked if one.message_id in {row.message_id for row in life.reminders}]
        assert len(set(came)) == len(came) == len(life.reminders), life.habit.name


def test_no_study_time_comes_on_a_day_of_which_study_was_told_before(lives: list[Life]) -> None:
    assert [at for life in lives for at in reminded_after_study(life)] == []
    assert any(row.reason == Reason.STUDIED for life in lives for row in life.rows)


def test_nothing_is_sent_in_a_pause(lives: list[Life]) -> None:
    assert [at for life in lives for at in disturbed(life)] == []
    weekend = lives[1]
    pause, back = (next(at for at, line in weekend.said if line == turn) for turn in ("/pause", "/resume"))
    came = [row.first_due_at for row in weekend.reminders]
    assert min(came) < pause < back < max(came)


@pytest.mark.drill
def test_minutes_that_nobody_confirmed_are_nowhere(lives: list[Life], pytestconfig: pytest.Config) -> None:
    weeks, steady = LONG if pytestconfig.getoption("long") else SHORT, lives[0]
    with structlog.testing.capture_logs():
        answering = lived(START, weeks, [ANSWERING])[0]
    assert len(steady.sent_of(NudgeKind.FOCUS)) > len(answering.sent_of(NudgeKind.FOCUS)) > 0
    assert shown(steady) == shown(answering) != []
    assert [plain(one.text) for one in steady.nudges] == [plain(one.text) for one in answering.nudges]


def shown(life: Life) -> list[str]:
    """What they saw on Sundays of their week, hours, streak and log."""
    asked = {at for at, line in life.said if line in LOOKS}
    return [plain(one.text) for one in life.told if not one.by_bot and one.at in asked]


def test_titles_addresses_and_numbers_are_no_words() -> None:
    said = '👉 <a href="https://a.example/b">Lesson 1: Getting started</a> of Fast.ai DL, 3 of 9, in 12 days.'
    assert words(said) == ["of", "of", "in", "days"]
    assert likeness(["a", "b"], ["a", "b"]) == 1.0
