"""The plan, case by case: pauses, replanning, skipped topics, topics without a range, suggestions, the verdict."""

from datetime import date, timedelta

import pytest

from roadmap.calendar import StudyCalendar
from roadmap.chains import Window
from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Roadmap, Topic
from roadmap.plan import Plan, Standing, make_plan, weeks_over
from roadmap.progress import Pause, Progress
from roadmap.replay import apply

FIRST_DAY = date(2027, 1, 4)
DAY = timedelta(days=1)


USUAL = Duration.in_weeks(2, 3)


def topic(number: int, weeks: Duration | None = USUAL, *needs: str) -> Topic:
    return Topic(slug=f"t{number}", number=number, title=f"Topic {number}", duration=weeks, prerequisites=needs)


TWO = Roadmap("two", "Two", (topic(1), topic(2, Duration.in_weeks(1, 2))))


def plan(roadmap: Roadmap, *said: Fact, today: date = FIRST_DAY) -> Plan:
    progress = Progress(FIRST_DAY)
    for fact in said:
        progress = apply(progress, fact)
    return make_plan(roadmap, progress, today)


def fact(kind: Kind, day: date = FIRST_DAY, slug: str = "t1", **more: object) -> Fact:
    return Fact(kind=kind, day=day, topic=slug, **more)


def in_days(count: int) -> date:
    return FIRST_DAY + count * DAY


# windows


def test_the_windows_of_two_topics_follow_one_another_at_both_paces():
    windows = plan(TWO).windows
    assert windows["t1"] == Window(FIRST_DAY, FIRST_DAY, target=in_days(13), limit=in_days(20))
    assert windows["t2"] == Window(in_days(14), in_days(21), target=in_days(20), limit=in_days(34))


def test_prerequisites_come_first_whatever_the_order_of_the_table():
    roadmap = Roadmap("any", "Any", (topic(1, Duration.in_weeks(2, 3), "t2"), topic(2, Duration.in_weeks(1, 2))))
    assert [topic.slug for topic in roadmap.order] == ["t2", "t1"]
    assert plan(roadmap).windows["t2"].start == FIRST_DAY


def test_a_topic_without_a_range_has_no_window_and_takes_no_time():
    roadmap = Roadmap("any", "Any", (topic(1), topic(2, None, "t1"), topic(3, Duration.in_weeks(1, 1), "t2")))
    windows = plan(roadmap).windows
    assert set(windows) == {"t1", "t3"}
    assert windows["t3"].start == windows["t1"].target + DAY


def test_a_begun_topic_counts_from_the_day_it_was_begun_and_moves_no_other():
    begun = plan(TWO, fact(Kind.BEGUN, in_days(5))).windows
    assert begun["t1"] == Window(in_days(5), in_days(5), target=in_days(18), limit=in_days(25))
    assert begun["t2"] == plan(TWO).windows["t2"]


def test_a_skipped_topic_leaves_the_chain():
    windows = plan(TWO, fact(Kind.SKIPPED)).windows
    assert "t1" not in windows
    assert windows["t2"].start == FIRST_DAY


@pytest.mark.parametrize(("days", "stays"), [(-1, False), (0, True), (1, True)])
def test_a_topic_completed_before_the_first_day_leaves_the_chain_and_on_it_stays(days, stays):
    windows = plan(TWO, fact(Kind.COMPLETED, in_days(days))).windows
    assert ("t1" in windows) is stays
    assert windows["t2"].start == (in_days(14) if stays else FIRST_DAY)


def test_replanning_moves_the_windows_and_topics_going_on_count_as_begun_then():
    windows = plan(TWO, fact(Kind.BEGUN), fact(Kind.REPLANNED, in_days(30), "")).windows
    assert windows["t1"].start == in_days(30)
    assert windows["t2"].start == in_days(44)


def test_replanning_forgives_what_was_overdue():
    late = (fact(Kind.BEGUN),)
    assert plan(TWO, *late, today=in_days(40)).overdue
    assert not plan(TWO, *late, fact(Kind.REPLANNED, in_days(40), ""), today=in_days(40)).overdue


def test_a_pause_in_the_middle_of_a_window_moves_its_end_and_all_that_follows():
    pause = fact(Kind.PAUSED, in_days(7), "", back=in_days(10))
    windows = plan(TWO, pause).windows
    assert windows["t1"] == Window(FIRST_DAY, FIRST_DAY, target=in_days(16), limit=in_days(23))
    assert windows["t2"].start == in_days(17)


