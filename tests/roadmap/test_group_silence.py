"""Silence between partners: study alone ends it, and paused days are none."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind
from roadmap.group.silence import Silence, silence
from roadmap.plan import Plan, make_plan
from roadmap.progress import Pause, Progress
from roadmap.replay import apply
from tests.roadmap.group_strategies import MONDAY, ROADMAP
from tests.roadmap.test_laws import FIRST_DAY, days, plans

DAY = timedelta(days=1)
PAIRED = MONDAY - 30 * DAY


def seen(today: date, *studied: date, pauses: tuple[Pause, ...] = ()) -> Plan:
    return make_plan(ROADMAP, Progress(MONDAY, study_days=frozenset(studied), pauses=pauses), today)


@pytest.mark.parametrize(("later", "noted"), [(0, False), (5, False), (6, True)])
def test_five_whole_days_without_study_are_noted(later, noted):
    assert silence(seen(MONDAY + later * DAY, MONDAY), PAIRED).noted == noted


@pytest.mark.parametrize(("later", "freed"), [(10, False), (11, True)])
def test_ten_whole_days_without_study_free_the_partner(later, freed):
    assert silence(seen(MONDAY + later * DAY, MONDAY), PAIRED).frees_the_partner == freed


def test_nobody_is_silent_towards_a_partner_they_have_just_met():
    assert silence(seen(MONDAY + 60 * DAY, MONDAY), MONDAY + 58 * DAY) == Silence(MONDAY + 58 * DAY, 1)


def test_who_never_studied_is_silent_since_the_pair_was_made():
    assert silence(seen(MONDAY + 6 * DAY), MONDAY) == Silence(MONDAY, 5)


def test_paused_days_are_no_silence():
    away = Pause(MONDAY + 2 * DAY, MONDAY + 20 * DAY)
    assert silence(seen(MONDAY + 23 * DAY, MONDAY, pauses=(away,)), PAIRED).days == 1 + 3


def test_nobody_is_silent_while_paused_however_long_they_were_before():
    assert silence(seen(MONDAY + 9 * DAY, MONDAY, pauses=(Pause(MONDAY + 9 * DAY),)), PAIRED).days == 0


def test_silences_are_told_apart_by_the_day_they_follow():
    first = silence(seen(MONDAY + 6 * DAY, MONDAY), PAIRED)
    again = silence(seen(MONDAY + 7 * DAY, MONDAY), PAIRED)
    other = silence(seen(MONDAY + 20 * DAY, MONDAY, MONDAY + 12 * DAY), PAIRED)
    assert first.since == again.since != other.since


@pytest.mark.parametrize("kind", [Kind.SKIPPED, Kind.REOPENED, Kind.REPLANNED, Kind.SKILL_KNOWN])
def test_only_study_ends_a_silence(kind):
    today = MONDAY + 8 * DAY
    quiet = seen(today, MONDAY)
    said = apply(quiet.progress, Fact(kind=kind, day=today, topic="dl"))
    assert silence(make_plan(ROADMAP, said, today), PAIRED).days == silence(quiet, PAIRED).days == 7
    studied = apply(quiet.progress, Fact(kind=Kind.CHECKED_IN, day=today))
    assert silence(make_plan(ROADMAP, studied, today), PAIRED).days == 0


@given(plans(), days())
def test_a_silence_is_the_counting_days_walked_back_one_by_one(plan, paired):
    progress, today = plan.progress, plan.today
    if progress.pause_on(today):
        assert silence(plan, paired).days == 0
        return
    day, count = today - DAY, 0
    while (
        day > paired
        and day >= FIRST_DAY - 70 * DAY
        and today not in progress.study_days
        and day not in progress.study_days
    ):
        chosen = progress.weekdays is None or progress.weekdays >> day.weekday() & 1
        count += bool(chosen) and progress.pause_on(day) is None
        day -= DAY
    if day >= FIRST_DAY - 70 * DAY or day <= paired:
        assert silence(plan, paired).days == count


@given(plans(), days(), days(), st.integers(1, 30))
def test_another_pause_never_makes_anybody_more_silent(plan, paired, first, length):
    pauses = (*plan.progress.pauses, Pause(first, first + length * DAY))
    paused = make_plan(plan.roadmap, replace(plan.progress, pauses=pauses), plan.today)
    assert silence(paused, paired).days <= silence(plan, paired).days
