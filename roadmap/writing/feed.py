"""Events as a calendar feed (RFC 5545, RFC 7986), which calendars read again and again.

Its laws: an event has the same UID for ever; its SEQUENCE rises and its LAST-MODIFIED moves when it changes, and only then; while no
event changes, the file is the same to the byte.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Event, vDuration
from icalendar.enums import TRANSP

from roadmap.writing.calendar_file import new_calendar, text_of
from roadmap.writing.editions import Edition, FeedEvent, FeedHead
from roadmap.writing.time_zones import timezone_of

REFRESH = timedelta(hours=12)
"""How often calendars are asked to read it: they take it as the least pause, where they heed it at all."""

YEARS = 11
"""For how long a feed says when the clocks change, from the year in which it was made."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def write_feed(head: FeedHead, events: Sequence[FeedEvent], editions: Mapping[str, Edition]) -> bytes:
    """The feed of these events, each of which has its edition. One without events still has its zone, for a calendar has to have
    something."""
    calendar = new_calendar(head.name, f"feed.{head.number}@roadmate")
    calendar.add("refresh-interval", vDuration(REFRESH, {"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("last-modified", max((editions[one.key].changed for one in events), default=head.made))
    years = date(head.made.year - 1, 1, 1), date(head.made.year + YEARS, 1, 1)
    zones = {str(zone): zone for zone in (head.zone, *(one.zone for one in events if one.zone))}
    for _, zone in sorted(zones.items()):
        calendar.add_component(timezone_of(zone, *years))
    for event in sorted(events, key=lambda one: one.key):
        calendar.add_component(_event(event, head.number, editions[event.key], event.zone or head.zone))
    return bytes(calendar.to_ical())


def _event(event: FeedEvent, number: int, edition: Edition, zone: tzinfo) -> Event:
    found = Event.new(
        uid=f"{event.key}.{number}@roadmate",
        stamp=edition.changed,
        summary=text_of(event.summary),
        description=text_of(event.description) or None,
        start=_in(event.start, zone),
        end=_in(event.end, zone),
        sequence=edition.sequence,
        last_modified=edition.changed,
        transparency=None if event.is_timed else TRANSP.TRANSPARENT,
        url=event.url or None,
    )
    if event.weekdays:
        found.add("rrule", _rule(event, zone))
        for day in event.left_out:
            found.add("exdate", _in(_moment(event, day), zone))
    return found


def _rule(event: FeedEvent, zone: tzinfo) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "weekly", "byday": [WEEKDAYS[day] for day in event.weekdays]}
    if event.until:  # in UTC, as RFC 5545 3.3.10 wants it where the start has a zone
        last = datetime.combine(event.until, datetime.min.time(), zone) - timedelta(seconds=1)
        rule["until"] = last.astimezone(UTC)
    return rule


def _moment(event: FeedEvent, day: date) -> date:
    return datetime.combine(day, event.start.time()) if isinstance(event.start, datetime) else day


def _in(moment: date, zone: tzinfo) -> date:
    """A day as it is; a moment in its zone, and the second of two that the clock shows alike in UTC, for by its clock it would be the
    first (RFC 5545 3.3.5)."""
    if not isinstance(moment, datetime):
        return moment
    aware = moment.replace(tzinfo=zone)
    return aware.astimezone(UTC) if moment.fold else aware
