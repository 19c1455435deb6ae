"""Throughput: topics a week over four weeks, from three weeks of facts on, and a forecast that holds."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from roadmap.facts import Fact, Kind
from roadmap.forecast import Band, Basis, a_week_needed, band, chance, forecast
from roadmap.model import Duration, Roadmap, Topic
from roadmap.plan import Plan, Standing, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.throughput import completions, past_week, this_week, throughput

FIRST_DAY = date(2027, 1, 4)
DAY = timedelta(days=1)


def bare(count: int) -> Roadmap:
    return Roadmap("bare", "Bare", tuple(Topic(slug=f"t{n}", number=n, title=f"Topic {n}") for n in range(count)))


def ticked(days: list[int]) -> list[Fact]:
    """A topic that was only ticked on each of these days."""
    return [Fact(kind=Kind.COMPLETED, day=FIRST_DAY + day * DAY, topic=f"t{n}") for n, day in enumerate(days)]


def seen(roadmap: Roadmap, facts: list[Fact], today: int) -> Plan:
    return make_plan(roadmap, apply(Progress(FIRST_DAY), *facts), FIRST_DAY + today * DAY)


EVERY_OTHER_DAY = list(range(1, 60, 2))


def test_there_is_none_before_three_weeks_of_facts():
    facts = ticked(EVERY_OTHER_DAY[:10])
    assert throughput(seen(bare(100), facts, 20)) is None
    assert forecast(seen(bare(100), facts, 20)) is None
    found = throughput(seen(bare(100), facts, 21))
    assert found
    assert (found.topics, found.days) == (10, 21)


def test_it_counts_the_last_four_weeks_alone_and_topics_that_were_never_begun():
    found = throughput(seen(bare(100), ticked([*range(1, 21), *range(40, 60, 2)]), 60))
    assert found
    assert (found.topics, found.days, found.a_week) == (10, 28, 2.5)


def test_what_was_known_already_on_the_day_of_the_enrolment_is_none_of_it():
    plan = seen(bare(400), ticked([*([0] * 275), *EVERY_OTHER_DAY[:12]]), 24)
    assert len(completions(plan)) == 12
    assert this_week(plan) == 3


def test_what_was_said_to_be_known_in_the_first_days_is_none_of_it_either():
    known = [fact._replace(known=True) for fact in ticked([2] * 50)]
    others = [fact._replace(topic=f"t{50 + n}") for n, fact in enumerate(ticked(EVERY_OTHER_DAY[:12]))]
    plan = seen(bare(400), [*known, *others], 24)
    assert len(completions(plan)) == 12
    assert past_week(seen(bare(400), known, 7)) == 0


def test_a_weekly_nudge_counts_each_completion_once_whenever_on_its_day_it_comes():
    facts = ticked([7, 7, 9, 14, 14, 14])
    assert past_week(seen(bare(100), facts[:2], 7)) == 2
    assert past_week(seen(bare(100), facts[:3], 14)) == 3
    assert past_week(seen(bare(100), facts, 21)) == 3


def test_a_few_lengths_say_nothing_of_when_all_will_be_done():
    topics = bare(100).topics
    facts = ticked(EVERY_OTHER_DAY[:15])
    few = Roadmap("few", "Few", (*topics[:99], replace(topics[99], duration=Duration(14, 14))))
    assert forecast(seen(few, facts[:3], 5)) is None
    found, bare_one = forecast(seen(few, facts, 30)), forecast(seen(bare(100), facts, 30))
    assert found
    assert bare_one
    assert found.throughput
    assert (found.likely, found.safe) == (bare_one.likely, bare_one.safe)


def test_nobody_is_behind_by_the_only_length_among_very_many_topics():
    topics = bare(30).topics
    one = Roadmap("one", "One", (*topics[:29], replace(topics[29], duration=Duration(7, 7))))
    plan = seen(one, ticked([1, 2]), 40)
    assert (plan.windows, plan.overdue, plan.verdict.standing) == ({}, (), Standing.ON_TRACK)
    assert not plan.is_dated
    some = Roadmap(
        "some", "Some", tuple(replace(one, duration=Duration(7, 7)) if one.number < 3 else one for one in topics)
    )
    assert seen(some, [], 40).overdue


def test_paused_and_unchosen_days_are_no_part_of_the_weeks():
    days = Fact(kind=Kind.DAYS_SET, day=FIRST_DAY, weekdays=0b0011111)
    pause = Fact(kind=Kind.PAUSED, day=FIRST_DAY + 28 * DAY, back=FIRST_DAY + 56 * DAY)
    found = throughput(seen(bare(100), [*ticked([1, 2, 8, 9, 15, 57, 58]), days, pause], 58))
    assert found
    assert (found.topics, found.days, found.days_a_week, found.a_week) == (5, 20, 5, 1.25)


def test_what_was_completed_on_a_day_that_does_not_count_is_done_all_the_same():
    pause = Fact(kind=Kind.PAUSED, day=FIRST_DAY + 30 * DAY, back=FIRST_DAY + 44 * DAY)
    done = [1, 8, 15, 22, 29, 35, 36, 50]
    away = throughput(seen(bare(100), [*ticked(done), pause], 56))
    there = throughput(seen(bare(100), ticked(done), 56))
    assert away
    assert there
    assert (away.topics, away.days) == (6, 28), "those of the paused days 35 and 36 among them"
    assert (there.topics, there.days) == (4, 28)
    assert this_week(seen(bare(100), [*ticked([1, 35, 36]), pause], 38)) == 2


def test_who_did_nothing_in_four_weeks_has_a_throughput_of_nothing_and_no_forecast():
    plan = seen(bare(100), ticked([1, 2, 3]), 60)
    found = throughput(plan)
    assert found
    assert found.topics == 0
    assert forecast(plan) is None


def test_the_forecast_is_near_what_is_left_over_what_is_done_a_week():
    plan = seen(bare(100), ticked(EVERY_OTHER_DAY[:14]), 28)
    found = forecast(plan)
    assert found
    assert found.throughput
    assert (found.throughput.a_week, len(found.left)) == (3.5, 86)
    assert abs((found.likely - plan.today).days - 86 / 3.5 * 7) < 8
    assert band(plan) == Band(found.likely, found.safe, Basis.THROUGHPUT)
    assert chance(plan, found, found.likely) == pytest.approx(0.5, abs=0.02)
    assert a_week_needed(plan, found, plan.today + 43 * DAY) == pytest.approx(14, rel=0.03)


def test_whoever_does_all_on_one_day_is_told_a_wider_span_than_who_does_as_many_day_by_day():
    steady = forecast(seen(bare(60), ticked([1, 3, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 22, 24, 26, 28]), 28))
    at_once = forecast(seen(bare(60), ticked([3] * 16), 28))
    assert steady
    assert at_once
    assert (at_once.safe - at_once.likely) > 1.5 * (steady.safe - steady.likely)


def test_where_what_is_left_has_durations_they_are_what_the_forecast_goes_by():
    timed = Roadmap(
        "timed",
        "Timed",
        (
            Topic(slug="t0", number=1, title="A"),
            Topic(slug="t1", number=2, title="B", duration=Duration.in_weeks(1, 2)),
        ),
    )
    found = forecast(seen(timed, ticked([1]), 40))
    assert found
    assert found.throughput is None


@pytest.mark.drill
@pytest.mark.parametrize("weeks", [3, 8])
def test_half_are_done_by_the_50_percent_date_and_nine_in_ten_by_the_90_percent_date(weeks):
    """Learners who complete topics as a Poisson process, each at a rate of their own."""
    chance_of, likely, safe, asked = random.Random(20270104), 0, 0, 0
    for _ in range(300):
        rate, at, days = chance_of.uniform(0.15, 1.2), 0.0, []
        while len(days) < 90:
            at += chance_of.expovariate(rate)
            days.append(1 + int(at))
        today = 7 * weeks
        if days[-1] <= today:
            continue
        found = forecast(seen(bare(90), ticked([day for day in days if day <= today]), today))
        if found:
            asked += 1
            last = FIRST_DAY + days[-1] * DAY
            likely, safe = likely + (last <= found.likely), safe + (last <= found.safe)
    assert 0.43 <= likely / asked <= 0.57
    assert 0.86 <= safe / asked <= 0.96
