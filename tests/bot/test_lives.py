"""Ten lives with the real words: two nudges in a row are never much alike, silence is left in peace, nothing is well unearned."""

import re
from datetime import date, timedelta

import pytest
import structlog

from bot.platforms.console.renderer import plain
from simulation.habits import HABITS
from simulation.lives import Life, lived
from simulation.measures import (
    MOST_ALIKE,
    MOST_ALIKE_MEDIAN,
    MOST_TO_SILENT,
    in_the_middle,
    likeness,
    measured,
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


def test_two_nudges_in_a_row_are_never_much_alike(lives: list[Life], silent: Life) -> None:
    for one in map(measured, [*lives, silent]):
        assert one.most_alike <= MOST_ALIKE, one
    assert in_the_middle(lives) <= MOST_ALIKE_MEDIAN


def test_who_is_silent_from_the_first_week_on_hears_little_and_then_nothing(silent: Life) -> None:
    assert 4 <= len(silent.nudges) <= MOST_TO_SILENT
    assert silent.nudges[-1].at.date() < START + timedelta(weeks=20)


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


def test_titles_addresses_and_numbers_are_no_words() -> None:
    said = '👉 <a href="https://a.example/b">Lesson 1: Getting started</a> of Fast.ai DL, 3 of 9, in 12 days.'
    assert words(said) == ["of", "of", "in", "days"]
    assert likeness(["a", "b"], ["a", "b"]) == 1.0
