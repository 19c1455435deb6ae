"""The forecast: calibrated over simulated learners, shrunk while facts are few, honest about what goes on."""

import random
from datetime import date, timedelta
from functools import cache
from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from roadmap.facts import Fact, Kind
from roadmap.forecast import Band, Basis, Forecast, band, chance, forecast, pace_needed
from roadmap.lognormal import Length, outlook
from roadmap.model import Duration, Roadmap, Topic
from roadmap.pace import days_spent, own_pace
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply

FIRST_DAY = date(2027, 1, 4)
DAY = timedelta(days=1)
LEARNERS = 1000
PACES, NOISES = 0.4, 0.3
USUAL = Duration.in_weeks(4, 4)


def lived(roadmap: Roadmap, chance: random.Random) -> list[tuple[date, date]]:
    """The days on which a learner begins and completes each topic, one after another."""
    pace, first, days = chance.gauss(0, PACES), FIRST_DAY, []
    for topic in roadmap.order:
        middle = sqrt(topic.duration.short * topic.duration.long)
        last = first + (max(1, round(middle * exp(pace + chance.gauss(0, NOISES)))) - 1) * DAY
        days.append((first, last))
        first = last + DAY
    return days


def seen(roadmap: Roadmap, days: list[tuple[date, date]], today: date) -> Forecast:
    progress = Progress(FIRST_DAY)
    for topic, (begun, completed) in zip(roadmap.order, days, strict=True):
        if begun <= today:
            progress = apply(progress, Fact(kind=Kind.BEGUN, day=begun, topic=topic.slug))
        if completed <= today:
            progress = apply(progress, Fact(kind=Kind.COMPLETED, day=completed, topic=topic.slug))
    found = forecast(make_plan(roadmap, progress, today))
    assert found
    return found


@cache
def learners() -> tuple[list[tuple[date, date]], ...]:
    chance = random.Random(20270104)
    return tuple(lived(default_roadmap(), chance) for _ in range(LEARNERS))


def held(asked: list[tuple[Forecast, date]]) -> tuple[float, float]:
    """The shares of learners who had finished by the 50 % and by the 90 % date."""
    return (
        sum(finished <= found.likely for found, finished in asked) / len(asked),
        sum(finished <= found.safe for found, finished in asked) / len(asked),
    )


@pytest.mark.drill
@pytest.mark.parametrize("completions", [0, 2, 5])
def test_half_finish_by_the_50_percent_date_and_nine_in_ten_by_the_90_percent_date(completions):
    asked = []
    for days in learners():
        today = days[completions - 1][1] if completions else FIRST_DAY
        asked.append((seen(default_roadmap(), days, today), days[-1][1]))
    half, most = held(asked)
    assert 0.45 <= half <= 0.55
    assert 0.87 <= most <= 0.93


@pytest.mark.drill
@pytest.mark.parametrize("day", [20, 150])
def test_the_dates_hold_as_well_for_who_asks_in_the_middle_of_a_topic(day):
    """The days spent on it are known, and that they were not enough."""
    today = FIRST_DAY + day * DAY
    asked = [(seen(default_roadmap(), days, today), days[-1][1]) for days in learners() if days[-1][1] > today]
    half, most = held(asked)
    assert 0.45 <= half <= 0.55
    assert 0.87 <= most <= 0.93


# pace


def topic(number: int, weeks: Duration | None = USUAL) -> Topic:
    return Topic(slug=f"t{number}", number=number, title=f"Topic {number}", duration=weeks)


FIVE = Roadmap("five", "Five", tuple(topic(number) for number in range(1, 6)))


def studied(number: int, first: int, days: int) -> tuple[Fact, Fact]:
    slug = f"t{number}"
    return (
        Fact(kind=Kind.BEGUN, day=FIRST_DAY + first * DAY, topic=slug),
        Fact(kind=Kind.COMPLETED, day=FIRST_DAY + (first + days - 1) * DAY, topic=slug),
    )


def plan(*facts: Fact, today: int = 0, roadmap: Roadmap = FIVE) -> Plan:
    progress = Progress(FIRST_DAY)
    for fact in facts:
        progress = apply(progress, fact)
    return make_plan(roadmap, progress, FIRST_DAY + today * DAY)


