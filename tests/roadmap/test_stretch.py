"""Weekly hours, chosen days and one's own typical length: how many counting days a topic gets."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import LATEST, StudyCalendar
from roadmap.facts import EVERY_DAY, WEEKS_STAY, Fact, Kind
from roadmap.model import LONGEST_WEEKS, Duration, Hours, Roadmap, Topic
from roadmap.plan import Standing, make_plan
from roadmap.progress import Pause, Progress
from roadmap.replay import apply
from roadmap.stretch import LONGEST_DAYS, Range, stretched, typical_length

MONDAY = date(2027, 1, 4)
DAY = timedelta(days=1)
MON_TO_FRI, MON_WED_SAT = 0b0011111, 0b0100101
USUAL = Duration.in_weeks(4, 6)


def topic(number: int = 1, **more: object) -> Topic:
    return Topic(slug=f"t{number}", number=number, title=f"Topic {number}", **more)


def days_of(
    one: Topic, *, hours: float | None = None, weekdays: int | None = None, weeks_stay: bool = False
) -> Range | None:
    minutes = None if hours is None else round(hours * 60)
    progress = Progress(MONDAY, weekly_minutes=minutes, weekdays=weekdays, weeks_stay=weeks_stay)
    calendar = StudyCalendar((), MONDAY, weekdays)
    return stretched(Roadmap("one", "One", (one,)), progress, calendar).get("t1")


EFFORT = topic(duration=USUAL, weekly_hours=Hours(5, 8))
TOTAL = topic(total_hours=Hours(58, 58))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (None, Range(28, 42)),
        (5, Range(28, 42)),
        (6, Range(28, 42)),
        (8, Range(28, 42)),
        (2.5, Range(56, 84)),
        (16, Range(14, 21)),
        (3, Range(47, 70)),
    ],
)
def test_weeks_stay_within_the_stated_effort_and_stretch_by_what_is_missing_of_it(hours, expected):
    assert days_of(EFFORT, hours=hours) == expected


@pytest.mark.parametrize(
    ("hours", "expected"), [(None, None), (5.8, Range(70, 70)), (6, Range(68, 68)), (58, Range(7, 7))]
)
def test_of_total_hours_the_days_follow_from_the_weekly_ones_and_there_are_none_without(hours, expected):
    assert days_of(TOTAL, hours=hours) == expected


def test_a_whole_number_of_days_is_not_rounded_up_to_one_more():
    assert days_of(topic(total_hours=Hours(3, 3)), hours=0.7) == Range(30, 30)


def test_total_hours_at_a_stated_weekly_effort_are_a_range_before_the_learner_says_anything():
    assert days_of(topic(total_hours=Hours(40, 60), weekly_hours=Hours(4, 5))) == Range(56, 105)


def test_total_hours_are_more_exact_than_weeks_once_the_own_hours_are_known():
    both = replace(TOTAL, duration=USUAL)
    assert days_of(both) == Range(28, 42)
    assert days_of(both, hours=5.8) == Range(70, 70)


def test_hours_change_nothing_where_no_effort_is_stated():
    assert days_of(topic(duration=USUAL), hours=1) == days_of(topic(duration=USUAL), hours=50) == Range(28, 42)


def test_chosen_days_do_not_stretch_once_more_what_hours_have_measured():
    assert days_of(TOTAL, hours=5.8, weekdays=MON_TO_FRI) == Range(50, 50)
    assert days_of(topic(duration=USUAL), weekdays=MON_TO_FRI) == Range(28, 42)


@given(
    st.builds(Hours, st.floats(0.5, 4), st.floats(4, 60)),
    st.integers(1, 6000),
    st.integers(1, 6000),
    st.none() | st.integers(1, EVERY_DAY),
)
def test_more_hours_never_take_longer_and_no_range_is_empty_or_endless(effort, some, more, weekdays):
    some, more = sorted((some, more))
    for one in (replace(EFFORT, weekly_hours=effort), topic(total_hours=Hours(effort.short, 10_000))):
        slow, fast = (days_of(one, hours=minutes / 60, weekdays=weekdays) for minutes in (some, more))
        assert fast.short <= slow.short
        assert fast.long <= slow.long
        assert 1 <= fast.short <= fast.long <= LONGEST_DAYS == 7 * LONGEST_WEEKS


# a typical length of one's own


def told(*facts: Fact) -> Progress:
    progress = Progress(MONDAY)
    for fact in facts:
        progress = apply(progress, fact)
    return progress


def studied(number: int, first: int, last: int) -> tuple[Fact, Fact]:
    slug = f"t{number}"
    return (
        Fact(kind=Kind.BEGUN, day=MONDAY + first * DAY, topic=slug),
        Fact(kind=Kind.COMPLETED, day=MONDAY + last * DAY, topic=slug),
    )


MIXED = Roadmap("mixed", "Mixed", (topic(1), topic(2), topic(3), topic(4), topic(5, duration=USUAL), topic(6)))
THREE = (*studied(1, 0, 9), *studied(2, 10, 11), *studied(3, 12, 40))


def test_gaps_between_durations_get_the_median_of_the_own_lengths_once_there_are_three():
    after_two = make_plan(MIXED, told(*THREE[:4]), MONDAY + 11 * DAY)
    assert set(after_two.ranges) == {"t5"}
    after_three = make_plan(MIXED, told(*THREE), MONDAY + 40 * DAY)
    assert after_three.ranges["t4"] == after_three.ranges["t6"] == Range(10, 10)


def test_own_lengths_count_from_today_forward_and_move_no_other_window():
    """The document promises nothing of these topics: none of them is late, whatever day it is."""
    for days in (40, 90, 400):
        today = MONDAY + days * DAY
        plan = make_plan(MIXED, told(*THREE), today)
        assert plan.windows["t4"].start == today
        assert plan.windows["t4"].limit == today + 9 * DAY
        assert plan.windows["t5"] == make_plan(MIXED, told(), today).windows["t5"]
        assert not {"t4", "t6"} & {topic.slug for topic in plan.overdue}


def test_a_topic_begun_before_three_lengths_were_known_has_no_window_by_them():
    begun = Fact(kind=Kind.BEGUN, day=MONDAY + 5 * DAY, topic="t4")
    assert "t4" not in make_plan(MIXED, told(begun, *THREE), MONDAY + 60 * DAY).windows
    later = Fact(kind=Kind.BEGUN, day=MONDAY + 45 * DAY, topic="t4")
    plan = make_plan(MIXED, told(*THREE, later, *studied(6, 50, 50)), MONDAY + 60 * DAY)
    assert plan.windows["t4"].limit == MONDAY + 54 * DAY  # ten days, as was known when it was begun


def test_own_lengths_are_no_part_of_the_verdict():
    today = MONDAY + 40 * DAY
    plan = make_plan(MIXED, told(*THREE), today)
    assert plan.verdict.bound == plan.windows["t5"].limit


def test_a_roadmap_without_any_length_has_no_window_whatever_was_done():
    bare = Roadmap("bare", "Bare", tuple(topic(number) for number in range(1, 5)))
    plan = make_plan(bare, told(*THREE), MONDAY + 400 * DAY)
    assert (plan.windows, plan.ranges, plan.overdue, plan.is_dated) == ({}, {}, (), False)


def test_a_topic_with_weeks_or_hours_never_gets_a_typical_length():
    roadmap = Roadmap(
        "mixed", "Mixed", (topic(1), topic(2), topic(3), topic(4, duration=USUAL), topic(5, total_hours=Hours(58, 58)))
    )
    plan = make_plan(roadmap, told(*THREE), MONDAY + 40 * DAY)
    assert plan.ranges == {**dict.fromkeys(("t1", "t2", "t3"), Range(10, 10)), "t4": Range(28, 42)}


def test_a_typical_length_counts_neither_paused_nor_unchosen_days_nor_topics_that_were_only_ticked():
    alike = [fact for number in (1, 2, 3) for fact in studied(number, 0, 6)]
    pause = Fact(kind=Kind.PAUSED, day=MONDAY + DAY, back=MONDAY + 3 * DAY)
    days = Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=MON_TO_FRI)
    assert typical_length(told(*alike, pause, days)) == 3
    assert typical_length(told(*(Fact(kind=Kind.COMPLETED, day=MONDAY, topic=f"t{n}") for n in range(3)))) is None
    assert typical_length(told(*(fact for n in (1, 2, 3) for fact in studied(n, 5, 6)), days)) == 1


# the weeks as they are written


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (topic(duration=USUAL), Range(12, 18)),
        (topic(duration=Duration(10, 11)), Range(5, 5)),
        (topic(duration=Duration(1, 1)), Range(1, 1)),
        (topic(total_hours=Hours(58, 58), weekly_hours=Hours(5, 8)), Range(22, 35)),
    ],
)
def test_where_the_weeks_stay_a_week_is_as_many_days_as_are_studied_on(one, expected):
    assert days_of(one, weekdays=MON_WED_SAT, weeks_stay=True) == expected


@pytest.mark.parametrize("one", [EFFORT, TOTAL])
def test_hours_say_already_how_much_of_a_week_is_study_however_the_weeks_are_meant(one):
    found = [days_of(one, hours=6, weekdays=MON_WED_SAT, weeks_stay=meant) for meant in (True, False)]
    assert found[0] == found[1]


def test_where_the_weeks_stay_every_topic_of_whole_weeks_ends_in_the_week_that_it_ended_in_before():
    roadmap = Roadmap("weeks", "Weeks", tuple(topic(n, duration=Duration.in_weeks(n, n + 2)) for n in range(1, 7)))
    for weekdays in range(1, EVERY_DAY):
        stay = Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=weekdays | WEEKS_STAY)
        seen, every_day = (make_plan(roadmap, progress, MONDAY) for progress in (told(stay), told()))
        for slug, window in seen.windows.items():
            assert timedelta(0) <= every_day.windows[slug].limit - window.limit < timedelta(days=7)
            assert timedelta(0) <= every_day.windows[slug].target - window.target < timedelta(days=7)


def test_how_the_weeks_are_meant_goes_with_the_days_it_was_told_with():
    stay = Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=MON_WED_SAT | WEEKS_STAY)
    assert told(stay).weeks_stay
    assert not told(stay, Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=MON_WED_SAT)).weeks_stay
    assert not told(stay, Fact(kind=Kind.DAYS_SET, day=MONDAY)).weeks_stay


# hours and days are facts


def test_hours_and_days_hold_until_they_are_unset():
    progress = told(
        Fact(kind=Kind.HOURS_SET, day=MONDAY, minutes=360), Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=MON_TO_FRI)
    )
    assert (progress.weekly_minutes, progress.weekdays) == (360, MON_TO_FRI)
    progress = apply(apply(progress, Fact(kind=Kind.HOURS_SET, day=MONDAY)), Fact(kind=Kind.DAYS_SET, day=MONDAY))
    assert (progress.weekly_minutes, progress.weekdays) == (None, None)


@pytest.mark.parametrize("weekdays", [0, EVERY_DAY, EVERY_DAY + 1, None])
def test_no_day_and_all_days_are_every_day(weekdays):
    assert told(Fact(kind=Kind.DAYS_SET, day=MONDAY, weekdays=weekdays)).weekdays is None


def test_a_completed_topic_keeps_the_hours_it_was_completed_with():
    roadmap = Roadmap("two", "Two", (EFFORT, replace(EFFORT, slug="t2", number=2)))
    slow = Fact(kind=Kind.HOURS_SET, day=MONDAY + 30 * DAY, minutes=150)
    again = Fact(kind=Kind.COMPLETED, day=MONDAY + 29 * DAY, topic="t1", link="https://a.b")
    plan = make_plan(roadmap, told(*studied(1, 0, 29), slow, again), MONDAY + 30 * DAY)
    assert (plan.ranges["t1"], plan.ranges["t2"]) == (Range(28, 42), Range(56, 84))


def test_on_chosen_days_a_week_of_the_plan_takes_as_many_of_them_as_any_other_week_has_days():
    roadmap = Roadmap("one", "One", (topic(duration=Duration.in_weeks(1, 2)),))
    window = make_plan(roadmap, Progress(MONDAY, weekdays=MON_TO_FRI), MONDAY).windows["t1"]
    assert (window.target, window.limit) == (date(2027, 1, 12), date(2027, 1, 21))


@given(
    st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    st.none() | st.integers(1, EVERY_DAY),
    st.none() | st.integers(1, 6000),
    st.booleans(),
)
def test_a_new_learner_is_not_behind_on_the_first_day_whatever_days_and_hours_they_have(day, weekdays, minutes, paused):
    progress = Progress(
        day, weekdays=weekdays, weekly_minutes=minutes, pauses=(Pause(day - DAY, day + DAY),) if paused else ()
    )
    plan = make_plan(Roadmap("any", "Any", (EFFORT, replace(TOTAL, slug="t2", number=2))), progress, day)
    assert plan.verdict.standing is Standing.ON_TRACK
    assert plan.overdue == ()


def test_a_plan_of_many_lifetimes_ends_with_the_latest_day():
    long = tuple(topic(number, duration=Duration.in_weeks(LONGEST_WEEKS, LONGEST_WEEKS)) for number in range(1, 400))
    plan = make_plan(Roadmap("long", "Long", long), Progress(MONDAY, weekdays=1), MONDAY)
    assert plan.last_day == LATEST
