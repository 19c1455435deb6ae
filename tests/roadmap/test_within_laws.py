"""The laws of steps within a topic, over any roadmap and any history; and every standing as it is reckoned day by day."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap import step_sayings
from roadmap.calendar import DAY
from roadmap.chains import Window
from roadmap.facts import EVERY_DAY, Fact, Kind, ProgressEvent, standing
from roadmap.inside import gained, inside, needed
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import TopicProgress
from roadmap.replan import after, end_named
from roadmap.replay import apply, replay
from roadmap.sayings import finish
from roadmap.step_lists import steps_in
from roadmap.stretch import is_unmeasured
from simulation import reckoning
from tests.roadmap.test_laws import FIRST_DAY, SAYINGS, days, histories, plans, step_lists


def worth(plan: Plan) -> int:
    """How well somebody stands, in days."""
    seen = plan.verdict
    return {Standing.AHEAD: seen.days, Standing.BEHIND: -seen.days, Standing.FINISHED: 10**6}.get(seen.standing, 0)


def some_topic(data: st.DataObject, plan: Plan) -> Topic:
    return data.draw(st.sampled_from(plan.roadmap.topics))


def ticks(data: st.DataObject, plan: Plan, topic: Topic) -> tuple[Fact, ...]:
    """Some steps ticked that were not; nothing else."""
    left = [step.slug for step in plan.inside(topic).left]
    slugs = data.draw(st.sets(st.sampled_from(left))) if left else set()
    told = step_sayings.tick(plan.progress, topic, slugs, plan.today)
    return tuple(fact for fact in told if fact.kind is Kind.STEP_DONE)


@given(plans(), st.data())
def test_ticking_a_step_never_makes_it_worse_and_moves_no_window(plan, data):
    ticked = after(plan, *ticks(data, plan, some_topic(data, plan)))
    assert worth(ticked) >= worth(plan)
    assert ticked.windows == plan.windows


@given(plans(), st.data(), st.integers(0, 40))
def test_completing_a_topic_never_makes_it_worse_whatever_day_is_said(plan, data, ago):
    topic, day = some_topic(data, plan), plan.today - ago * DAY
    state = plan.progress.of(topic.slug)
    assume(not state.finished and not (state.begun and day < state.begun))
    assert worth(after(plan, *finish(plan.progress, topic.slug, day, title=topic.title))) >= worth(plan)


@pytest.mark.drill
@given(plans(), st.data(), st.fractions(0, 1, max_denominator=50))
def test_the_steps_that_it_takes_until_so_much_is_done_are_no_more_and_no_fewer(plan, data, part):
    topic = some_topic(data, plan)
    seen, before = plan.inside(topic), plan.before.get(topic.slug, Fraction(0))
    assume(seen.left and before < 1)
    found = [step.slug for step in seen.next_until(needed(part, before))]

    def gains(count: int) -> Fraction:
        return gained(seen.share_of({*seen.ticked, *found[:count]}), before)

    assert found == [step.slug for step in seen.left][: len(found)]
    assert gains(len(found)) >= part
    assert len(found) == 1 or gains(len(found) - 1) < part


@given(plans(), st.data())
def test_unticking_is_the_inverse(plan, data):
    topic = some_topic(data, plan)
    news = ticks(data, plan, topic)
    ticked = after(plan, *news)
    back = after(ticked, *step_sayings.untick(ticked.progress, topic, {fact.step for fact in news}, plan.today))
    assert (back.progress.ticks, back.verdict, back.windows) == (plan.progress.ticks, plan.verdict, plan.windows)


@given(plans(), st.data())
def test_choosing_the_first_steps_of_a_topic_never_makes_it_worse_and_moves_no_window(plan, data):
    topic = some_topic(data, plan)
    assume(not plan.inside(topic).steps)
    chosen = after(plan, *step_sayings.choose(plan.progress, topic, data.draw(step_lists()), plan.today))
    assert worth(chosen) >= worth(plan)
    assert chosen.windows == plan.windows


@given(plans(), st.data())
def test_no_list_moves_a_window(plan, data):
    """A changed list may lower a share, and with it the verdict; what was planned stays planned."""
    topic, steps = some_topic(data, plan), data.draw(st.none() | st.just(()) | step_lists())
    assert after(plan, *step_sayings.choose(plan.progress, topic, steps, plan.today)).windows == plan.windows


@given(plans(), st.none() | st.integers(0, 300))
def test_right_after_planning_anew_from_today_everybody_is_on_track(plan, length):
    assume(all((state.completed or plan.today) <= plan.today for state in plan.progress.topics.values()))
    anew = plan.counting_from(plan.today)
    if length is not None:
        anew = end_named(plan.today, plan.today + length * DAY, shares=plan.shares)
    seen = after(plan, anew)
    assert seen.verdict.standing in {Standing.ON_TRACK, Standing.FINISHED}
    assert seen.parts == {}


@given(plans(), st.data())
def test_all_steps_ticked_complete_no_topic(plan, data):
    topic = some_topic(data, plan)
    slugs = {step.slug for step in plan.inside(topic).steps}
    ticked = after(plan, *step_sayings.tick(plan.progress, topic, slugs, plan.today))
    if plan.progress.of(topic.slug).status is not Status.COMPLETED:
        assert ticked.progress.of(topic.slug).status is not Status.COMPLETED
    assert ticked.inside(topic).is_done is bool(slugs)


@given(plans())
def test_shares_are_whole_numbers_over_whole_numbers(plan):
    shares = [*plan.before.values(), *plan.parts.values(), *(plan.inside(one).share for one in plan.roadmap.topics)]
    assert all(isinstance(share, Fraction) and 0 <= share <= 1 for share in shares)
    kept = json.loads(plan.shares or "{}")
    assert all(isinstance(number, int) for share in kept.values() for number in share)
    assert {slug: Fraction(*share) for slug, share in kept.items()} == {
        topic.slug: share for topic in plan.roadmap.topics if (share := plan.inside(topic).share)
    }


@given(histories(), days(), st.data())
def test_a_step_that_was_dropped_keeps_its_tick_for_when_it_comes_back(history, day, data):
    roadmap, events = history
    progress = replay(FIRST_DAY, events)
    topic = data.draw(st.sampled_from(roadmap.topics))
    before = inside(topic, progress)
    emptied = apply(progress, *step_sayings.choose(progress, topic, (), day))
    back = apply(emptied, *step_sayings.change(emptied, topic, before.steps, day))
    assert inside(topic, back).ticked == before.ticked


# as it was before there were steps


@given(histories(sayings=SAYINGS), days())
def test_without_steps_and_completions_on_the_first_day_all_is_as_in_the_first_release(history, today):
    roadmap, events = history
    progress = replay(FIRST_DAY, events)
    plan = make_plan(roadmap, progress, today)
    first_day = progress.first_day
    assume(all(state.completed != first_day or state.is_before for state in progress.topics.values()))
    counted = [topic for topic in roadmap.order if (day := progress.of(topic.slug).completed) and day > first_day]
    assert list(plan.verdict.completed) == [
        topic for topic in counted if progress.of(topic.slug).status is Status.COMPLETED
    ]
    if progress.end is None:
        assert {slug: window for slug, window in plan.windows.items() if not is_unmeasured(roadmap.by_slug[slug])} == (
            windows_of_the_first_release(plan)
        )


@given(plans())
def test_what_is_counted_on_the_first_day_makes_no_verdict_worse_than_the_first_release_had_it(plan):
    def left(state: TopicProgress) -> TopicProgress:
        is_before = state.is_before or bool(state.completed and state.completed <= plan.progress.first_day)
        return replace(state, is_before=is_before)

    topics = {slug: left(state) for slug, state in plan.progress.topics.items()}
    as_it_was = make_plan(plan.roadmap, replace(plan.progress, topics=topics), plan.today)
    assert worth(plan) >= worth(as_it_was)
    assert len(plan.overdue) <= len(as_it_was.overdue)


def windows_of_the_first_release(plan: Plan) -> dict[str, Window]:
    progress, calendar, found = plan.progress, plan.calendar, {}
    early = late = calendar.next_open(progress.first_day)
    for topic in plan.roadmap.order:
        state, days_ = progress.of(topic.slug), plan.ranges.get(topic.slug)
        left = state.status is Status.SKIPPED or (state.completed and state.completed <= progress.first_day)
        if days_ is None or left or is_unmeasured(topic):
            continue
        target, limit = calendar.end(early, days_.short), calendar.end(late, days_.long)
        if begun := state.counted_from:
            begun_until = calendar.end(begun, days_.short), calendar.end(begun, days_.long)
            found[topic.slug] = Window(begun, begun, *begun_until)
        else:
            found[topic.slug] = Window(early, late, target, limit)
        early, late = calendar.next_open(target + DAY), calendar.next_open(limit + DAY)
    return found


# as it is reckoned day by day


def chapters(plan: Plan) -> list[reckoning.Chapter]:
    """The topics as the reckoning takes them; how weekly hours stretch them is not its business."""
    found = []
    for topic in plan.roadmap.order:
        days_ = None if is_unmeasured(topic) else plan.ranges.get(topic.slug)
        steps = tuple((step.slug, step.minutes) for step in topic.steps)
        ends = (days_.short, days_.long) if days_ else (None, None)
        found.append(reckoning.Chapter(topic.slug, *ends, steps))
    return found


def words(events: Sequence[ProgressEvent]) -> list[reckoning.Word]:
    return [word(event.fact) for event in standing(events) if event.fact.kind in HEARD]


HEARD = frozenset(Kind) - {Kind.CHECKED_IN, Kind.SKILL_KNOWN, Kind.SKILL_UNKNOWN, Kind.HOURS_SET, Kind.UNDONE}


def word(fact: Fact) -> reckoning.Word:
    weekdays = (fact.weekdays or 0) & EVERY_DAY or EVERY_DAY  # beside them stands whether weeks stay as long as written
    chosen = frozenset(day for day in range(7) if weekdays >> day & 1)
    steps = None if fact.steps is None else tuple((step.slug, step.minutes) for step in steps_in(fact.steps))
    kind = "steps" if fact.kind in {Kind.STEPS_CHOSEN, Kind.STEPS_CHANGED} else fact.kind.value
    return reckoning.Word(
        kind=kind,
        day=fact.day,
        topic=fact.topic,
        step=fact.step,
        back=fact.back,
        weekdays=chosen,
        steps=steps,
        known=fact.known,
    )


@given(histories(most=12), days())
def test_everybody_stands_where_they_are_reckoned_to_stand_day_by_day(history, today: date):
    roadmap, events = history
    plan = make_plan(roadmap, replay(FIRST_DAY, events), today)
    seen = plan.verdict
    assert (seen.standing.value, seen.days) == reckoning.standing(FIRST_DAY, chapters(plan), words(events), today)