def test_without_facts_the_pace_is_the_recommended_one_and_as_unsure_as_the_prior():
    pace = own_pace(plan())
    assert (pace.times, pace.topics) == (1, 0)
    assert pace.spread == pytest.approx(0.4)


def test_one_topic_at_half_the_speed_counts_for_the_prior_s_share_of_it():
    pace = own_pace(plan(*studied(1, 0, 56), today=56))
    assert pace.mean == pytest.approx(log(2) * (1 / 0.09) / (1 / 0.16 + 1 / 0.09))
    assert pace.spread == pytest.approx(1 / sqrt(1 / 0.16 + 1 / 0.09))
    assert pace.topics == 1


def test_the_more_topics_say_the_same_the_nearer_the_pace_comes_to_it():
    facts = [fact for number in range(1, 5) for fact in studied(number, 56 * (number - 1), 56)]
    paces = [own_pace(plan(*facts[: 2 * count], today=300)).times for count in range(5)]
    assert paces == sorted(paces)
    assert paces[0] == 1
    assert 1.8 < paces[4] < 2


def test_a_topic_ticked_on_the_day_it_was_begun_counts_as_a_quarter_of_its_duration():
    assert own_pace(plan(*studied(1, 0, 1))).mean == pytest.approx(own_pace(plan(*studied(1, 0, 7), today=9)).mean)


def test_a_topic_that_was_never_begun_says_nothing_of_the_pace():
    assert own_pace(plan(Fact(kind=Kind.COMPLETED, day=FIRST_DAY + DAY, topic="t1"), today=1)).topics == 0


def test_two_topics_at_once_share_their_days():
    at_once = plan(*studied(1, 0, 56), *studied(2, 0, 56), today=56)
    assert days_spent(at_once) == {"t1": 28, "t2": 28}
    assert own_pace(at_once).times == pytest.approx(1)


def test_paused_days_are_not_spent_on_anything():
    pause = Fact(kind=Kind.PAUSED, day=FIRST_DAY + 10 * DAY, back=FIRST_DAY + 20 * DAY)
    assert days_spent(plan(*studied(1, 0, 38), pause, today=60)) == {"t1": 28}


# the forecast


def finished(*facts: Fact, today: int = 0, roadmap: Roadmap = FIVE) -> Forecast:
    found = forecast(plan(*facts, today=today, roadmap=roadmap))
    assert found
    return found


def test_where_all_is_done_or_no_length_is_known_there_is_no_forecast():
    done = [Fact(kind=Kind.COMPLETED, day=FIRST_DAY, topic=f"t{number}") for number in range(1, 6)]
    bare = Roadmap("bare", "Bare", (topic(1, None),))
    assert forecast(plan(*done)) is band(plan(*done)) is None
    assert forecast(plan(roadmap=bare)) is None


def test_a_forecast_says_which_topics_it_leaves_out():
    mixed = Roadmap("mixed", "Mixed", (topic(1), topic(2, None)))
    found = finished(roadmap=mixed)
    assert (found.left, found.unknown) == ((mixed.topics[0],), (mixed.topics[1],))


def test_the_middle_of_the_ranges_is_the_forecast_of_a_new_learner_a_little_above_it_for_the_skew():
    days = (finished().likely - FIRST_DAY).days
    assert 5 * 28 <= days + 1 <= 5 * 28 * 1.05


def test_of_whom_nothing_is_known_but_own_lengths_those_are_taken_once():
    bare = Roadmap("bare", "Bare", (topic(1), topic(2), topic(3), topic(4, None)))
    three = (*studied(1, 0, 56), *studied(2, 56, 56), *studied(3, 112, 56))
    found = finished(*three, today=167, roadmap=bare)
    assert abs((found.likely - (FIRST_DAY + 167 * DAY)).days - 56) <= 2


def test_whoever_is_slower_finishes_later():
    fast, slow = (finished(*studied(1, 0, days), today=60) for days in (20, 56))
    assert fast.likely < slow.likely
    assert fast.safe < slow.safe


def test_days_spent_on_a_topic_going_on_bring_the_end_nearer():
    begun = Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1")
    assert finished(begun, today=10).likely < finished(today=10).likely


def test_a_topic_going_on_far_beyond_its_range_says_that_the_others_take_longer_too():
    begun = Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1")
    waited = finished(begun, today=100)
    assert (waited.likely - (FIRST_DAY + 100 * DAY)).days > 4 * 28 * 1.2
    assert waited.beyond == FIVE.topics[:1]


