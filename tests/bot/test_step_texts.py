"""What is said of the steps within a topic: the list, the verdict, the forecast, what is taken back."""

from bot.platforms.console.renderer import plain
from bot.texts import corrections, standing, steps
from bot.texts import forecast as ahead
from roadmap.facts import Fact, Kind
from roadmap.forecast import forecast
from roadmap.model import Step
from roadmap.replan import after, end_named
from roadmap.step_lists import kept
from tests.roadmap.test_within import BEGUN, CHOSEN, DAY, DEEP, FIRST_DAY, FOUR, SUNDAY, plan, ticked

TITLES = {"t1": "Deep Learning", "t1/lesson-1": "Tensors"}


def lessons(count: int) -> str:
    return kept([Step(f"lesson-{n}", f"Lesson {n}") for n in range(1, count + 1)])


def test_a_long_list_is_shown_from_the_last_step_that_is_done_on():
    chosen = Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t1", steps=lessons(30))
    shown = plain(steps.within(plan(BEGUN, chosen, *ticked(*range(1, 13))), DEEP) or "").splitlines()
    assert shown[:3] == ["Steps: 12 of 30 done", "☑ Lesson 12", "☐ Lesson 13"]
    assert shown[-2:] == ["… and 20 more.", "3 more steps this week and you're on time."]


def test_a_topic_says_what_would_do_only_while_it_is_going_on_and_not_overdue():
    assert "One more step this week and you're on time." in plain(steps.within(plan(*FOUR), DEEP) or "")
    assert "On time." in plain(steps.within(plan(*FOUR, *ticked(5)), DEEP) or "")
    late = plain(steps.within(plan(*FOUR, today=SUNDAY + 90 * DAY), DEEP) or "")
    assert "on time" not in late
    assert "on time" not in plain(steps.within(plan(CHOSEN), DEEP) or "")
    assert steps.within(plan(BEGUN), DEEP) is None


def test_more_steps_than_a_week_holds_are_asked_for_week_by_week_or_planned_anew():
    many = Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t1", steps=lessons(30))
    assert "9 steps a week" not in plain(steps.within(plan(BEGUN, many, *ticked(1)), DEEP) or "")
    assert "/replan gives it what it takes" in plain(steps.within(plan(BEGUN, many, *ticked(1)), DEEP) or "")
    some = Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t1", steps=lessons(15))
    assert "5 steps a week and it's done by 14 Feb." in plain(steps.within(plan(BEGUN, some, *ticked(1)), DEEP) or "")


def test_the_arithmetic_names_the_topics_whose_steps_carry_the_verdict():
    three = Fact(kind=Kind.COMPLETED, day=FIRST_DAY, topic="t3")
    assert "since 4 Jan (Topic 1) takes 24 days: until 28 Jan." in plain(standing.why(plan(*FOUR, *ticked(5, 6, 7, 8))))
    assert "since 4 Jan (Topic 3 and Topic 1) takes 40 days" in plain(standing.why(plan(*FOUR, three)))
    second = (Fact(kind=Kind.STEPS_CHOSEN, day=FIRST_DAY, topic="t2", steps=CHOSEN.steps), *ticked(1, 2, 3, topic="t2"))
    assert "since 4 Jan (Topic 2) takes 1 week" in plain(standing.why(plan(*second)))
    named = plan(*FOUR)
    ahead_of_it = after(named, end_named(SUNDAY, SUNDAY + 70 * DAY, shares=named.shares), *ticked(5, 6, 7, 8))
    assert "with what you did since 24 Jan you are where that has you on 28 Jan" in plain(standing.why(ahead_of_it))


def test_a_forecast_says_that_it_goes_by_ticked_steps():
    seen = plan(*FOUR)
    found = forecast(seen)
    assert found
    assert "judged by the steps you ticked of 1 topic" in plain(ahead.forecast(seen, found, may_replan=False))


def test_what_was_said_of_steps_is_named_when_it_is_taken_back():
    one = ticked(1)
    assert corrections.said_once(one, TITLES, SUNDAY) == "“Tensors” of Deep Learning ticked on 24 Jan"
    assert corrections.said_once(ticked(*range(1, 10)), TITLES, SUNDAY) == "9 steps of Deep Learning ticked on 24 Jan"
    begun = corrections.said_once((BEGUN, *ticked(1, 2, 3)), TITLES, SUNDAY)
    assert begun == "Deep Learning begun on 4 Jan and 3 steps of Deep Learning ticked on 24 Jan"
    both = (*ticked(1, 2, 3), *ticked(1, 2, 3, topic="t2"))
    assert corrections.said_once(both, TITLES, SUNDAY) == "6 steps ticked on 24 Jan"
    opened = tuple(Fact(kind=Kind.STEP_OPEN, day=SUNDAY, topic="t1", step=fact.step) for fact in ticked(*range(1, 8)))
    assert corrections.said_once(opened, TITLES, SUNDAY) == "7 steps opened again on 24 Jan"
    assert corrections.said_once(opened[:1], TITLES, SUNDAY) == "“Tensors” of Deep Learning opened again on 24 Jan"
    assert corrections.said_once((CHOSEN,), TITLES, SUNDAY) == "the steps chosen for Deep Learning on 4 Jan"
    assert corrections.said_once((CHOSEN,) * 7, TITLES, SUNDAY) == "7 lists of steps from 4 Jan"
