"""What a group means to do together, in plain words; and what is none is asked about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from bot.said.common_goal import goal_asked, is_ended
from bot.said.lexicon import LEXICON
from bot.said.values import NoSuchDay
from bot.said.world import World
from roadmap.group.common_goal import MOST, Counts

WORLD = World(datetime(2027, 1, 6, 10, tzinfo=ZoneInfo("Europe/Berlin")), default_roadmap(), LEXICON)
"""A Wednesday."""


def day(said: str) -> date | None:
    return date.fromisoformat(f"{said}") if said else None


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("20 sessions in january", "2027-01-01", "2027-01-31"),
        ("20 sessions this month", "2027-01-01", "2027-01-31"),
        ("20 sessions next month.", "2027-02-01", "2027-02-28"),
        ("20 sessions in February 2028", "2028-02-01", "2028-02-29"),
        ("20 sessions for december", "2027-12-01", "2027-12-31"),
        ("20 study sessions this week", "2027-01-04", "2027-01-10"),
        ("20 check-ins next week", "2027-01-11", "2027-01-17"),
        ("20 sessions this year", "2027-01-01", "2027-12-31"),
        ("20 sessions by 31 march", "2027-01-06", "2027-03-31"),
        ("20 sessions by the end of march", "2027-01-06", "2027-03-31"),
        ("20 sessions until sunday", "2027-01-06", "2027-01-10"),
        ("20 sessions before february", "2027-01-06", "2027-01-31"),
        ("20 sessions in 3 weeks", "2027-01-06", "2027-01-27"),
        ("20 sessions within the next 10 days", "2027-01-06", "2027-01-16"),
        ("20 sessions from 1 feb to 14 feb", "2027-02-01", "2027-02-14"),
        ("20 sessions from 1 feb until 14 feb", "2027-02-01", "2027-02-14"),
        ("20 sessions from 2027-01-04 until 2027-02-14", "2027-01-04", "2027-02-14"),
        ("20 sessions from 1 february", "2027-02-01", ""),
        ("20 sessions from february on", "2027-02-01", ""),
        ("20 sessions since 2027-01-04", "2027-01-04", ""),
        ("20 sessions together in january", "2027-01-01", "2027-01-31"),
        ("20 sessions", "2027-01-06", ""),
    ],
)
def test_a_goal_is_for_the_days_that_were_named(said, first, last):
    goal = goal_asked(said, WORLD)
    assert goal
    assert (goal.counts, goal.amount) == (Counts.SESSIONS, 20)
    assert (goal.first_day, goal.last_day) == (day(first), day(last))


@pytest.mark.parametrize(
    ("said", "counts", "amount"),
    [
        ("30 topics", Counts.TOPICS, 30),
        ("one topic this week", Counts.TOPICS, 1),
        ("Ten Sessions", Counts.SESSIONS, 10),
    ],
)
def test_sessions_or_topics_are_counted(said, counts, amount):
    goal = goal_asked(said, WORLD)
    assert goal
    assert (goal.counts, goal.amount) == (counts, amount)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "20",
        "sessions",
        "20 hours in january",
        "0 sessions",
        f"{MOST + 1} sessions",
        "20 sessions a week",
        "20 sessions in the library",
        "20 sessions by the way",
        "20 sessions from 14 feb to 1 feb",
        "20 sessions in january 2031",
        "20 sessions from january 2031",
        "20 sessions from the library",
        "20 sessions in january and 3 topics",
        "read " * 40,
    ],
)
def test_what_is_none_is_none(said):
    assert goal_asked(said, WORLD) is None


def test_a_day_that_there_is_not_is_said_so():
    with pytest.raises(NoSuchDay):
        goal_asked("20 sessions by 30 february", WORLD)


@pytest.mark.parametrize("said", ["off", "none", "end", "stop", "no goal"])
def test_a_goal_is_ended_in_a_word(said):
    assert is_ended(said)
    assert not is_ended(f"{said} 20 sessions")


@given(st.text(max_size=120))
def test_whatever_is_typed_it_is_a_goal_ahead_or_none(said):
    try:
        goal = goal_asked(said, WORLD)
    except NoSuchDay:
        return
    assert goal is None or goal.last_day is None or goal.last_day >= WORLD.now.date()
