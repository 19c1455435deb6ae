"""Common dates: what a group aims for together, which says nothing of anybody's own plan."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.common_dates import CommonDates, differs, on_now
from roadmap.model import Roadmap
from roadmap.plan import make_plan
from roadmap.progress import NamedEnd, Progress
from tests.roadmap.group_strategies import CV, DL, MONDAY, NLP, ROADMAP
from tests.roadmap.test_laws import plans

DAY, WEEK = timedelta(days=1), timedelta(days=7)
END = MONDAY + 8 * WEEK - DAY


def test_without_an_end_the_durations_say_the_dates():
    windows = CommonDates(MONDAY).plan(ROADMAP, MONDAY).windows
    assert (windows["dl"].target, windows["nlp"].start) == (date(2027, 1, 31), date(2027, 2, 1))


def test_up_to_an_end_all_topics_share_the_days_alike():
    windows = CommonDates(MONDAY, END).plan(ROADMAP, MONDAY).windows
    assert [windows[slug].limit for slug in ("dl", "nlp", "cv", "talk")] == [
        MONDAY + 2 * n * WEEK - DAY for n in range(1, 5)
    ]


def test_the_topic_that_the_dates_have_come_to_goes_by_the_calendar_alone():
    def on(day: date, last: date | None = None):
        return on_now(CommonDates(MONDAY, last).plan(ROADMAP, day))

    assert (on(MONDAY - DAY), on(MONDAY), on(MONDAY + 4 * WEEK)) == (None, DL, NLP)
    assert (on(MONDAY + 4 * WEEK, END), on(END + DAY, END)) == (CV, None)


def test_where_nothing_says_how_long_topics_take_only_an_end_makes_dates():
    bare = Roadmap("bare", "Bare", tuple(replace(topic, duration=None) for topic in (DL, NLP)))
    assert on_now(CommonDates(MONDAY).plan(bare, MONDAY)) is None
    shared = CommonDates(MONDAY, MONDAY + 13 * DAY).plan(bare, MONDAY + WEEK)
    assert on_now(shared).title == "NLP"


def test_the_own_plan_differs_by_its_first_day_or_the_end_of_the_group():
    own = make_plan(ROADMAP, Progress(MONDAY), MONDAY)
    assert not differs(CommonDates(MONDAY).plan(ROADMAP, MONDAY), own)
    assert differs(CommonDates(MONDAY - DAY).plan(ROADMAP, MONDAY), own)
    assert differs(CommonDates(MONDAY, END).plan(ROADMAP, MONDAY), own)
    aiming = make_plan(ROADMAP, Progress(MONDAY, end=NamedEnd(END)), MONDAY)
    assert not differs(CommonDates(MONDAY, END).plan(ROADMAP, MONDAY), aiming)


@given(plans(), st.integers(-30, 30), st.none() | st.integers(1, 300))
def test_common_dates_never_say_anything_of_who_is_done(seen, days, length):
    first = seen.progress.first_day + days * DAY
    common = CommonDates(first, first + length * DAY if length else None).plan(seen.roadmap, seen.today)
    assert not (seen.finished and differs(common, seen))
