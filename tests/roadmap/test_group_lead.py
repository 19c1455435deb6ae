"""What those who lead are told: laws over every group, and what the days of a flag are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from roadmap.group.lead import FEWEST, MOST_NAMED, Led, overview
from roadmap.group.sight import LEVEL_OF, Figures, Flag, Level, figures_of, flags_of, sight_of
from roadmap.model import Status
from roadmap.plan import Plan, make_plan
from roadmap.progress import Pause, Progress, TopicProgress
from tests.laws import tried_on
from tests.roadmap.group_strategies import MONDAY, NAMES, ROADMAP
from tests.roadmap.test_laws import plans

DAY = timedelta(days=1)
TODAY = date(2027, 3, 1)
NOTHING_TOLD = Figures()


def figures() -> SearchStrategy[Figures]:
    day = st.none() | st.dates(date(2027, 2, 20), date(2027, 3, 10))
    return st.builds(
        Figures,
        topic=st.sampled_from(("", "dl", "nlp", "cv")),
        quarter=st.none() | st.integers(0, 3),
        idle_from=day,
        longer_from=day,
        quiet_from=day,
        completed_on=day,
    )


def led() -> SearchStrategy[list[Led]]:
    one = st.builds(
        Led,
        id=st.integers(1, 10**6),
        name=st.sampled_from(NAMES),
        level=st.sampled_from(Level),
        figures=figures(),
        waits=st.booleans(),
    )
    return st.lists(one, max_size=12, unique_by=lambda member: member.id)


def names(told: object) -> list[tuple[str, int]]:
    return [one.member.alphabetical for one in told.flagged]  # type: ignore[attr-defined]


@tried_on(200)
@given(led(), st.randoms())
def test_permuting_the_figures_of_members_never_permutes_their_names(members, chance):
    """Whoever is named stands where the alphabet has them, whatever is told of anybody."""
    worths = [(one.level, one.figures, one.waits) for one in members]
    chance.shuffle(worths)
    others = [
        replace(one, level=level, figures=kept, waits=waits)
        for one, (level, kept, waits) in zip(members, worths, strict=True)
    ]
    both = [names(overview(these, len(these), TODAY)) for these in (members, others)]
    alphabet = sorted(one.alphabetical for one in members)
    for found in both:
        assert found == [one for one in alphabet if one in found]


@given(led(), st.randoms())
def test_the_order_in_which_members_come_changes_nothing(members, chance):
    shuffled = list(members)
    chance.shuffle(shuffled)
    assert overview(shuffled, 12, TODAY) == overview(members, 12, TODAY)


@tried_on(200)
@given(led())
def test_of_who_agreed_to_nothing_nothing_is_told_whatever_their_figures_say(members):
    agreed = [one for one in members if one.level is not Level.NOTHING]
    assert overview(members, 12, TODAY) == overview(agreed, 12, TODAY)
    assert {one.member.id for one in overview(members, 12, TODAY).flagged} <= {one.id for one in agreed}


@tried_on(200)
@given(led())
def test_a_flag_shows_from_the_level_that_contains_its_figure_and_no_earlier(members):
    for one in overview(members, 12, TODAY).flagged:
        assert all(one.member.level >= LEVEL_OF[flag] for flag in one.flags)
    without = [
        replace(one, figures=replace(one.figures, quiet_from=None)) if one.level < Level.STUDY_DAY else one
        for one in members
    ]
    told, other = (overview(these, 12, TODAY) for these in (members, without))
    assert (told.flags, told.topics, told.quarters, told.completed) == (
        *(other.flags, other.topics, other.quarters, other.completed),
    )
    assert [one.flags for one in told.flagged] == [one.flags for one in other.flagged]


@tried_on(200)
@given(led())
def test_nothing_is_added_up_over_fewer_than_five_people(members):
    told = overview(members, 12, TODAY)
    for spread in (told.topics, told.quarters):
        assert not spread or sum(spread.values()) >= FEWEST
    for flag in told.flags:
        assert sum(one.level >= LEVEL_OF[flag] for one in members) >= FEWEST
    few = overview(members[: FEWEST - 1], 12, TODAY)
    assert (few.topics, few.quarters, few.flags, few.completed) == ({}, {}, {}, None)


def test_five_on_topics_are_added_up_and_four_are_not():
    five = [
        Led(id=n, name=f"{n}", level=Level.STANDING, figures=Figures(topic="dl" if n % 2 else "nlp")) for n in range(5)
    ]
    assert overview(five, 5, TODAY).topics == {"dl": 2, "nlp": 3}
    assert overview(five[1:], 5, TODAY).topics == {}


@given(led())
def test_in_a_large_group_nobody_is_named_and_the_same_is_added_up(members):
    small, large = (overview(members, count, TODAY) for count in (MOST_NAMED, MOST_NAMED + 1))
    assert large.flagged == ()
    assert replace(large, members=small.members, flagged=small.flagged) == small


@given(led(), st.integers(1, 4))
def test_one_may_stand_for_many_of_whom_the_same_is_true(members, count):
    many = [one for one in members for _ in range(count)]
    as_one = [replace(one, count=count) for one in members]
    assert overview(as_one, MOST_NAMED + 1, TODAY) == overview(many, MOST_NAMED + 1, TODAY)


# what the figures are


@pytest.mark.drill
@tried_on(60)
@given(plans(), st.sampled_from(Level))
def test_figures_and_sights_hold_no_more_than_their_level(plan, level):
    seen, kept = sight_of(plan, level), figures_of(plan, level)
    if level is Level.NOTHING:
        assert seen is kept is None
    elif level is Level.STANDING:
        assert seen.last is None
        assert kept.quiet_from is None


@pytest.mark.drill
@tried_on(100)
@given(plans(), st.integers(1, 60))
def test_flags_stay_true_while_nothing_more_is_told(plan, days):
    """Worked out weeks ago they say what they would say if they were worked out today."""
    assume(plan.progress.end is None)
    later = make_plan(plan.roadmap, plan.progress, plan.today + days * DAY)
    assume(all(day <= plan.today for day in plan.progress.study_days))
    before, now = figures_of(plan, Level.STUDY_DAY), figures_of(later, Level.STUDY_DAY)
    assert flags_of(before, later.today, waits=False) == flags_of(now, later.today, waits=False)


def seen_on(today: date, studied: Sequence[date] = (), *, begun: date | None = None, pauses: tuple[Pause, ...] = ()):
    topics = {"dl": TopicProgress(Status.GOING_ON, begun, begun)} if begun else {}
    days = frozenset({*studied, *([begun] if begun else [])})
    plan: Plan = make_plan(ROADMAP, Progress(MONDAY, topics=topics, pauses=pauses, study_days=days), today)
    return flags_of(figures_of(plan, Level.STUDY_DAY), today, waits=False)


def test_ten_days_without_study_are_quiet_and_nine_are_not():
    last = MONDAY + 3 * DAY
    assert seen_on(last + 9 * DAY, [last], begun=MONDAY) == (Flag.MOVING,)
    assert seen_on(last + 10 * DAY, [last], begun=MONDAY) == (Flag.QUIET,)


def test_paused_days_make_nobody_quiet_and_of_an_open_pause_nothing_is_told():
    pause = Pause(MONDAY + 2 * DAY, MONDAY + 9 * DAY)
    assert seen_on(MONDAY + 16 * DAY, begun=MONDAY, pauses=(pause,)) == (Flag.MOVING,)
    assert seen_on(MONDAY + 17 * DAY, begun=MONDAY, pauses=(pause,)) == (Flag.QUIET,)
    assert seen_on(MONDAY + 90 * DAY, begun=MONDAY, pauses=(Pause(MONDAY + DAY),)) == ()


def test_who_began_nothing_has_a_week_before_it_is_said():
    assert seen_on(MONDAY + 6 * DAY) == ()
    assert seen_on(MONDAY + 7 * DAY) == (Flag.NEVER_BEGUN,)


def test_nobody_is_said_to_have_never_begun_before_their_plan_has():
    moved = Progress(MONDAY + 28 * DAY, enrolled=MONDAY)

    def seen(today: date) -> tuple[Flag, ...]:
        return flags_of(figures_of(make_plan(ROADMAP, moved, today), Level.STUDY_DAY), today, waits=False)

    assert seen(MONDAY + 10 * DAY) == ()
    assert seen(MONDAY + 34 * DAY) == ()
    assert seen(MONDAY + 35 * DAY) == (Flag.NEVER_BEGUN,)


def test_a_topic_takes_longer_than_planned_from_the_day_after_its_limit():
    limit = MONDAY + 41 * DAY
    assert Flag.LONGER not in seen_on(limit, [limit], begun=MONDAY)
    assert Flag.LONGER in seen_on(limit + DAY, [limit], begun=MONDAY)
