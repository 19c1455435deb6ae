"""What RFC 5545 and RFC 7986 say that a feed must be, each as a check of its own with where it stands there.

They read the octets by themselves, for a library that wrote them would forgive itself what it gets wrong.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.roadmap.ical_lines import LINE, Feed, Part, Property

Check = Callable[[Feed], bool]
MUSTS: dict[str, tuple[str, Check]] = {}
"""By what it is called: where it stands, and the check."""

TEXTS = {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "UID", "TZID", "PRODID", "TZNAME"}
ONCE = {
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "URL",
    "SEQUENCE",
    "LAST-MODIFIED",
    "TRANSP",
    "RRULE",
}
MOMENT = re.compile(r"\d{8}T\d{6}Z?")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def must(section: str) -> Callable[[Check], Check]:
    def noted(check: Check) -> Check:
        MUSTS[check.__name__] = section, check
        return check

    return noted


def broken(octets: bytes) -> set[str]:
    """What a feed is not that it must be."""
    feed = Feed(octets)
    return {name for name, (_, check) in MUSTS.items() if not _holds(check, feed)}


def _holds(check: Check, feed: Feed) -> bool:
    try:
        return check(feed)
    except (ValueError, AttributeError, KeyError, IndexError, StopIteration):
        return False


# lines


@must("5545 3.1")
def lines_end_with_crlf(feed: Feed) -> bool:
    bare = feed.octets.replace(b"\r\n", b"")
    return feed.octets.endswith(b"\r\n") and b"\r" not in bare and b"\n" not in bare


@must("5545 3.1")
def lines_have_75_octets_at_most(feed: Feed) -> bool:
    return max(map(len, feed.physical)) <= 75


@must("5545 3.1")
def no_line_is_folded_within_a_character(feed: Feed) -> bool:
    return all(one.decode("utf-8") is not None for one in feed.physical)


@must("5545 3.1")
def no_control_character_stands_in_it(feed: Feed) -> bool:
    return not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", feed.octets)


@must("5545 3.1")
def each_line_is_a_name_with_parameters_and_a_value(feed: Feed) -> bool:
    return all(LINE.fullmatch(line) for line in feed.lines)


@must("5545 3.3.11")
def texts_are_escaped(feed: Feed) -> bool:
    said = (re.sub(r"\\[\\;,nN]", "", one.value) for one in feed.properties if one.name in TEXTS)
    return not any(re.search(r"[\\;,]", value) for value in said)


# components


@must("5545 3.4")
def what_begins_ends_and_is_one_calendar(feed: Feed) -> bool:
    return feed.is_nested and [part.name for part in feed.root.parts] == ["VCALENDAR"] and not feed.root.properties


@must("5545 3.6")
def a_calendar_has_its_own_properties_first_and_a_component(feed: Feed) -> bool:
    after = feed.lines[next(at for at, line in enumerate(feed.lines) if at and line.startswith("BEGIN:")) :]
    depth, outside = 0, 0
    for line in after[:-1]:
        depth += line.startswith("BEGIN:") - line.startswith("END:")
        outside += depth == 0 and not line.startswith("END:")
    return bool(feed.calendar.parts) and not outside


@must("5545 3.7.3")
def it_names_its_maker_once(feed: Feed) -> bool:
    return len(feed.calendar.all("PRODID")) == 1 and feed.calendar.all("PRODID")[0].value != ""


@must("5545 3.7.4")
def it_names_its_version_once(feed: Feed) -> bool:
    return [one.value for one in feed.calendar.all("VERSION")] == ["2.0"]


@must("5545 3.7.2")
def it_has_no_method(feed: Feed) -> bool:
    return not feed.calendar.all("METHOD")


@must("5545 3.6.1")
def an_event_has_its_uid_stamp_and_start(feed: Feed) -> bool:
    return all(event.one(name) for event in feed.events for name in ("UID", "DTSTAMP", "DTSTART"))


@must("5545 3.6.1")
def an_event_has_nothing_twice(feed: Feed) -> bool:
    return all(len(event.all(name)) <= 1 for event in feed.events for name in ONCE)


@must("5545 3.8.4.7")
def no_two_events_have_one_uid(feed: Feed) -> bool:
    uids = [one.value for event in feed.events for one in event.all("UID")]
    return len(set(uids)) == len(uids) and "" not in uids


# values


@must("5545 3.3.4, 3.3.5")
def days_and_moments_are_written_as_such_and_exist(feed: Feed) -> bool:
    return all(_moment(one.value, one.kind[0] == "day") for one in feed.times("DTSTART", "DTEND", "EXDATE"))


@must("5545 3.8.7.2, 3.8.7.3")
def stamps_are_in_utc(feed: Feed) -> bool:
    stamps = [*feed.times("DTSTAMP", "LAST-MODIFIED"), *feed.calendar.all("LAST-MODIFIED")]
    return all(one.kind == ("UTC", "") and _moment(one.value, False) for one in stamps)


@must("5545 3.2.19")
def utc_and_days_have_no_zone(feed: Feed) -> bool:
    return not any("TZID" in one.params and one.kind[0] != "zone" for one in feed.properties)


@must("5545 3.8.2.2")
def an_end_is_of_the_kind_of_its_start_and_after_it(feed: Feed) -> bool:
    ends = [(event.one("DTSTART"), event.one("DTEND")) for event in feed.events if event.one("DTEND")]
    days = all((start.kind[0] == "day") is (end.kind[0] == "day") for start, end in ends)
    return days and all(_instant(start) < _instant(end) for start, end in ends)


@must("5545 3.6.1")
def an_event_ends_or_takes_so_long_and_never_both(feed: Feed) -> bool:
    return not any(event.one("DTEND") and event.one("DURATION") for event in feed.events)


@must("5545 3.8.7.4")
def a_sequence_is_a_number_from_nought(feed: Feed) -> bool:
    return all(re.fullmatch(r"\d+", one.value) for one in feed.times("SEQUENCE"))


@must("5545 3.8.2.7")
def whether_time_is_taken_is_said_in_its_words(feed: Feed) -> bool:
    return all(one.value in {"OPAQUE", "TRANSPARENT"} for one in feed.times("TRANSP"))


@must("5545 3.3.13")
def addresses_are_uris(feed: Feed) -> bool:
    return all(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>\"\\]+", one.value) for one in feed.times("URL"))


# zones


@must("5545 3.2.19")
def each_zone_that_is_named_is_told_of_once(feed: Feed) -> bool:
    told = Counter(one.value for zone in feed.zones for one in zone.all("TZID"))
    named = {one.params["TZID"] for one in feed.properties if "TZID" in one.params}
    return named <= set(told) and all(count == 1 for count in told.values())


@must("5545 3.6.5")
def a_zone_has_its_name_and_a_clock(feed: Feed) -> bool:
    return all(len(zone.all("TZID")) == 1 and zone.parts for zone in feed.zones)


@must("5545 3.6.5")
def a_clock_has_its_start_by_the_clock_and_both_offsets(feed: Feed) -> bool:
    clocks = [clock for zone in feed.zones for clock in zone.parts]
    needed = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    is_whole = all(len(clock.all(name)) == 1 for clock in clocks for name in needed)
    return is_whole and all(one.kind == ("zone", "") for clock in clocks for one in clock.all("DTSTART"))


@must("5545 3.3.14")
def offsets_are_hours_and_minutes_with_a_sign(feed: Feed) -> bool:
    offsets = [
        one.value for zone in feed.zones for clock in zone.parts for one in clock.properties if "OFFSET" in one.name
    ]
    return all(re.fullmatch(r"[+-]\d{4}(\d{2})?", one) and one not in {"-0000", "-000000"} for one in offsets)


@must("5545 3.6.5")
def a_zone_tells_each_moment_as_the_world_does(feed: Feed) -> bool:
    """Of each moment, and of the days before and after, hour by hour."""
    told = {zone.all("TZID")[0].value: _changes(zone) for zone in feed.zones}
    named = {
        (one.params["TZID"], _instant(one)) for one in feed.times("DTSTART", "DTEND", "EXDATE") if one.kind[0] == "zone"
    }
    return all(
        _offset(told[name], moment + timedelta(hours=hours))
        == (moment + timedelta(hours=hours)).astimezone(ZoneInfo(name)).utcoffset()
        for name, moment in named
        for hours in range(-26, 27)
    )


# what comes again


@must("5545 3.3.10")
def a_rule_says_how_often_and_each_part_once(feed: Feed) -> bool:
    parts = [[part.split("=")[0] for part in one.value.split(";")] for one in feed.times("RRULE")]
    return all("FREQ" in names and len(set(names)) == len(names) for names in parts)


@must("5545 3.3.10")
def a_rule_ends_by_a_moment_or_a_count(feed: Feed) -> bool:
    return not any("UNTIL" in rule and "COUNT" in rule for _, rule in _rules(feed))


@must("5545 3.3.10")
def a_rule_ends_in_utc_where_its_start_has_a_zone(feed: Feed) -> bool:
    ends = ((event.one("DTSTART"), rule["UNTIL"]) for event, rule in _rules(feed) if "UNTIL" in rule)
    return all(until.endswith("Z") if start.kind[0] != "day" else len(until) == 8 for start, until in ends)


@must("5545 3.8.5.3")
def the_start_is_one_that_its_rule_has(feed: Feed) -> bool:
    return all(_fits(event.one("DTSTART"), rule) for event, rule in _rules(feed))


@must("5545 3.8.5.1")
def what_is_left_out_is_of_the_kind_of_the_start_and_of_the_rule(feed: Feed) -> bool:
    out = [(event.one("DTSTART"), rule, one) for event, rule in _rules(feed) for one in event.all("EXDATE")]
    alone = [event for event in feed.events if event.one("EXDATE") and not event.one("RRULE")]
    return not alone and all(
        one.kind == start.kind and one.value[8:] == start.value[8:] and _fits(one, rule) and one.value >= start.value
        for start, rule, one in out
    )


# of feeds


@must("7986 5.7")
def how_often_it_may_be_read_is_a_time_and_said_once(feed: Feed) -> bool:
    (one,) = feed.calendar.all("REFRESH-INTERVAL")
    return one.params.get("VALUE") == "DURATION" and bool(
        re.fullmatch(r"P(?=.*[1-9])(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)", one.value)
    )


@must("7986 5.1, 5.3, 5.4")
def a_calendar_has_its_name_uid_and_change_once(feed: Feed) -> bool:
    return all(len(feed.calendar.all(name)) == 1 for name in ("NAME", "UID", "LAST-MODIFIED"))


def _rules(feed: Feed) -> list[tuple[Part, dict[str, str]]]:
    return [
        (event, dict(part.split("=", 1) for part in rule.value.split(";")))
        for event in feed.events
        for rule in event.all("RRULE")
    ]


def _fits(moment: Property, rule: dict[str, str]) -> bool:
    return WEEKDAYS[date.fromisoformat(moment.value[:8]).weekday()] in rule["BYDAY"].split(",")


def _moment(value: str, is_day: bool) -> datetime:
    if not re.fullmatch(r"\d{8}" if is_day else MOMENT, value):
        raise ValueError(value)
    return datetime.fromisoformat(value.removesuffix("Z"))


def _instant(one: Property) -> datetime:
    kind, zone = one.kind
    return _moment(one.value, kind == "day").replace(tzinfo=ZoneInfo(zone) if zone else UTC).astimezone(UTC)


def _changes(zone: Part) -> list[tuple[datetime, timedelta]]:
    """When a zone's clocks change by its own telling, each by the clock before it, and how far ahead of UTC they are from then on."""
    return sorted(
        (
            _moment(each, False).replace(tzinfo=UTC) - _size(clock.all("TZOFFSETFROM")[0].value),
            _size(clock.all("TZOFFSETTO")[0].value),
        )
        for clock in zone.parts
        for name in ("DTSTART", "RDATE")
        for one in clock.all(name)
        for each in one.value.split(",")
    )


def _size(offset: str) -> timedelta:
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    return size if offset[0] == "+" else -size


def _offset(changes: list[tuple[datetime, timedelta]], moment: datetime) -> timedelta:
    return changes[bisect_right(changes, moment, key=lambda change: change[0]) - 1][1]
