"""Focus: what nobody has confirmed counts for nothing, and what is offered and told of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from roadmap import focus
from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.focus import confirmed, confirming, found, last, shorter, stopped, unconfirmed
from roadmap.forecast import forecast
from roadmap.minutes import minutes_by_day
from roadmap.plan import make_plan
from roadmap.replay import replay
from roadmap.sittings import entries, notes
from roadmap.streak import streak
from roadmap.week import week_of
from tests.roadmap.test_laws import DAY, FIRST_DAY, Events, days, histories, told


@st.composite
def with_focuses(draw: DrawFn) -> tuple[object, Events, Events]:
    """A roadmap, what was said of it, and the same with focuses between that nobody confirmed, in a strand of their own."""
    roadmap, events = draw(histories())
    mixed: list[ProgressEvent] = []
    count = 0
    for event in (*events, None):
        for _ in range(draw(st.integers(0, 2))):
            count += 1
            topic = draw(st.sampled_from(["", *roadmap.by_slug]))
            minutes = draw(st.none() | st.integers(1, focus.MOST))
            mixed.append(ProgressEvent(count, count, focus.focus(draw(days()), minutes, topic), 7))
        if event:
            mixed.append(event)
    return roadmap, events, tuple(mixed)


@given(with_focuses(), days())
def test_minutes_that_nobody_confirmed_change_no_progress_plan_forecast_streak_week_or_log(drawn, today):
    roadmap, events, mixed = drawn
    before, after = replay(FIRST_DAY, events), replay(FIRST_DAY, mixed)
    assert after == before
    assert forecast(make_plan(roadmap, after, today)) == forecast(make_plan(roadmap, before, today))
    assert streak(after, today) == streak(before, today)
    assert week_of(after, mixed, today) == week_of(before, events, today)
    assert minutes_by_day(mixed) == minutes_by_day(events)
    assert (entries(mixed), notes(mixed)) == (entries(events), notes(events))


def test_a_focus_in_another_chat_does_not_come_between_what_one_chat_says_of_a_topic():
    done = Fact(kind=Kind.COMPLETED, day=FIRST_DAY, topic="t0")
    later = done._replace(day=FIRST_DAY + 9 * DAY)
    there = ProgressEvent(1, 1, focus.focus(FIRST_DAY, 25, "t0"), 2)
    mine = (ProgressEvent(1, 1, done, 1), there, ProgressEvent(2, 2, later, 1))
    assert replay(FIRST_DAY, mine).of("t0").completed == later.day


@given(histories(), st.integers(1, focus.MOST))
def test_a_confirmed_focus_is_a_check_in_and_nothing_else(history, minutes):
    roadmap, events = history
    topic = roadmap.topics[0].slug
    begun = told(events, (focus.focus(FIRST_DAY, focus.MOST, topic),))
    answered = told(begun, (confirming(begun[-1], minutes),))
    plain = told(events, (Fact(kind=Kind.CHECKED_IN, day=FIRST_DAY, topic=topic, minutes=minutes),))
    assert replay(FIRST_DAY, answered) == replay(FIRST_DAY, plain)
    assert [fact._replace(undoes=None) for fact in entries(answered)] == list(entries(plain))


def focused(*facts: Fact) -> Events:
    events: Events = ()
    for fact in facts:
        events = told(events, (fact,))
    return events


def test_a_focus_is_unconfirmed_until_a_check_in_stands_for_it_and_again_when_that_is_taken_back():
    events = focused(focus.focus(FIRST_DAY, 25, "nlp"))
    (event,) = unconfirmed(events)
    answered = told(events, (confirming(event, 20),))
    assert unconfirmed(answered) == ()
    assert confirmed(answered, event) == answered[-1]
    back = told(answered, (Fact(kind=Kind.UNDONE, day=FIRST_DAY, undoes=2),))
    assert unconfirmed(back) == (event,)
    assert confirmed(back, event) is None


def test_a_check_in_of_another_strand_confirms_none_of_this_one():
    event = ProgressEvent(1, 1, focus.focus(FIRST_DAY, 25), 1)
    other = ProgressEvent(2, 2, confirming(event, 25), 2)
    assert unconfirmed((event, other)) == (event,)


def test_what_was_confirmed_belongs_to_the_day_on_which_it_began():
    event = ProgressEvent(1, 1, focus.focus(FIRST_DAY, 90, "nlp", "lesson-4"))
    fact = confirming(event, 80)
    assert (fact.day, fact.topic, fact.step, fact.minutes) == (FIRST_DAY, "nlp", "lesson-4", 80)


def test_what_was_stopped_takes_the_place_of_what_was_begun_and_is_no_habit():
    events = focused(focus.focus(FIRST_DAY, 50, "nlp"))
    events = told(events, stopped(events[0], 12, FIRST_DAY + DAY))
    (event,) = unconfirmed(events)
    assert (event.fact.minutes, event.fact.day) == (12, FIRST_DAY)
    assert last(events) == focus.focus(FIRST_DAY, 50, "nlp")
    assert found(events, 0, 1) == event, "a button of the one that was begun is about what became of it"


def test_what_lasted_less_than_a_minute_is_taken_back():
    events = focused(focus.focus(FIRST_DAY, 50))
    events = told(events, stopped(events[0], 0, FIRST_DAY))
    assert unconfirmed(events) == ()
    assert found(events, 0, 1) == events[0]


@pytest.mark.parametrize(
    ("minutes", "offered"),
    [
        (25, (20, 15, 10, 5)),
        (12, (10, 5)),
        (5, (4, 3, 2, 1)),
        (50, (45, 30, 15)),
        (90, (75, 60, 45, 30, 15)),
        (240, (225, 180, 135, 90, 45)),
        (2, (1,)),
        (1, ()),
    ],
)
def test_less_is_offered_in_round_lengths(minutes, offered):
    assert shorter(minutes) == offered


@given(st.integers(2, focus.MOST))
def test_there_is_always_less_and_never_as_much(minutes):
    offered = shorter(minutes)
    assert offered
    assert list(offered) == sorted(set(offered), reverse=True)
    assert offered[-1] > 0
    assert offered[0] < minutes
    assert len(offered) <= focus.MOST_OFFERED


def test_a_focus_makes_no_study_day():
    day = date(2027, 1, 20)
    assert replay(FIRST_DAY, focused(focus.focus(day, 25, "nlp"))).study_days == frozenset()
    assert timedelta(minutes=focus.MOST) < timedelta(days=1)
