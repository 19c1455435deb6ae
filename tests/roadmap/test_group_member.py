"""What a study group sees of a learner, from their plan."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.member import Member, Share, comeback, completed_in, member_of
from roadmap.group.promises import PromiseOutcome
from roadmap.model import Status
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import Pause, Progress, TopicProgress
from roadmap.streak import streak
from roadmap.ticks import Ticks
from tests.roadmap.group_strategies import DL, MONDAY, NLP, ROADMAP
from tests.roadmap.test_laws import plans

DAY, WEEK = timedelta(days=1), timedelta(days=7)
DL_LIMIT = date(2027, 2, 14)
OWN_STEPS = '[["a","One"],["b","Two"],["c","Three"]]'


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
    verdict, week = {"standing", "days"}, {"completed", "at_once", "studied", "is_new", "comeback"}
    assert names == {"id", "name", "joined", "topics", "steps", "streak", "helped", "promise"} | verdict | week


def test_the_week_without_being_said_is_the_running_iso_week():
    seen = plan(MONDAY + WEEK + 2 * DAY, completed={"dl": MONDAY + WEEK, "nlp": MONDAY + 6 * DAY})
    one = member_of(seen, learner=1, name="Ann", joined=True, helped=2, promise=PromiseOutcome.KEPT)
    assert one.completed == (DL,)
    assert (one.helped, one.promise, one.studied, one.streak) == (2, PromiseOutcome.KEPT, True, 2)


def test_who_has_not_joined_leaves_nothing_but_a_name():
    seen = plan(MONDAY + DAY, completed={"dl": MONDAY + DAY}, begun={"nlp": MONDAY})
    one = member_of(seen, learner=1, name="Ann", joined=False, helped=2, promise=PromiseOutcome.KEPT)
    assert one == Member(id=1, name="Ann", joined=False)


def test_the_steps_of_what_is_on_are_counted():
    begun = plan(MONDAY + DAY, begun={"nlp": MONDAY, "dl": MONDAY})
    ticks = Ticks(days={"nlp": {"a": MONDAY}}, lists={"nlp": OWN_STEPS})
    seen = make_plan(ROADMAP, replace(begun.progress, ticks=ticks), MONDAY + DAY)
    assert member_of(seen, learner=1, name="Ann", joined=True).steps == {"nlp": Share(1, 3)}


def test_the_streak_is_that_of_the_weeks_last_day_whatever_was_studied_since():
    seen = plan(MONDAY + 2 * WEEK, studied=(MONDAY, MONDAY + WEEK, MONDAY + 2 * WEEK))
    assert member_of(seen, learner=1, name="Ann", joined=True, week=MONDAY).streak == 1
    assert member_of(seen, learner=1, name="Ann", joined=True, week=MONDAY + WEEK).streak == 2


def test_what_was_completed_on_the_first_day_of_all_is_told_apart():
    seen = plan(MONDAY + 2 * DAY, completed={"dl": MONDAY, "nlp": MONDAY + DAY})
    one = member_of(seen, learner=1, name="Ann", joined=True)
    assert (one.completed, one.at_once) == ((DL, NLP), 1)


def test_what_is_dated_before_the_first_day_of_all_is_told_apart_as_well():
    seen = plan(MONDAY + 2 * DAY, completed={"dl": MONDAY - DAY, "nlp": MONDAY + DAY})
    one = member_of(seen, learner=1, name="Ann", joined=True, week=MONDAY - 4 * DAY)
    assert (one.completed, one.at_once) == ((DL, NLP), 1)


def test_what_is_dated_up_to_the_day_they_came_is_told_apart_wherever_their_plan_begins():
    came = MONDAY + 3 * WEEK + DAY
    seen = plan(came + DAY, completed={"dl": came - DAY, "nlp": came, "cv": came + DAY})
    one = member_of(seen, learner=1, name="Ann", joined=True, came=came)
    assert (len(one.completed), one.at_once, one.is_new) == (3, 2, False)


def test_the_day_they_came_is_a_study_day_and_is_no_more_than_that():
    came = MONDAY + 3 * WEEK + DAY
    one = member_of(plan(came, studied=(MONDAY, came)), learner=1, name="Ann", joined=True, came=came)
    assert (one.studied, one.is_new, one.comeback) == (True, True, 0)


def test_who_studies_before_the_first_day_of_their_plan_is_not_new_until_then():
    seen = plan(MONDAY - DAY, studied=(MONDAY - 9 * DAY, MONDAY - 2 * DAY))
    one = member_of(seen, learner=1, name="Ann", joined=True, week=MONDAY - 7 * DAY, came=MONDAY - 9 * DAY)
    assert (one.studied, one.is_new) == (True, False)


def test_who_tells_of_long_ago_on_the_day_they_came_has_not_come_back():
    came = MONDAY + 4 * WEEK
    seen = plan(came + DAY, studied=(MONDAY, came, came + DAY))
    assert comeback(seen, came) == 27
    assert comeback(seen, came, came=came) == 0
    assert comeback(seen, came, came=came - DAY) == 27


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
