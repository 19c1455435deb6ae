"""Events of whole days, octet by octet as icalendar writes them, which takes a third of a millisecond for each: a feed of a long roadmap has
two thousand. What is not quite ordinary in them is left to icalendar."""

import re
from datetime import UTC, date

from icalendar import vText
from icalendar.parser import Contentline

from roadmap.writing.calendar_file import text_of
from roadmap.writing.editions import Edition, FeedEvent

LONGEST = 74
"""Octets of a line, as icalendar breaks them; RFC 5545 wants no more than 75."""

ADDRESS = re.compile("[!-~]*")

MOMENT = "%Y%m%dT%H%M%SZ"


def is_of_whole_days(event: FeedEvent) -> bool:
    """Whether it can be written here: it has no moment, comes once, and its address is one."""
    return not event.is_timed and not event.weekdays and ADDRESS.fullmatch(event.url) is not None


def day_event(event: FeedEvent, uid: str, edition: Edition) -> bytes:
    """The lines of such an event."""
    changed = edition.changed.astimezone(UTC).strftime(MOMENT)
    lines = (
        "BEGIN:VEVENT",
        f"SUMMARY:{_text(event.summary)}",
        f"DTSTART;VALUE=DATE:{_day(event.start)}",
        f"DTEND;VALUE=DATE:{_day(event.end)}",
        f"DTSTAMP:{changed}",
        f"UID:{_text(uid)}",
        f"SEQUENCE:{edition.sequence}",
        f"DESCRIPTION:{said}" if (said := _text(event.description)) else "",
        f"LAST-MODIFIED:{changed}",
        "TRANSP:TRANSPARENT",
        f"URL:{event.url}" if event.url else "",
        "END:VEVENT",
    )
    return b"".join(_folded(line) for line in lines if line)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(said: str) -> str:
    """With what has a meaning in a line escaped."""
    text = text_of(said)
    if "\\" in text:
        return vText(text).to_ical().decode()
    return text.replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def _folded(line: str) -> bytes:
    octets = line.encode()
    if len(octets) > LONGEST:
        octets = Contentline(line).to_ical()  # type: ignore[no-untyped-call] # of icalendar
    return octets + b"\r\n"
