"""What is worked out at less cost is what it was: the end under other hours, days counted across pauses, days spent."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.calendar import StudyCalendar
from roadmap.facts import Fact, Kind
from roadmap.last_limit import Ending
from roadmap.lognormal import MOST_APART, Length, outlook
from roadmap.model import Duration, Hours, Roadmap, Topic
from roadmap.pace import days_spent
from roadmap.plan import Plan, make_plan
from roadmap.progress import Pause, Progress
from roadmap.replan import after, hours_set
from roadmap.replay import apply
from tests.laws import tried_on

FIRST_DAY, DAY = date(2027, 1, 4), timedelta(days=1)

days = st.integers(-40, 400).map(lambda count: FIRST_DAY + count * DAY)
spans = st.tuples(st.integers(1, 30), st.integers(0, 30)).map(lambda ends: (ends[0], sum(ends)))
weeks = spans.map(lambda ends: Duration.in_weeks(*ends))
hours = spans.map(lambda ends: Hours(*ends))
topics = st.lists(
    st.tuples(st.none() | weeks, st.none() | hours, st.none() | hours, st.booleans()), min_size=1, max_size=9
)
pauses = st.lists(st.tuples(days, st.none() | st.integers(1, 40)), max_size=5).map(
    lambda found: tuple(Pause(first, first + length * DAY if length else None) for first, length in found)
)
weekdays = st.none() | st.integers(1, 126)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any roadmap of a few topics, and any history on it."""
    stated = draw(topics)
    roadmap = Roadmap(
        "any",
        "Any",
        tuple(
            Topic(
                slug=f"t{place}",
                number=place,
                title=f"T {place}",
                duration=w,
                weekly_hours=e,
                total_hours=h,
                optional=o,
            )
            for place, (w, e, h, o) in enumerate(stated, 1)
        ),
    )
    told = st.sampled_from([Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED, Kind.REPLANNED, Kind.HOURS_SET])
    facts = draw(st.lists(st.tuples(told, days, st.integers(1, len(stated)), st.integers(1, 40)), max_size=12))
    progress = Progress(FIRST_DAY, pauses=draw(pauses), weekdays=draw(weekdays), weeks_stay=draw(st.booleans()))
    told_facts = [
        Fact(kind=kind, day=day, topic=f"t{topic}", minutes=30 * half_hours) for kind, day, topic, half_hours in facts
    ]
    return make_plan(roadmap, apply(progress, *told_facts), draw(days))


@pytest.mark.drill
@tried_on(60, deadline=None)
@given(plans(), st.integers(1, 200))
def test_the_end_under_other_hours_is_that_of_the_plan_made_anew(plan: Plan, half_hours: int) -> None:
    anew = after(plan, hours_set(30 * half_hours, plan.today)).last_day
    if anew is not None:
        assert Ending(plan).last_limit(30 * half_hours) == anew


@pytest.mark.drill
@tried_on(60, deadline=None)
@given(pauses, weekdays, days, days, st.integers(0, 120))
def test_counting_across_any_pauses_is_counting_day_by_day(
    paused: tuple[Pause, ...], chosen: int | None, today: date, first: date, count: int
) -> None:
    calendar = StudyCalendar(paused, today, chosen)
    ends = [(one.first, one.back or max(today + DAY, one.first)) for one in paused]

    def counts(day: date) -> bool:
        return bool((chosen or 127) >> day.weekday() & 1) and not any(begun <= day < back for begun, back in ends)

    following = [day for day in (first + number * DAY for number in range(2500)) if counts(day)]
    assert calendar.next_open(first) == following[0]
    assert calendar.after(first, count) == following[count]
    later = first + count * DAY
    assert calendar.between(first, later) == sum(first < day <= later for day in following)


@settings(deadline=None)
@given(plans())
def test_days_of_several_topics_are_shared_among_them_day_by_day(plan: Plan) -> None:
    spans = {
        slug: (state.begun, state.completed + DAY if state.completed else plan.today)
        for slug, state in plan.progress.topics.items()
        if state.begun and state.status.value in {"completed", "going on"}
    }
    spans = {slug: (begun, back) for slug, (begun, back) in spans.items() if begun < back}
    shared = dict.fromkeys(spans, 0.0)
    for day in (FIRST_DAY + number * DAY for number in range(-60, 460)):
        here = [slug for slug, (begun, back) in spans.items() if begun <= day < back]
        for slug in here:
            shared[slug] += plan.calendar.between(day - DAY, day) / len(here)
    found = days_spent(plan)
    assert found.keys() == shared.keys()
    assert all(abs(found[slug] - shared[slug]) < 1e-9 for slug in shared)


def test_of_very_many_topics_going_on_at_once_those_nearly_alike_are_taken_as_one_and_the_days_hardly_move() -> None:
    many = tuple(Length(20 + place * 0.37, 1 + place * 0.05) for place in range(4 * MOST_APART))
    told = {"mean": 0.0, "spread": 0.4, "noise": 0.3}
    near = outlook(many, **told)
    halves = [outlook(many[start::8], **told) for start in range(8)]  # so few that none is taken for another
    exact = sum(sum(part.share * part.mean for part in one.parts) for one in halves) / 8
    assert abs(near.quantile(0.5) / (8 * 2.718281828**exact) - 1) < 0.05
    assert near.quantile(0.9) > near.quantile(0.5)