def test_a_pause_on_the_last_day_of_a_window_moves_it():
    windows = plan(TWO, fact(Kind.PAUSED, in_days(13), "", back=in_days(14))).windows
    assert windows["t1"].target == in_days(14)


def test_a_pause_right_after_a_window_leaves_it_alone_and_moves_the_next():
    windows = plan(TWO, fact(Kind.PAUSED, in_days(14), "", back=in_days(15))).windows
    assert windows["t1"].target == in_days(13)
    assert windows["t2"].start == in_days(15)


def test_a_pause_before_the_first_day_moves_nothing():
    assert plan(TWO, fact(Kind.PAUSED, in_days(-9), "", back=FIRST_DAY)).windows == plan(TWO).windows


def test_a_pause_resumed_on_its_first_day_moves_nothing():
    assert plan(TWO, fact(Kind.PAUSED, in_days(3), ""), fact(Kind.RESUMED, in_days(3), "")).windows == plan(TWO).windows


def test_the_last_day_of_a_plan_is_its_latest_limit():
    assert plan(TWO).last_day == in_days(34)
    assert plan(TWO, fact(Kind.SKIPPED), fact(Kind.SKIPPED, slug="t2")).last_day is None


# overdue


@pytest.mark.parametrize(("today", "over"), [(in_days(20), 0), (in_days(21), 1), (in_days(30), 10)])
def test_days_over_count_from_the_limit(today, over):
    assert plan(TWO, today=today).days_over(TWO.topics[0]) == over


def test_paused_days_are_not_overdue_days():
    pause = fact(Kind.PAUSED, in_days(25), "", back=in_days(28))
    assert plan(TWO, pause, today=in_days(30)).days_over(TWO.topics[0]) == 7


@pytest.mark.parametrize(("days", "weeks"), [(1, 1), (7, 1), (8, 2), (14, 2), (15, 3)])
def test_weeks_over_are_rounded_up(days, weeks):
    assert weeks_over(days) == weeks


@pytest.mark.parametrize(("today", "week"), [(0, 1), (6, 1), (7, 2), (34, 5), (35, 6)])
def test_the_running_week_of_a_topic_counts_from_one(today, week):
    assert plan(TWO, fact(Kind.BEGUN), today=in_days(today)).week_of(TWO.topics[0]) == week


def test_a_topic_not_going_on_is_in_no_week():
    assert plan(TWO).week_of(TWO.topics[0]) is None
    assert plan(TWO, fact(Kind.COMPLETED), today=in_days(9)).week_of(TWO.topics[0]) is None
    assert plan(TWO, fact(Kind.BEGUN, in_days(9)), today=in_days(8)).week_of(TWO.topics[0]) is None


@pytest.mark.parametrize(("today", "slugs"), [(-1, []), (0, ["t1"]), (14, ["t1", "t2"]), (21, ["t2"]), (35, [])])
def test_a_topic_is_scheduled_from_its_early_start_to_its_limit(today, slugs):
    assert [topic.slug for topic in plan(TWO, today=in_days(today)).scheduled] == slugs


# suggestions


def test_what_needs_nothing_more_comes_before_what_still_builds_on_something():
    roadmap = Roadmap(
        "any", "Any", (topic(1, Duration.in_weeks(9, 9)), topic(2, Duration.in_weeks(1, 1), "t1"), topic(3))
    )
    assert [offer.topic.slug for offer in plan(roadmap).suggestions] == ["t1", "t3", "t2"]
    assert [one.slug for one in plan(roadmap).suggestions[2].unmet] == ["t1"]


def test_what_unblocks_most_comes_first():
    roadmap = Roadmap(
        "any",
        "Any",
        (topic(1), topic(2), topic(3, Duration.in_weeks(1, 1), "t2"), topic(4, Duration.in_weeks(1, 1), "t2")),
    )
    first = plan(roadmap).suggestions[0]
    assert first.topic.slug == "t2"
    assert [one.slug for one in first.unblocks] == ["t3", "t4"]


def test_a_finished_topic_waits_for_nothing():
    roadmap = Roadmap("any", "Any", (topic(1), topic(2, Duration.in_weeks(1, 1), "t1")))
    assert plan(roadmap, fact(Kind.SKIPPED, slug="t2")).suggestions[0].unblocks == ()
    assert plan(roadmap, fact(Kind.SKIPPED)).suggestions[0].unmet == ()


