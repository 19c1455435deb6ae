"""What a day asks for: the topic with the least time left, its first open step, and nothing where nothing is to be done."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.model import Duration, Roadmap, Status, Step, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.today import Occasion, today
from roadmap.week import Week, week_of
from tests.roadmap.strategies import roadmaps

MONDAY = date(2027, 1, 4)
STEPS = tuple(Step(f"s{number}", f"Lesson {number}") for number in (1, 2, 3))
KNOTS = Topic(slug="knots", number=1, title="Knots", duration=Duration.in_weeks(4, 6), steps=STEPS)
SAILS = Topic(slug="sails", number=2, title="Sails", duration=Duration.in_weeks(2, 3))
RACES = Topic(slug="races", number=3, title="Races")
SEA = Roadmap("sea", "Sea", (KNOTS, SAILS, RACES))


def seen(*facts: Fact, on: date = MONDAY, roadmap: Roadmap = SEA) -> Plan:
    return make_plan(roadmap, apply(Progress(MONDAY), *facts), on)


def begun(slug: str, day: date = MONDAY) -> Fact:
    return Fact(kind=Kind.BEGUN, day=day, topic=slug)


def ticked(*steps: str) -> list[Fact]:
    return [Fact(kind=Kind.STEP_DONE, day=MONDAY, topic="knots", step=step) for step in steps]


def in_days(count: int) -> date:
    return MONDAY + timedelta(days=count)


def test_the_first_step_that_is_not_ticked_is_the_one_to_do() -> None:
    task = today(seen(begun("knots"), *ticked("s1", "s3"))).tasks[0]
    assert (task.step, task.done, task.steps) == (STEPS[1], 2, 3)


def test_a_topic_whose_steps_are_all_ticked_goes_on_without_a_step() -> None:
    found = today(seen(begun("knots"), *ticked("s1", "s2", "s3")))
    assert found.occasion is Occasion.GO_ON
    assert (found.tasks[0].step, found.tasks[0].done) == (None, 3)


def test_a_tick_of_a_step_that_is_no_longer_there_counts_nothing() -> None:
    assert today(seen(begun("knots"), *ticked("gone"))).tasks[0].done == 0


def test_of_several_topics_the_one_with_the_least_time_left_comes_first_and_one_without_a_window_last() -> None:
    plan = seen(begun("races"), begun("knots"), begun("sails"))
    assert [task.topic.slug for task in today(plan).tasks] == ["sails", "knots", "races"]


def test_an_overdue_topic_comes_before_one_that_is_not() -> None:
    plan = seen(begun("knots"), begun("sails", in_days(30)), on=in_days(44))
    assert [task.topic.slug for task in today(plan).tasks] == ["knots", "sails"]


def test_where_nothing_says_how_long_topics_take_the_one_begun_last_comes_first() -> None:
    free = Roadmap("free", "Free", tuple(Topic(slug=slug, number=at, title=slug) for at, slug in enumerate("abc", 1)))
    plan = seen(begun("a"), begun("c", in_days(3)), begun("b", in_days(1)), on=in_days(5), roadmap=free)
    assert [task.topic.slug for task in today(plan).tasks] == ["c", "b", "a"]


def test_what_is_to_begin_is_offered_where_nothing_goes_on() -> None:
    found = today(seen())
    assert found.occasion is Occasion.BEGIN
    assert found.offer
    assert found.offer.topic is KNOTS


def test_before_the_first_day_nothing_has_to_be_done_but_what_was_begun_all_the_same_goes_on() -> None:
    assert today(seen(on=in_days(-2))).occasion is Occasion.NOT_YET
    assert today(seen(begun("knots", in_days(-2)), on=in_days(-2))).occasion is Occasion.GO_ON


def test_a_pause_asks_for_nothing_whatever_goes_on() -> None:
    plan = seen(begun("knots"), Fact(kind=Kind.PAUSED, day=MONDAY, back=in_days(7)))
    assert today(plan).occasion is Occasion.PAUSED


def test_everything_finished_asks_for_nothing() -> None:
    facts = (Fact(kind=Kind.SKIPPED, day=MONDAY, topic=topic.slug) for topic in SEA.topics)
    assert today(seen(*facts)).occasion is Occasion.FINISHED


@pytest.mark.drill
@given(roadmaps(), st.data())
def test_every_day_of_every_history_asks_for_something_that_can_be_done_or_for_nothing(
    roadmap: Roadmap, data: st.DataObject
) -> None:
    kinds = st.sampled_from((Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED, Kind.PAUSED, Kind.RESUMED))
    days = st.integers(-10, 200).map(in_days)
    facts = data.draw(
        st.lists(
            st.builds(
                lambda kind, day, topic: Fact(kind=kind, day=day, topic=topic.slug),
                kinds,
                days,
                st.sampled_from(roadmap.topics),
            ),
            max_size=8,
        )
    )
    plan = seen(*facts, on=data.draw(days), roadmap=roadmap)
    found = today(plan)
    assert {task.topic for task in found.tasks} in (set(), set(plan.with_status(Status.GOING_ON)))
    assert found.tasks or found.occasion is not Occasion.GO_ON
    assert found.occasion in {Occasion.GO_ON, Occasion.PAUSED} or not found.tasks
    assert bool(found.offer) is (found.occasion in {Occasion.BEGIN, Occasion.NOT_YET})
    for task in found.tasks:
        assert task.done <= task.steps == len(task.topic.steps)
        assert (task.step is None) is (task.done == task.steps)


# The week so far


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(1, 60)), max_size=10), st.integers(0, 6))
def test_a_week_has_its_own_study_days_and_minutes_and_no_others(told: list[tuple[int, int]], weekday: int) -> None:
    facts = [Fact(kind=Kind.CHECKED_IN, day=in_days(day), minutes=minutes) for day, minutes in told]
    events = [ProgressEvent(at, at, fact) for at, fact in enumerate(facts, 1)]
    found = week_of(apply(Progress(MONDAY), *facts), events, in_days(weekday))
    mine = Counter(day for day, _ in told if 0 <= day <= 6)
    assert found == Week(len(mine), weekday in mine, sum(minutes for day, minutes in told if 0 <= day <= 6))
