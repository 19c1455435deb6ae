"""The digest: a week of those who joined, what comes, one call, and how often it comes."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.common_dates import CommonDates
from roadmap.group.digest import (
    Ask,
    Cadence,
    CallToAction,
    Digest,
    Expected,
    OnTopic,
    Possible,
    cadence,
    days_told,
    expected,
    goes_out,
    make_digest,
)
from roadmap.group.helpers import HelpRequest
from roadmap.group.member import Member, member_of
from roadmap.group.promises import PromiseOutcome
from roadmap.model import Status
from roadmap.plan import make_plan
from roadmap.progress import Progress
from tests.roadmap.group_strategies import CV, DL, MONDAY, NLP, ROADMAP, TALK, members
from tests.roadmap.test_laws import plain_roadmaps, plans

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FAR = MONDAY + 100 * WEEK
"""A week long after the end of the group's plan."""
FROM_MONDAY = CommonDates(MONDAY)


def member(number: int, name: str, **seen: object) -> Member:
    return Member(id=number, name=name, joined=True, **seen)


def request(asker: int, *, days: int = 0, name: str = "Ann") -> HelpRequest:
    return HelpRequest(number=3, asker=asker, name=name, topic=NLP, asked_on=FAR + days * DAY)


def told(*group: Member, requests: tuple[HelpRequest, ...] = (), week: date = FAR) -> Digest:
    return make_digest(group, requests, ROADMAP, start=MONDAY, week=week)


# what it tells


def test_it_tells_who_completed_something_and_who_is_on_what_by_topic():
    ann = member(1, "Ann", completed=(DL,), topics=(CV, NLP), studied=True)
    ben = member(2, "Ben", topics=(NLP,))
    digest = told(ben, ann)
    assert digest.completed == (ann,)
    assert digest.on_now == (OnTopic(NLP, (ann, ben)), OnTopic(CV, (ann,)))


def test_it_names_who_kept_a_promise_and_nobody_else():
    outcomes = [*PromiseOutcome, None]
    digest = told(*(member(number, f"N{number}", promise=outcome) for number, outcome in enumerate(outcomes)))
    assert [one.promise for one in digest.kept] == [PromiseOutcome.KEPT]


def test_open_requests_are_told_the_oldest_first():
    digest = told(member(1, "Ann"), member(2, "Ben"), requests=(request(1, days=3), request(2, days=1, name="Ben")))
    assert [one.name for one in digest.requests] == ["Ben", "Ann"]


def test_a_request_of_who_has_not_joined_is_not_told():
    assert told(member(1, "Ann"), requests=(request(2),)).requests == ()


@given(members(), st.lists(st.builds(request, st.integers(1, 9), days=st.integers(-20, 6)), max_size=3))
def test_a_digest_never_tells_of_who_has_not_joined(group, requests):
    digest = told(*group, requests=tuple(requests))
    named = {one.id for one in (*digest.completed, *digest.kept)} | {request.asker for request in digest.requests}
    named |= {one.id for topic in digest.on_now for one in topic.members}
    assert named <= {one.id for one in group if one.joined}
    visible = [one for one in group if one.joined]
    assert digest == told(*visible, requests=tuple(requests))


@given(members())
def test_everybody_on_a_topic_is_told_with_each_of_their_topics(group):
    digest = told(*group)
    pairs = [(topic.topic.slug, one.id) for topic in digest.on_now for one in topic.members]
    assert sorted(pairs) == sorted((topic.slug, one.id) for one in group if one.joined for topic in one.topics)


# quiet weeks


def test_a_week_in_which_nothing_happened_is_quiet_and_asks_for_a_check_in():
    digest = told(member(1, "Ann", topics=(NLP,), streak=4, promise=PromiseOutcome.NOT), member(2, "Ben"))
    assert digest.quiet
    assert digest.call == CallToAction(Ask.CHECK_IN)


@pytest.mark.parametrize(
    "life",
    [
        {"studied": True},
        {"completed": (DL,)},
        {"helped": 1},
        {"promise": PromiseOutcome.KEPT},
        {"promise": PromiseOutcome.PARTLY},
    ],
)
def test_one_sign_of_life_makes_no_quiet_week(life):
    assert not told(member(1, "Ann", **life), member(2, "Ben")).quiet


def test_the_life_of_who_has_not_joined_is_nobodys_business():
    assert told(Member(id=1, name="Ann", joined=False, studied=True, completed=(DL,))).quiet


@pytest.mark.parametrize(("days", "quiet"), [(-1, True), (0, False), (6, False), (7, True)])
def test_a_question_is_life_in_the_week_it_was_asked(days, quiet):
    assert told(member(1, "Ann"), requests=(request(1, days=days),)).quiet == quiet


def test_two_quiet_weeks_in_a_row_make_it_fortnightly():
    assert [cadence(weeks) for weeks in range(4)] == [*2 * [Cadence.WEEKLY], *2 * [Cadence.FORTNIGHTLY]]


def test_the_first_two_quiet_weeks_are_told_and_then_every_second():
    assert [goes_out(weeks) for weeks in range(8)] == [True, True, True, False, True, False, True, False]


@given(st.lists(st.booleans(), max_size=40))
def test_a_week_with_life_is_always_told_and_no_two_weeks_in_a_row_are_left_out(lives):
    quiet_weeks, sent = 0, []
    for life in lives:
        quiet_weeks = 0 if life else quiet_weeks + 1
        sent.append(goes_out(quiet_weeks))
        assert sent[-1] or not life
    assert (False, False) not in list(itertools.pairwise(sent))


# what is expected


