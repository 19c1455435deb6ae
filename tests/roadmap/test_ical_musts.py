"""A feed is what RFC 5545 and RFC 7986 say it must be; and each check of that sees its own breakage, or it would see none."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.writing.editions import Edition, FeedEvent, FeedHead, revised
from roadmap.writing.feed import write_feed
from tests.roadmap.ical_musts import MUSTS, broken

MADE = datetime(2027, 1, 4, 8, tzinfo=UTC)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "UTC",
    "Africa/Casablanca",
)
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
LONG = "Straße, Übung; und mehr 📚 " * 9


def feed_of(*events: FeedEvent, zone: str = "Europe/Berlin") -> bytes:
    editions: dict[str, Edition] = revised(events, {}, zone, MADE)
    return write_feed(FeedHead("Mine, yours; ours", 3, ZoneInfo(zone), MADE), events, editions)


SOUND = feed_of(
    FeedEvent("window.ml.nlp", LONG, date(2027, 1, 4), date(2027, 2, 1), "a\nb, c; d \\", "https://a.b/?q=1,2;3"),
    FeedEvent(
        "study.19:00.0.",
        "Study",
        datetime(2027, 3, 23, 19),
        datetime(2027, 3, 23, 20),
        weekdays=(1, 3),
        left_out=(date(2027, 3, 25),),
        until=date(2027, 4, 7),
    ),
    FeedEvent(
        "meeting.5",
        "Owls",
        datetime(2027, 3, 28, 3, 30),
        datetime(2027, 3, 28, 4, 30),
        zone=ZoneInfo("America/New_York"),
    ),
    FeedEvent("meeting.7", "Early", datetime(2027, 3, 28, 3, 30), datetime(2027, 3, 28, 4, 30)),
    FeedEvent("meeting.6", "Twice", datetime(2027, 10, 31, 2, 30, fold=1), datetime(2027, 10, 31, 3, 30)),
)


def put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Another in the place of the first."""
    return lambda feed: feed.replace(old, new, 1)


def gone(name: bytes, within: bytes = b"") -> Callable[[bytes], bytes]:
    """Without the first line of that name, after the first ``within``."""

    def without(feed: bytes) -> bytes:
        head, here, tail = feed.partition(within) if within else (b"", b"", feed)
        return head + here + re.sub(rb"\r\n" + name + rb"[;:][^\r]*(\r\n[ \t][^\r]*)*", b"", tail, count=1)

    return without


def twice(name: bytes) -> Callable[[bytes], bytes]:
    """The first line of that name once more."""
    return lambda feed: re.sub(rb"(\r\n" + name + rb"[;:][^\r]*(\r\n[ \t][^\r]*)*)", rb"\1\1", feed, count=1)


def folded_in_a_character(feed: bytes) -> bytes:
    return feed.replace("Straße".encode(), "Stra\u00df".encode()[:5] + b"\r\n " + "\u00df".encode()[1:] + b"e", 1)


def unfolded(feed: bytes) -> bytes:
    return feed.replace(b"\r\n ", b"")


def in_spring_by_the_clock_after(feed: bytes) -> bytes:
    """As icalendar's own has it."""
    return feed.replace(b"RDATE:20270328T02", b"RDATE:20270328T03", 1)