def test_at_equal_use_the_least_slack_comes_first_and_no_range_last():
    roadmap = Roadmap("any", "Any", (topic(1, None), topic(2), topic(3)))
    offers = plan(roadmap).suggestions
    assert [(offer.topic.slug, offer.slack) for offer in offers] == [("t2", 20), ("t3", 41), ("t1", None)]


# the verdict


def test_before_the_first_day_the_verdict_is_not_yet():
    verdict = plan(TWO, today=in_days(-5)).verdict
    assert (verdict.standing, verdict.days) == (Standing.NOT_YET, 5)


def test_nothing_done_by_the_limit_of_the_first_topic_is_behind_the_day_after():
    assert plan(TWO, today=in_days(20)).verdict.standing is Standing.ON_TRACK
    verdict = plan(TWO, today=in_days(21)).verdict
    assert (verdict.standing, verdict.days, verdict.bound) == (Standing.BEHIND, 1, in_days(20))


def test_a_topic_finished_early_is_worth_its_short_range():
    verdict = plan(TWO, fact(Kind.COMPLETED, in_days(3)), today=in_days(3)).verdict
    assert (verdict.standing, verdict.days, verdict.earned) == (Standing.AHEAD, 11, in_days(14))


def test_out_of_order_completions_count_and_the_first_unfinished_is_waited_for():
    verdict = plan(TWO, fact(Kind.COMPLETED, in_days(3), "t2"), today=in_days(8)).verdict
    assert [topic.slug for topic in verdict.completed] == ["t2"]
    assert verdict.waiting == TWO.topics[0]
    assert verdict.bound == in_days(7 * (2 + 3) - 1)


def test_a_topic_completed_before_the_first_day_or_known_then_earns_nothing():
    for done in (fact(Kind.COMPLETED, in_days(-3)), fact(Kind.COMPLETED, FIRST_DAY, known=True)):
        verdict = plan(TWO, done).verdict
        assert (verdict.standing, verdict.completed) == (Standing.ON_TRACK, ())


def test_who_completes_a_topic_on_the_first_day_is_ahead_and_a_month_later_not_behind():
    done = fact(Kind.COMPLETED, FIRST_DAY)
    assert plan(TWO, done).verdict.standing is Standing.AHEAD
    assert plan(TWO, done, today=in_days(34)).verdict.standing is Standing.ON_TRACK


def test_what_was_completed_by_a_replanning_on_its_day_leaves_and_what_follows_on_it_counts():
    replanned = fact(Kind.REPLANNED, FIRST_DAY, "")
    assert plan(TWO, fact(Kind.COMPLETED, FIRST_DAY), replanned).verdict.completed == ()
    after = plan(TWO, replanned, fact(Kind.COMPLETED, FIRST_DAY)).verdict
    assert [topic.slug for topic in after.completed] == ["t1"]


def test_a_pause_moves_the_day_from_which_one_is_behind():
    pause = fact(Kind.PAUSED, in_days(2), "", back=in_days(12))
    assert plan(TWO, pause, today=in_days(30)).verdict.standing is Standing.ON_TRACK
    assert plan(TWO, pause, today=in_days(31)).verdict.days == 1


def test_where_nothing_unfinished_has_a_range_nobody_is_behind():
    roadmap = Roadmap("any", "Any", (topic(1, None),))
    verdict = plan(roadmap, today=in_days(5000)).verdict
    assert (verdict.standing, verdict.bound) == (Standing.ON_TRACK, None)


def test_completed_and_skipped_together_are_finished():
    done = plan(TWO, fact(Kind.COMPLETED, in_days(3)), fact(Kind.SKIPPED, slug="t2"), today=in_days(900))
    assert (done.verdict.standing, done.verdict.days) == (Standing.FINISHED, 0)


# the calendar of days that count


def test_an_open_pause_ends_with_today():
    calendar = StudyCalendar([Pause(in_days(3))], today=in_days(9))
    assert calendar.next_open(in_days(3)) == in_days(10)
    assert calendar.between(in_days(2), in_days(10)) == 1


def test_pauses_that_touch_or_overlap_are_one():
    pauses = [Pause(in_days(5), in_days(8)), Pause(in_days(3), in_days(6)), Pause(in_days(8), in_days(9))]
    calendar = StudyCalendar(pauses, today=FIRST_DAY)
    assert calendar.after(in_days(2), 1) == in_days(9)
    assert calendar.end(in_days(2), 2) == in_days(9)


def test_a_pause_announced_for_later_and_open_moves_nothing_yet():
    calendar = StudyCalendar([Pause(in_days(30))], today=FIRST_DAY)
    assert calendar.after(FIRST_DAY, 60) == in_days(60)
