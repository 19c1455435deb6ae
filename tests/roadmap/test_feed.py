"""The calendar feed: the same event has the same UID for ever, and calendars can tell what has changed; another library reads it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from roadmap.writing.editions import Edition, FeedEvent, FeedHead, revised
from roadmap.writing.feed import write_feed
from tests.laws import tried_on

MADE = datetime(2027, 1, 4, 8, tzinfo=UTC)
MONDAY = date(2027, 1, 4)
WINDOW = FeedEvent("window.ml.nlp", "NLP", MONDAY, date(2027, 2, 1), "Target day: x; y,\nz \\", "https://a.b")
STUDY = FeedEvent(
    "study.1900.0.",
    "📚 Study time",
    datetime(2027, 3, 23, 19),
    datetime(2027, 3, 23, 19, 45),
    weekdays=(1, 3),
    left_out=(date(2027, 3, 25),),
    until=date(2027, 4, 7),
)
DAYS = st.dates(date(2027, 1, 1), date(2028, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=80)
"""Without the mark of an order of bytes, which readers of a file leave out."""


def events() -> st.SearchStrategy[list[FeedEvent]]:
    one = st.builds(
        lambda key, said, day, length: FeedEvent(f"window.{key}", said, day, day + timedelta(days=length), said),
        st.integers(1, 6),
        TEXTS,
        DAYS,
        st.integers(1, 60),
    )
    return st.lists(one, max_size=6, unique_by=lambda event: event.key)


def fed(*events: FeedEvent, known: dict[str, Edition] | None = None, zone: str = "Europe/Berlin", at: datetime = MADE):
    editions = {**(known or {}), **revised(events, known or {}, zone, at)}
    return write_feed(FeedHead("Mine", 3, ZoneInfo(zone), MADE), events, editions), editions


def moments(feed: bytes) -> set[datetime]:
    """The starts that another library makes of what comes again."""
    (event,) = vobject.readOne(feed.decode()).contents["vevent"]
    return set(event.getrruleset(addRDate=True))


def test_what_comes_again_keeps_its_local_time_over_the_change_of_clocks_and_ends():
    feed, _ = fed(STUDY)
    local = {moment.replace(tzinfo=None) for moment in moments(feed)}
    assert local == {datetime(2027, 3, day, 19) for day in (23, 30)} | {
        datetime(2027, 4, 1, 19),
        datetime(2027, 4, 6, 19),
    }
    (event,) = Calendar.from_ical(feed).walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2027, 3, 23, 19, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_feed_says_how_often_it_may_be_read_and_has_no_method():
    feed, _ = fed(WINDOW)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in feed
    assert b"METHOD" not in feed
    assert max(map(len, feed.split(b"\r\n"))) <= 75
    assert b"\n" not in feed.replace(b"\r\n", b"")


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])
def test_a_feed_of_nothing_is_still_a_calendar(zone):
    feed, _ = fed(zone=zone)
    assert Calendar.from_ical(feed).walk("VTIMEZONE")


def test_an_event_that_changes_has_the_same_uid_and_a_higher_sequence():
    feed, editions = fed(WINDOW)
    later = MADE + timedelta(days=3, microseconds=5)
    moved = FeedEvent(WINDOW.key, WINDOW.summary, WINDOW.start, WINDOW.end + timedelta(days=7))
    again, after = fed(moved, known=editions, at=later)
    (old,), (new,) = (Calendar.from_ical(one).walk("VEVENT") for one in (feed, again))
    assert new["UID"] == old["UID"]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)
    assert new["LAST-MODIFIED"].dt == new["DTSTAMP"].dt == later.replace(microsecond=0)
    assert fed(moved, known=after, at=later + timedelta(days=1))[0] == again


def test_what_goes_and_comes_again_never_seems_older():
    _, editions = fed(WINDOW)
    _, moved = fed(FeedEvent(WINDOW.key, "NLP!", WINDOW.start, WINDOW.end), known=editions)
    _, gone = fed(known=moved)
    _, back = fed(WINDOW, known=gone)
    assert back[WINDOW.key].sequence == 2


@pytest.mark.drill
@tried_on(60)
@given(st.lists(events(), min_size=2, max_size=5))
def test_over_many_readings_a_sequence_never_falls_and_nothing_changes_by_itself(rounds):
    editions: dict[str, Edition] = {}
    seen: dict[str, tuple[str, int]] = {}
    for number, told in enumerate(rounds):
        at = MADE + timedelta(hours=number)
        feed, editions = fed(*told, known=editions, at=at)
        assert fed(*told, known=editions, at=at + timedelta(hours=1))[0] == feed
        for event in told:
            edition = editions[event.key]
            digest, sequence = seen.get(event.key, ("", -1))
            assert edition.sequence == (sequence if edition.digest == digest else sequence + 1)
            seen[event.key] = edition.digest, edition.sequence
        uids = [str(event["UID"]) for event in Calendar.from_ical(feed).walk("VEVENT")]
        assert sorted(uids) == sorted(f"{event.key}.3@roadmate" for event in told)
        read = {str(event["UID"]): str(event["SUMMARY"]) for event in Calendar.from_ical(feed).walk("VEVENT")}
        assert read == {f"{event.key}.3@roadmate": event.summary for event in told}
