"""What was done since a day, what was meant, and the state that leaves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.lately import State, Wish, idle, lately, state_of, usual
from roadmap.model import Duration, Roadmap, Step, Topic
from roadmap.plan import Plan, make_plan
from roadmap.replay import replay
from roadmap.today import today

MONDAY = date(2027, 1, 4)
DAY = timedelta(days=1)
STEPS = tuple(Step(slug=f"s{n}", title=f"Lesson {n}") for n in range(1, 7))
ROADMAP = Roadmap(
    "r",
    "R",
    (
        Topic(slug="a", number=1, title="A", duration=Duration(28, 42), steps=STEPS),
        Topic(slug="b", number=2, title="B", duration=Duration(28, 42)),
    ),
)


def told(*facts: Fact) -> tuple[ProgressEvent, ...]:
    return tuple(ProgressEvent(place, place, fact) for place, fact in enumerate(facts, 1))


def seen_on(day: date, *facts: Fact) -> Plan:
    return make_plan(ROADMAP, replay(MONDAY, told(*facts)), day)


def state_on(day: date, *facts: Fact) -> State:
    plan = seen_on(day, *facts)
    return state_of(plan, lately(plan, told(*facts), day - 7 * DAY), today(plan).tasks)


def begun(slug: str = "a", day: date = MONDAY) -> Fact:
    return Fact(kind=Kind.BEGUN, day=day, topic=slug)


def tick(number: int, day: date) -> Fact:
    return Fact(kind=Kind.STEP_DONE, day=day, topic="a", step=f"s{number}")


def study(day: date) -> Fact:
    return Fact(kind=Kind.CHECKED_IN, day=day, minutes=30)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        *((7, State.STUDIED), (8, State.IDLE), (14, State.IDLE), (15, State.STUCK), (21, State.STUCK)),
        *((22, State.SILENT), (300, State.SILENT)),
    ],
)
def test_the_weeks_without_study_decide(days: int, state: State) -> None:
    assert state_on(MONDAY + days * DAY, begun()) is state


def test_who_never_studied_is_not_asked_in_the_first_week() -> None:
    assert state_on(MONDAY + 7 * DAY) is State.FRESH
    assert state_on(MONDAY + 8 * DAY) is State.IDLE


def test_a_pause_and_a_new_plan_begin_anew() -> None:
    day = MONDAY + 40 * DAY
    assert state_on(day, begun(), Fact(kind=Kind.PAUSED, day=MONDAY + DAY, back=day - DAY)) is State.FRESH
    assert state_on(day, begun(), Fact(kind=Kind.REPLANNED, day=day)) is State.FRESH


def test_what_is_nearly_done_is_told_before_what_is_ahead() -> None:
    day = MONDAY + 4 * DAY
    assert state_on(day, begun(), *(tick(n, day) for n in range(1, 5))) is State.NEARLY
    assert state_on(day, Fact(kind=Kind.COMPLETED, day=day, topic="a")) is State.AHEAD
    assert state_on(day, *(Fact(kind=Kind.COMPLETED, day=day, topic=slug) for slug in "ab")) is State.FINISHED


def test_what_was_done_is_counted_from_a_day_on() -> None:
    facts = (begun(), tick(1, MONDAY), study(MONDAY + 8 * DAY), tick(2, MONDAY + 9 * DAY))
    plan = seen_on(MONDAY + 10 * DAY, *facts)
    seen = lately(plan, told(*facts), MONDAY + 7 * DAY)
    assert (seen.days, seen.steps, seen.minutes) == (2, 1, 30)
    assert seen.ticked == ROADMAP.by_slug["a"]


def test_a_wish_counts_what_was_said_after_it_alone() -> None:
    meant = Fact(kind=Kind.INTENDED, day=MONDAY, topic="a", amount=2)
    facts = (begun(), tick(1, MONDAY), meant, tick(2, MONDAY), tick(3, MONDAY + DAY))
    plan = seen_on(MONDAY + 7 * DAY, *facts)
    assert lately(plan, told(*facts), MONDAY).wish == Wish(2, 2, MONDAY)


def test_a_wish_in_days_counts_days_and_one_of_a_topic_that_is_completed_is_kept() -> None:
    days = Fact(kind=Kind.INTENDED, day=MONDAY, amount=3)
    facts = (days, study(MONDAY), study(MONDAY), study(MONDAY + DAY))
    seen = lately(seen_on(MONDAY + 7 * DAY, *facts), told(*facts), MONDAY)
    assert seen.wish == Wish(3, 2, MONDAY, is_days=True)
    steps = Fact(kind=Kind.INTENDED, day=MONDAY, topic="a", amount=5)
    facts = (begun(), steps, Fact(kind=Kind.COMPLETED, day=MONDAY + DAY, topic="a"))
    assert lately(seen_on(MONDAY + 7 * DAY, *facts), told(*facts), MONDAY).wish == Wish(5, 5, MONDAY)


def test_an_intention_is_no_study_day_and_moves_no_plan() -> None:
    meant = Fact(kind=Kind.INTENDED, day=MONDAY + DAY, topic="b", amount=2)
    with_it, without = seen_on(MONDAY + 9 * DAY, begun(), meant), seen_on(MONDAY + 9 * DAY, begun())
    assert with_it.progress == without.progress
    assert with_it.verdict == without.verdict


@given(
    studied=st.lists(st.integers(0, 60)),
    day=st.integers(0, 60),
    days=st.sampled_from(["a", ""]),
    amount=st.integers(1, 9),
)
def test_a_state_is_found_for_every_history(studied: list[int], day: int, days: str, amount: int) -> None:
    meant = Fact(kind=Kind.INTENDED, day=MONDAY, topic=days, amount=amount)
    facts = (meant, *(study(MONDAY + one * DAY) for one in sorted(studied)))
    plan = seen_on(MONDAY + day * DAY, *facts)
    seen = lately(plan, told(*facts), plan.today - 7 * DAY)
    state = state_of(plan, seen, today(plan).tasks)
    assert (state in {State.IDLE, State.STUCK, State.SILENT}) == (idle(plan.progress, plan.today) > 0)
    assert (state is State.STUDIED) <= (seen.days > 0)


@given(st.integers(1, 40), st.booleans())
def test_what_may_be_meant_is_never_more_than_there_is_and_one_is_always_offered(left: int, is_days: bool) -> None:
    seen = lately(seen_on(MONDAY), (), MONDAY)
    some = usual(seen, None if is_days else left)
    assert some
    assert 1 in some
    assert len(set(some)) == len(some) <= 3
    assert all(one <= (7 if is_days else left) for one in some)
