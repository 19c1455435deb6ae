"""The calendar file: read by another library, its days are those of the plan, its UIDs the same every time."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from roadmap.facts import Fact, Kind
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.writing.calendar_file import write_calendar
from tests.laws import tried_on
from tests.roadmap.strategies import roadmaps

MONDAY = date(2027, 1, 4)
STAMP = datetime(2027, 1, 4, 8, tzinfo=UTC)


def plan(*facts: Fact) -> Plan:
    progress = Progress(MONDAY)
    for fact in facts:
        progress = apply(progress, fact)
    return make_plan(default_roadmap(), progress, MONDAY)


def events(written: bytes) -> dict[str, vobject.base.Component]:
    """What another library reads, by summary."""
    calendar = vobject.readOne(written.decode())
    return {event.summary.value: event for event in calendar.contents.get("vevent", ())}


def test_every_window_is_an_all_day_event_that_ends_with_its_limit_day():
    read = events(write_calendar(plan(), learner=1, stamp=STAMP))
    assert len(read) == 7
    first = read["Deep Learning"]
    assert (first.dtstart.value, first.dtend.value) == (MONDAY, date(2027, 2, 15))  # the end is exclusive
    assert "Target day: 2027-01-31. Limit day: 2027-02-14." in first.description.value
    assert "https://course.fast.ai/" in first.description.value


def test_a_finished_topic_is_left_out_and_one_going_on_says_so():
    read = events(
        write_calendar(
            plan(
                Fact(kind=Kind.COMPLETED, day=MONDAY, topic="deep-learning"),
                Fact(kind=Kind.BEGUN, day=MONDAY, topic="nlp"),
            ),
            learner=1,
            stamp=STAMP,
        )
    )
    assert "Deep Learning" not in read
    assert "🟡 NLP" in read


def test_an_event_has_the_same_uid_whenever_the_file_is_written_and_another_for_another_learner():
    early, late = write_calendar(plan(), learner=1, stamp=STAMP), write_calendar(plan(), learner=1, stamp=STAMP)
    assert early == late
    uids = {event.uid.value for event in events(early).values()}
    assert uids == {event.uid.value for event in events(late).values()}
    assert len(uids) == 7
    other = write_calendar(plan(), learner=2, stamp=STAMP + timedelta(days=9))
    assert uids.isdisjoint(event.uid.value for event in events(other).values())


@pytest.mark.drill
@tried_on(15)
@given(roadmaps(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_roadmap_makes_a_file_that_another_library_reads_with_the_same_days(roadmap, first_day):
    made = make_plan(roadmap, Progress(first_day), first_day)
    written = write_calendar(made, learner=1, stamp=STAMP)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    read = vobject.readOne(written.decode())
    days = sorted((e.dtstart.value, e.dtend.value) for e in read.contents.get("vevent", ()))
    assert days == sorted((w.start, w.limit + timedelta(days=1)) for w in made.windows.values())
