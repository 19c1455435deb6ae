"""An end that the learner named: the days up to it shared among what is left, and no window without one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import StudyCalendar
from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Roadmap, Topic
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import NamedEnd, Pause, Progress
from roadmap.replan import Way, end_at, end_named, replanning
from roadmap.replay import apply, replay
from roadmap.sayings import undo, undone
from roadmap.shares import Share, Sharing
from tests.roadmap.test_laws import FIRST_DAY, calendars, days, histories, taken_back, told, weekdays

DAY = timedelta(days=1)


def bare(count: int, duration: Duration | None = None) -> Roadmap:
    return Roadmap(
        "bare",
        "Bare",
        tuple(Topic(slug=f"t{n}", number=n, title=f"Topic {n}", duration=duration) for n in range(1, count + 1)),
    )


def in_days(count: int) -> date:
    return FIRST_DAY + count * DAY


def plan(roadmap: Roadmap, *facts: Fact, today: int = 0) -> Plan:
    return make_plan(roadmap, apply(Progress(FIRST_DAY), *facts), in_days(today))


def done(number: int, day: int) -> Fact:
    return Fact(kind=Kind.COMPLETED, day=in_days(day), topic=f"t{number}")


def limits(seen: Plan) -> list[int]:
    return [(window.limit - FIRST_DAY).days for window in seen.windows.values()]


# without one


def test_one_topic_begun_and_done_on_the_same_day_makes_no_other_overdue_a_week_later():
    """The fault as it was told: every other topic had a window of one day, and "Behind by 7 days"."""
    seen = plan(bare(20), Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1"), done(1, 0), today=7)
    assert (seen.windows, seen.overdue, seen.is_dated) == ({}, (), False)
    assert seen.verdict.standing is Standing.ON_TRACK


@given(histories(), days())
def test_without_durations_and_without_an_end_nobody_is_ahead_or_behind_and_nothing_is_overdue(history, today):
    roadmap, events = history
    unmeasured = Roadmap(
        "bare", "Bare", tuple(Topic(slug=t.slug, number=t.number, title=t.title) for t in roadmap.topics)
    )
    facts = [event for event in events if event.fact.kind is not Kind.END_NAMED]
    seen = make_plan(unmeasured, replay(FIRST_DAY, facts), today)
    assert (seen.windows, seen.overdue, seen.last_day) == ({}, (), None)
    assert seen.verdict.standing not in {Standing.AHEAD, Standing.BEHIND}


def test_on_a_paused_first_day_completing_what_has_no_length_puts_nobody_ahead():
    facts = (
        Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1"),
        Fact(kind=Kind.PAUSED, day=FIRST_DAY),
        Fact(kind=Kind.COMPLETED, day=FIRST_DAY, topic="t1"),
    )
    assert plan(bare(2), *facts).verdict.standing is Standing.ON_TRACK


# the shares


def test_ten_days_are_shared_among_four_topics_and_the_last_ends_on_the_day_named():
    seen = plan(bare(4), end_named(FIRST_DAY, in_days(9)))
    assert limits(seen) == [2, 4, 7, 9]
    assert [(w.start - FIRST_DAY).days for w in seen.windows.values()] == [0, 3, 5, 8]


def test_more_topics_than_days_share_them():
    assert limits(plan(bare(7), end_named(FIRST_DAY, in_days(2)))) == [0, 0, 1, 1, 2, 2, 2]


def test_an_end_overrides_the_recommended_durations_and_leaves_them_to_the_forecast():
    seen = plan(bare(2, Duration.in_weeks(4, 6)), end_named(FIRST_DAY, in_days(19)))
    assert limits(seen) == [9, 19]
    assert seen.ranges["t1"].short == 28


def test_what_is_completed_out_of_order_takes_the_first_shares():
    seen = plan(bare(4), end_named(FIRST_DAY, in_days(9)), done(4, 1), today=4)
    assert list(seen.windows) == ["t4", "t1", "t2", "t3"]
    assert seen.verdict.standing is Standing.ON_TRACK
    assert seen.overdue == ()
    assert plan(bare(4), end_named(FIRST_DAY, in_days(9)), done(4, 1), today=5).verdict.standing is Standing.BEHIND


def test_a_topic_begun_early_or_late_keeps_its_share():
    begun = Fact(kind=Kind.BEGUN, day=in_days(1), topic="t4")
    named = end_named(FIRST_DAY, in_days(9))
    assert plan(bare(4), named, begun, today=1).windows == plan(bare(4), named, today=1).windows


def test_a_skipped_topic_leaves_its_days_to_the_others_and_a_reopened_one_takes_them_back():
    named, skip = end_named(FIRST_DAY, in_days(9)), Fact(kind=Kind.SKIPPED, day=FIRST_DAY, topic="t2")
    assert limits(plan(bare(3), named, skip)) == [4, 9]
    back = Fact(kind=Kind.REOPENED, day=FIRST_DAY, topic="t2")
    assert limits(plan(bare(3), named, skip, back)) == limits(plan(bare(3), named))


def test_a_pause_told_later_is_made_up_behind_it_and_makes_nothing_overdue():
    named, pause = end_named(FIRST_DAY, in_days(19)), Fact(kind=Kind.PAUSED, day=in_days(4), back=in_days(14))
    seen = plan(bare(10), named, done(1, 1), done(2, 3), pause, today=13)
    assert limits(seen) == [1, 3, 14, 15, 16, 16, 17, 18, 19, 19]
    assert seen.overdue == ()
    assert seen.verdict.standing is not Standing.BEHIND


def test_a_pause_known_when_the_end_was_named_is_shared_around():
    pause = Fact(kind=Kind.PAUSED, day=in_days(4), back=in_days(14))
    assert limits(plan(bare(5), pause, end_named(FIRST_DAY, in_days(19)))) == [1, 3, 15, 17, 19]


def test_days_that_are_not_studied_on_are_in_no_share_and_yet_the_last_ends_on_the_day_named():
    friday_to_sunday = Fact(kind=Kind.DAYS_SET, day=FIRST_DAY, weekdays=0b0010000)
    assert limits(plan(bare(2), friday_to_sunday, end_named(FIRST_DAY, in_days(13)))) == [4, 13]


def shares(progress, named, today, count) -> list[Share]:
    """The shares of so many topics of which nothing was done before."""
    return list(Sharing(progress, named, today, {f"t{place}": 1 for place in range(count)}).shares.values())


@given(
    calendars(),
    weekdays(),
    st.integers(1, 60),
    st.integers(0, 300),
    st.integers(0, 200),
    st.sets(st.integers(0, 5)),
)
def test_the_last_share_ends_on_the_day_named_and_every_one_has_a_day(calendar, chosen, count, length, today, known):
    pauses, _, _ = calendar
    firsts = frozenset(pause.first for place, pause in enumerate(pauses) if place in known)
    end = in_days(length)
    progress = Progress(FIRST_DAY, pauses=pauses, weekdays=chosen, end=NamedEnd(end, firsts))
    found = shares(progress, NamedEnd(end, firsts), in_days(today), count)
    assert found[-1].limit == end
    assert all(share.start <= share.limit <= end for share in found)
    assert [share.limit for share in found] == sorted(share.limit for share in found)


@given(weekdays(), st.integers(1, 60), st.integers(0, 300))
def test_no_two_shares_differ_by_more_than_a_day(chosen, count, length):
    progress, end = Progress(FIRST_DAY, weekdays=chosen), in_days(length)
    found = shares(progress, NamedEnd(end), FIRST_DAY, count)
    calendar = StudyCalendar((), FIRST_DAY, chosen)
    if calendar.between(FIRST_DAY - DAY, end) >= count:
        taken = [max(1, calendar.between(share.start - DAY, share.limit)) for share in found]
        assert sum(taken) == calendar.between(FIRST_DAY - DAY, end)
        assert max(taken) - min(taken) <= 1


@given(histories(), days(before=0, after=40), st.integers(0, 200), st.integers(0, 240))
def test_whoever_names_an_end_is_behind_only_where_a_topic_is_overdue(history, day, length, later):
    """And always where one is, unless steps of others make up for it."""
    roadmap, events = history
    progress = replay(FIRST_DAY, told(events, (end_named(day, day + length * DAY),)))
    seen = make_plan(roadmap, progress, day + later * DAY)
    is_behind = seen.verdict.standing is Standing.BEHIND
    assert seen.overdue or not is_behind
    assert is_behind or seen.verdict.parts or not seen.overdue
    if seen.unfinished:
        assert seen.last_day == day + length * DAY


@given(histories(), days(before=0, after=40), st.integers(0, 200), st.integers(0, 240), st.data())
def test_completing_a_topic_never_makes_it_worse(history, day, length, later, data):
    roadmap, events = history
    progress = replay(FIRST_DAY, told(events, (end_named(day, day + length * DAY),)))
    today = day + later * DAY
    before = make_plan(roadmap, progress, today)
    if before.unfinished:
        one = data.draw(st.sampled_from(before.unfinished))
        after = make_plan(roadmap, apply(progress, Fact(kind=Kind.COMPLETED, day=today, topic=one.slug)), today)
        assert len(after.overdue) <= len(before.overdue)


@given(histories(), days(before=0, after=40), st.integers(1, 200), st.integers(0, 100))
def test_while_a_pause_is_open_nobody_with_an_end_falls_further_behind(history, day, length, later):
    roadmap, events = history
    paused = day + later * DAY
    progress = replay(FIRST_DAY, told(events, (end_named(day, day + length * DAY),)))
    progress = apply(progress, Fact(kind=Kind.PAUSED, day=paused))
    seen = [make_plan(roadmap, progress, paused + count * DAY) for count in (0, 1, 30)]
    assert len({len(one.overdue) for one in seen}) == 1
    behind = [one.verdict.days for one in seen if one.verdict.standing is Standing.BEHIND]
    assert len(behind) in {0, 3}
    assert len(set(behind)) <= 1


@given(histories(), days(before=0, after=40), st.integers(1, 200))
def test_undo_takes_the_end_back_as_if_it_had_never_been_named(history, day, length):
    _, events = history
    named = told(events, (end_named(day, day + length * DAY),))
    assert replay(FIRST_DAY, taken_back(named)) == replay(FIRST_DAY, events)
    assert undone(undo(named)[0], day).kind is Kind.UNDONE


# and what becomes of it


def test_a_new_first_day_keeps_the_end_until_it_lies_behind_it():
    named = end_named(FIRST_DAY, in_days(9))
    moved = Fact(kind=Kind.REPLANNED, day=in_days(5))
    assert limits(plan(bare(2), named, moved)) == [7, 9]
    over = Fact(kind=Kind.REPLANNED, day=in_days(10))
    assert not plan(bare(2), named, over).is_dated


def test_an_end_is_unset_and_then_there_are_the_windows_of_before():
    named = end_named(FIRST_DAY, in_days(9))
    assert plan(bare(2), named, end_named(FIRST_DAY, None)).windows == {}
    timed = plan(bare(2, Duration.in_weeks(1, 2)), named, end_named(FIRST_DAY, None))
    assert timed.windows == plan(bare(2, Duration.in_weeks(1, 2))).windows


def test_stretching_a_named_end_keeps_what_each_topic_had():
    behind = plan(bare(4), end_named(FIRST_DAY, in_days(7)), done(1, 1), today=6)
    stretched = replanning(behind, Way.STRETCH)
    assert stretched
    assert stretched.plan.last_day == in_days(11)  # three topics of two days each, from the seventh day on
    assert stretched.plan.overdue == ()
    assert replanning(behind, Way.HOURS) is None


def test_there_is_nothing_to_stretch_without_windows():
    assert replanning(plan(bare(4)), Way.STRETCH) is None


@pytest.mark.parametrize(("a_week", "last"), [(1, 27), (2, 13), (4, 6), (30, 0)])
def test_a_pace_names_the_day_it_leads_to(a_week, last):
    assert end_at(plan(bare(4)), a_week) == in_days(last)


def test_a_pause_from_before_the_end_was_named_is_not_told_twice():
    progress = apply(
        Progress(FIRST_DAY),
        Fact(kind=Kind.PAUSED, day=in_days(3)),
        end_named(FIRST_DAY, in_days(9)),
        Fact(kind=Kind.RESUMED, day=in_days(5)),
    )
    assert progress.end == NamedEnd(in_days(9), frozenset({in_days(3)}))
    assert progress.pauses == (Pause(in_days(3), in_days(5)),)