@pytest.mark.parametrize("today", [1, 28, 100, 1000, 100_000])
def test_nobody_is_told_to_finish_in_the_past(today):
    begun = [Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic=f"t{number}") for number in range(1, 6)]
    found = finished(*begun, today=today)
    assert FIRST_DAY + today * DAY <= found.likely <= found.safe


def test_pauses_and_chosen_days_move_the_dates():
    pause = Fact(kind=Kind.PAUSED, day=FIRST_DAY, back=FIRST_DAY + 10 * DAY)
    days = Fact(kind=Kind.DAYS_SET, day=FIRST_DAY, weekdays=0b0011111)
    assert finished(pause).likely == finished().likely + 10 * DAY
    assert (finished(days).likely - FIRST_DAY).days == pytest.approx(
        (finished().likely - FIRST_DAY).days * 7 / 5, abs=3
    )
    assert finished(days).likely.weekday() < 5


def test_before_the_first_day_the_forecast_counts_from_it():
    assert finished(today=-30).likely == finished().likely


def test_a_day_on_which_something_was_completed_is_used_up():
    done = Fact(kind=Kind.COMPLETED, day=FIRST_DAY + 9 * DAY, topic="t1")
    assert finished(done, today=9).first == FIRST_DAY + 10 * DAY
    assert finished(done, today=10).likely == finished(done, today=9).likely
    going_on = Fact(kind=Kind.BEGUN, day=FIRST_DAY + 9 * DAY, topic="t2")
    assert finished(done, going_on, today=9).first == FIRST_DAY + 9 * DAY


def test_the_band_is_the_two_dates_and_says_whether_a_pace_is_known():
    found = finished()
    assert band(plan()) == Band(found.likely, found.safe, Basis.PLAN)
    begun = Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1")
    done = Fact(kind=Kind.COMPLETED, day=FIRST_DAY + 9 * DAY, topic="t1")
    own = finished(begun, done, today=10)
    assert band(plan(begun, done, today=10)) == Band(own.likely, own.safe, Basis.PACE)


def test_the_chance_of_the_forecast_s_own_days_is_what_they_stand_for():
    found = finished()
    assert chance(plan(), found, found.likely) == pytest.approx(0.5, abs=0.01)
    assert chance(plan(), found, found.safe) == pytest.approx(0.9, abs=0.01)
    assert chance(plan(), found, FIRST_DAY - DAY) == 0


def test_the_pace_that_a_day_needs_counts_what_was_spent():
    begun = Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic="t1")
    by = FIRST_DAY + 139 * DAY
    assert pace_needed(plan(), finished(), by) == pytest.approx(1)
    assert pace_needed(plan(begun, today=20), finished(begun, today=20), by) == pytest.approx(1)
    assert pace_needed(plan(), finished(), FIRST_DAY - DAY) is None


lengths = st.builds(Length, st.floats(1, 2000), st.just(0.0) | st.floats(0.1, 100_000))


@given(st.lists(lengths, min_size=1, max_size=8), st.floats(-1.4, 1.4), st.floats(0.05, 0.4))
def test_an_outlook_is_a_probability_of_time_that_is_left(topics, mean, spread):
    ahead = outlook(tuple(topics), mean=mean, spread=spread, noise=0.3)
    days = [ahead.quantile(share) for share in (0.1, 0.5, 0.9)]
    assert 0 < days[0] < days[1] < days[2]
    assert [ahead.chance(one) for one in days] == pytest.approx([0.1, 0.5, 0.9], abs=1e-3)
    assert ahead.chance(0) == 0
    assert sum(part.share for part in ahead.parts) == pytest.approx(1)


LENGTHS = st.builds(Length, st.floats(0.5, 1000), st.just(0.0) | st.floats(0.1, 2000))


@given(
    st.lists(LENGTHS, min_size=1, max_size=12),
    st.floats(-2, 2),
    st.floats(0.02, 0.4),
    st.sampled_from([0.01, 0.5, 0.9, 0.99]),
)
def test_a_quantile_is_where_the_chance_comes_to_its_share(lengths, mean, spread, share):
    ahead = outlook(tuple(lengths), mean=mean, spread=spread, noise=0.3)
    assert ahead.chance(ahead.quantile(share)) == pytest.approx(share, abs=1e-6)
