"""The worked example of the README: the shipped roadmap from Monday, 4 January 2027."""

from datetime import date

import pytest

from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Resource, Roadmap, Topic
from roadmap.plan import Standing, make_plan
from roadmap.progress import Pause, Progress
from roadmap.replay import apply

FIRST_DAY = date(2027, 1, 4)
RANGES = [(4, 6), (3, 4), (4, 5), (3, 4), (2, 3), (3, 4), (4, 6)]
ROADMAP = Roadmap(
    "ml-data",
    "Machine learning and data",
    tuple(
        Topic(
            slug=f"t{n}",
            number=n,
            title=f"Topic {n}",
            duration=Duration.in_weeks(*RANGES[n - 1]),
            prerequisites=("t1",) if n in (3, 4) else (),
            resources=(Resource("a book"),),
        )
        for n in range(1, 8)
    ),
)


def done(number: int, day: date, progress: Progress | None = None) -> Progress:
    return apply(progress or Progress(FIRST_DAY), Fact(kind=Kind.COMPLETED, day=day, topic=f"t{number}"))


def test_the_targets_and_limits_are_those_of_the_readme():
    windows = make_plan(ROADMAP, Progress(FIRST_DAY), FIRST_DAY).windows
    assert [f"{windows[f't{n}'].target:%d %b}" for n in range(1, 8)] == [
        "31 Jan",
        "21 Feb",
        "21 Mar",
        "11 Apr",
        "25 Apr",
        "16 May",
        "13 Jun",
    ]
    assert [f"{windows[f't{n}'].limit:%d %b}" for n in range(1, 8)] == [
        "14 Feb",
        "14 Mar",
        "18 Apr",
        "16 May",
        "06 Jun",
        "04 Jul",
        "15 Aug",
    ]


def test_topic_1_completed_on_20_january_is_12_days_ahead_that_day():
    verdict = make_plan(ROADMAP, done(1, date(2027, 1, 20)), date(2027, 1, 20)).verdict
    assert (verdict.standing, verdict.days) == (Standing.AHEAD, 12)


@pytest.mark.parametrize(
    ("today", "standing", "days"),
    [
        (date(2027, 1, 31), Standing.AHEAD, 1),
        (date(2027, 2, 1), Standing.ON_TRACK, 0),
        (date(2027, 3, 14), Standing.ON_TRACK, 0),
        (date(2027, 3, 15), Standing.BEHIND, 1),
    ],
)
def test_if_nothing_follows_the_lead_melts_and_15_march_is_1_day_behind(today, standing, days):
    verdict = make_plan(ROADMAP, done(1, date(2027, 1, 20)), today).verdict
    assert (verdict.standing, verdict.days) == (standing, days)


def test_a_new_learner_is_on_track_on_day_one():
    assert make_plan(ROADMAP, Progress(FIRST_DAY), FIRST_DAY).verdict.standing is Standing.ON_TRACK


def test_a_topic_is_overdue_only_past_its_limit():
    progress = apply(Progress(FIRST_DAY), Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1"))
    assert make_plan(ROADMAP, progress, date(2027, 2, 14)).overdue == ()
    late = make_plan(ROADMAP, progress, date(2027, 2, 15))
    assert [topic.slug for topic in late.overdue] == ["t1"]
    assert late.days_over(late.overdue[0]) == 1


def test_a_pause_of_ten_days_moves_every_window_by_ten_days():
    paused = Progress(FIRST_DAY, pauses=(Pause(date(2027, 1, 10), date(2027, 1, 20)),))
    plain = make_plan(ROADMAP, Progress(FIRST_DAY), FIRST_DAY).windows
    moved = make_plan(ROADMAP, paused, FIRST_DAY).windows
    assert all((moved[s].limit - plain[s].limit).days == 10 for s in plain)
    assert all((moved[s].target - plain[s].target).days == 10 for s in plain)


def test_while_a_pause_is_open_nothing_grows_overdue():
    progress = apply(Progress(FIRST_DAY), Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1"))
    progress = apply(progress, Fact(kind=Kind.PAUSED, day=date(2027, 2, 20)))
    for today in (date(2027, 2, 20), date(2027, 3, 20), date(2027, 9, 1)):
        plan = make_plan(ROADMAP, progress, today)
        assert plan.days_over(plan.overdue[0]) == 5


def test_a_topic_completed_before_the_first_day_leaves_the_chain():
    windows = make_plan(ROADMAP, done(1, date(2026, 12, 1)), FIRST_DAY).windows
    assert "t1" not in windows
    assert windows["t2"].start == FIRST_DAY


def test_the_next_topic_is_the_one_that_unblocks_most():
    assert make_plan(ROADMAP, Progress(FIRST_DAY), FIRST_DAY).suggestions[0].topic.slug == "t1"
