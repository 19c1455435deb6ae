"""The laws of a calendar over any history: it stays while nothing changes, and what changes is newer, alone and under its own name."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from starlette.requests import Request

from bot.store import Account, Contact, Enrolment, Learner
from bot.store.calendars import CalendarAddress
from bot.store.study_times import stored_form
from bot.store.values import Strand
from bot.web.calendar import Feed, answer_with, written
from bot.web.calendar_told import Told
from roadmap.facts import ProgressEvent
from roadmap.model import Roadmap
from roadmap.study_times import StudyTime, StudyTimes
from tests.laws import tried_on
from tests.roadmap.test_laws import FIRST_DAY, histories

MADE = datetime(2027, 1, 4, 8, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TIMES = StudyTimes((StudyTime(1, time(19), 45), StudyTime(3, time(7))))
EDITION = ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")


@dataclass
class Reader:
    """A calendar that reads one address again and again, and what is kept of that."""

    told: Told
    tag: str = ""
    seen: dict[str, tuple[bytes, int, datetime]] = field(default_factory=dict)

    def read(self, now: datetime) -> Feed:
        feed = written(self.told, "UTC", now)
        address = replace(self.told.address, content=feed.content, changed_at=feed.changed, read_at=now)
        self.told = replace(self.told, address=address, known={**self.told.known, **feed.news})
        return feed


def reader_of(roadmap: Roadmap) -> Reader:
    learner = Learner(1, MADE, "Europe/Berlin", False, 0, time(9), None, None, None, roadmap=roadmap.slug)
    learner = replace(learner, study_times=stored_form(TIMES))
    contact = Contact(Account(1, 1, "telegram", "1", None), learner, None)
    return Reader(Told(CalendarAddress(1, 1, MADE, None, "", None), contact, (), (), {}, {}))


def prefixes(events: tuple[ProgressEvent, ...]) -> Iterator[tuple[ProgressEvent, ...]]:
    """What was told after each saying of a history."""
    yield ()
    ends = [at for at, event in enumerate(events, 1) if at == len(events) or events[at].saying != event.saying]
    yield from (events[:end] for end in ends)


def with_told(reader: Reader, roadmap: Roadmap, events: tuple[ProgressEvent, ...]) -> None:
    enrolment = Enrolment(roadmap.slug, (Strand(1, 1, roadmap.slug, FIRST_DAY, MADE),))
    reader.told = replace(reader.told, roadmaps=((enrolment, roadmap, events),))


def parts(feed: Feed) -> dict[str, tuple[bytes, int, datetime]]:
    """Of each event by UID what it says, how often that has changed and when the last time."""
    found = {}
    for event in Calendar.from_ical(feed.body).walk("VEVENT"):
        edition = int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt
        said = Event({key: value for key, value in event.items() if key not in EDITION})
        assert str(event["UID"]) not in found
        found[str(event["UID"])] = (said.to_ical(), *edition)
    return found


def code(feed: Feed, **headers: str) -> int:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return answer_with(Request({"type": "http", "method": "GET", "headers": named}), feed).status_code


@pytest.mark.drill
@tried_on(40)
@given(histories(), st.lists(st.integers(0, 40), min_size=10, max_size=10))
def test_a_calendar_stays_while_nothing_changes_and_each_change_is_its_events_own(
    history: tuple[Roadmap, tuple[ProgressEvent, ...]], waits: list[int]
) -> None:
    roadmap, events = history
    reader, now = reader_of(roadmap), MADE
    ever: dict[str, tuple[bytes, int, datetime]] = {}
    before: Feed | None = None
    for number, told in enumerate(prefixes(events)):
        now += waits[number % len(waits)] * DAY + MINUTE
        with_told(reader, roadmap, told)
        feed = reader.read(now)
        tag = f'"{feed.content[:32]}"'
        again = reader.read(now + MINUTE)
        assert (again.body, again.changed, again.news) == (feed.body, feed.changed, {})
        assert code(again, if_none_match=tag) == 304
        since = answer_with(Request({"type": "http", "method": "GET", "headers": []}), feed).headers["last-modified"]
        assert parsedate_to_datetime(since) == feed.changed
        assert code(again, if_modified_since=since) == 304
        if before and before.body != feed.body:
            assert code(feed, if_none_match=f'"{before.content[:32]}"') == 200
            assert feed.changed > before.changed
        for uid, (said, sequence, changed) in parts(feed).items():
            if uid in ever:
                is_new = said != ever[uid][0]
                assert sequence == ever[uid][1] + is_new
                assert changed == (now.replace(microsecond=0) if is_new else ever[uid][2])
            else:
                assert sequence == 0
            ever[uid] = said, sequence, changed
        before = feed


@pytest.mark.drill
@given(histories(most=4))
def test_over_fifty_readings_days_apart_and_another_version_each_topic_keeps_its_name(
    history: tuple[Roadmap, tuple[ProgressEvent, ...]],
) -> None:
    roadmap, events = history
    reader = reader_of(roadmap)
    named: set[str] | None = None
    for number in range(50):
        topics = (
            roadmap.topics if number < 25 else tuple(replace(one, title=f"New {one.title}") for one in roadmap.topics)
        )
        with_told(reader, replace(roadmap, topics=topics), events)
        windows = {uid for uid in parts(reader.read(MADE + number * DAY)) if uid.startswith("window.")}
        assert windows == (windows if named is None else named)
        named = windows
    assert named is not None
    assert named <= {f"window.any.{topic.slug}.1@roadmate" for topic in roadmap.topics}
