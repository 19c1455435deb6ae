"""What a study group sees of a learner, from their plan."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.member import Member, Share, comeback, completed_in, member_of, on_time
from roadmap.group.promises import PromiseOutcome
from roadmap.model import Status
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import Pause, Progress, TopicProgress
from roadmap.streak import streak
from tests.roadmap.group_strategies import DL, MONDAY, NLP, ROADMAP
from tests.roadmap.test_laws import plans

DAY, WEEK = timedelta(days=1), timedelta(days=7)
DL_LIMIT = date(2027, 2, 14)


def plan(
    today: date,
    *,
    completed: dict[str, date] | None = None,
    begun: dict[str, date] | None = None,
    studied: tuple[date, ...] = (),
    pauses: tuple[Pause, ...] = (),
) -> Plan:
    topics = {
        slug: TopicProgress(Status.COMPLETED, completed=day, is_before=day < MONDAY)
        for slug, day in (completed or {}).items()
    }
    topics |= {slug: TopicProgress(Status.GOING_ON, day, day) for slug, day in (begun or {}).items()}
    days = frozenset({*studied, *(completed or {}).values(), *(begun or {}).values()})
    return make_plan(ROADMAP, Progress(MONDAY, topics=topics, pauses=pauses, study_days=days), today)


# the share done on time


def test_nothing_is_due_before_the_first_limit_day_is_over():
    assert on_time(plan(DL_LIMIT)) == Share(0, 0)
    assert on_time(plan(DL_LIMIT + DAY)) == Share(0, 1)


def test_a_topic_completed_on_its_limit_day_is_on_time_and_a_day_later_it_is_not():
    assert on_time(plan(DL_LIMIT, completed={"dl": DL_LIMIT})) == Share(1, 1)
    assert on_time(plan(DL_LIMIT + DAY, completed={"dl": DL_LIMIT + DAY})) == Share(0, 1)


def test_a_topic_completed_early_counts_at_once():
    assert on_time(plan(MONDAY + WEEK, completed={"nlp": MONDAY + DAY})) == Share(1, 1)


def test_paused_days_after_the_limit_make_no_completion_late():
    pause = Pause(DL_LIMIT + DAY, DL_LIMIT + 20 * DAY)
    done = plan(DL_LIMIT + 25 * DAY, completed={"dl": DL_LIMIT + 10 * DAY}, pauses=(pause,))
    assert on_time(done) == Share(1, 1)


def test_an_open_pause_lets_no_topic_become_due():
    paused = [plan(DL_LIMIT + count * DAY, pauses=(Pause(DL_LIMIT + DAY),)) for count in (1, 50, 300)]
    assert {on_time(one) for one in paused} == {Share(0, 0)}


def test_what_was_completed_before_the_plan_and_what_has_no_range_are_not_counted():
    assert on_time(plan(MONDAY + WEEK, completed={"dl": MONDAY - DAY, "talk": MONDAY + DAY})) == Share(0, 0)


@given(plans())
def test_the_share_is_of_what_is_completed_or_overdue_in_a_window(seen):
    share = on_time(seen)
    done = [topic for topic in seen.with_status(Status.COMPLETED) if topic.slug in seen.windows]
    assert share.of - len(seen.overdue) == len(done)
    assert 0 <= share.done <= len(done)


@given(plans())
def test_where_every_day_counts_on_time_is_completed_not_after_the_limit(seen):
    if seen.progress.pauses or seen.progress.weekdays:
        return
    expected = sum(
        seen.progress.of(topic.slug).completed <= seen.windows[topic.slug].limit
        for topic in seen.with_status(Status.COMPLETED)
        if topic.slug in seen.windows
    )
    assert on_time(seen).done == expected


# the week's completions


def test_the_weeks_completions_are_those_from_its_first_to_its_last_day():
    days = {"dl": MONDAY + WEEK, "nlp": MONDAY + WEEK + 6 * DAY, "cv": MONDAY + 2 * WEEK}
    done = plan(MONDAY + 5 * WEEK, completed=days)
    assert completed_in(done, MONDAY + WEEK) == (DL, NLP)


@given(plans(), st.integers(0, 30))
def test_every_completion_up_to_today_is_told_in_exactly_one_week(seen, before):
    week = seen.today + DAY - before * WEEK
    told = [completed_in(seen, week + count * WEEK) for count in range(before + 1)]
    expected = [
        topic
        for topic in seen.with_status(Status.COMPLETED)
        if week <= (seen.progress.of(topic.slug).completed or week - DAY) <= seen.today
    ]
    assert sorted(topic.slug for part in told for topic in part) == sorted(topic.slug for topic in expected)


# the comeback


@pytest.mark.parametrize(("silent", "told"), [(13, 0), (14, 14), (15, 15)])
def test_a_study_day_after_fourteen_silent_days_is_a_comeback(silent, told):
    back = MONDAY + 4 * WEEK
    seen = plan(back, studied=(back - (silent + 1) * DAY, back))
    assert comeback(seen, back) == told


def test_who_never_studied_before_has_not_come_back():
    back = MONDAY + 4 * WEEK
    assert comeback(plan(back, studied=(back,)), back) == 0


def test_paused_days_are_no_silence():
    back = MONDAY + 4 * WEEK
    away = Pause(back - 20 * DAY, back - 5 * DAY)
    assert comeback(plan(back, studied=(back - 25 * DAY, back), pauses=(away,)), back) == 0
    assert comeback(plan(back, studied=(back - 40 * DAY, back), pauses=(away,)), back) == 24


def test_a_comeback_is_told_in_its_own_week_and_in_no_other():
    back = MONDAY + 4 * WEEK + 3 * DAY
    later = plan(back + 3 * WEEK, studied=(MONDAY, back, back + WEEK, back + 2 * WEEK))
    weeks = [MONDAY + count * WEEK for count in range(8)]
    assert [week for week in weeks if comeback(later, week)] == [MONDAY + 4 * WEEK]


# the member


def test_a_member_holds_what_join_lists_and_nothing_else():
    names = {field.name for field in fields(Member)}
    verdict, week = {"standing", "days"}, {"completed", "studied", "comeback"}
    assert names == {"id", "name", "joined", "topics", "on_time", "streak", "helped", "promise"} | verdict | week


def test_the_week_without_being_said_is_the_running_iso_week():
    seen = plan(MONDAY + WEEK + 2 * DAY, completed={"dl": MONDAY + WEEK, "nlp": MONDAY + 6 * DAY})
    one = member_of(seen, learner=1, name="Ann", joined=True, helped=2, promise=PromiseOutcome.KEPT)
    assert one.completed == (DL,)
    assert (one.helped, one.promise, one.studied, one.streak) == (2, PromiseOutcome.KEPT, True, 2)


def test_who_has_not_joined_leaves_nothing_but_a_name():
    seen = plan(MONDAY + DAY, completed={"dl": MONDAY + DAY}, begun={"nlp": MONDAY})
    one = member_of(seen, learner=1, name="Ann", joined=False, helped=2, promise=PromiseOutcome.KEPT)
    assert one == Member(id=1, name="Ann", joined=False)


def test_while_paused_a_member_is_on_no_topic():
    going_on = plan(MONDAY + DAY, begun={"nlp": MONDAY})
    paused = plan(MONDAY + DAY, begun={"nlp": MONDAY}, pauses=(Pause(MONDAY + DAY),))
    assert member_of(going_on, learner=1, name="Ann", joined=True).topics == (NLP,)
    assert member_of(paused, learner=1, name="Ann", joined=True).topics == ()


def test_the_verdict_is_that_of_the_plan():
    one = member_of(plan(DL_LIMIT + 29 * DAY), learner=1, name="Ann", joined=True)
    assert (one.standing, one.days) == (Standing.BEHIND, 29)


@given(plans())
def test_a_member_says_of_the_plan_what_the_plan_says(seen):
    one = member_of(seen, learner=1, name="Ann", joined=True)
    says_nothing = not seen.is_dated and seen.verdict.standing is Standing.ON_TRACK
    assert (one.standing, one.days) == (None if says_nothing else seen.verdict.standing, seen.verdict.days)
    assert one.streak == streak(seen.progress, seen.today).weeks
    assert not one.completed or one.studied
    assert not one.comeback or one.studied