def test_the_groups_own_plan_says_what_begins_and_what_ends():
    third = MONDAY + 3 * WEEK
    assert expected(ROADMAP, FROM_MONDAY, third) == (Expected(DL, None, third + 6 * DAY, None),)
    assert expected(ROADMAP, FROM_MONDAY, third + WEEK) == (Expected(NLP, third + WEEK, None, None),)
    sixth = MONDAY + 5 * WEEK
    assert expected(ROADMAP, FROM_MONDAY, sixth) == (
        Expected(DL, None, None, sixth + 6 * DAY),
        Expected(NLP, None, None, None),
    )


def test_with_a_common_end_the_topics_share_the_days_up_to_it():
    common = CommonDates(MONDAY, MONDAY + 8 * WEEK - DAY)
    told = [one for week in range(9) for one in expected(ROADMAP, common, MONDAY + week * WEEK) if one.limit]
    assert len(told) == len(ROADMAP.topics)
    assert told[-1].limit == MONDAY + 8 * WEEK - DAY


def test_before_its_start_and_after_its_end_a_plan_expects_nothing():
    assert expected(ROADMAP, FROM_MONDAY, MONDAY - WEEK) == ()
    assert expected(ROADMAP, FROM_MONDAY, FAR) == ()


def test_the_digest_looks_at_the_week_that_follows():
    assert told(member(1, "Ann"), week=MONDAY + 2 * WEEK).expected == expected(ROADMAP, FROM_MONDAY, MONDAY + 3 * WEEK)


@given(plain_roadmaps())
def test_every_beginning_target_and_limit_of_a_plan_is_told_in_exactly_one_week(roadmap):
    windows = make_plan(roadmap, Progress(MONDAY), MONDAY).windows
    last = max((window.limit for window in windows.values()), default=MONDAY)
    weeks = [expected(roadmap, FROM_MONDAY, MONDAY + count * WEEK) for count in range((last - MONDAY) // WEEK + 1)]
    for slug, window in windows.items():
        told = [one for week in weeks for one in week if one.topic.slug == slug]
        assert [one.begins for one in told if one.begins] == [window.start]
        assert [one.target for one in told if one.target] == [window.target]
        assert [one.limit for one in told if one.limit] == [window.limit]


# the call


def test_a_question_that_waits_is_the_call():
    waiting = request(1, days=-30)
    both = (member(1, "Ann", studied=True), member(2, "Ben"))
    assert told(*both, requests=(waiting,)).call == CallToAction(Ask.HELP, NLP, waiting)


def test_where_nobody_else_is_there_nobody_is_asked_to_help():
    waiting = request(1, days=-30)
    assert told(member(1, "Ann", studied=True), requests=(waiting,)).call == CallToAction(Ask.PARTNER)


def test_a_topic_that_ends_next_week_is_the_call_if_somebody_is_on_it():
    week = MONDAY + 2 * WEEK
    assert told(member(1, "Ann", studied=True, topics=(DL,)), week=week).call == CallToAction(Ask.FINISH, DL)
    assert told(member(1, "Ann", studied=True, topics=(TALK,)), week=week).call == CallToAction(Ask.PARTNER)


def test_a_topic_that_begins_next_week_is_the_call_otherwise():
    assert told(member(1, "Ann", studied=True), week=MONDAY + 3 * WEEK).call == CallToAction(Ask.BEGIN, NLP)


def test_where_nothing_waits_the_call_is_for_a_promise_to_ones_partner():
    digest = make_digest(
        [member(1, "Ann", studied=True)], (), ROADMAP, start=MONDAY, week=FAR, possible=Possible(promise=True)
    )
    assert digest.call == CallToAction(Ask.PROMISE)


def test_what_everybody_has_begun_is_not_asked_for():
    ann, week = member(1, "Ann", studied=True), MONDAY + 3 * WEEK
    digest = make_digest([ann], (), ROADMAP, start=MONDAY, week=week, possible=Possible(begun=frozenset({NLP.slug})))
    assert digest.call == CallToAction(Ask.PARTNER)


def test_where_nothing_is_possible_nothing_is_asked_for():
    ann = member(1, "Ann", studied=True)
    assert make_digest([ann], (), ROADMAP, start=MONDAY, week=FAR, possible=Possible(partner=False)).call is None


def test_where_nobody_has_a_partner_no_promise_to_one_is_asked_for():
    assert told(member(1, "Ann", studied=True)).call == CallToAction(Ask.PARTNER)


# the week it tells of


def test_a_digest_on_a_monday_tells_of_the_iso_week_that_is_over():
    assert days_told(MONDAY) == days_told(MONDAY, MONDAY - WEEK) == (MONDAY - WEEK, 7)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=30))
def test_digests_at_any_distance_below_three_weeks_miss_no_day_and_tell_none_twice(distances):
    digests = list(itertools.accumulate(distances, lambda day, days: day + days * DAY, initial=MONDAY))
    spans = [days_told(day, before) for before, day in itertools.pairwise(digests)]
    told = [first + count * DAY for first, days in spans for count in range(days)]
    assert told == [MONDAY + count * DAY for count in range(sum(distances))]


@given(plans(), st.integers(0, 6))
def test_digests_a_week_apart_tell_every_completion_once_whatever_their_weekday(plan, weekday):
    first = date(2026, 10, 5) + weekday * DAY
    digests = [first + count * WEEK for count in range(120)]
    plan = make_plan(plan.roadmap, plan.progress, digests[-1])
    weeks = (days_told(day, day - WEEK)[0] for day in digests)
    seen = [member_of(plan, learner=1, name="Ann", joined=True, week=week) for week in weeks]
    completed = [topic for one in seen for topic in one.completed]
    assert sorted(topic.slug for topic in completed) == sorted(t.slug for t in plan.with_status(Status.COMPLETED))
