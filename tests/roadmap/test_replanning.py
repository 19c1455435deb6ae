"""Re-planning from today: the end moves, hours hold it, or what is optional goes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Hours, Roadmap, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replan import STEP_MINUTES, Way, after, hours_set, minutes_needed, replanning
from roadmap.replay import apply

FIRST_DAY = date(2027, 1, 4)
DAY = timedelta(days=1)


def topic(number: int, **more: object) -> Topic:
    return Topic(slug=f"t{number}", number=number, title=f"Topic {number}", duration=Duration.in_weeks(2, 3), **more)


PLAIN = Roadmap("plain", "Plain", (topic(1), topic(2)))
RICH = Roadmap(
    "rich", "Rich", (topic(1), topic(2, optional=True), topic(3, weekly_hours=Hours(5, 6)), topic(4, optional=True))
)


def plan(roadmap: Roadmap, *facts: Fact, today: int = 0) -> Plan:
    progress = Progress(FIRST_DAY)
    for fact in facts:
        progress = apply(progress, fact)
    return make_plan(roadmap, progress, FIRST_DAY + today * DAY)


def test_stretching_counts_everything_unfinished_from_today():
    found = replanning(plan(PLAIN, today=10), Way.STRETCH)
    assert found
    assert found.facts == (Fact(kind=Kind.REPLANNED, day=FIRST_DAY + 10 * DAY),)
    assert found.plan.last_day == FIRST_DAY + (10 + 42 - 1) * DAY


def test_more_hours_hold_the_old_end_and_half_an_hour_less_would_not():
    old = plan(RICH, today=14)
    found = replanning(old, Way.HOURS)
    assert found
    minutes = found.facts[-1].minutes
    assert found.plan.last_day <= old.last_day
    assert after(found.plan, hours_set(minutes - STEP_MINUTES, old.today)).last_day > old.last_day


def test_no_hours_make_up_for_what_is_over_or_for_topics_that_state_none():
    assert replanning(plan(RICH, today=400), Way.HOURS) is None
    assert replanning(plan(PLAIN, today=10), Way.HOURS) is None


def test_where_the_end_holds_without_more_hours_none_are_asked_for():
    ahead = [Fact(kind=Kind.COMPLETED, day=FIRST_DAY + DAY, topic=f"t{number}") for number in (1, 2, 4)]
    assert replanning(plan(RICH, *ahead, today=2), Way.HOURS) is None


def test_dropping_skips_the_optional_topics_that_are_unfinished():
    done = Fact(kind=Kind.COMPLETED, day=FIRST_DAY + DAY, topic="t2")
    found = replanning(plan(RICH, done, today=10), Way.DROP)
    assert found
    assert [(fact.kind, fact.topic) for fact in found.facts] == [(Kind.REPLANNED, ""), (Kind.SKIPPED, "t4")]
    assert "t4" not in found.plan.windows


def test_where_nothing_is_optional_there_is_nothing_to_drop():
    assert replanning(plan(PLAIN, today=10), Way.DROP) is None


@pytest.mark.parametrize("way", Way)
def test_what_is_finished_needs_no_new_plan(way):
    done = [Fact(kind=Kind.COMPLETED, day=FIRST_DAY, topic=f"t{number}") for number in range(1, 5)]
    assert replanning(plan(RICH, *done, today=10), way) is None


@given(st.integers(0, 200), st.none() | st.integers(1, 100))
def test_the_hours_a_day_needs_are_the_fewest_that_do(days, half_hours):
    own = () if half_hours is None else (hours_set(half_hours * STEP_MINUTES, FIRST_DAY),)
    old, by = plan(RICH, *own), FIRST_DAY + days * DAY
    found = minutes_needed(old, by)
    enough = [
        minutes
        for minutes in range((half_hours or 0) * STEP_MINUTES + STEP_MINUTES, 6001, STEP_MINUTES)
        if after(old, hours_set(minutes, FIRST_DAY)).last_day <= by
    ]
    assert found == (enough[0] if enough else None)