BREAKAGES: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("lines_end_with_crlf", lambda feed: feed.replace(b"\r\n", b"\n")),
    ("lines_end_with_crlf", lambda feed: feed.removesuffix(b"\r\n")),
    ("lines_have_75_octets_at_most", unfolded),
    ("no_line_is_folded_within_a_character", folded_in_a_character),
    ("no_control_character_stands_in_it", put(b"SUMMARY:", b"SUMMARY:\x07")),
    ("each_line_is_a_name_with_parameters_and_a_value", put(b"SUMMARY:", b"SUMMARY ")),
    ("each_line_is_a_name_with_parameters_and_a_value", put(b"\nDTSTART;VALUE=DATE:", b'\nDTSTART;VALUE="DATE:')),
    ("texts_are_escaped", put(rb"\,", b",")),
    ("texts_are_escaped", put(rb"\;", b";")),
    ("texts_are_escaped", put(rb"\n", rb"\t")),
    ("what_begins_ends_and_is_one_calendar", put(b"END:VEVENT\r\n", b"")),
    ("what_begins_ends_and_is_one_calendar", lambda feed: feed + feed),
    ("what_begins_ends_and_is_one_calendar", put(b"END:VTIMEZONE", b"END:VEVENT")),
    ("a_calendar_has_its_own_properties_first_and_a_component", put(b"END:VCALENDAR", b"X-LATE:1\r\nEND:VCALENDAR")),
    ("it_names_its_maker_once", gone(b"PRODID")),
    ("it_names_its_maker_once", twice(b"PRODID")),
    ("it_names_its_version_once", gone(b"VERSION")),
    ("it_names_its_version_once", put(b"VERSION:2.0", b"VERSION:1.0")),
    ("it_has_no_method", put(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:PUBLISH")),
    ("an_event_has_its_uid_stamp_and_start", gone(b"UID", b"BEGIN:VEVENT")),
    ("an_event_has_its_uid_stamp_and_start", gone(b"DTSTAMP")),
    ("an_event_has_its_uid_stamp_and_start", gone(b"DTSTART", b"BEGIN:VEVENT")),
    ("an_event_has_nothing_twice", twice(b"DTSTAMP")),
    ("an_event_has_nothing_twice", twice(b"RRULE")),
    ("no_two_events_have_one_uid", put(b"UID:meeting.6.", b"UID:meeting.5.")),
    ("days_and_moments_are_written_as_such_and_exist", put(b"VALUE=DATE:20270201", b"VALUE=DATE:20270230")),
    ("days_and_moments_are_written_as_such_and_exist", put(b"VALUE=DATE:20270104", b"VALUE=DATE:2027-01-04")),
    ("days_and_moments_are_written_as_such_and_exist", put(b"VALUE=DATE:20270104", b"VALUE=DATE:20270104T000000")),
    ("stamps_are_in_utc", lambda feed: re.sub(rb"(DTSTAMP:\d+T\d+)Z", rb"\1", feed, count=1)),
    ("stamps_are_in_utc", lambda feed: re.sub(rb"LAST-MODIFIED:(\d+)T\d+Z", rb"LAST-MODIFIED;VALUE=DATE:\1", feed, count=1)),
    ("utc_and_days_have_no_zone", put(b"DTSTART:20271031T013000Z", b"DTSTART;TZID=Europe/Berlin:20271031T013000Z")),
    ("utc_and_days_have_no_zone", put(b"VALUE=DATE:20270104", b"VALUE=DATE;TZID=Europe/Berlin:20270104")),
    ("an_end_is_of_the_kind_of_its_start_and_after_it", put(b"DTEND;VALUE=DATE:20270201", b"DTEND:20270201T000000Z")),
    ("an_end_is_of_the_kind_of_its_start_and_after_it", put(b"DTEND;VALUE=DATE:20270201", b"DTEND;VALUE=DATE:20270104")),
    ("an_event_ends_or_takes_so_long_and_never_both", put(b"\r\nDTEND;", b"\r\nDURATION:PT1H\r\nDTEND;")),
    ("a_sequence_is_a_number_from_nought", put(b"SEQUENCE:0", b"SEQUENCE:-1")),
    ("whether_time_is_taken_is_said_in_its_words", put(b"TRANSP:TRANSPARENT", b"TRANSP:FREE")),
    ("addresses_are_uris", put(b"URL:https://a.b", b"URL:a.b")),
    ("addresses_are_uris", put(b"URL:https://a.b", b"URL:https://a b")),
    ("each_zone_that_is_named_is_told_of_once", put(b"TZID:Europe/Berlin", b"TZID:Berlin")),
    ("each_zone_that_is_named_is_told_of_once", put(b"TZID:America/New_York", b"TZID:Europe/Berlin")),
    ("a_zone_has_its_name_and_a_clock", gone(b"TZID")),
    ("a_zone_has_its_name_and_a_clock", lambda feed: re.sub(rb"BEGIN:(STANDARD|DAYLIGHT).*?END:\1\r\n", b"", feed, flags=re.DOTALL)),
    ("a_clock_has_its_start_by_the_clock_and_both_offsets", gone(b"TZOFFSETFROM")),
    ("a_clock_has_its_start_by_the_clock_and_both_offsets", gone(b"TZOFFSETTO")),
    ("a_clock_has_its_start_by_the_clock_and_both_offsets", lambda feed: re.sub(rb"(STANDARD\r\nDTSTART:\d+T\d+)", rb"\1Z", feed, count=1)),
    ("offsets_are_hours_and_minutes_with_a_sign", put(b"TZOFFSETTO:+", b"TZOFFSETTO:")),
    ("offsets_are_hours_and_minutes_with_a_sign", put(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+01:00")),
    ("a_zone_tells_each_moment_as_the_world_does", in_spring_by_the_clock_after),
    ("a_zone_tells_each_moment_as_the_world_does", put(b"TZOFFSETTO:+0200", b"TZOFFSETTO:+0300")),
    ("a_rule_says_how_often_and_each_part_once", put(b"RRULE:FREQ=WEEKLY;", b"RRULE:")),
    ("a_rule_says_how_often_and_each_part_once", put(b"FREQ=WEEKLY;", b"FREQ=WEEKLY;FREQ=WEEKLY;")),
    ("a_rule_ends_by_a_moment_or_a_count", put(b"FREQ=WEEKLY;", b"FREQ=WEEKLY;COUNT=3;")),
    ("a_rule_ends_in_utc_where_its_start_has_a_zone", lambda feed: re.sub(rb"(UNTIL=\d+T\d+)Z", rb"\1", feed)),
    ("a_rule_ends_in_utc_where_its_start_has_a_zone", lambda feed: re.sub(rb"(UNTIL=\d+)T\d+Z", rb"\1", feed)),
    ("the_start_is_one_that_its_rule_has", put(b"BYDAY=TU,TH", b"BYDAY=TH,FR")),
    ("what_is_left_out_is_of_the_kind_of_the_start_and_of_the_rule", lambda feed: re.sub(rb"EXDATE;TZID=[^:]+:(\d+)T\d+", rb"EXDATE;VALUE=DATE:\1", feed)),
    ("what_is_left_out_is_of_the_kind_of_the_start_and_of_the_rule", lambda feed: re.sub(rb"EXDATE;TZID=[^:]+:(\d+T\d+)", rb"EXDATE:\1Z", feed)),
    ("what_is_left_out_is_of_the_kind_of_the_start_and_of_the_rule", put(b":20270325T190000", b":20270325T200000")),
    ("what_is_left_out_is_of_the_kind_of_the_start_and_of_the_rule", put(b":20270325T190000", b":20270326T190000")),
    ("how_often_it_may_be_read_is_a_time_and_said_once", put(b"REFRESH-INTERVAL;VALUE=DURATION", b"REFRESH-INTERVAL")),
    ("how_often_it_may_be_read_is_a_time_and_said_once", put(b"DURATION:PT12H", b"DURATION:PT0S")),
    ("how_often_it_may_be_read_is_a_time_and_said_once", twice(b"REFRESH-INTERVAL")),
    ("a_calendar_has_its_name_uid_and_change_once", twice(b"LAST-MODIFIED")),
    ("a_calendar_has_its_name_uid_and_change_once", gone(b"NAME")),
]  # fmt: skip


def test_a_sound_feed_is_all_that_it_must_be():
    assert broken(SOUND) == set()


@pytest.mark.parametrize(("name", "breaks"), BREAKAGES)
def test_each_breakage_is_seen_by_its_check(name: str, breaks: Callable[[bytes], bytes]):
    assert name in broken(breaks(SOUND))


def test_there_is_no_check_that_no_broken_feed_fails():
    assert set(MUSTS) == {name for name, _ in BREAKAGES}


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
MOMENTS = st.datetimes(datetime(2027, 1, 10), datetime(2028, 12, 1)).map(
    lambda one: one.replace(second=0, microsecond=0, fold=0)
)


@st.composite
def told(draw: st.DrawFn) -> FeedEvent:
    key = f"one.{draw(st.integers())}"
    if draw(st.booleans()):
        day = draw(st.dates(date(2026, 2, 1), date(2030, 1, 1)))
        return FeedEvent(key, draw(TEXTS), day, day + timedelta(days=draw(st.integers(1, 99))), draw(TEXTS))
    zone = draw(st.sampled_from(ZONES))
    start = draw(MOMENTS)
    if draw(st.booleans()):
        aware = start.replace(tzinfo=UTC)
        first, last = (at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for at in (aware, aware + HOUR))
        return FeedEvent(key, draw(TEXTS), first, last, zone=ZoneInfo(zone))
    weekdays = tuple(sorted({start.weekday(), *draw(st.sets(st.integers(0, 6)))}))
    ahead = [start.date() + timedelta(days=days) for days in draw(st.sets(st.integers(0, 90), max_size=6))]
    out = tuple(sorted(day for day in ahead if day.weekday() in weekdays))
    until = draw(st.none() | st.integers(1, 400).map(lambda days: start.date() + timedelta(days=days)))
    return FeedEvent(key, draw(TEXTS), start, start + HOUR, "", "", weekdays, out, until, ZoneInfo(zone))


@given(st.lists(told(), max_size=8, unique_by=lambda one: one.key), st.sampled_from(ZONES))
def test_whatever_a_feed_tells_of_it_is_all_that_it_must_be(events: list[FeedEvent], zone: str):
    assert broken(feed_of(*events, zone=zone)) == set()
