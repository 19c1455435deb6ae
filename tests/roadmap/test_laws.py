"""The laws of progress, plan and the counting of days, over any roadmap and any sequence of facts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from roadmap import sayings as facts
from roadmap import step_sayings
from roadmap.calendar import StudyCalendar
from roadmap.errors import AlreadyUndone, NothingToUndo
from roadmap.facts import EVERY_DAY, WEEKS_STAY, Fact, Kind, ProgressEvent
from roadmap.forecast import chance, forecast
from roadmap.inside import inside, kept_shares
from roadmap.model import Duration, Hours, Roadmap, Status, Step, Topic
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import Pause, Progress
from roadmap.reading.slugs import free_slug
from roadmap.replan import Way, after, end_named, replanning
from roadmap.replay import apply, replay
from roadmap.stretch import is_unmeasured
from roadmap.throughput import throughput

FIRST_DAY = date(2027, 1, 4)
DAY = timedelta(days=1)

Events = tuple[ProgressEvent, ...]

SAYINGS = (
    *("begin", "finish", "skip", "reopen", "check in", "pause", "resume", "replan", "undo"),
    *("hours", "days", "end"),
)
WITHIN_SAYINGS = (*("tick", "tick", "tick", "untick"), *("choose", "change", "known"))


@cache
def weekdays() -> SearchStrategy[int | None]:
    """The days of a week that count, as bits; None is every day."""
    return st.none() | st.integers(1, EVERY_DAY)


@cache
def days(*, before: int = 60, after: int = 500) -> SearchStrategy[date]:
    return st.integers(-before, after).map(lambda count: FIRST_DAY + count * DAY)


MINUTES = st.none() | st.integers(1, 90)
ENDS = st.tuples(st.integers(1, 8), st.integers(1, 8))
RANGES = st.none() | ENDS.map(lambda pair: Duration.in_weeks(min(pair), max(pair)))
EFFORTS = st.none() | ENDS.map(lambda pair: Hours(min(pair) / 2, max(pair) / 2))
TOTALS = st.none() | ENDS.map(lambda pair: Hours(min(pair) * 10, max(pair) * 10))
"""What is drawn again and again is made once: each new strategy is looked through before it is drawn from."""


@cache
@st.composite
def step_lists(draw: DrawFn) -> tuple[Step, ...]:
    """A few steps, with minutes or without."""
    return tuple(Step(f"s{at}", f"Step {at}", draw(MINUTES)) for at in range(draw(st.integers(1, 5))))


STEPS = st.just(()) | step_lists()
CHOSEN = st.none() | st.just(()) | step_lists()


@cache
@st.composite
def plain_roadmaps(draw: DrawFn) -> Roadmap:
    """Small acyclic roadmaps whose order is not that of their prerequisites; some topics have no weeks, some state
    their effort."""
    count = draw(st.integers(1, 6))
    ranks = draw(st.permutations(range(count)))
    return Roadmap(
        "any",
        "Any",
        tuple(
            Topic(
                slug=f"t{index}",
                number=index + 1,
                title=f"Topic {index}",
                duration=draw(RANGES),
                weekly_hours=draw(EFFORTS),
                total_hours=draw(TOTALS),
                optional=draw(st.booleans()),
                steps=draw(STEPS),
                prerequisites=tuple(
                    f"t{other}" for other in range(count) if ranks[other] < ranks[index] and draw(st.booleans())
                ),
            )
            for index in range(count)
        ),
    )


def said(
    draw: DrawFn, roadmap: Roadmap, progress: Progress, events: Events, sayings: Sequence[str] = SAYINGS
) -> tuple[Fact, ...]:
    """What one command says: the facts of a decision, or of a pause, a replanning, a check-in, of a step."""
    topic, day = draw(st.sampled_from(roadmap.topics)).slug, draw(days())
    saying = draw(st.sampled_from(sayings))
    if saying in WITHIN_SAYINGS:
        return said_within(draw, roadmap.by_slug[topic], progress, saying, day)
    match saying:
        case "begin":
            return facts.begin(progress, topic, day)
        case "finish":
            begun = progress.of(topic).begun
            link = draw(st.sampled_from(["", "https://a.b", "https://c.d"]))
            return facts.finish(progress, topic, max(day, begun or day), title=topic, link=link)
        case "skip":
            return facts.skip(progress, topic, day)
        case "reopen":
            return facts.reopen(progress, topic, day)
        case "check in":
            return (Fact(kind=Kind.CHECKED_IN, day=day, minutes=45),)
        case "pause":
            back = draw(st.none() | st.integers(1, 90).map(lambda count: day + count * DAY))
            return (Fact(kind=Kind.PAUSED, day=day, back=back),)
        case "resume":
            return (Fact(kind=Kind.RESUMED, day=day),)
        case "hours" | "days" | "end" | "replan":
            return (said_of_plan(draw, kept_shares(roadmap, progress), saying, day),)
        case _:
            return tuple(facts.undone(event, day) for event in facts.undo(events)) if facts.standing(events) else ()


def said_of_plan(draw: DrawFn, shares: str, saying: str, day: date) -> Fact:
    """What one command sets; ``shares`` are kept with what sets the day the plan counts from."""
    match saying:
        case "hours":
            return Fact(kind=Kind.HOURS_SET, day=day, minutes=draw(st.none() | st.integers(1, 6000)))
        case "days":
            return Fact(kind=Kind.DAYS_SET, day=day, weekdays=draw(st.none() | st.integers(1, EVERY_DAY | WEEKS_STAY)))
        case "end":
            return end_named(day, draw(st.none() | days()), shares=shares)
        case _:
            return Fact(kind=Kind.REPLANNED, day=day, shares=shares)


def said_within(draw: DrawFn, topic: Topic, progress: Progress, saying: str, day: date) -> tuple[Fact, ...]:
    """What one command says of the steps within a topic."""
    now = inside(topic, progress)
    slugs = draw(st.sets(st.sampled_from([step.slug for step in now.steps]))) if now.steps else set()
    match saying:
        case "tick":
            return step_sayings.tick(progress, topic, slugs, day)
        case "known":
            return step_sayings.known(progress, topic, slugs, day)
        case "untick":
            return step_sayings.untick(progress, topic, slugs, day)
        case "choose":
            return step_sayings.choose(progress, topic, draw(CHOSEN), day)
        case _:
            kept = [step for step in now.steps if draw(st.booleans())]
            new = Step(free_slug("new", {step.slug for step in kept}, ""), "New")
            return step_sayings.change(progress, topic, [*kept, new], day)


def told(events: Events, news: tuple[Fact, ...]) -> Events:
    """The events after one more saying."""
    first = max((event.position for event in events), default=0) + 1
    return (*events, *(ProgressEvent(first + index, first, fact) for index, fact in enumerate(news)))


def taken_back(events: Events, saying: int | None = None) -> Events:
    return told(events, tuple(facts.undone(event, FIRST_DAY) for event in facts.undo(events, saying)))


@cache
@st.composite
def histories(
    draw: DrawFn, *, most: int = 8, sayings: Sequence[str] = (*SAYINGS, *WITHIN_SAYINGS)
) -> tuple[Roadmap, Events]:
    """A roadmap, and what a learner said about it."""
    roadmap, events = draw(plain_roadmaps()), ()
    for _ in range(draw(st.integers(0, most))):
        events = told(events, said(draw, roadmap, replay(FIRST_DAY, events), events, sayings))
    return roadmap, events


@cache
@st.composite
def plans(draw: DrawFn) -> Plan:
    roadmap, events = draw(histories())
    return make_plan(roadmap, replay(FIRST_DAY, events), draw(days()))


@cache
@st.composite
def calendars(draw: DrawFn) -> tuple[tuple[Pause, ...], date, int | None]:
    """Pauses that touch, overlap, contain each other, are open; today; the weekdays that count."""
    pauses = st.builds(
        lambda first, length: Pause(first, None if length is None else first + length * DAY),
        days(before=30, after=60),
        st.none() | st.integers(1, 30),
    )
    return tuple(draw(st.lists(pauses, max_size=5))), draw(days(before=30, after=90)), draw(weekdays())


# progress


@given(histories())
def test_a_replay_equals_its_steps(history):
    _, events = history
    for count, event in enumerate(events):
        if event.fact.kind is not Kind.UNDONE:
            before = replay(FIRST_DAY, events[:count])
            assert replay(FIRST_DAY, events[: count + 1]) == apply(before, event.fact)


@given(histories())
def test_what_was_taken_back_was_never_said(history):
    _, events = history
    held = facts.standing(events)
    progress = Progress(FIRST_DAY)
    for event in held:
        progress = apply(progress, event.fact)
    assert replay(FIRST_DAY, events) == progress
    undone = {event.fact.undoes for event in events if event.fact.kind is Kind.UNDONE}
    assert {event.position for event in held} == {
        event.position for event in events if event.fact.kind is not Kind.UNDONE
    } - undone


@given(st.data())
def test_undo_is_the_inverse_of_any_one_saying(data):
    roadmap, events = data.draw(histories())
    before = replay(FIRST_DAY, events)
    news = said(data.draw, roadmap, before, ())
    if news:
        assert replay(FIRST_DAY, taken_back(told(events, news))) == before


@given(histories())
def test_undo_goes_on_down_to_nothing_and_then_says_so(history):
    _, events = history
    sayings = {event.saying for event in facts.standing(events)}
    for _ in sayings:
        events = taken_back(events)
    assert replay(FIRST_DAY, events) == Progress(FIRST_DAY)
    with pytest.raises(NothingToUndo):
        facts.undo(events)


@given(st.data())
def test_an_earlier_saying_is_taken_back_once_and_all_others_stay(data):
    _, events = data.draw(histories())
    held = facts.standing(events)
    if not held:
        return
    saying = data.draw(st.sampled_from(sorted({event.saying for event in held})))
    after = taken_back(events, saying)
    assert facts.standing(after) == tuple(event for event in held if event.saying != saying)
    with pytest.raises(AlreadyUndone):
        facts.undo(after, saying)


@given(histories(), days())
def test_any_fact_may_follow_any_other_and_there_is_still_a_plan(history, today):
    """Facts between may be taken back, so that the rest is replayed in a company it was not said in."""
    roadmap, events = history
    progress = Progress(FIRST_DAY)
    for event in reversed(facts.standing(events)):
        progress = apply(progress, event.fact)
    plan = make_plan(roadmap, progress, today)
    assert plan.verdict.days >= 0
    assert all(window.target <= window.limit for window in plan.windows.values())


# the plan


@given(plans())
def test_every_window_begins_before_its_target_and_its_limit_is_not_before_it(plan):
    for window in plan.windows.values():
        assert window.start <= window.target <= window.limit
        assert window.start <= window.late_start <= window.limit


@given(plans())
def test_no_topic_begins_before_the_end_of_its_prerequisites_in_the_same_chain(plan):
    """Where an end was named several topics may share a day, and their order is that of their slots."""
    if plan.progress.end:
        return
    own = {topic.slug for topic in plan.roadmap.topics if is_unmeasured(topic)}
    planned = {slug: w for slug, w in plan.windows.items() if slug not in own and not plan.progress.of(slug).begun}
    for topic in plan.roadmap.topics:
        for slug in topic.prerequisites:
            if topic.slug in planned and slug in planned:
                assert planned[topic.slug].start > planned[slug].target
                assert planned[topic.slug].late_start > planned[slug].limit


@given(plain_roadmaps(), days())
def test_topics_not_begun_follow_one_another_without_a_gap(roadmap, first_day):
    windows = make_plan(roadmap, Progress(first_day), first_day).windows
    in_order = [windows[topic.slug] for topic in roadmap.order if topic.slug in windows]
    assert [window.start for window in in_order] == [first_day, *(window.target + DAY for window in in_order)][
        : len(in_order)
    ]
    assert [window.late_start for window in in_order] == [first_day, *(w.limit + DAY for w in in_order)][
        : len(in_order)
    ]


@given(plain_roadmaps())
def test_every_topic_with_a_range_has_a_window_and_no_other(roadmap):
    plan = make_plan(roadmap, Progress(FIRST_DAY), FIRST_DAY)
    assert set(plan.windows) == {t.slug for t in roadmap.topics if t.duration or (t.total_hours and t.weekly_hours)}


@given(plain_roadmaps(), days(), st.integers(-2000, 2000), days())
def test_another_first_day_moves_every_window_by_as_many_days(roadmap, first_day, count, today):
    moved = make_plan(roadmap, Progress(first_day + count * DAY), today).windows
    for slug, window in make_plan(roadmap, Progress(first_day), today).windows.items():
        assert moved[slug].start - window.start == count * DAY
        assert moved[slug].late_start - window.late_start == count * DAY
        assert moved[slug].target - window.target == count * DAY
        assert moved[slug].limit - window.limit == count * DAY


@given(plain_roadmaps(), st.integers(1, 100), days())
def test_a_pause_before_everything_moves_every_window_by_its_length(roadmap, count, today):
    paused = Progress(FIRST_DAY, pauses=(Pause(FIRST_DAY, FIRST_DAY + count * DAY),))
    moved = make_plan(roadmap, paused, today).windows
    for slug, window in make_plan(roadmap, Progress(FIRST_DAY), today).windows.items():
        assert moved[slug].start - window.start == count * DAY
        assert moved[slug].late_start - window.late_start == count * DAY
        assert moved[slug].target - window.target == count * DAY
        assert moved[slug].limit - window.limit == count * DAY


@given(histories(), days())
def test_beginning_a_topic_moves_no_other(history, day):
    roadmap, events = history
    progress = replay(FIRST_DAY, events)
    before = make_plan(roadmap, progress, day).windows
    for topic in roadmap.topics:
        if progress.of(topic.slug).status is not Status.NOT_STARTED:
            continue
        begun = apply(progress, Fact(kind=Kind.BEGUN, day=day, topic=topic.slug))
        after = make_plan(roadmap, begun, day).windows
        assert {slug: w for slug, w in after.items() if slug != topic.slug} == {
            slug: w for slug, w in before.items() if slug != topic.slug
        }


@given(plans())
def test_where_every_day_counts_a_topic_is_overdue_if_and_only_if_it_is_unfinished_and_past_its_limit(plan):
    plan = make_plan(plan.roadmap, replace(plan.progress, pauses=(), weekdays=None), plan.today)
    expected = [
        topic
        for topic in plan.roadmap.order
        if topic.slug in plan.windows
        and not plan.progress.of(topic.slug).finished
        and plan.today > plan.windows[topic.slug].limit
    ]
    assert list(plan.overdue) == expected
    for topic in expected:
        assert plan.days_over(topic) == (plan.today - plan.windows[topic.slug].limit).days


@given(histories(), days())
def test_a_finished_roadmap_is_never_overdue_and_its_verdict_is_finished(history, today):
    roadmap, events = history
    for topic in roadmap.topics:
        progress = replay(FIRST_DAY, events)
        begun = progress.of(topic.slug).begun
        events = told(events, facts.finish(progress, topic.slug, begun or FIRST_DAY, title=topic.title))
    plan = make_plan(roadmap, replay(FIRST_DAY, events), today)
    assert plan.overdue == ()
    assert plan.suggestions == ()
    assert plan.verdict.standing is Standing.FINISHED


@given(plans())
def test_the_verdict_is_finished_only_when_every_topic_is(plan):
    open_topics = [topic for topic in plan.roadmap.topics if not plan.progress.of(topic.slug).finished]
    assert (plan.verdict.standing is Standing.FINISHED) == (not open_topics)


@given(plain_roadmaps(), days())
def test_a_new_learner_is_never_behind_on_the_first_day(roadmap, first_day):
    plan = make_plan(roadmap, Progress(first_day), first_day)
    assert plan.verdict.standing is Standing.ON_TRACK
    assert plan.overdue == ()


@given(plans())
def test_nobody_is_ahead_and_behind_at_once(plan):
    verdict = plan.verdict
    assert verdict.days >= 0
    if verdict.standing is Standing.BEHIND:
        assert verdict.bound
        assert verdict.bound < plan.today
        assert plan.calendar.between(plan.today, verdict.earned) <= 0
    if verdict.standing is Standing.AHEAD:
        assert plan.today < verdict.earned


@given(plans())
def test_suggestions_list_every_topic_not_started_and_no_other(plan):
    suggested = [offer.topic.slug for offer in plan.suggestions]
    assert sorted(suggested) == sorted(
        topic.slug for topic in plan.roadmap.topics if plan.progress.of(topic.slug).status is Status.NOT_STARTED
    )


@given(plans())
def test_a_topic_whose_prerequisites_are_met_is_suggested_before_any_other(plan):
    unmet = [bool(offer.unmet) for offer in plan.suggestions]
    assert unmet == sorted(unmet)


# the forecast, and planning anew


@given(plans())
def test_whatever_happened_a_forecast_is_not_in_the_past_and_the_safe_day_not_before_the_likely_one(plan):
    found = forecast(plan)
    unfinished = {topic.slug for topic in plan.roadmap.topics if not plan.progress.of(topic.slug).finished}
    known = unfinished & set(plan.ranges)
    seen = throughput(plan)
    assert (found is not None) == bool(known or (unfinished and seen and seen.topics))
    assert found is None or (found.throughput is None) == bool(known)
    if found:
        assert plan.today <= found.likely <= found.safe
        assert {topic.slug for topic in (*found.left, *found.unknown)} == unfinished
        assert chance(plan, found, found.safe) >= chance(plan, found, found.likely)


@given(plans(), st.sampled_from(Way))
def test_planning_anew_counts_from_today_and_is_what_its_facts_come_to(plan, way):
    found = replanning(plan, way)
    if found:
        assert found.plan.progress.first_day == plan.today
        assert found.plan.windows == after(plan, *found.facts).windows
        assert not [topic for topic in found.plan.overdue if topic.slug in plan.windows]
    if found and way is Way.HOURS:
        assert found.plan.last_day <= plan.last_day


# counting days


def counts(pauses: tuple[Pause, ...], today: date, chosen: int | None, day: date) -> bool:
    """Whether a day counts, asked of each pause alone; an open one lasts up to and including today."""
    is_chosen = chosen is None or bool(chosen & 2 ** day.weekday())
    return is_chosen and not any(pause.first <= day < (pause.back or today + DAY) for pause in pauses)


@given(calendars(), days(before=60, after=120), days(before=60, after=120))
def test_days_between_are_those_that_count_one_by_one(calendar, earlier, later):
    pauses, today, chosen = calendar
    earlier, later = min(earlier, later), max(earlier, later)
    walked = sum(counts(pauses, today, chosen, earlier + n * DAY) for n in range(1, (later - earlier).days + 1))
    assert StudyCalendar(pauses, today, chosen).between(earlier, later) == walked
    assert StudyCalendar(pauses, today, chosen).between(later, earlier) == -walked


@given(calendars(), days(before=60, after=120), st.integers(0, 120))
def test_the_day_after_so_many_is_the_next_that_counts(calendar, first, length):
    pauses, today, chosen = calendar
    open_days = (day for n in range(2000) if counts(pauses, today, chosen, day := first + n * DAY))
    counted = [next(open_days) for _ in range(length + 1)]
    assert StudyCalendar(pauses, today, chosen).after(first, length) == counted[length]
    assert StudyCalendar(pauses, today, chosen).next_open(first) == counted[0]
    if length:
        assert StudyCalendar(pauses, today, chosen).end(first, length) == counted[length - 1]


@given(histories(), days())
def test_while_a_pause_is_open_nobody_falls_further_behind(history, day):
    roadmap, events = history
    progress = replay(FIRST_DAY, told(events, (Fact(kind=Kind.PAUSED, day=day),)))
    seen = [make_plan(roadmap, progress, day + count * DAY) for count in (0, 1, 30)]
    overdue = [[plan.days_over(topic) for topic in roadmap.topics] for plan in seen]
    assert overdue[0] == overdue[1] == overdue[2]
    if progress.first_day <= day:
        verdicts = [(plan.verdict.standing, plan.verdict.days) for plan in seen]
        assert verdicts[0] == verdicts[1] == verdicts[2]
