"""Steps within topics, case by case: the worked examples of docs/architecture.md, lists that are chosen and changed, ticks that
outlive both."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap import step_sayings
from roadmap.calendar import DAY
from roadmap.errors import LengthOutOfBounds, TitleEmpty, TooManySteps
from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.forecast import forecast, pace_needed
from roadmap.inside import MOST_KEPT, inside, kept_shares, with_own_steps
from roadmap.model import Duration, Roadmap, Status, Step, Topic, Written
from roadmap.on_time import on_time
from roadmap.pace import NOISE, PRIOR_SPREAD, own_pace
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import Progress
from roadmap.replan import Way, after, end_named, replanning
from roadmap.replay import apply, replay
from roadmap.step_lists import MOST_STEPS, kept, steps_in
from roadmap.step_sayings import listed
from roadmap.stretch import Range
from roadmap.versions import succeed
from tests.roadmap.test_laws import plans
from tests.roadmap.test_worked_example import FIRST_DAY, ROADMAP

LESSONS = tuple(Step(f"lesson-{n}", f"Lesson {n}") for n in range(1, 10))
DEEP = ROADMAP.topics[0]
BEGUN = Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1")
CHOSEN = Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t1", steps=kept(LESSONS))
SUNDAY = date(2027, 1, 24)


def ticked(*numbers: int, day: date = SUNDAY, topic: str = "t1") -> tuple[Fact, ...]:
    return tuple(Fact(kind=Kind.STEP_DONE, day=day, topic=topic, step=f"lesson-{number}") for number in numbers)


def known(*numbers: int) -> tuple[Fact, ...]:
    """Lessons of nine that were known at the enrolment."""
    slugs = {f"lesson-{number}" for number in numbers}
    return step_sayings.known(apply(Progress(FIRST_DAY), CHOSEN), DEEP, slugs, FIRST_DAY)


def plan(*said: Fact, today: date = SUNDAY, roadmap: Roadmap = ROADMAP) -> Plan:
    return make_plan(roadmap, apply(Progress(FIRST_DAY), *said), today)


FOUR = (BEGUN, CHOSEN, *ticked(1, 2, 3, 4))


# the worked example


def test_four_of_nine_lessons_after_three_weeks_are_on_track_and_one_lesson_late():
    seen = plan(*FOUR)
    assert (seen.verdict.standing, seen.verdict.earned, seen.verdict.bound) == (
        Standing.ON_TRACK,
        date(2027, 1, 16),
        date(2027, 2, 14),
    )
    found = on_time(seen, DEEP)
    assert found
    assert not found.is_on_time
    assert [step.title for step in found.needed] == ["Lesson 5"]
    assert on_time(plan(*FOUR, *ticked(5)), DEEP).is_on_time


def test_re_planned_in_the_middle_what_is_left_of_it_is_planned_and_the_next_topics_follow():
    before = plan(*FOUR, today=date(2027, 3, 15))
    assert before.verdict.standing is Standing.BEHIND
    (way,) = (one for one in (replanning(before, Way.STRETCH),) if one)
    seen = way.plan
    assert seen.planned["t1"] == Range(16, 24)
    assert seen.ranges["t1"] == Range(28, 42)
    assert seen.verdict.standing is Standing.ON_TRACK
    window, following = seen.windows["t1"], seen.windows["t2"]
    assert (window.start, window.target, window.limit) == (date(2027, 3, 15), date(2027, 3, 30), date(2027, 4, 7))
    assert (following.start, following.late_start) == (date(2027, 3, 31), date(2027, 4, 8))
    assert after(before, *way.facts).windows == seen.windows


def test_a_lesson_more_after_that_counts_as_a_fifth_of_what_was_left():
    before = plan(*FOUR, today=date(2027, 3, 15))
    seen = after(before, before.counting_from(before.today), *ticked(5, day=date(2027, 3, 15)))
    assert seen.parts == {"t1": Fraction(1, 5)}
    assert seen.verdict.earned == date(2027, 3, 18)
    assert seen.verdict.standing is Standing.AHEAD


def test_a_topic_whose_steps_are_all_ticked_when_re_planned_keeps_one_day_and_gains_nothing():
    before = plan(*FOUR, *ticked(5, 6, 7, 8, 9), today=date(2027, 3, 15))
    seen = before.from_today
    assert seen.planned["t1"] == Range(1, 1)
    assert seen.parts == {}
    assert seen.verdict.standing is Standing.ON_TRACK
    assert seen.progress.of("t1").status is Status.GOING_ON


def test_steps_of_a_skipped_topic_stay_and_count():
    seen = plan(*FOUR, Fact(kind=Kind.SKIPPED, day=SUNDAY, topic="t1"))
    assert seen.parts == {"t1": Fraction(4, 9)}
    assert (seen.verdict.earned, seen.verdict.bound) == (date(2027, 1, 16), date(2027, 1, 4) + (18 + 28 - 1) * DAY)


def test_steps_of_topics_behind_the_first_reach_further_at_both_ends():
    second = (
        Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t2", steps=kept(LESSONS)),
        *ticked(1, 2, 3, topic="t2"),
    )
    seen = plan(*second)
    assert seen.verdict.earned == FIRST_DAY + 7 * DAY
    assert seen.verdict.bound == FIRST_DAY + (42 + 9 - 1) * DAY


def test_steps_with_lengths_weigh_by_their_minutes_and_only_where_all_have_some():
    timed = (Step("lesson-1", "One", 30), Step("lesson-2", "Two", 60))
    chosen = Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t1", steps=kept(timed))
    assert plan(chosen, *ticked(1)).parts == {"t1": Fraction(1, 3)}
    half = Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t1", steps=kept((timed[0], Step("lesson-2", "Two"))))
    assert plan(half, *ticked(1)).parts == {"t1": Fraction(1, 2)}


def test_what_was_known_at_the_enrolment_is_no_part_of_the_plan():
    seen = plan(CHOSEN, *known(1, 2, 3), today=FIRST_DAY)
    assert seen.planned["t1"] == Range(19, 28)
    assert (seen.parts, seen.verdict.standing) == ({}, Standing.ON_TRACK)
    assert plan(CHOSEN, *known(1, 2, 3), *ticked(4)).parts == {"t1": Fraction(1, 6)}


def test_an_end_is_shared_by_what_is_left_of_each_topic():
    two = Roadmap("two", "Two", tuple(Topic(slug=f"t{n}", number=n, title=f"Topic {n}", steps=LESSONS) for n in (1, 2)))
    before = plan(*ticked(1, 2, 3, 4, 5, 6), roadmap=two)
    seen = after(before, end_named(SUNDAY, SUNDAY + 7 * DAY, shares=before.shares))
    assert [seen.windows[slug].limit for slug in ("t1", "t2")] == [SUNDAY + DAY, SUNDAY + 7 * DAY]
    assert seen.verdict.standing is Standing.ON_TRACK
    further = after(seen, *ticked(7, 8, 9), *ticked(1, 2, 3, topic="t2"))
    assert further.windows == seen.windows
    assert further.verdict.earned == SUNDAY + 4 * DAY
    later = make_plan(two, further.progress, SUNDAY + 5 * DAY)
    stretched = replanning(later, Way.STRETCH)
    assert stretched
    assert stretched.plan.last_day == later.today + 3 * DAY, "two thirds of a topic, at six days each"


def test_another_list_moves_no_window_even_where_some_of_it_was_known():
    before = plan(CHOSEN, *known(1, 2, 3), today=FIRST_DAY)
    none = after(before, *step_sayings.choose(before.progress, DEEP, (), FIRST_DAY))
    again = after(none, *step_sayings.choose(none.progress, DEEP, LESSONS, FIRST_DAY))
    assert before.windows == none.windows == again.windows
    assert again.inside(DEEP).ticked == before.inside(DEEP).ticked


# the forecast


def test_of_a_topic_with_ticks_its_share_is_left_and_the_days_spent_are_in_the_pace():
    seen, pace = plan(*FOUR), own_pace(plan(*FOUR))
    assert (pace.topics, pace.parts) == (0, 1)
    share, spent, middle = 4 / 9, 20, seen.ranges["t1"].middle
    precision = 1 / PRIOR_SPREAD**2 + share / NOISE**2
    expected = share * _log(spent / (share * middle)) / NOISE**2 / precision
    assert pace.mean == pytest.approx(expected)
    found, bare = forecast(seen), forecast(plan(BEGUN))
    assert found
    assert bare
    assert found.beyond == ()


def _log(number: float) -> float:
    from math import log  # noqa: PLC0415

    return log(number)


def test_a_topic_with_all_its_steps_ticked_takes_no_time_any_more():
    one = Roadmap(
        "one", "One", (Topic(slug="t1", number=1, title="One", duration=Duration.in_weeks(4, 6), steps=LESSONS),)
    )
    seen = plan(BEGUN, *ticked(*range(1, 10)), roadmap=one)
    found = forecast(seen)
    assert found
    assert (found.likely, found.safe) == (SUNDAY, SUNDAY)
    assert (pace_needed(seen, found, SUNDAY + DAY) or 0) > 1


def test_what_was_known_before_is_no_sign_of_a_quick_pace():
    before = (BEGUN, CHOSEN, *known(1, 2, 3, 4, 5, 6))
    assert own_pace(plan(*before)).parts == 0
    one_more = own_pace(plan(*before, *ticked(7)))
    assert one_more.parts == 1
    assert one_more.times > 1, "twenty days for a ninth of it are slow"


# lists


def choose(progress: Progress, *titles: str, resource: str = "") -> Progress:
    steps = listed(progress, DEEP, [Written(title) for title in titles], resource=resource)
    return apply(progress, *step_sayings.choose(progress, DEEP, steps, FIRST_DAY))


def test_another_resource_keeps_the_ticks_of_the_first_and_takes_none_of_them_for_its_own():
    fast = choose(Progress(FIRST_DAY), "Lesson 1", "Lesson 2", resource="Fast.ai")
    ticked_ = apply(fast, *step_sayings.tick(fast, DEEP, {"fast-ai-lesson-1"}, FIRST_DAY))
    other = choose(ticked_, "Lesson 1", "Lesson 2", resource="MIT 6.S191")
    assert inside(DEEP, other).ticked == {}
    again = choose(other, "Lesson 1", "Lesson 2", resource="Fast.ai")
    assert inside(DEEP, again).ticked == {"fast-ai-lesson-1": FIRST_DAY}


def test_steps_that_are_renamed_moved_or_joined_by_others_keep_their_slugs():
    mine = choose(Progress(FIRST_DAY), "Read", "Write")
    (read, write) = inside(DEEP, mine).steps
    assert (read.slug, write.slug) == ("read", "write")
    ticked_ = apply(mine, *step_sayings.tick(mine, DEEP, {"read"}, FIRST_DAY))
    emptied = choose(ticked_, "Write")
    again = listed(emptied, DEEP, [Written("Write"), Written("Read")])
    assert [step.slug for step in again] == ["write", "read-2"], "what was ticked once is not what is written anew"


def test_a_list_that_says_nothing_new_is_no_fact():
    mine = choose(Progress(FIRST_DAY), "Read")
    steps = inside(DEEP, mine).steps
    assert step_sayings.change(mine, DEEP, steps, FIRST_DAY) == ()
    assert step_sayings.choose(Progress(FIRST_DAY), DEEP, DEEP.steps, FIRST_DAY) == ()
    assert step_sayings.choose(Progress(FIRST_DAY), DEEP, None, FIRST_DAY) == ()
    assert step_sayings.choose(mine, DEEP, None, FIRST_DAY)[0].steps is None


def test_a_list_is_bounded_and_its_titles_are_titles():
    many = tuple(Step(f"s-{n}", f"S {n}") for n in range(MOST_STEPS + 1))
    with pytest.raises(TooManySteps):
        step_sayings.change(Progress(FIRST_DAY), DEEP, many, FIRST_DAY)
    with pytest.raises(TitleEmpty):
        listed(Progress(FIRST_DAY), DEEP, [Written("  ")])
    with pytest.raises(LengthOutOfBounds):
        listed(Progress(FIRST_DAY), DEEP, [Written("Read", 0)])
    links = ("https://a.b", "javascript:x", "notes.md", f"https://a.b/{'c' * 1000}")
    found = listed(Progress(FIRST_DAY), DEEP, [Written(f"Read {at}", 5, link) for at, link in enumerate(links)])
    assert [step.link for step in found] == ["https://a.b", "", "", ""]


def test_ticking_begins_a_topic_that_was_not_begun_or_was_skipped_and_no_other():
    mine = choose(Progress(FIRST_DAY), "Read", "Write")
    assert [one.kind for one in step_sayings.tick(mine, DEEP, {"read"}, SUNDAY)] == [Kind.BEGUN, Kind.STEP_DONE]
    skipped = apply(mine, Fact(kind=Kind.SKIPPED, day=SUNDAY, topic="t1"))
    assert [one.kind for one in step_sayings.tick(skipped, DEEP, {"read"}, SUNDAY)] == [
        Kind.REOPENED,
        Kind.BEGUN,
        Kind.STEP_DONE,
    ]
    done = apply(mine, Fact(kind=Kind.COMPLETED, day=SUNDAY, topic="t1"))
    assert [one.kind for one in step_sayings.tick(done, DEEP, {"read", "nothing"}, SUNDAY)] == [Kind.STEP_DONE]
    assert step_sayings.tick(apply(done, *ticked()), DEEP, {"nothing"}, SUNDAY) == ()


def test_the_roadmap_with_ones_own_steps_is_the_same_where_none_were_written():
    assert with_own_steps(ROADMAP, Progress(FIRST_DAY)) is ROADMAP
    mine = choose(Progress(FIRST_DAY), "Read")
    assert with_own_steps(ROADMAP, mine).by_slug["t1"].steps == inside(DEEP, mine).steps


@given(
    st.lists(
        st.builds(
            Step, st.text("abc-", min_size=1), st.text(min_size=1), st.none() | st.integers(1, 99), st.text(), st.text()
        ),
        unique_by=lambda step: step.slug,
        max_size=5,
    )
)
def test_a_list_that_is_kept_reads_back_as_it_was(steps):
    assert steps_in(kept(steps)) == tuple(steps)


# what is kept of shares


def test_so_many_shares_are_kept_with_a_fact_and_those_of_unfinished_topics_first():
    count = MOST_KEPT + 5
    topics = tuple(Topic(slug=f"t{n}", number=n, title=f"T {n}", steps=LESSONS[:2]) for n in range(1, count + 1))
    roadmap = Roadmap("long", "Long", topics)
    said = [fact for n in range(1, count + 1) for fact in ticked(1, topic=f"t{n}")]
    progress = apply(Progress(FIRST_DAY), *said, Fact(kind=Kind.COMPLETED, day=SUNDAY, topic="t1"))
    text = kept_shares(roadmap, progress)
    assert text.count("[1,2]") == MOST_KEPT
    assert '"t1"' not in text


def test_a_topic_completed_before_a_re_plan_and_taken_up_again_is_planned_by_what_was_left():
    before = plan(*FOUR, Fact(kind=Kind.COMPLETED, day=SUNDAY, topic="t1"))
    seen = after(before, before.counting_from(SUNDAY), Fact(kind=Kind.REOPENED, day=SUNDAY, topic="t1"))
    assert seen.planned["t1"] == Range(16, 24)
    assert (seen.parts, seen.verdict.standing) == ({}, Standing.ON_TRACK)


# two chats, and versions


def test_two_chats_tick_the_same_step_once_on_the_earlier_day():
    said = (*ticked(1, day=SUNDAY), *ticked(1, day=FIRST_DAY))
    events = [ProgressEvent(1, 1, fact, strand) for strand, fact in enumerate((CHOSEN, *said), 1)]
    assert inside(DEEP, replay(FIRST_DAY, events)).ticked == {"lesson-1": FIRST_DAY}


def test_a_later_version_keeps_the_slugs_of_steps_by_their_titles():
    first = Roadmap(
        "any", "Any", (Topic(slug="t1", number=1, title="One", steps=(Step("old", "Tokens"), Step("two", "Two"))),)
    )
    later = Roadmap(
        "any",
        "Any",
        (
            Topic(
                slug="t1",
                number=1,
                title="One",
                steps=(Step("two", "New"), Step("tokens", "Tokens"), Step("two-2", "Two")),
            ),
        ),
    )
    found = succeed(first, later).roadmap.by_slug["t1"].steps
    assert [(step.slug, step.title) for step in found] == [("two-2", "New"), ("old", "Tokens"), ("two", "Two")]


# within a topic


def test_nobody_is_late_within_a_topic_before_its_window_or_without_steps():
    assert on_time(plan(BEGUN), DEEP) is None
    early = plan(CHOSEN, today=FIRST_DAY - 9 * DAY)
    assert on_time(early, DEEP).is_on_time
    assert on_time(plan(BEGUN, CHOSEN, today=FIRST_DAY), DEEP).is_on_time
    assert not on_time(plan(BEGUN, CHOSEN, today=FIRST_DAY + DAY), DEEP).is_on_time
    assert on_time(plan(*FOUR, Fact(kind=Kind.COMPLETED, day=SUNDAY, topic="t1")), DEEP) is None


@given(plans(), st.data())
def test_the_steps_that_are_needed_are_enough_by_the_end_of_the_week_and_one_less_is_not(seen, data):
    topic = data.draw(st.sampled_from(seen.roadmap.topics))
    found = on_time(seen, topic)
    if found is None or found.is_on_time:
        return
    sunday = seen.today + (6 - seen.today.weekday()) * DAY
    if any(pause.back is None for pause in seen.progress.pauses):
        return  # which takes every day to come with it
    told = [Fact(kind=Kind.STEP_DONE, day=seen.today, topic=topic.slug, step=step.slug) for step in found.needed]
    enough, fewer = (make_plan(seen.roadmap, apply(seen.progress, *some), sunday) for some in (told, told[:-1]))
    assert on_time(enough, topic).is_on_time
    assert len(told) == 1 or not on_time(fewer, topic).is_on_time


def test_completing_on_an_earlier_day_what_was_ticked_under_a_new_plan_takes_nothing_away():
    anew = FIRST_DAY + 21 * DAY
    told = (BEGUN, CHOSEN, Fact(kind=Kind.REPLANNED, day=anew), *ticked(*range(1, 10), day=anew))
    done = Fact(kind=Kind.COMPLETED, day=anew - DAY, topic="t1")
    before, after_ = plan(*told, today=anew), plan(*told, done, today=anew)
    assert (before.verdict.standing, after_.verdict.standing) == (Standing.AHEAD, Standing.AHEAD)
    assert after_.verdict.days == before.verdict.days
    opened = tuple(Fact(kind=Kind.STEP_OPEN, day=anew, topic="t1", step=f"lesson-{n}") for n in range(1, 10))
    assert plan(*told, *opened, done, today=anew).progress.of("t1").is_before, "as without steps"
